//! In: the digits of pictures and days in RTF. Out: their bytes, and the moment as machines write it.
//!
//! Invariant: no day is judged.

use crate::limits::PICTURE_BYTES;

/// A moment in the properties: year, month, day, hour, minute.
pub(super) type Moment = [Option<i32>; 5];

/// A picture while it is read.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// Whether it is a PNG or a JPEG.
    pub is_usual: bool,
    pub bytes: Vec<u8>,
    /// The first of two hexadecimal digits.
    half: Option<u8>,
}

impl Picture {
    /// A hexadecimal digit of its bytes.
    pub(super) fn digit(&mut self, digit: u8) {
        let Some(value) = (digit as char).to_digit(16).and_then(|value| u8::try_from(value).ok()) else { return };
        match self.half.take() {
            Some(high) if self.bytes.len() as u64 <= PICTURE_BYTES => self.bytes.push(high << 4 | value),
            Some(_) => {}
            None => self.half = Some(value),
        }
    }
}

/// A moment as machines write it. `None` if its day is not whole.
pub(super) fn written(moment: Moment) -> Option<String> {
    let [Some(year), Some(month), Some(day), hour, minute] = moment else { return None };
    let clock = hour.zip(minute).map(|(hour, minute)| format!("T{hour:02}:{minute:02}"));
    Some(format!("{year:04}-{month:02}-{day:02}{}", clock.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_a_byte_and_other_signs_none() {
        let mut picture = Picture::default();
        b"8\n9 5x0 4".iter().for_each(|&digit| picture.digit(digit));
        assert_eq!(picture.bytes, [0x89, 0x50]);
    }

    #[test]
    fn a_moment_needs_a_whole_day() {
        let text = |moment: Moment| written(moment);
        assert_eq!(text([Some(2024), Some(5), Some(6), None, None]).as_deref(), Some("2024-05-06"));
        assert_eq!(text([Some(2024), Some(5), Some(6), Some(9), Some(5)]).as_deref(), Some("2024-05-06T09:05"));
        assert_eq!(text([Some(2024), Some(5), None, Some(9), Some(5)]), None);
    }
}
