//! Which sightings are the same person: full names first, then short forms that are part of exactly one full name,
//! slips of one letter, and titles that refer back. Never by office alone.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::knowledge::CountryIndex;
use super::names::Words;
use super::people::Sighting;
use super::titles::Polity;
use crate::facts::SINGULAR_OFFICES;
use crate::text::Flags;
use crate::text::fold::fold;

/// A person made of sightings.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    /// Folded words of the fullest name.
    pub words: Vec<String>,
    /// The same with a space between two.
    whole: String,
    /// Indices of its sightings, in order.
    pub sightings: Vec<usize>,
    /// Countries and office classes that its titles say.
    pub countries: Vec<CountryIndex>,
    pub codes: Vec<&'static str>,
}

/// For every sighting its cluster, if it is a person at all.
pub(super) struct Resolution {
    pub clusters: Vec<Cluster>,
    pub of: Vec<Option<usize>>,
    /// Persons by the words of their names.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Sightings that were left out, with the reason.
    pub dropped: Vec<(usize, &'static str)>,
}

/// Groups the sightings of a document. `reliable[i]` is false for sightings in a headline in title case, which may
/// refer but never introduce.
pub(super) fn resolve(words: &Words<'_>, sightings: &[Sighting], reliable: &[bool]) -> Resolution {
    let names: Vec<Vec<String>> = sightings.iter().map(|sighting| name_words(words, sighting)).collect();
    let mut resolution = Resolution {
        clusters: Vec::new(),
        of: vec![None; sightings.len()],
        by_word: FxHashMap::default(),
        dropped: Vec::new(),
    };
    let singles: FxHashSet<String> = names.iter().filter(|name| name.len() == 1).flatten().cloned().collect();
    // Full names that a title or honorific proves, the longest first within the document's order.
    let firm = |i: usize| !sightings[i].loose && names[i].len() > 1 && reliable[i];
    for index in (0..sightings.len()).filter(|i| firm(*i)) {
        resolution.place(index, &names[index], &sightings[index], true);
    }
    for index in 0..sightings.len() {
        if resolution.of[index].is_none() && names[index].len() > 1 {
            let new =
                reliable[index] && sightings[index].loose && likely_person(words, sightings, &names, &singles, index);
            resolution.place(index, &names[index], &sightings[index], new);
            if resolution.of[index].is_none() && sightings[index].loose && reliable[index] {
                resolution.dropped.push((index, "capitalised words without title, honorific or known given name"));
            }
        }
    }
    for index in 0..sightings.len() {
        if names[index].len() == 1 {
            let new = !sightings[index].loose && reliable[index];
            resolution.place(index, &names[index], &sightings[index], new);
        }
    }
    for cluster in &mut resolution.clusters {
        cluster.sightings.sort_unstable();
    }
    resolution
}

impl Resolution {
    fn place(&mut self, index: usize, name: &[String], sighting: &Sighting, may_be_new: bool) {
        let country = sighting.titles.iter().find_map(|title| match title.polity {
            Polity::Country(country) => Some(country),
            _ => None,
        });
        let code = sighting.titles.iter().map(|title| title.code).find(|code| !code.is_empty());
        let whole = name.join(" ");
        let mut best: Option<(u32, usize)> = None;
        let near_of = |cluster: &Cluster| {
            cluster
                .sightings
                .iter()
                .rev()
                .take(LOOKED_AT)
                .filter(|sighting| **sighting < index)
                .max()
                .copied()
                .unwrap_or(0)
        };
        for number in self.candidates(name) {
            let cluster = &self.clusters[number];
            let Some(mut fit) = cluster.fit(name, &whole) else { continue };
            let same_country =
                country.is_none_or(|country| cluster.countries.is_empty() || cluster.countries.contains(&country));
            let same_office = code.is_none_or(|code| cluster.codes.is_empty() || cluster.codes.contains(&code));
            // A slip needs the same country and office; a short form with another country is somebody else.
            // So does a single name with another high office: King X is not the crown prince X.
            let high = |code: &str| SINGULAR_OFFICES.contains(&code) || code == "ambassador";
            // X, who is also the foreign minister: the office behind a name is one more.
            let other_office = name.len() == 1
                && sighting.rule != "name-before-title"
                && code.is_some_and(|code| !same_office && high(code) && cluster.codes.iter().any(|code| high(code)));
            if fit == SLIP && !(same_country && same_office) || name.len() == 1 && !same_country || other_office {
                continue;
            }
            fit = fit * 16
                + if code.is_some_and(|code| cluster.codes.contains(&code)) { 8 } else { u32::from(same_office) * 4 }
                + u32::from(same_country) * 2
                // A family name stands first or last.
                + u32::from(name.len() == 1 && [cluster.words.first(), cluster.words.last()].contains(&name.first()));
            // Among equals the one that the text speaks of more so far, then the one mentioned last before this place.
            let weight = |cluster: &Cluster| {
                let before =
                    cluster.sightings.iter().rev().take(LOOKED_AT).filter(|sighting| **sighting < index).count();
                (if name.len() == 1 { before } else { 0 }, near_of(cluster))
            };
            let better = best.is_none_or(|(score, other)| {
                fit > score || fit == score && weight(cluster) >= weight(&self.clusters[other])
            });
            if better {
                best = Some((fit, number));
            }
        }
        let number = match best {
            Some((_, number)) => number,
            None if may_be_new => {
                self.clusters.push(Cluster { words: name.to_vec(), whole: whole.clone(), ..Cluster::default() });
                self.clusters.len() - 1
            }
            None => return,
        };
        for word in name {
            let known = match self.by_word.get_mut(word) {
                Some(known) => known,
                None => self.by_word.entry(word.clone()).or_default(),
            };
            if known.last() != Some(&number) && (known.len() >= LOOKED_AT || !known.contains(&number)) {
                known.push(number);
            }
        }
        let cluster = &mut self.clusters[number];
        if name.len() > cluster.words.len() {
            cluster.words = name.to_vec();
            cluster.whole = whole;
        }
        cluster.sightings.push(index);
        cluster.countries.extend(country.filter(|country| !cluster.countries.contains(country)));
        cluster.codes.extend(code.filter(|code| !cluster.codes.contains(code)));
        self.of[index] = Some(number);
    }

