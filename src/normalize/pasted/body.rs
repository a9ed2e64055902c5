//! In: the lines of a page. Out: the lines of the article's body.
//!
//! The numbers in brackets after a constant are body F1 on every second page of `texts` and `texts-ru` with half and with double its value.
//! With the values in use it is .934 and .899.
//!
//! Invariant: lines with boilerplate words are never in the body. Time is linear.

use rustc_hash::FxHashSet;

use super::captions;
use super::lists::in_lists;
use super::score;
use crate::letters::{Letter, LowerCase};
use crate::normalize::wording::ends_sentence;
use crate::survey::boilerplate::{BoilerplateKind, is_stop_word};
use crate::survey::family;
use crate::survey::line::{Line, Shape};

/// The cost of a change between body and boilerplate, in log-odds (half .933, .889; double .929, .891).
const CHANGE: f32 = 1.0;
/// Added to all log-odds, because losing a line is worse than keeping one too many (half .931, .899; double .928, .883).
const LENIENCE: f32 = 0.5;
/// Subtracted from lines that are boilerplate by other evidence. It exceeds the score of any line of prose, so 4 and 16 give the same.
const BOILERPLATE: f32 = 8.0;
/// A short sentence at an edge of the body is added if its score is above this, it has this many small words, and one in this many of its
/// words is in the body. Of the five lines that this adds on half of the sites of `texts` and `texts-ru`, three are body, and F1 over all
/// is no lower. Without the limit on length, twelve were added, and seven of them were body.
const DOUBTFUL: f32 = -1.5;
const SHORT: usize = 120;
const SMALL_WORDS: usize = 3;
/// The same with 2 and 10 on pasted pages.
const ONE_IN: usize = 5;
/// A page has a dialogue if this many lines of its body start with a dash and are longer than this many code points. At most this many
/// short lines may be between two of its lines. Set by hand, because no set of pasted pages has enough interviews.
const DIALOGUE: usize = 2;
const REPLY: usize = 60;
const REPLIES: usize = 3;
/// The result for a line.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Judged {
    /// Whether it is in the body.
    pub inside: bool,
    /// The log-odds that it is, after the deductions for lists and recurrence. Pictures and credits have none.
    pub score: Option<f32>,
    /// Whether it would be in the body if it were not in several captures of its site.
    pub recurs: bool,
}

/// Judges each line. `recurs` returns the number of captures with a folded line.
pub(crate) fn choose(lines: &[Line], recurs: &dyn Fn(&str) -> u32) -> Vec<Judged> {
    let figures = captions::mirrored(lines);
    let kept: Vec<usize> = without_figures(lines, &figures);
    let seen: Vec<&Line> = kept.iter().map(|&at| &lines[at]).collect();
    let mut found = vec![Judged::default(); lines.len()];
    for (judged, at) in choose_among(&seen, recurs).into_iter().zip(kept) {
        found[at] = judged;
    }
    found
}

/// The lines that are not pictures, captions or credits. The search for the body ignores those.
pub fn without_figures(lines: &[Line], captions: &[bool]) -> Vec<usize> {
    let shown =
        |line: &Line| matches!(line.shape, Shape::Image | Shape::Address | Shape::Boilerplate(BoilerplateKind::Credit));
    (0..lines.len()).filter(|&at| !captions[at] && !shown(&lines[at])).collect()
}

fn choose_among(lines: &[&Line], recurs: &dyn Fn(&str) -> u32) -> Vec<Judged> {
    let mut scores: Vec<f32> = score::scores(lines).into_iter().map(|score| score + LENIENCE).collect();
    let mut recurring = vec![false; lines.len()];
    for (at, list) in in_lists(lines).into_iter().enumerate() {
        let again = recurs(&family::key(lines[at])) > 1;
        recurring[at] = again && !list && scores[at] > 0.0;
        if list || again {
            scores[at] -= BOILERPLATE;
        }
    }
    let mut inside = smooth(&scores);
    rescue(lines, &scores, &mut inside);
    rescue_replies(lines, &scores, &mut inside);
    extend(lines, &scores, &mut inside);
    for (inside, line) in inside.iter_mut().zip(lines) {
        *inside &= may_be_body(line);
    }
    if !inside.contains(&true) {
        keep_the_best(lines, &scores, &mut inside);
    }
    let judged = inside.into_iter().zip(scores).zip(recurring);
    judged.map(|((inside, score), recurs)| Judged { inside, score: Some(score), recurs }).collect()
}

