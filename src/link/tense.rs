//! In: a sentence and the bytes of an expression in it. Out: whether the words around it are about the past or the future.
//!
//! Invariant: depends only on words and endings of languages (`lang::events`), not on the page. A sentence without a cue is `Open`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

pub(crate) use self::coming::Coming;
use super::tokens;
use super::word_list::Words;
use crate::lang;
use crate::language::Language;
use crate::letters::Letter;
use crate::time::Tense;

mod coming;

/// Maximum number of words between a verb of saying and the day on which it was said. Set by hand.
const SAID_ON: usize = 1;
/// Maximum number of words between a word such as "after" and the day after it. Set by hand.
const LED: usize = 4;

/// Maximum length of a preposition, in bytes. `from` has 4, and so have two Cyrillic letters.
const PREPOSITION: usize = 4;
/// Maximum number of prepositions and articles next to a time that is alone in its clause: "on the 9 June". A preposition and an article.
const PREPOSITIONS: usize = 2;
/// Maximum number of words between a verb such as "agreed" and what was agreed on, including the infinitive itself. The same with 2 and 8
/// on `tests/events/tuned`.
const INTENDED: usize = 4;
/// Maximum number of words between "planned" and the day: "planned for Friday". The preposition.
const PLANNED: usize = 1;
/// Maximum number of letters of a word that cannot be a participle or an infinitive. Set by hand.
const SHORT: usize = 2;
/// A word with fewer letters has no past ending, and one with at most this many has no future ending. Set by hand.
const PAST_LETTERS: usize = 4;

/// The role of a cue in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// The verb of what was, is or will be done.
    Doing,
    /// A verb that only says that something was said. Its time is not that of what was said.
    Saying,
}

/// A word that shows the time of its clause.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cue {
    bytes: Range<usize>,
    tense: Tense,
    role: Role,
}

/// The temporal cues of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cues {
    /// The words that show a tense, in order.
    found: Vec<(Range<usize>, Tense)>,
    /// The verbs of all clauses, including those of saying and of the present, in order.
    verbs: Vec<Cue>,
    /// The indexes of the verbs that do not only say something.
    doing: Vec<usize>,
    /// Whether the sentence says that somebody said or did something, as news does.
    pub reports: bool,
    /// Whether it looks back on older news.
    pub looks_back: bool,
    /// Whether it says that something is going on.
    pub ongoing: bool,
    /// The starts of words that are marked as approximate.
    approximate: Vec<usize>,
    /// The first word that opens a relative clause: "який".
    relative: Option<usize>,
    /// The first word that opens reported speech: "що".
    that: Option<usize>,
    /// The cues that are certainly verbs of their clause and not only verbs of saying.
    sure: Vec<(Range<usize>, Tense)>,
    /// The verbs of saying.
    says: Vec<Range<usize>>,
    /// Words that make a clause a hypothesis or a denial.
    unsure: Vec<usize>,
    /// Words before the day of something else: "після пожежі 5 травня".
    behind: Vec<usize>,
    /// The bytes of the words.
    words: Vec<Range<usize>>,
    /// The marks between clauses.
    breaks: Vec<usize>,
    /// Verbs of postponing.
    moved: Vec<usize>,
    /// Words before the day that something is postponed to.
    goals: Vec<usize>,
    /// Words that join a second verb to the first.
    joins: Vec<usize>,
    /// Words after which a day belongs to the noun after it: "the May 15 vote".
    determiners: Vec<usize>,
    /// Participles of plans, without plans that were given up: "planned", not "originally planned".
    plans: Vec<Range<usize>>,
    /// Prepositions before the day that something is meant for: "for Friday", "на п'ятницю".
    meant: Vec<usize>,
    /// Words for being ready.
    ready: Vec<usize>,
    /// Words before the day since which something lasts.
    since: Vec<usize>,
    /// Verbs whose object may have a day of its own, past or future: "approved the fair on 9 June".
    decides: Vec<usize>,
    /// Nouns for something that begins by plan.
    coming: Vec<Range<usize>>,
    /// Verbs of announcing it.
    announces: Vec<usize>,
    /// Prepositions before the day on which something future begins.
    from_ahead: Vec<usize>,
    /// Prepositions before the day on which something future or past begins.
    from_either: Vec<usize>,
    /// Whether it says that something began.
    begun: bool,
}

/// The words of all languages together, and those that apply only to texts in their own language.
struct Lists {
    future: Words,
    past: Words,
    no_past: Words,
    present: Words,
    turns_future_into_past: Words,
    turns_participle_open: Words,
    cued_infinitive_endings: Vec<&'static str>,
    intends: Words,
    says: Words,
    reports: Words,
    looks_back: Words,
    ongoing: Words,
    begun: Words,
    complementizers: Words,
    relatives: Words,
    approximators: Words,
    negations: Words,
    hedges: Words,
    leads_another_day: Words,
    postpones: Words,
    goal_prepositions: Words,
    planned: Words,
    given_up: Words,
    no_purpose: Words,
    ready: Words,
    decides: Words,
    announces: Words,
    own: Vec<(Language, Own)>,
}

/// The words of one language, for texts in it.
struct Own {
    endings: &'static lang::events::Tense,
    auxiliaries: Words,
    attributive: Words,
    conjunctions: Words,
    determiners: Words,
    purpose_prepositions: Words,
    since_prepositions: Words,
    comes_by_plan: Words,
    start_prepositions_ahead: Words,
    start_prepositions: Words,
}

