//! In: the places that may name people. Out: the people, with the places that name the same person grouped together.
//!
//! Invariant: two different first names are never joined; a name is the one nominative that explains all its forms.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::lexicon;
use super::likelihood::is_patronymic;
use super::mention::{Guess, Mention};
use super::office::{self, Office};
use super::people::{Names, Place, Traits};
use super::role;
use crate::annotate::Person;
use crate::annotate::text::{Shape, Text};
use crate::lang;
use crate::letters::LowerCase;
use crate::morphology::{Cases, Gender, nominative_in_latin};

/// The mentions of one person and the names that explain all of them.
struct Cluster {
    guesses: Vec<Guess>,
    mentions: BTreeSet<usize>,
}

/// Groups mentions into people: full names first, then surnames that stand alone.
pub(crate) fn people(texts: Vec<Text<'_>>, mentions: Vec<Mention>) -> Names<'_> {
    let mut clusters = Clusters::default();
    let pass = |clusters: &mut Clusters, chosen: &dyn Fn(&Mention) -> bool, opens: bool| {
        for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| chosen(mention)) {
            clusters.place(index, mention, opens);
        }
    };
    let polite = |mention: &Mention| mention.full && is_patronymic(surface(mention, &texts));
    pass(&mut clusters, &|mention| mention.full && !has_initial(mention) && !polite(mention), true);
    pass(&mut clusters, &|mention| mention.full && has_initial(mention), true);
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| polite(mention) && !has_initial(mention))
    {
        if !clusters.place_polite(index, mention) {
            clusters.place(index, mention, true);
        }
    }
    let opens = |mention: &Mention| mention.evident && mention.first.is_empty() && !is_ranked(mention, &texts);
    pass(&mut clusters, &|mention| !mention.full && opens(mention), true);
    pass(&mut clusters, &|mention| !mention.full && !opens(mention), false);
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| !mention.first.is_empty()) {
        clusters.place_first(index, mention);
    }
    collect(texts, &mentions, clusters.all)
}

/// Whether a surname has "senior" or "junior" after it.
fn is_ranked(mention: &Mention, texts: &[Text]) -> bool {
    lexicon::ranked(surface(mention, texts)).is_some()
}

fn has_initial(mention: &Mention) -> bool {
    mention.guesses.iter().any(|guess| guess.given.as_deref().is_some_and(|given| given.ends_with('.')))
}

/// A mention is compared with at most this many of the latest people with its surname. A page that names more is a list of relatives or no
/// page at all, and each of its names then stands alone. Set by hand.
pub(crate) const MOST_NAMESAKES: usize = 100;

/// The clusters and the indexes to find them. An index may contain clusters that no longer fit, but never lacks one that fits.
#[derive(Default)]
struct Clusters {
    all: Vec<Cluster>,
    by_surname: HashMap<String, Vec<usize>>,
    /// By the first name, or by the surname if the name has no first name.
    by_given: HashMap<String, Vec<usize>>,
    /// By the last word before the surname.
    by_inner: HashMap<String, Vec<usize>>,
    /// The mentions that belong to a cluster.
    placed: HashSet<usize>,
}

impl Clusters {
    /// Adds a mention to the cluster that it fits best. If none fits, the mention may open its own cluster.
    fn place(&mut self, index: usize, mention: &Mention, opens: bool) {
        let mut best: Option<(i32, Option<usize>, usize, Vec<Guess>)> = None;
        let mut tried = Vec::new();
        for guess in &mention.guesses {
            let namesakes = self.by_surname.get(&spelling(&guess.surname)).map_or(&[][..], Vec::as_slice);
            for &cluster in &namesakes[namesakes.len().saturating_sub(MOST_NAMESAKES)..] {
                if tried.contains(&cluster) {
                    continue;
                }
                tried.push(cluster);
                let joined = join(&self.all[cluster].guesses, &mention.guesses);
                let Some(score) = joined.iter().map(|guess| guess.score).max() else { continue };
                let gain = score - self.all[cluster].guesses.iter().map(|guess| guess.score).max().unwrap_or(0);
                let last = self.all[cluster].mentions.range(..index).next_back().copied();
                if best.as_ref().is_none_or(|best| (best.0, best.1) < (gain, last)) {
                    best = Some((gain, last, cluster, joined));
                }
            }
        }
        match best {
            Some((.., cluster, joined)) => {
                self.all[cluster].guesses = joined;
                self.all[cluster].mentions.insert(index);
                self.placed.insert(index);
                self.list(cluster);
            }
            None if opens && (mention.full || !self.place_inner(index, mention)) => {
                self.open(index, mention.guesses.clone());
            }
            None => {}
        }
    }