/// Whether a line's shape allows it in the body.
pub fn may_be_body(line: &Line) -> bool {
    match line.shape {
        Shape::Text => true,
        Shape::Boilerplate(kind) => kind == BoilerplateKind::Section && line.passage.text.contains(' '),
        _ => false,
    }
}

/// The most likely sequence of inside and outside (Viterbi over two states).
fn smooth(scores: &[f32]) -> Vec<bool> {
    let (mut outside, mut inside) = (0.0f64, -f64::from(CHANGE) / 2.0);
    let change = f64::from(CHANGE);
    let mut from = Vec::with_capacity(scores.len());
    for &score in scores {
        let came = (inside - change > outside, inside >= outside - change);
        let next_outside = outside.max(inside - change) - f64::from(score) / 2.0;
        inside = inside.max(outside - change) + f64::from(score) / 2.0;
        outside = next_outside;
        from.push(came);
    }
    let mut state = inside > outside;
    let mut path = vec![false; scores.len()];
    for at in (0..scores.len()).rev() {
        path[at] = state;
        state = if state { from[at].1 } else { from[at].0 };
    }
    path
}

/// Adds a short line between two lines of the body: a subhead, a line of dialogue.
fn rescue(lines: &[&Line], scores: &[f32], inside: &mut [bool]) {
    for at in 1..lines.len().saturating_sub(1) {
        let between = inside[at - 1] && inside[at + 1];
        if between && !inside[at] && lines[at].shape == Shape::Text && scores[at] > -BOILERPLATE / 2.0 {
            inside[at] = true;
        }
    }
}

/// Adds short replies between the lines of a dialogue: a few lines that start with a dash and end like sentences, beside a line of the body
/// with a dash, on a page with long ones.
fn rescue_replies(lines: &[&Line], scores: &[f32], inside: &mut [bool]) {
    let long = (0..lines.len()).filter(|&at| inside[at] && is_reply(lines[at]) && is_long(lines[at])).count();
    if long < DIALOGUE {
        return;
    }
    let told: Vec<usize> = (0..lines.len()).filter(|&at| inside[at]).collect();
    for pair in told.windows(2) {
        let (before, behind) = (pair[0], pair[1]);
        let between = before + 1..behind;
        let replies = between.clone().all(|at| is_reply(lines[at]) && scores[at] > -BOILERPLATE / 2.0);
        let is_dialogue = is_reply(lines[before]) || is_reply(lines[behind]);
        if between.len() <= REPLIES && replies && is_dialogue && ends_sentence(&lines[before].passage.text) {
            inside[between].fill(true);
        }
    }
}

/// Whether a line is direct speech after a dash, complete to its end.
fn is_reply(line: &Line) -> bool {
    let text = line.passage.text.as_str();
    let told = text.trim_start_matches(['—', '–', '-']);
    let has_dash = told.len() < text.len() && told.starts_with(' ');
    line.shape == Shape::Text && has_dash && ends_sentence(text) && told.trim_start().starts_with(char::is_capital)
}

fn is_long(line: &Line) -> bool {
    line.passage.text.chars().nth(REPLY).is_some()
}

/// Adds a short sentence right before the first or right after the last line of the body, if it has small words and words of the body, and
/// its score is not too low.
fn extend(lines: &[&Line], scores: &[f32], inside: &mut [bool]) {
    let (Some(first), Some(last)) = (inside.iter().position(|&one| one), inside.iter().rposition(|&one| one)) else {
        return;
    };
    let beside = [first.checked_sub(1), Some(last + 1).filter(|&at| at < lines.len())];
    let may_be: Vec<usize> =
        beside.into_iter().flatten().filter(|&at| scores[at] > DOUBTFUL && is_short_sentence(lines[at])).collect();
    if may_be.is_empty() {
        return;
    }
    let own = lines.iter().zip(inside.iter()).filter(|&(_, &inside)| inside);
    let known: FxHashSet<u64> = own.flat_map(|(line, _)| score::stems(&line.passage.text)).collect();
    for at in may_be {
        let stems: Vec<u64> = score::stems(&lines[at].passage.text).collect();
        let again = stems.iter().filter(|stem| known.contains(stem)).count();
        inside[at] |= again * ONE_IN >= stems.len() && again > 0;
    }
}

/// Whether a line is one or two complete sentences, by its punctuation and its small words.
fn is_short_sentence(line: &Line) -> bool {
    let text = line.passage.text.as_str();
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_letter_or_digit()));
    let small = words.filter(|word| is_stop_word(&word.lower_case())).count();
    let short = text.chars().nth(SHORT).is_none();
    line.shape == Shape::Text
        && short
        && small >= SMALL_WORDS
        && text.starts_with(char::is_capital)
        && text.ends_with('.')
}