impl Lists {
    fn read() -> Self {
        let all = |list: fn(&'static lang::events::Tense) -> &'static Vec<String>| {
            Words::of_all(move |pack| list(&pack.events.tense))
        };
        Self {
            future: all(|tense| &tense.future),
            past: all(|tense| &tense.past),
            no_past: all(|tense| &tense.no_past),
            present: all(|tense| &tense.present),
            turns_future_into_past: all(|tense| &tense.turns_future_into_past),
            turns_participle_open: all(|tense| &tense.turns_participle_open),
            cued_infinitive_endings: lang::all(|pack| &pack.events.tense.cued_infinitive_endings).collect(),
            intends: all(|tense| &tense.intends),
            says: all(|tense| &tense.says),
            reports: all(|tense| &tense.reports),
            looks_back: all(|tense| &tense.looks_back),
            ongoing: all(|tense| &tense.ongoing),
            begun: all(|tense| &tense.begun),
            complementizers: all(|tense| &tense.complementizers),
            relatives: all(|tense| &tense.relatives),
            approximators: all(|tense| &tense.approximators),
            negations: all(|tense| &tense.negations),
            hedges: all(|tense| &tense.hedges),
            leads_another_day: all(|tense| &tense.leads_another_day),
            postpones: all(|tense| &tense.postpones),
            goal_prepositions: all(|tense| &tense.goal_prepositions),
            planned: all(|tense| &tense.planned),
            given_up: all(|tense| &tense.given_up),
            no_purpose: all(|tense| &tense.no_purpose),
            ready: all(|tense| &tense.ready),
            decides: all(|tense| &tense.decides),
            announces: all(|tense| &tense.announces),
            own: lang::packs().iter().map(|pack| (pack.language, Own::read(&pack.events.tense))).collect(),
        }
    }

    /// The words of a language. `None` if the language is not read.
    fn own(&self, language: Language) -> Option<&Own> {
        self.own.iter().find(|(own, _)| *own == language).map(|(_, words)| words)
    }

    /// Whether a word has the ending of an infinitive that a cue requires.
    fn is_infinitive(&self, word: &str) -> bool {
        word.chars().count() > SHORT + 1 && self.cued_infinitive_endings.iter().any(|ending| word.ends_with(ending))
    }
}

impl Own {
    fn read(tense: &'static lang::events::Tense) -> Self {
        let words = |list: &'static [String]| list.iter().map(String::as_str).collect();
        Self {
            endings: tense,
            auxiliaries: words(&tense.perfect.auxiliaries),
            attributive: words(&tense.attributive),
            conjunctions: words(&tense.conjunctions),
            determiners: words(&tense.determiners),
            purpose_prepositions: words(&tense.purpose_prepositions),
            since_prepositions: words(&tense.since_prepositions),
            comes_by_plan: words(&tense.comes_by_plan),
            start_prepositions_ahead: words(&tense.start_prepositions_ahead),
            start_prepositions: words(&tense.start_prepositions),
        }
    }

    fn is_infinitive(&self, words: &[String], at: usize) -> bool {
        let infinitive = &self.endings.infinitive;
        let marked = at > 0 && infinitive.marks.contains(&words[at - 1]);
        let ends = || words[at].chars().count() > SHORT && ends_as(&words[at], &infinitive.endings);
        marked || infinitive.marks.is_empty() && ends()
    }

    /// Whether a word before an infinitive marks it: "to".
    fn marks_infinitives(&self) -> bool {
        !self.endings.infinitive.marks.is_empty()
    }

    /// Whether a word has the form of a verb in the future.
    fn is_future(&self, word: &str) -> bool {
        word.chars().count() > PAST_LETTERS && ends_as(word, &self.endings.future_endings) || self.is_perfective(word)
    }

    fn is_perfective(&self, word: &str) -> bool {
        let perfective = &self.endings.perfective;
        let rest = |prefix: &String| word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().count() > 2);
        ends_as(word, &perfective.endings) && !ends_as(word, &perfective.not) && perfective.prefixes.iter().any(rest)
    }

    /// Whether a word has the form of a verb in the past.
    fn is_past(&self, word: &str) -> bool {
        word.chars().count() >= PAST_LETTERS && ends_as(word, &self.endings.past_endings)
    }

    /// Whether a participle follows the auxiliary at a position, in its clause.
    fn has_participle(&self, lists: &Lists, words: &[String], at: usize, clause: usize) -> bool {
        let reach = at + 1 + self.endings.perfect.reach;
        let behind = words.get(at + 1..clause.min(reach).min(words.len())).unwrap_or(&[]);
        let done = |word: &&String| !lists.says.have(word) && !lists.future.have(word);
        behind.iter().filter(done).any(|word| self.is_participle(word))
    }

    fn is_participle(&self, word: &str) -> bool {
        let perfect = &self.endings.perfect;
        let begins =
            perfect.beginnings.is_empty() || perfect.beginnings.iter().any(|one| word.starts_with(one.as_str()));
        begins && word.chars().count() > SHORT && ends_as(word, &perfect.endings)
    }
}