    /// Adds a surname that stands alone to the one person whose name has it before the last word, where the first of two surnames
    /// stands: "Vega" in "Ana Vega Solano". Returns whether there is such a person.
    fn place_inner(&mut self, index: usize, mention: &Mention) -> bool {
        let inner = |known: &Guess| {
            let last = known.middle.rsplit(' ').next().filter(|word| !word.is_empty() && !is_patronymic(word))?;
            lexicon::given_in_any(last).next().is_none().then(|| last.to_owned())
        };
        let fits = |known: &Guess| {
            inner(known).is_some_and(|last| {
                mention.guesses.iter().any(|guess| guess.gender == known.gender && same_spelling(&guess.surname, &last))
            })
        };
        let surnames = mention.guesses.iter().filter_map(|guess| self.by_inner.get(&spelling(&guess.surname)));
        let near = only(surnames.flatten(), |cluster| self.all[cluster].guesses.iter().any(&fits));
        near.is_some_and(|near| self.add_to(index, near))
    }

    /// Adds a first name with its patronymic to the one person that it fits. Returns whether there is such a person.
    fn place_polite(&mut self, index: usize, mention: &Mention) -> bool {
        let fits = |known: &Guess| {
            mention.guesses.iter().any(|guess| {
                let same = known.given.is_some() && known.given == guess.given && known.gender == guess.gender;
                same && (known.middle == guess.surname || (known.middle.is_empty() && is_patronymic(&guess.surname)))
            })
        };
        let given = mention.guesses.iter().filter_map(|guess| self.by_given.get(guess.given.as_ref()?));
        let near = only(given.flatten(), |cluster| self.all[cluster].guesses.iter().any(&fits));
        near.is_some_and(|near| self.add_to(index, near))
    }

    /// Adds a first name that stands alone to the one person who has it, or opens a new cluster where a tie to another person names it.
    fn place_first(&mut self, index: usize, mention: &Mention) {
        if self.placed.contains(&index) {
            return;
        }
        let fits = |known: &Guess| {
            mention.first.iter().any(|first| {
                known.gender == first.gender && known.given.as_deref().unwrap_or(&known.surname) == first.lemma
            })
        };
        let is_it = |cluster: usize| self.all[cluster].guesses.iter().any(fits);
        let near = || mention.first.iter().filter_map(|first| self.by_given.get(&first.lemma)).flatten();
        let named = near().any(|&cluster| is_it(cluster));
        let held = mention.evident || mention.office.as_ref().is_some_and(Office::is_tie);
        let joined = only(near(), is_it).is_some_and(|near| self.add_to(index, near));
        if !joined && !named && held {
            let guesses = mention.first.iter().map(|first| Guess {
                given: None,
                middle: String::new(),
                surname: first.lemma.clone(),
                gender: first.gender,
                cases: first.cases,
                score: 0,
            });
            self.open(index, guesses.collect());
        }
    }

    /// Adds a mention to a cluster. Returns whether it is new there.
    fn add_to(&mut self, index: usize, cluster: usize) -> bool {
        self.placed.insert(index);
        self.all[cluster].mentions.insert(index)
    }

    fn open(&mut self, index: usize, guesses: Vec<Guess>) {
        let cluster = self.all.len();
        for guess in &guesses {
            add(&mut self.by_surname, spelling(&guess.surname), cluster);
        }
        self.placed.insert(index);
        self.all.push(Cluster { guesses, mentions: BTreeSet::from([index]) });
        self.list(cluster);
    }