    /// Persons that share a word with the name, the latest first among very many; for single names also slips.
    fn candidates(&self, name: &[String]) -> Vec<usize> {
        let shared = name
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flat_map(|known| known.iter().rev().take(LOOKED_AT).copied());
        let mut out: Vec<usize> = shared.collect();
        out.extend((0..self.clusters.len()).take(LOOKED_AT));
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Persons compared with a name at most, so that a text of nothing but names takes linear time.
const LOOKED_AT: usize = 64;

const SAME: u32 = 5;
const PART: u32 = 4;
const SCATTERED: u32 = 3;
const SLIP: u32 = 2;

impl Cluster {
    /// How well a name fits this person, if at all.
    fn fit(&self, name: &[String], whole: &str) -> Option<u32> {
        let (own, other) = (&self.words, name);
        if own == other || same_words(own, other) {
            return Some(SAME);
        }
        let (short, long) = if own.len() <= other.len() { (own.as_slice(), other) } else { (other, own.as_slice()) };
        // The name of somebody's father is not his own: Nasser is not Ali bin Nasser.
        let fathers = |at: usize| short.len() == 1 && at > 0 && matches!(long[at - 1].as_str(), "bin" | "ibn" | "bint");
        if long.windows(short.len()).enumerate().any(|(at, window)| window == short && !fathers(at)) {
            return Some(PART);
        }
        // First and last name without what stands between, initials for given names.
        let initial = |a: &String, b: &String| {
            a == b || a.len() == 1 && b.starts_with(a.as_str()) || b.len() == 1 && a.starts_with(b.as_str())
        };
        let mut rest = long.iter();
        if short.len() >= 2
            && short.first().zip(long.first()).is_some_and(|(a, b)| initial(a, b))
            && short.last() == long.last()
            && short.iter().all(|word| rest.any(|other| initial(word, other)))
        {
            return Some(SCATTERED);
        }
        let has_letters = |words: &str, least: usize| words.chars().nth(least - 1).is_some();
        if own.len() > 1 && other.len() > 1 && one_slip_apart(&self.whole, whole) && has_letters(&self.whole, 8) {
            return Some(SLIP);
        }
        let slip = |word: &String| one_slip_apart(word, whole) && has_letters(word, 7);
        if other.len() == 1 && has_letters(whole, 7) && own.iter().any(slip) {
            return Some(SLIP);
        }
        None
    }
}

/// Whether two names have the same words in any order.
fn same_words(first: &[String], second: &[String]) -> bool {
    let times = |name: &[String], word: &String| name.iter().filter(|other| *other == word).count();
    first.len() == second.len() && first.iter().all(|word| times(first, word) == times(second, word))
}

/// Whether at most one letter is added, left out or another, or two neighbours are swapped.
fn one_slip_apart(first: &str, second: &str) -> bool {
    if first.len().abs_diff(second.len()) > MAX_LETTER {
        return false;
    }
    let same = |(a, b): &(char, char)| a == b;
    let begin: usize = first.chars().zip(second.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let (first, second) = (&first[begin..], &second[begin..]);
    let end: usize =
        first.chars().rev().zip(second.chars().rev()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let letters = |rest: &str| rest[..rest.len() - end].chars().take(3).collect::<SmallVec<[char; 3]>>();
    match (letters(first).as_slice(), letters(second).as_slice()) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Bytes of a letter at most.
const MAX_LETTER: usize = 4;

/// Folded words of a name without hyphens, quotes, initials' stops; Arabic articles bind to their word.
fn name_words(words: &Words<'_>, sighting: &Sighting) -> Vec<String> {
    let text = words.text;
    let mut out: Vec<String> = Vec::with_capacity(sighting.run.name.len());
    for token in sighting.run.name.clone() {
        if token == sighting.run.name.start && sighting.run.name.len() == 2 && words.is("style", token) {
            continue;
        }
        let folded = text.folded(token);
        if folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            out.push(folded.to_owned());
            continue;
        }
        out.extend(folded.split('.').filter(|part| part.chars().any(char::is_alphanumeric)).map(fold));
    }
    // Jae-in and Jae in, Al-Sisi and al Sisi are the same; so is Sisi alone, as a part.
    out.retain(|word| !words.knowledge.is("arabic", word));
    if out.is_empty() {
        out = sighting.run.name.clone().map(|token| text.folded(token).to_owned()).collect();
    }
    out
}

/// Whether a bare run of capitalised words is a person: a known given name, a verb of saying or meeting after it, a
/// person beside it in a list, or one of its words alone elsewhere.
fn likely_person(
    words: &Words<'_>,
    sightings: &[Sighting],
    names: &[Vec<String>],
    singles: &FxHashSet<String>,
    index: usize,
) -> bool {
    let run = &sightings[index].run.name;
    let text = words.text;
    let first = run.start;
    if names[index].len() > 5
        || run.clone().any(|token| ["venue", "organization", "event_name"].iter().any(|class| words.is(class, token)))
    {
        return false;
    }
    // at Ras Ajdir, near Carmelo Peralta
    if first.checked_sub(1).is_some_and(|before| matches!(text.folded(before), "in" | "at" | "near" | "via")) {
        return false;
    }
    let given = run.clone().take(3).any(|token| words.is("given", token));
    let acts = words.is("speech", run.end) && !words.capitalised(run.end);
    if run
        .clone()
        .filter(|token| text.has(*token, Flags::WORD))
        .all(|token| text.has(token, Flags::ALL_CAPS) || text.word(token).chars().count() == 1)
    {
        return false;
    }
    // Stephen Dupont (France)
    let of_country = text.folded(run.end) == "("
        && words.gazetteer.country(run.end + 1).is_some_and(|(_, next)| text.folded(next) == ")");
    // Albania's Edi Rama
    let owned = first > 1
        && text.has(first - 1, crate::text::Flags::POSSESSIVE)
        && words.gazetteer.covering(first - 2).is_some_and(|f| matches!(f.sense, super::knowledge::Sense::Country(_)));
    // “Friend Boris!”: a sentence's first word before a known short name.
    let opening = text.has(first, crate::text::Flags::FIRST) || first > 0 && text.folded(first - 1) == "\"";
    let alone = |word: Option<&String>| word.is_some_and(|word| singles.contains(word));
    let repeated = !opening && (alone(names[index].last()) || alone(names[index].first()));
    // V. I. Sokolov
    let initials = words.is_initial(first) && !words.is_initial(run.end - 1);
    // a team led by Sokha Chanthou; Sokha Chanthou, who heads the team
    let leads =
        first > 1 && text.folded(first - 1) == "by" && matches!(text.folded(first - 2), "led" | "headed" | "chaired");
    let who = run.end + usize::from(text.folded(run.end) == ",");
    let led = leads || text.folded(who) == "who";
    // Sokha Chanthou: two words that one culture bears as names.
    let named = || words.knowledge.naming.is_name(names[index].iter().map(String::as_str));
    given
        || acts
        || owned
        || of_country
        || repeated
        || initials
        || led
        || named()
        || listed_with_person(words, sightings, index)
}

/// `between Ana Ruiz and Nurtleu Zhumabek`, `Keit Rosimann, Barbi Pilv and Ana Ruiz`: in a list with somebody who is a person.
fn listed_with_person(words: &Words<'_>, sightings: &[Sighting], index: usize) -> bool {
    let text = words.text;
    let known = |other: &Sighting| !other.loose || words.is("given", other.run.name.start);
    // What joins two that stand side by side: `and`, or a comma.
    let link = |left: usize| {
        let (left, right) = (sightings.get(left)?, sightings.get(left + 1)?);
        let word = text.folded(left.phrase.end);
        let comma = word == "," && text.folded(left.phrase.end + 1) == "and";
        let end = left.phrase.end + 1 + usize::from(comma);
        (end == right.phrase.start && matches!(word, "," | "and")).then_some(word == "and" || comma)
    };
    let first = (index.saturating_sub(LONGEST_LIST)..index)
        .rev()
        .take_while(|left| link(*left).is_some())
        .last()
        .unwrap_or(index);
    let last =
        (index..index + LONGEST_LIST).take_while(|left| link(*left).is_some()).last().map_or(index, |left| left + 1);
    let closed = (first..last).any(|left| link(left) == Some(true));
    closed
        && ((first..=last).any(|other| other != index && known(&sightings[other]))
            || opens_roll(words, &sightings[first]))
}

/// `Members of the delegation are X, Y and Z`: names are listed.
fn opens_roll(words: &Words<'_>, first: &Sighting) -> bool {
    let text = words.text;
    let start = first.phrase.start;
    let before = |back: usize| start.checked_sub(back).map_or("", |at| text.folded(at));
    let lists =
        matches!(before(1), "are" | "were" | "includes" | "included" | "include" | "comprises" | "comprised" | ":");
    let roll = |word: &str| {
        matches!(
            word,
            "members" | "delegation" | "delegates" | "participants" | "signatories" | "entourage" | "attendance"
        )
    };
    lists && (2..8).any(|back| roll(before(back)))
}

/// Names of a list that are looked at.
const LONGEST_LIST: usize = 6;

#[cfg(test)]
mod tests {
    use super::one_slip_apart;

    #[test]
    fn slips_are_those_of_one_step() {
        let names = [
            "", "a", "ab", "ba", "aab", "aba", "ruiz", "ruizz", "riuz", "rulz", "rauz", "rius", "ólafur", "olafur",
            "ólafurs",
        ];
        for first in names {
            for second in names {
                let expected = strsim::osa_distance(first, second) <= 1;
                assert_eq!(one_slip_apart(first, second), expected, "{first} {second}");
            }
        }
    }
}