fn ends_as(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// Finds the cues of a sentence. Linear in its length.
pub(crate) fn cues(sentence: &str, language: Language) -> Cues {
    let lists = lists();
    let own = lists.own(language);
    let places: Vec<_> = tokens::words(sentence).collect();
    let words: Vec<_> = places.iter().map(|place| tokens::fold(&sentence[place.clone()])).collect();
    let breaks = breaks(sentence);
    let clause_end = |at: usize| {
        let mark = breaks.get(breaks.partition_point(|&mark| mark < places[at].end)).copied().unwrap_or(usize::MAX);
        places.partition_point(|word| word.start < mark)
    };
    let tense = |at: usize| tense_of((lists, own), &words, at, clause_end(at));
    let found: Vec<_> = (0..words.len()).filter_map(|at| Some((at, tense(at)?))).collect();
    let says = |at: usize| lists.reports.have(&words[at]);
    let is_sure = |&&(at, _): &&(usize, Tense)| {
        let denied = at > 0 && lists.negations.have(&words[at - 1]);
        let name = at > 0 && sentence[places[at].clone()].chars().next().is_some_and(char::is_capital);
        !says(at) && !denied && !name
    };
    let starts = |list: &Words| -> Vec<usize> {
        let infinitive = |at: usize| words[at + 1..].iter().take(3).any(|next| lists.is_infinitive(next));
        let holds = |&at: &usize| list.hold(&words[at], || infinitive(at));
        (0..words.len()).filter(holds).map(|at| places[at].start).collect()
    };
    let own_at = |list: fn(&Own) -> &Words| {
        let places = own.map(list).map(|list| (0..words.len()).filter(|&at| list.have(&words[at])));
        places.into_iter().flatten()
    };
    let starts_of = |list: fn(&Own) -> &Words| -> Vec<usize> { own_at(list).map(|at| places[at].start).collect() };
    let verbs = verbs((lists, own), &words, &places, sentence, &found);
    Cues {
        doing: (0..verbs.len()).filter(|&at| verbs[at].role == Role::Doing).collect(),
        sure: found.iter().filter(is_sure).map(|&(at, tense)| (places[at].clone(), tense)).collect(),
        says: (0..words.len()).filter(|&at| says(at)).map(|at| places[at].clone()).collect(),
        unsure: starts(&lists.hedges),
        behind: starts(&lists.leads_another_day),
        joins: starts_of(|own| &own.conjunctions),
        moved: starts(&lists.postpones),
        goals: starts(&lists.goal_prepositions),
        determiners: starts_of(|own| &own.determiners),
        plans: plans(lists, &words).map(|at| places[at].clone()).collect(),
        meant: meant((lists, own), &words).map(|at| places[at].start).collect(),
        ready: starts(&lists.ready),
        since: starts_of(|own| &own.since_prepositions),
        decides: starts(&lists.decides),
        coming: own_at(|own| &own.comes_by_plan).map(|at| places[at].clone()).collect(),
        announces: starts(&lists.announces),
        from_ahead: starts_of(|own| &own.start_prepositions_ahead),
        from_either: starts_of(|own| &own.start_prepositions),
        begun: words.iter().any(|word| lists.begun.have(word)),
        verbs,
        breaks,
        found: found.into_iter().map(|(at, tense)| (places[at].clone(), tense)).collect(),
        reports: words.iter().any(|word| lists.reports.have(word)),
        looks_back: words.iter().any(|word| lists.looks_back.have(word)),
        ongoing: words.iter().any(|word| lists.ongoing.have(word)),
        relative: words.iter().position(|word| lists.relatives.have(word)).map(|at| places[at].start),
        that: words.iter().position(|word| lists.complementizers.have(word)).map(|at| places[at].start),
        approximate: approximate(lists, &words)
            .map(|at| places[at].start)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        words: places,
    }
}

impl Cues {
    /// The tense of the verb that governs some bytes of the sentence, and the bytes of that verb: the nearest verb in their own clause that
    /// is not a verb of saying. A verb of saying governs the day right next to it, and the day in a clause without another verb. A clause
    /// that consists only of a time belongs to the clause before it, or opens the one after it.
    pub(crate) fn governing(&self, bytes: &Range<usize>) -> Option<(Tense, Range<usize>)> {
        if self.belong_to_noun(bytes) {
            return None;
        }
        if let Some(plan) = self.plan_beside(bytes) {
            return Some((Tense::Future, plan.clone()));
        }
        let clause = self.segment(bytes);
        let verbs = self.verbs_in(&clause);
        let inside = |verb: &Cue| verb.bytes.end > bytes.start && verb.bytes.start < bytes.end;
        let verb = if !verbs.iter().all(inside) {
            self.of_clause(verbs, bytes)
        } else if self.holds_more(&clause, bytes) {
            self.nearest_doing(bytes)
        } else {
            self.beside_clause(&clause, bytes)
        };
        if let Some(goal) = self.goal_before(bytes).filter(|_| verb.is_some_and(|verb| verb.bytes.end <= bytes.start)) {
            return Some((Tense::Future, goal.clone()));
        }
        verb.map(|verb| (self.tense_behind(verb, bytes), verb.bytes.clone()))
    }

    /// The tense that a verb gives some bytes. A day that something was postponed to is in the future, and the day of something that was
    /// decided may be.
    fn tense_behind(&self, verb: &Cue, bytes: &Range<usize>) -> Tense {
        let decides = verb.tense == Tense::Past && self.decides.binary_search(&verb.bytes.start).is_ok();
        let of_object = || verb.bytes.end <= bytes.start && self.holds_more(&(verb.bytes.end..bytes.start), bytes);
        match verb.tense {
            _ if self.is_moved_to(verb, bytes) => Tense::Future,
            _ if decides && of_object() => Tense::Open,
            Tense::Future if self.ready.binary_search(&verb.bytes.start).is_ok() && self.is_since(bytes) => Tense::Open,
            tense => tense,
        }
    }

    /// The participle of a plan right before some bytes, or right after them if a preposition comes before: "planned for Friday", "für
    /// Freitag geplant".
    fn plan_beside(&self, bytes: &Range<usize>) -> Option<&Range<usize>> {
        let clause = self.segment(bytes);
        let at = self.plans.partition_point(|plan| plan.end <= bytes.start);
        let before = at.checked_sub(1).map(|at| &self.plans[at]).filter(|plan| plan.start >= clause.start);
        let behind = self.plans.get(at).filter(|plan| bytes.end <= plan.start && plan.end <= clause.end);
        let behind = behind.filter(|plan| self.words_between(bytes, plan) == 0 && self.goal_before(bytes).is_some());
        let leads = |plan: &&Range<usize>| {
            let between = self.words_between(plan, bytes);
            between == 0 || between <= PLANNED && (self.goal_before(bytes).is_some() || self.is_led_by_goal(bytes))
        };
        before.filter(leads).or(behind)
    }

    /// Whether the word right before some bytes introduces the day that something is postponed to or due: "to", "до".
    pub(crate) fn is_led_by_goal(&self, bytes: &Range<usize>) -> bool {
        self.word_before(bytes).is_some_and(|last| self.goals.binary_search(&last.start).is_ok())
    }

    /// Whether the word right before some bytes introduces the day since which something lasts: "since Friday".
    fn is_since(&self, bytes: &Range<usize>) -> bool {
        self.word_before(bytes).is_some_and(|last| self.since.binary_search(&last.start).is_ok())
    }

    fn word_before(&self, bytes: &Range<usize>) -> Option<&Range<usize>> {
        self.words.partition_point(|word| word.end <= bytes.start).checked_sub(1).map(|at| &self.words[at])
    }

    /// The preposition right before some bytes that makes them the day that something is meant for.
    fn goal_before(&self, bytes: &Range<usize>) -> Option<&Range<usize>> {
        let last = self.word_before(bytes)?;
        (last.start >= self.segment(bytes).start && self.meant.binary_search(&last.start).is_ok()).then_some(last)
    }

    /// Whether some bytes are the day to which something was postponed, or until which time was given: "postponed to 15 May", "has given
    /// them until 15 May".
    fn is_moved_to(&self, verb: &Cue, bytes: &Range<usize>) -> bool {
        let first = self.moved.partition_point(|&at| at < verb.bytes.start);
        let put_off = self.moved.get(first).is_some_and(|&at| at < bytes.start) && verb.bytes.end <= bytes.start;
        put_off && self.is_led_by_goal(bytes)
    }

    /// The tense of the verb that governs some bytes of the sentence.
    pub(crate) fn tense(&self, bytes: &Range<usize>) -> Tense {
        self.governing(bytes).map_or(Tense::Open, |(tense, _)| tense)
    }

    /// The verb of a clause that governs some bytes in it.
    fn of_clause<'a>(&'a self, verbs: &'a [Cue], bytes: &Range<usize>) -> Option<&'a Cue> {
        let (before, behind) = verbs.split_at(verbs.partition_point(|verb| verb.bytes.end <= bytes.start));
        let behind = &behind[behind.partition_point(|verb| verb.bytes.start < bytes.end)..];
        let says = |verb: &&Cue| verb.role == Role::Saying;
        let said = before.last().filter(says).filter(|verb| self.words_between(&verb.bytes, bytes) <= SAID_ON);
        let next = behind.first().filter(|verb| self.words_between(bytes, &verb.bytes) == 0);
        if let Some(said) = said.filter(|_| next.is_none()) {
            return Some(said);
        }
        // "on Saturday and were planning": the verb joined after the day has its own day.
        let joined = behind.first().is_some_and(|verb| self.are_joined(bytes.end..verb.bytes.start));
        let done = self.last_doing(before);
        let behind = if joined && done.is_some() { &[][..] } else { behind };
        let doing = self.first_doing(behind);
        let nearest = match (done, doing) {
            (Some(one), Some(other)) if is_nearer(one, other, bytes) => Some(one),
            (one, other) => other.or(one),
        };
        nearest.or_else(|| behind.first().or(before.last()))
    }

    /// Whether a word that joins two verbs is in a range.
    fn are_joined(&self, bytes: Range<usize>) -> bool {
        let first = self.joins.partition_point(|&at| at < bytes.start);
        self.joins.get(first).is_some_and(|&at| at < bytes.end)
    }

    /// Whether a day is between an article and its noun, or is its possessor: "the May 15 vote", "Thursday's vote".
    fn belong_to_noun(&self, bytes: &Range<usize>) -> bool {
        let word = self.words.partition_point(|word| word.end <= bytes.start).checked_sub(1).map(|at| &self.words[at]);
        let next = self.words.get(self.words.partition_point(|word| word.start < bytes.end));
        let mark = self.breaks.partition_point(|&at| at < bytes.start);
        let closed = |next: &Range<usize>| self.breaks.get(mark).is_some_and(|&at| at < next.start);
        let last = self.words.get(self.words.partition_point(|word| word.end < bytes.end));
        if last.is_some_and(|last| last.start < bytes.end && last.end > bytes.end) {
            return true;
        }
        word.is_some_and(|word| self.determiners.binary_search(&word.start).is_ok())
            && next.is_some_and(|next| !closed(next))
    }

    /// The verb that governs a clause which consists only of a time.
    fn beside_clause(&self, clause: &Range<usize>, bytes: &Range<usize>) -> Option<&Cue> {
        let before = self.breaks.partition_point(|&at| at < clause.start.saturating_sub(1));
        let last = (clause.start > 0).then(|| {
            let start = before.checked_sub(1).map_or(0, |at| self.breaks[at] + 1);
            self.verbs_in(&(start..clause.start))
        });
        if let Some(last) = last.filter(|verbs| !verbs.is_empty()) {
            return self.of_clause(last, bytes);
        }
        let next = self.breaks.partition_point(|&at| at <= clause.end);
        let end = |at: usize| self.breaks.get(at).copied().unwrap_or(usize::MAX);
        let of = |at: usize| self.verbs_in(&(if at == 0 { 0 } else { end(at - 1) }..end(at)));
        // "In January, a week after the fair, the mill in Lipky, a village, burned": the opening of a sentence belongs to its first verb.
        let opening = || {
            let from = if next == 0 { 0 } else { end(next - 1) };
            let first = self.verbs.partition_point(|verb| verb.bytes.start < from);
            let mut clauses =
                self.verbs[first..].iter().map(|verb| self.breaks.partition_point(|&at| at <= verb.bytes.start));
            clauses.find(|&at| !of(at).is_empty())
        };
        let next = if clause.start == 0 { opening()? } else { next };
        let opens = of(next).first()?;
        // "On 15 May, the mayor said, the council will meet": the reported speech continues after the aside.
        let is_aside =
            of(next).len() == 1 && opens.role == Role::Saying && !self.has_words(&(opens.bytes.end..end(next)));
        let goes_on = of(next + 1).iter().find(|verb| verb.role == Role::Doing);
        Some(goes_on.filter(|_| is_aside).unwrap_or(opens))
    }

    /// The verb of doing nearest to some bytes, in any clause. At equal distance, the one after them.
    fn nearest_doing(&self, bytes: &Range<usize>) -> Option<&Cue> {
        let at = self.verbs.partition_point(|verb| verb.bytes.end <= bytes.start);
        let outside = self.verbs.partition_point(|verb| verb.bytes.start < bytes.end).max(at);
        let (before, behind) = (self.last_doing(&self.verbs[..at]), self.first_doing(&self.verbs[outside..]));
        match (before, behind) {
            (Some(one), Some(other)) if is_nearer(one, other, bytes) => Some(one),
            (one, other) => other.or(one),
        }
    }

    /// The last verb of doing among consecutive verbs.
    fn last_doing(&self, verbs: &[Cue]) -> Option<&Cue> {
        let (first, last) = (verbs.first()?.bytes.start, verbs.last()?.bytes.start);
        let at = self.doing.partition_point(|&verb| self.verbs[verb].bytes.start <= last).checked_sub(1)?;
        Some(&self.verbs[self.doing[at]]).filter(|verb| verb.bytes.start >= first)
    }

    /// The first verb of doing among consecutive verbs.
    fn first_doing(&self, verbs: &[Cue]) -> Option<&Cue> {
        let (first, last) = (verbs.first()?.bytes.start, verbs.last()?.bytes.start);
        let at = self.doing.partition_point(|&verb| self.verbs[verb].bytes.start < first);
        Some(&self.verbs[*self.doing.get(at)?]).filter(|verb| verb.bytes.start <= last)
    }

    /// The verbs in a range.
    fn verbs_in(&self, bytes: &Range<usize>) -> &[Cue] {
        let first = self.verbs.partition_point(|verb| verb.bytes.start < bytes.start);
        let behind = self.verbs.partition_point(|verb| verb.bytes.end <= bytes.end);
        &self.verbs[first..behind.max(first)]
    }

    /// The clause between the marks around some bytes.
    fn segment(&self, bytes: &Range<usize>) -> Range<usize> {
        let mark = self.breaks.partition_point(|&at| at < bytes.start);
        let start = mark.checked_sub(1).map_or(0, |at| self.breaks[at] + 1);
        let behind = self.breaks.partition_point(|&at| at < bytes.end);
        start..self.breaks.get(behind).copied().unwrap_or(usize::MAX)
    }

    /// Whether a clause contains words outside some bytes that are longer than a preposition.
    fn holds_more(&self, clause: &Range<usize>, bytes: &Range<usize>) -> bool {
        let outside = |word: &Range<usize>| word.end <= bytes.start || word.start >= bytes.end;
        let first = self.words.partition_point(|word| word.start < clause.start);
        let words = self.words[first..].iter().take_while(|word| word.end <= clause.end);
        let mut short = 0;
        words.filter(|word| outside(word)).any(|word| {
            short += 1;
            word.len() > PREPOSITION || short > PREPOSITIONS
        })
    }

    fn has_words(&self, bytes: &Range<usize>) -> bool {
        let first = self.words.partition_point(|word| word.start < bytes.start);
        self.words.get(first).is_some_and(|word| word.end <= bytes.end)
    }

    /// Whether words before some bytes of the sentence mark them as approximate: "близько 5 травня", "приблизно на 5 травня".
    pub(crate) fn are_about(&self, bytes: &Range<usize>) -> bool {
        self.approximate.binary_search(&bytes.start).is_ok()
    }

    /// Whether some bytes are in the sentence's own clause, before any relative clause.
    pub(crate) fn are_its_own(&self, bytes: &Range<usize>) -> bool {
        self.relative.is_none_or(|relative| bytes.end <= relative)
    }

    /// Whether some bytes are in reported speech.
    pub(crate) fn are_said(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let first = self.says.get(self.says.partition_point(|cue| cue.start < clause.start));
        let far = first.is_some_and(|cue| cue.end <= bytes.start && self.words_between(cue, bytes) > SAID_ON);
        self.reports && (far || self.that.is_some_and(|that| that < bytes.start))
    }

    /// The tense of some bytes according to the verb of their own clause. Open if none is certain, or if another verb governs them.
    pub(crate) fn clause_tense(&self, bytes: &Range<usize>) -> Tense {
        match (self.tense(bytes), self.own_tense(bytes)) {
            (Tense::Future, Tense::Past) => Tense::Open,
            (Tense::Past, Tense::Future) if self.is_day_of_statement(bytes) => Tense::Past,
            (Tense::Past, Tense::Future) => Tense::Open,
            (_, own) => own,
        }
    }

    /// Whether a verb of saying governs some bytes: the day on which something was said.
    pub(crate) fn is_day_of_statement(&self, bytes: &Range<usize>) -> bool {
        let verb = self.governing(bytes).map(|(_, verb)| verb.start);
        let at = verb.and_then(|start| self.verbs.binary_search_by_key(&start, |cue| cue.bytes.start).ok());
        at.is_some_and(|at| self.verbs[at].role == Role::Saying)
    }

    fn own_tense(&self, bytes: &Range<usize>) -> Tense {
        let clause = self.clause(bytes);
        let before =
            self.sure.partition_point(|(cue, _)| cue.end <= bytes.start).checked_sub(1).map(|at| &self.sure[at]);
        let before = before.filter(|(cue, _)| cue.start >= clause.start);
        let behind = self.sure.get(self.sure.partition_point(|(cue, _)| cue.start < bytes.end));
        let behind = behind.filter(|(cue, _)| cue.end <= clause.end);
        let done = match (before, behind) {
            (Some(one), Some(other)) if bytes.start - one.0.end <= other.0.start - bytes.end => Some(one.1),
            (one, other) => other.or(one).map(|&(_, tense)| tense),
        };
        done.or_else(|| self.is_said_on(bytes, &clause).then_some(Tense::Past)).unwrap_or(Tense::Open)
    }

    /// Whether some bytes are the day on which something was said: the verb is after the day, or right before it.
    fn is_said_on(&self, bytes: &Range<usize>, clause: &Range<usize>) -> bool {
        let behind = self.says.get(self.says.partition_point(|cue| cue.start < bytes.end));
        let before = self.says.partition_point(|cue| cue.end <= bytes.start).checked_sub(1).map(|at| &self.says[at]);
        behind.is_some_and(|cue| cue.end <= clause.end)
            || before.is_some_and(|cue| cue.start >= clause.start && self.words_between(cue, bytes) <= SAID_ON)
    }

    /// Whether the clause of some bytes is a denial or a hypothesis.
    pub(crate) fn are_unsure(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let first = self.unsure.get(self.unsure.partition_point(|&at| at < clause.start));
        first.is_some_and(|&at| at < clause.end)
    }

    /// Whether some bytes are the day of something that their clause only looks back on: "після пожежі 5 травня".
    pub(crate) fn are_behind(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let last = self.behind.partition_point(|&at| at < bytes.start).checked_sub(1).map(|at| self.behind[at]);
        last.is_some_and(|at| at >= clause.start && self.words_between(&(at..at + 1), bytes) <= LED)
    }

    /// Number of words between a cue and some bytes after it.
    fn words_between(&self, cue: &Range<usize>, bytes: &Range<usize>) -> usize {
        let first = self.words.partition_point(|word| word.start < cue.end);
        self.words.partition_point(|word| word.end <= bytes.start).saturating_sub(first)
    }

    /// The clause that contains some bytes, up to `usize::MAX` if it is the last. A clause without other words includes its neighbours, and
    /// an opening clause without a verb reaches up to the verb.
    pub(crate) fn clause(&self, bytes: &Range<usize>) -> Range<usize> {
        let own = self.segment(bytes);
        if self.holds_more(&own, bytes) {
            return own;
        }
        let mark = self.breaks.partition_point(|&at| at < bytes.start);
        let behind = self.breaks.partition_point(|&at| at < bytes.end);
        let before = mark.checked_sub(2).map_or(0, |at| self.breaks[at] + 1);
        let next = self.breaks.get(behind + 1).copied().unwrap_or(usize::MAX);
        if before > 0 {
            return before..next;
        }
        let end = own.end;
        let done = self.sure.get(self.sure.partition_point(|(cue, _)| cue.start < end)).map(|(cue, _)| cue.end);
        let said = self.says.get(self.says.partition_point(|cue| cue.start < end)).map(|cue| cue.end);
        0..done.into_iter().chain(said).min().unwrap_or(next)
    }

    /// Whether the verb that governs some bytes is after them, and another verb is before them: "told them Saturday that they must pay".
    pub(crate) fn are_between_verbs(&self, bytes: &Range<usize>) -> bool {
        let behind = self.governing(bytes).is_some_and(|(_, verb)| verb.start >= bytes.end);
        behind && self.verbs.first().is_some_and(|verb| verb.bytes.end <= bytes.start)
    }

    /// Whether a cue has this tense.
    pub(crate) fn has(&self, tense: Tense) -> bool {
        self.found.iter().any(|&(_, cue)| cue == tense)
    }

    /// Whether all that the sentence says of time lies ahead: it has cues of the future and none of the past.
    pub(crate) fn are_all_ahead(&self) -> bool {
        self.has(Tense::Future) && !self.has(Tense::Past)
    }
}

/// Whether the verb before some bytes is nearer to them than the one after, which may overlap them.
fn is_nearer(before: &Cue, behind: &Cue, bytes: &Range<usize>) -> bool {
    bytes.start - before.bytes.end < behind.bytes.start.saturating_sub(bytes.end)
}

/// Whether a clause is relative, according to its first words.
pub(crate) fn is_relative(clause: &str) -> bool {
    /// Number of words that are examined: a preposition, a noun and the pronoun. Set by hand.
    const FIRST: usize = 3;
    let mut words = tokens::words(clause).take(FIRST).map(|word| tokens::fold(&clause[word]));
    words.any(|word| lists().relatives.have(&word))
}

/// The participles of plans that were not given up.
fn plans<'a>(lists: &'a Lists, words: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    (0..words.len()).filter(move |&at| lists.planned.have(&words[at]) && !is_given_up(lists, words, at))
}