    /// Adds a cluster to the indexes of first names and inner words. The surname never changes.
    fn list(&mut self, cluster: usize) {
        for guess in &self.all[cluster].guesses {
            add(&mut self.by_given, guess.given.as_ref().unwrap_or(&guess.surname).clone(), cluster);
            if let Some(inner) = guess.middle.rsplit(' ').next().filter(|word| !word.is_empty()) {
                add(&mut self.by_inner, spelling(inner), cluster);
            }
        }
    }
}

fn add(index: &mut HashMap<String, Vec<usize>>, key: String, cluster: usize) {
    let known = index.entry(key).or_default();
    if known.last() != Some(&cluster) {
        known.push(cluster);
    }
}

/// The one cluster of these that fits, or none if two fit. The same cluster may occur more than once. The search stops at the
/// second one that fits.
fn only<'a>(near: impl Iterator<Item = &'a usize>, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut found = None;
    for &cluster in near.filter(|&&cluster| fits(cluster)) {
        match found {
            Some(known) if known != cluster => return None,
            _ => found = Some(cluster),
        }
    }
    found
}

/// A surname with one kind of apostrophe and without "senior" or "junior".
fn spelling(surname: &str) -> String {
    same_letters(&lexicon::ranked(surname).map_or(surname, |(bare, _)| bare).replace(['’', 'ʼ', '`'], "'"))
}

/// A name with some letters replaced by those that are often printed for them: "е" for "ё".
fn same_letters(name: &str) -> String {
    let pairs = lang::packs().iter().flat_map(|pack| &pack.morphology.same_letters);
    pairs.fold(name.to_owned(), |name, (letter, printed)| name.replace(*letter, printed))
}

fn same_spelling(one: &str, other: &str) -> bool {
    one == other || (one.len().abs_diff(other.len()) < 20 && spelling(one) == spelling(other))
}

/// The names that explain both, with the sum of their scores.
fn join(known: &[Guess], new: &[Guess]) -> Vec<Guess> {
    let mut found: Vec<Guess> = Vec::new();
    for guess in known {
        let fitting =
            new.iter().filter(|other| same_spelling(&other.surname, &guess.surname) && other.gender == guess.gender);
        for other in fitting.filter(|other| fits(guess.given.as_deref(), other.given.as_deref())) {
            let given = longer(guess.given.as_deref(), other.given.as_deref());
            let middle = match guess.given.is_some() && other.given.as_deref().is_some_and(|given| given.ends_with('.'))
            {
                true => guess.middle.clone(),
                false => longer(Some(&guess.middle), Some(&other.middle)).unwrap_or_default(),
            };
            let score = guess.score + other.score;
            found.push(Guess { given, middle, score, cases: guess.cases | other.cases, ..guess.clone() });
        }
    }
    found
}

fn fits(known: Option<&str>, new: Option<&str>) -> bool {
    match (known, new) {
        (Some(known), Some(new)) => {
            let initial =
                |short: &str, long: &str| short.ends_with('.') && long.starts_with(short.trim_end_matches('.'));
            same_letters(known) == same_letters(new) || initial(known, new) || initial(new, known)
        }
        _ => true,
    }
}

fn longer(known: Option<&str>, new: Option<&str>) -> Option<String> {
    let length = |name: Option<&str>| name.map_or(0, str::len);
    if length(new) > length(known) { new } else { known }.map(str::to_owned)
}

/// Turns clusters into people, in the order in which they are first named.
fn collect<'a>(texts: Vec<Text<'a>>, mentions: &[Mention], mut clusters: Vec<Cluster>) -> Names<'a> {
    clusters.sort_by_key(|cluster| cluster.mentions.first().copied());
    let mut names = Names { people: Vec::new(), traits: Vec::new(), texts, places: Vec::new(), refused: Vec::new() };
    let mut places = Vec::new();
    for (person, cluster) in clusters.iter().enumerate() {
        let guess = best(cluster, mentions, &names.texts);
        for &index in &cluster.mentions {
            places.push((index, place(&mentions[index], guess, person)));
        }
        let forms = cluster.mentions.iter().map(|&at| names.texts[mentions[at].text].form(&mentions[at].tokens));
        let role = role(cluster, guess, mentions, &names.texts);
        names.people.push(Person { name: name(guess), forms: forms.collect(), role, rules: rules(cluster, mentions) });
        let offices = offices(cluster, guess, mentions);
        names.traits.push(Traits { gender: guess.gender, open: is_open(cluster, guess), offices });
    }
    places.sort_by_key(|&(index, _)| index);
    names.places = places.into_iter().map(|(_, place)| place).collect();
    names
}