/// If no line looks like body text, keeps the lines with the best scores.
fn keep_the_best(lines: &[&Line], scores: &[f32], inside: &mut [bool]) {
    let candidates = || lines.iter().zip(scores).filter(|(line, _)| line.shape == Shape::Text).map(|(_, &score)| score);
    let best = candidates().fold(f32::NEG_INFINITY, f32::max);
    for ((inside, line), &score) in inside.iter_mut().zip(lines).zip(scores) {
        *inside = line.shape == Shape::Text && score >= best - 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::line::lines;

    #[test]
    fn a_short_sentence_of_the_matter_ends_a_body() {
        let is_short_sentence = |text: &str| super::is_short_sentence(&lines(text)[0]);
        for text in [
            "Так сказав голова ради на засіданні у вівторок.",
            "The council will meet on it in the spring.",
            "Так об этом и сказали в совете города на заседании.",
            "Rada wróci do tego na sesji w maju.",
            "Der Rat wird sich im Mai mit der Brücke befassen.",
            "Le conseil en parlera dans une séance de mai.",
        ] {
            assert!(is_short_sentence(text), "{text}");
        }
        for text in [
            "Новини міста",
            "Дякуємо! Ваш голос враховано.",
            "What is it for in the end?",
            "read on and see what it is for.",
            "Ada Lom contributed reporting.",
            "12.05.2030",
            "Читайте також: що буде з мостом на річці у місті",
        ] {
            assert!(!is_short_sentence(text), "{text}");
        }
    }

    #[test]
    fn only_an_adjacent_line_with_shared_words_is_added() {
        let text = "Міст через річку закрили на ремонт.\nЦе буде на тиждень і не для всіх у місті.\n\
                    Так міст чекає на ремонт у місті.\nУ кіно на все і завжди є час для смаку.";
        let lines = lines(text);
        let seen: Vec<&Line> = lines.iter().collect();
        let extended = |mut inside: [bool; 4], scores: [f32; 4]| {
            extend(&seen, &scores, &mut inside);
            inside
        };
        assert_eq!(extended([true, true, false, false], [0.0; 4]), [true, true, true, false]);
        assert_eq!(extended([true, true, false, false], [0.0, 0.0, -3.0, 0.0]), [true, true, false, false]);
        assert_eq!(extended([true, true, true, false], [0.0; 4]), [true, true, true, false]);
        assert_eq!(extended([false; 4], [0.0; 4]), [false; 4]);
    }

    #[test]
    fn short_replies_of_a_dialogue_are_kept_and_menus_are_not() {
        const ASKED: &str = "— Чи вистачить грошей на міст, якщо його почнуть будувати вже цього літа?";
        const ANSWER: &str = "– Гроші на міст є, їх рада виділила ще взимку, коли схвалювала кошторис міста.";
        const PROSE: &str = "Рада міста схвалила кошторис на рік, і гроші підуть на школи, лікарні та дороги.";
        let kept = |texts: &[&str], own: &[usize]| {
            let lines = lines(&texts.join("\n"));
            let seen: Vec<&Line> = lines.iter().collect();
            let mut inside: Vec<bool> = (0..seen.len()).map(|at| own.contains(&at)).collect();
            rescue_replies(&seen, &vec![-1.0; seen.len()], &mut inside);
            inside
        };
        assert_eq!(kept(&[ASKED, "— Ні.", "- Так, звісно.", ANSWER], &[0, 3]), [true; 4]);
        assert_eq!(kept(&[ASKED, "— Ні.", ANSWER, "— Так.", PROSE], &[0, 2, 4]), [true; 5]);
        for texts in [
            // Links, headlines of other articles that are questions, a longer menu, a page with one line of speech.
            [ASKED, "- Новини", "- Спорт і культура", ANSWER],
            [PROSE, "- Чому міст закрили?", "- Де буде новий парк?", PROSE],
            [ASKED, "- далі буде.", "* Так.", ANSWER],
            [PROSE, "- Ні.", "- Так.", ANSWER],
        ] {
            assert_eq!(kept(&texts, &[0, 3]), [true, false, false, true], "{texts:?}");
        }
        assert_eq!(
            kept(&[ASKED, "- Ні.", "- Так.", "- Ні.", "- Так.", ANSWER], &[0, 5]),
            [true, false, false, false, false, true]
        );
    }
}