/// Whether a word is a plan that was given up: "originally planned".
fn is_given_up(lists: &Lists, words: &[String], at: usize) -> bool {
    at > 0 && lists.given_up.have(&words[at - 1]) && lists.planned.have(&words[at])
}

/// The prepositions of goals, without those in "as of 9 June", "the night to 9 June", "originally planned for 9 June".
fn meant<'a>((lists, own): (&'a Lists, Option<&'a Own>), words: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let other = |at: usize| at > 0 && (lists.no_purpose.have(&words[at - 1]) || is_given_up(lists, words, at - 1));
    let leads = move |word: &str| own.is_some_and(|own| own.purpose_prepositions.have(word));
    (0..words.len()).filter(move |&at| leads(&words[at]) && !other(at))
}

/// The words after a word for "about", also with a short word between.
fn approximate<'a>(lists: &'a Lists, words: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    /// Maximum number of letters of the short word. Set by hand.
    const SHORT: usize = 3;
    let about = (0..words.len()).filter(|&at| lists.approximators.have(&words[at]));
    let behind = about.flat_map(move |at| {
        let short = words.get(at + 1).is_some_and(|word| word.chars().count() <= SHORT);
        [Some(at + 1), short.then_some(at + 2)]
    });
    behind.flatten().filter(|&at| at < words.len())
}

