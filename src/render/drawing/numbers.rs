//! In: the value of an attribute, or the rules of a drawing. Out: whether it has a number that is too large to compute with.
//!
//! Converting arcs to curves takes more steps the larger they are, before anything can be measured.
//!
//! Invariant: reads each character once.

/// The largest number that a drawing may use. Below 2^24, up to which the single-precision numbers of the drawing library (IEEE 754) hold
/// every whole number.
pub(crate) const FARTHEST: f64 = 10_000_000.0;

/// Whether a text has a number that is too large. In a path, numbers may follow letters. Elsewhere digits after letters are parts of names.
pub(crate) fn are_too_large(text: &str, is_path: bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let run = match byte {
            b'#' => name(bytes, at),
            b'0'..=b'9' | b'.' => number(bytes, at),
            _ if !is_path && is_letter(*byte) => name(bytes, at),
            _ => 1,
        };
        let end = at.saturating_add(run.max(1));
        let is_number = matches!(byte, b'0'..=b'9' | b'.');
        let value = text.get(at..end).filter(|_| is_number).and_then(|number| number.parse::<f64>().ok());
        if value.is_some_and(|value| value > FARTHEST) {
            return true;
        }
        at = end;
    }
    false
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-') || !byte.is_ascii()
}

/// The length of the name at a position. A minus before a number is not a name.
fn name(bytes: &[u8], at: usize) -> usize {
    let is_sign = bytes.get(at) == Some(&b'-') && bytes.get(at.saturating_add(1)).is_some_and(|byte| !is_letter(*byte));
    let rest = bytes.get(at.saturating_add(1)..).unwrap_or_default();
    let is_part = |byte: &&u8| is_letter(**byte) || byte.is_ascii_digit();
    if is_sign { 1 } else { rest.iter().take_while(is_part).count().saturating_add(1) }
}

/// The length of the number at a position: digits, one decimal point, an exponent.
fn number(bytes: &[u8], at: usize) -> usize {
    let digits =
        |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = at.saturating_add(digits(at));
    if bytes.get(end) == Some(&b'.') {
        end = end.saturating_add(1);
        end = end.saturating_add(digits(end));
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end.saturating_add(1)), Some(b'+' | b'-')));
        let exponent = end.saturating_add(1).saturating_add(sign);
        let length = digits(exponent);
        end = if length > 0 { exponent.saturating_add(length) } else { end };
    }
    end.saturating_sub(at)
}

#[cfg(test)]
mod tests {
    use super::are_too_large;

    #[test]
    fn a_large_number_is_found_where_it_is_one() {
        for text in
            ["1e38", "translate(-1e30,4)", "99999999", "0 0 5 1E+9", "12345678901234567890.5", "fill:red;r:1e9px"]
        {
            assert!(are_too_large(text, false), "{text}");
        }
        assert!(are_too_large("M1e9 0", true) && are_too_large("m0-1e9", true) && are_too_large("m.5.5e9", true));
        for text in
            ["#3b5e99", "url(#a1e99)", "Font1e99", "matrix(1,0,0,-1,0,841.89)", "1e-30", "a-9e99", "1e", "", "…", "2em"]
        {
            assert!(!are_too_large(text, false), "{text}");
        }
        assert!(!are_too_large("M10.5-3l.5.5a1 1 0 0110 10z", true));
    }
}