/// The rules by which the mentions name a person. Only evident mentions count: the others only join the cluster.
fn rules(cluster: &Cluster, mentions: &[Mention]) -> BTreeSet<Cow<'static, str>> {
    let evident = cluster.mentions.iter().map(|&at| &mentions[at]).filter(|mention| mention.evident);
    let fired: BTreeSet<_> = evident.flat_map(|mention| &mention.rules).map(|&rule| Cow::Borrowed(rule)).collect();
    if fired.is_empty() { BTreeSet::from([Cow::Borrowed(FAMILY_TIE)]) } else { fired }
}

/// The rule by which a first name alone names a person: a word for a family tie stands with it (see `place_first`).
const FAMILY_TIE: &str = "family-tie";

fn place(mention: &Mention, guess: &Guess, person: usize) -> Place {
    let cases = cases(mention, guess);
    Place {
        text: mention.text,
        tokens: mention.tokens.clone(),
        person,
        nominative: cases.is_nominative(),
        office: mention.office.clone().filter(|office| office.held_in(cases).next().is_some()),
    }
}

/// The cases in which a mention may stand if it is a form of this name.
fn cases(mention: &Mention, guess: &Guess) -> Cases {
    let same = |here: &&Guess| same_spelling(&here.surname, &guess.surname) && here.gender == guess.gender;
    let polite = |here: &&Guess| here.gender == guess.gender && here.given.is_some() && here.given == guess.given;
    let firsts = mention.first.iter().filter(|first| first.gender == guess.gender).map(|first| first.cases);
    let surnames = mention.guesses.iter().filter(|here| same(here) || polite(here)).map(|here| here.cases);
    surnames.chain(firsts).collect()
}

/// The bonus for a name that stands on the page as it is: per place, at most, and for doing so with its first name. The first: the same
/// with 0 and 2 on a quarter of SlavicNER uk.
const ATTESTED: i32 = 1;
/// The same with 1 and 4 on a quarter of SlavicNER uk.
const MOST_ATTESTED: i32 = 2;
/// The same with 1 and 4 on a quarter of SlavicNER uk.
const WHOLE: i32 = 2;

/// The name that explains the mentions best. If scores are close, a name that stands on the page as it is wins.
fn best<'a>(cluster: &'a Cluster, mentions: &[Mention], texts: &[Text]) -> &'a Guess {
    // A Polish genitive in "a" also stands on the page: "Joe Holma".
    let ambiguous = |guess: &Guess| {
        let bare = nominative_in_latin(&guess.surname);
        let own = guess.given.as_deref();
        let own = own.is_some_and(|given| lexicon::is_in(given, |names| &names.women_and_no_genitives));
        !own && bare.is_some_and(|bare| cluster.guesses.iter().any(|other| other.surname == bare))
    };
    let attested = |guess: &Guess| {
        if ambiguous(guess) {
            return 0;
        }
        let free = || cluster.mentions.iter().map(|&at| &mentions[at]).filter(|mention| mention.free);
        let count = free().filter(|mention| surface(mention, texts) == guess.surname).count() as i32;
        let given = |mention: &&Mention| guess.given.as_deref() == Some(texts[mention.text].word(mention.tokens.start));
        let whole = free().filter(given).any(|mention| surface(mention, texts) == guess.surname);
        (count * ATTESTED).min(MOST_ATTESTED) + if whole { WHOLE } else { 0 }
    };
    let rank = |guess: &Guess| (guess.score + attested(guess), guess.gender == Gender::Masculine, guess.given.clone());
    let mut best = &cluster.guesses[0];
    for guess in &cluster.guesses[1..] {
        if rank(guess) > rank(best) {
            best = guess;
        }
    }
    best
}