fn tense_of((lists, own): (&Lists, Option<&Own>), words: &[String], at: usize, clause: usize) -> Option<Tense> {
    let word = words[at].as_str();
    let infinitive = || words[at + 1..].iter().take(3).any(|next| lists.is_infinitive(next));
    let next = words.get(at + 1).map_or("", String::as_str);
    let last = at.checked_sub(1).map_or("", |at| words[at].as_str());
    if is_given_up(lists, words, at) {
        return Some(Tense::Past);
    }
    if lists.future.hold(word, infinitive) || own.is_some_and(|own| own.is_future(word)) {
        // "should have" and "would have" look back.
        return (!lists.turns_future_into_past.have(next)).then_some(Tense::Future);
    }
    if let Some(own) = own.filter(|own| own.auxiliaries.have(word)) {
        return own.has_participle(lists, words, at, clause).then_some(Tense::Past);
    }
    if lists.turns_participle_open.have(last) || own.is_some_and(|own| own.attributive.have(last)) {
        return None;
    }
    let past = lists.past.have(word) || own.is_some_and(|own| own.is_past(word)) && !lists.no_past.have(word);
    past.then_some(Tense::Past)
}

/// The verbs of a sentence, each with its role in its clause.
fn verbs(
    (lists, own): (&Lists, Option<&Own>),
    words: &[String],
    places: &[Range<usize>],
    sentence: &str,
    found: &[(usize, Tense)],
) -> Vec<Cue> {
    let mut told = found.iter().peekable();
    let intended = |at: usize| {
        let before = &words[at.saturating_sub(INTENDED)..at];
        own.is_some_and(|own| own.is_infinitive(words, at)) && before.iter().any(|word| lists.intends.have(word))
    };
    // "asked him to speak on 9 June": an infinitive is not earlier than its verb. Nothing more is known.
    let marked = |at: usize| {
        let small = sentence[places[at].clone()].chars().next().is_some_and(char::is_small);
        let named = |own: &Own| own.attributive.have(&words[at]);
        small && own.is_some_and(|own| own.marks_infinitives() && own.is_infinitive(words, at) && !named(own))
    };
    let (mut last, mut done) = (None, None);
    let verb = |at: usize| {
        let tense = told.next_if(|&&(known, _)| known == at).map(|&(_, tense)| tense);
        let says = lists.says.have(&words[at]);
        let tense = tense.or_else(|| (says || lists.postpones.have(&words[at])).then_some(Tense::Past));
        let tense = tense.or_else(|| intended(at).then_some(Tense::Future));
        // "is on standby", "готові до": what somebody is ready for is in the future, unless they were ready.
        let ready = done != Some(Tense::Past) && lists.ready.have(&words[at]);
        let tense = tense.or_else(|| ready.then_some(Tense::Future));
        let open = lists.present.have(&words[at]) || last == Some(Tense::Past) && marked(at);
        let tense = tense.or_else(|| open.then_some(Tense::Open))?;
        let role = if says && tense == Tense::Past { Role::Saying } else { Role::Doing };
        (last, done) = (Some(tense), (role == Role::Doing).then_some(tense));
        Some(Cue { bytes: places[at].clone(), tense, role })
    };
    (0..words.len()).filter_map(verb).collect()
}

/// The marks between the clauses of a sentence. A comma inside a number is not one.
fn breaks(sentence: &str) -> Vec<usize> {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let marks = sentence.match_indices([',', ';', ':', '–', '—', '(', ')']);
    let between = |at: usize, mark: &str| {
        !(figure(sentence[..at].chars().next_back()) && figure(sentence[at + mark.len()..].chars().next()))
    };
    marks.filter(|&(at, mark)| between(at, mark)).map(|(at, _)| at).collect()
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(Lists::read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tense(sentence: &str, expression: &str, language: Language) -> Tense {
        let at = sentence.find(expression).unwrap();
        cues(sentence, language).tense(&(at..at + expression.len()))
    }

    #[test]
    fn the_nearest_cue_decides() {
        for (sentence, expression, language, expected) in [
            ("У травні в Одесі відбудеться ярмарок.", "У травні", Language::Ukrainian, Tense::Future),
            (
                "Уже в травні має відкритися міст, який зводили з вересня.",
                "в травні",
                Language::Ukrainian,
                Tense::Future,
            ),
            (
                "Виставка стане продовженням ярмарку, який відбувся в березні.",
                "в березні",
                Language::Ukrainian,
                Tense::Past,
            ),
            ("Вона запланована на 3 і 4 травня.", "3 і 4 травня", Language::Ukrainian, Tense::Future),
            ("Ярмарок состоится 5 мая.", "5 мая", Language::Russian, Tense::Future),
            ("The fair opened on 5 May.", "5 May", Language::English, Tense::Past),
            ("The fair will be held on 5 May.", "5 May", Language::English, Tense::Future),
            ("План дій на 2031.", "2031", Language::Ukrainian, Tense::Open),
            ("Нове дзеркало привезуть 5 травня.", "5 травня", Language::Ukrainian, Tense::Future),
            ("Потяг вирушить у суботу.", "у суботу", Language::Ukrainian, Tense::Future),
            ("Потяг приходить у суботу.", "у суботу", Language::Ukrainian, Tense::Open),
            ("Змагання пройшли 5 травня.", "5 травня", Language::Ukrainian, Tense::Past),
            ("Мост откроют 5 мая.", "5 мая", Language::Russian, Tense::Future),
            ("Мост открывают по субботам.", "субботам", Language::Russian, Tense::Open),
        ] {
            assert_eq!(tense(sentence, expression, language), expected, "{sentence}");
        }
    }

    #[test]
    fn the_verb_of_the_clause_decides_not_that_of_saying() {
        use Language::{English, French, German, Polish, Russian, Ukrainian};
        for (sentence, expression, language, expected) in [
            ("The mill will pay the growers on 9 June, the owner said.", "9 June", English, Tense::Future),
            ("\"We open the mill on 9 June,\" said the owner.", "9 June", English, Tense::Open),
            ("The owner said the mill would open on 9 June.", "9 June", English, Tense::Future),
            ("The owner said Monday that the mill will open.", "Monday", English, Tense::Past),
            ("On Monday, the owner said that the mill will open.", "On Monday", English, Tense::Past),
            ("On 9 June, the owner said, the mill will open.", "On 9 June", English, Tense::Future),
            ("The growers agreed to meet on 9 June.", "9 June", English, Tense::Future),
            ("On 9 June the growers agreed to meet.", "9 June", English, Tense::Past),
            ("The vote was postponed to 9 June.", "9 June", English, Tense::Future),
            ("The owner has given the growers until 9 June.", "9 June", English, Tense::Future),
            ("Рада дала млинареві час до 9 червня.", "9 червня", Ukrainian, Tense::Future),
            ("The mill was shut until 9 June.", "9 June", English, Tense::Past),
            ("The vote was postponed on 9 June.", "9 June", English, Tense::Past),
            ("The mill was shut on 9 June after the flood, the owner said.", "9 June", English, Tense::Past),
            ("The mill should have opened on 9 June.", "9 June", English, Tense::Past),
            ("Rumours of the 9 June vote had spread.", "9 June", English, Tense::Open),
            ("Guards have closed the mill since 9 June.", "9 June", English, Tense::Past),
            ("Guards have until 9 June.", "9 June", English, Tense::Open),
            ("«Млин запустимо 9 червня», — сказала власниця.", "9 червня", Ukrainian, Tense::Future),
            ("Млин запустять 9 червня, повідомила власниця.", "9 червня", Ukrainian, Tense::Future),
            ("Млин запустили 9 червня, повідомила власниця.", "9 червня", Ukrainian, Tense::Past),
            ("Власниця пообіцяла запустити млин 9 червня.", "9 червня", Ukrainian, Tense::Future),
            ("Збори перенесли на 9 червня.", "9 червня", Ukrainian, Tense::Future),
            ("«Мельницу запустим 9 июня», — сказала хозяйка.", "9 июня", Russian, Tense::Open),
            ("Соглашение подпишут 9 июня, сообщила хозяйка.", "9 июня", Russian, Tense::Future),
            ("Хозяйка сообщила, что мельницу закрыли 9 июня.", "9 июня", Russian, Tense::Past),
            ("Podpiszemy list 9 czerwca – powiedziała wójt.", "9 czerwca", Polish, Tense::Future),
            ("Most zamknęli 9 czerwca, poinformował wójt.", "9 czerwca", Polish, Tense::Past),
            ("Das Werk wird am 9. Juni den Vertrag lösen, sagte der Chef.", "9. Juni", German, Tense::Future),
            ("Das Werk hat am 9. Juni den Vertrag gelöst, sagte der Chef.", "9. Juni", German, Tense::Past),
            ("Le moulin fermera le 9 juin, a déclaré la patronne.", "9 juin", French, Tense::Future),
            ("Le moulin a fermé le 9 juin, a déclaré la patronne.", "9 juin", French, Tense::Past),
            ("La patronne a déclaré lundi que le moulin fermera.", "lundi", French, Tense::Past),
        ] {
            assert_eq!(tense(sentence, expression, language), expected, "{sentence}");
        }
    }

    #[test]
    fn planned_and_awaited_events_are_upcoming() {
        use Language::{English, French, German, Polish, Russian, Ukrainian};
        for (sentence, expression, language, expected) in [
            ("The growers called off the march planned for Friday.", "Friday", English, Tense::Future),
            ("A hearing scheduled for Friday was cancelled.", "Friday", English, Tense::Future),
            ("The march, originally planned for Friday, took place.", "Friday", English, Tense::Past),
            ("Ferries are on standby for a gale on Friday.", "Friday", English, Tense::Future),
            ("Ferries are on standby since Friday.", "Friday", English, Tense::Open),
            ("Ferries were on standby on Friday.", "Friday", English, Tense::Past),
            ("The council approved the fair on 9 June.", "9 June", English, Tense::Open),
            ("The fair was approved on 9 June.", "9 June", English, Tense::Past),
            ("Мер скасував збори, заплановані на п'ятницю.", "п'ятницю", Ukrainian, Tense::Future),
            ("Мер скликав на п'ятницю збори.", "п'ятницю", Ukrainian, Tense::Future),
            ("Станом на п'ятницю міст стояв.", "п'ятницю", Ukrainian, Tense::Past),
            ("У ніч на п'ятницю млин згорів.", "п'ятницю", Ukrainian, Tense::Past),
            ("Млинарі готуються до повені в п'ятницю.", "п'ятницю", Ukrainian, Tense::Future),
            ("Спасатели в готовности к паводку в пятницу.", "пятницу", Russian, Tense::Future),
            ("Мэр отменил митинг, намеченный на пятницу.", "пятницу", Russian, Tense::Future),
            ("Die für Freitag geplante Sitzung wurde abgesagt.", "Freitag", German, Tense::Future),
            ("Die Wehr ist für den Sturm am Freitag in Bereitschaft.", "Freitag", German, Tense::Future),
            ("Die Sitzung wurde am Freitag abgesagt.", "Freitag", German, Tense::Past),
            ("Wójt odwołał zaplanowane na piątek zebranie.", "piątek", Polish, Tense::Future),
            ("W nocy na piątek młyn spłonął.", "piątek", Polish, Tense::Past),
            ("Le vote prévu vendredi a été annulé.", "vendredi", French, Tense::Future),
            ("La réunion de vendredi a été annulée.", "vendredi", French, Tense::Past),
        ] {
            assert_eq!(tense(sentence, expression, language), expected, "{sentence}");
        }
    }

    #[test]
    fn a_day_between_two_verbs_may_belong_to_the_first() {
        for (sentence, expected) in [
            ("The owner told the millers of the town Saturday that they must pay.", true),
            ("On Saturday the millers will pay.", false),
            ("The millers will pay on Saturday.", false),
        ] {
            let at = sentence.find("Saturday").unwrap();
            let found = cues(sentence, Language::English).are_between_verbs(&(at..at + "Saturday".len()));
            assert_eq!(found, expected, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_reports_or_looks_back() {
        let report = cues("Про це мер повідомив 3 травня.", Language::Ukrainian);
        assert!(report.reports && !report.looks_back);
        assert!(cues("Нагадаємо, міст закрили 3 травня.", Language::Ukrainian).looks_back);
    }
}