/// The surname as it is printed.
fn surface<'a>(mention: &Mention, texts: &[Text<'a>]) -> &'a str {
    texts[mention.text].word(mention.tokens.end - 1)
}

/// Whether another gender explains the name nearly as well.
fn is_open(cluster: &Cluster, best: &Guess) -> bool {
    cluster.guesses.iter().any(|guess| guess.gender != best.gender && guess.score + 1 >= best.score)
}

fn name(guess: &Guess) -> String {
    let middle = Some(guess.middle.as_str()).filter(|middle| !middle.is_empty());
    let words = guess.given.as_deref().into_iter().chain(middle).chain([guess.surname.as_str()]);
    words.collect::<Vec<_>>().join(" ").replace(" - ", "-")
}

/// The nominatives of all offices that stand before the name.
fn offices(cluster: &Cluster, guess: &Guess, mentions: &[Mention]) -> BTreeSet<&'static str> {
    let all = cluster.mentions.iter().map(|&at| &mentions[at]);
    let held = all.filter_map(|mention| mention.office.as_ref().map(|office| (office, cases(mention, guess))));
    held.flat_map(|(office, cases)| office.held_in(cases)).collect()
}

/// The first whole office in the nominative that stands with a mention, before the name or after it. An office in another case
/// would have to be rewritten to stand alone.
fn role(cluster: &Cluster, guess: &Guess, mentions: &[Mention], texts: &[Text]) -> Option<crate::annotate::PersonForm> {
    let offices = cluster.mentions.iter().map(|&at| &mentions[at]).filter_map(|mention| {
        let text = &texts[mention.text];
        let fits = |office: &Office| {
            !office.shared && !office.names_a_relative() && !is_address(text, office) && is_whole(text, office)
        };
        let named = cases(mention, guess).is_nominative();
        let before = mention.office.clone().filter(fits).filter(|office| named || !office.nominative);
        let office = before.or_else(|| office::behind(text, mention.tokens.end).filter(fits))?;
        let tokens = role::whole(text, &trimmed(text, &office), &mention.tokens).filter(|_| office.nominative)?;
        Some((!mention.full, text.form(&tokens)))
    });
    // A surname that stands alone may belong to someone else, so an office beside the whole name comes first.
    offices.min_by_key(|(alone, _)| *alone).map(|(_, form)| form)
}

/// Whether the words are only a form of address or a family tie, and no office.
fn is_address(text: &Text, office: &Office) -> bool {
    office.lemmas.iter().all(|lemma| lexicon::is_in(lemma, |names| &names.offices.address))
        || text.bytes(&office.tokens).is_empty()
}

/// Whether English words of office contain only the office: no verb, no clause and no shortened title.
fn is_whole(text: &Text, office: &Office) -> bool {
    /// Maximum number of letters of a shortened title: `prof` has 4.
    const LONGEST_TITLE: usize = 4;
    let last = office.tokens.end - 1;
    let is_shortened = |at: usize| {
        let lower = text.word(at).lower_case();
        lower.len() <= LONGEST_TITLE && super::lexicon::addressed(&lower).is_some() || text.word(at + 1) == "."
    };
    let loose = |at: usize| {
        let lower = text.word(at).lower_case();
        let small = lower.is_ascii() && text.shape(at) == Shape::Lower;
        let participle = || lexicon::ends(&lower, |morphology| &morphology.verbs.past_participles);
        small
            && (lexicon::is_in(&lower, |names| &names.offices.clause_words) || participle() && office.tokens.start < at)
    };
    let owns = matches!(text.word(office.tokens.end), "'" | "’");
    !owns && !office.tokens.clone().any(loose) && (office.tokens.len() == 1 || !is_shortened(last))
}

/// The tokens of an office without an article at the start and a dash at the end.
fn trimmed(text: &Text, office: &Office) -> std::ops::Range<usize> {
    let mut tokens = office.tokens.clone();
    while tokens.len() > 1 && text.shape(tokens.end - 1) == Shape::Mark {
        tokens.end -= 1;
    }
    while tokens.len() > 1 && lexicon::is_in(text.word(tokens.start), |names| &names.offices.left_off) {
        tokens.start += 1;
    }
    tokens
}
