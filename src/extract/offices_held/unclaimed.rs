//! Offices that a report names apart from their holder: `Dr Ismail arrived on Monday. The Prime Minister was met by …`, where
//! nobody is introduced as prime minister; `X arrived in Rome. The Kenyan minister …`; and behind a short name, `X, the Kenyan
//! minister, said`.

use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::{Draft, Held, LOOKED_AT};
use crate::facts::SINGULAR_OFFICES;
use crate::text::TokenIndex;

/// How sure it is that the person of whom an article tells most holds the office that it names alone.
const CLAIMED: f64 = 0.6;

/// How sure it is that who opens a sentence holds the office that opens the next one.
const CALLED: f64 = 0.8;

/// How many sentences further somebody is called by an office instead of the name.
const REACH: usize = 2;

/// Gives such offices to those who are told to hold none.
pub(super) fn settle(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    behind_short_names(builder, drafts, sightings, resolution, roles);
    called_by_office(builder, drafts, sightings, resolution, roles);
    both_called_by_office(builder, drafts, sightings, resolution, roles);
    of_the_main_figure(builder, drafts, sightings, resolution, roles);
}

/// Gives the person whom the article names first and oftenest, if it tells no office of that person, one that it names alone
/// and of which a state has one.
fn of_the_main_figure(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let Some(person) = resolution.of.iter().flatten().next().copied() else { return };
    let cluster = &resolution.clusters[person].sightings;
    let most = resolution.clusters.iter().all(|other| other.sightings.len() <= cluster.len());
    let (Some(first), true, true) = (cluster.first().copied(), most, drafts[person].offices.is_empty()) else { return };
    let start = sightings[first].run.phrase.start;
    let office = roles.iter().filter(|role| is_one(role) && role.polity == Polity::Unsaid).find(|role| {
        let the = role.determiner.is_some_and(|the| builder.words.text.folded(the) == "the");
        the && role.tokens.start > start && SINGULAR_OFFICES.contains(&role.code) && !claimed(drafts, role)
    });
    if let Some(title) = office {
        drafts[person].offices.push(held(first, title, "unclaimed-office", CLAIMED));
    }
}

/// `X, the Kenyan minister, said`, where X alone does not show that it is a name.
fn behind_short_names(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let text = builder.words.text;
    for (index, sighting) in sightings.iter().enumerate() {
        let Some(person) = resolution.of[index].filter(|person| drafts[*person].offices.is_empty()) else { continue };
        let comma = sighting.phrase.end;
        if text.folded(comma) != "," || sighting.run.name.len() > 1 {
            continue;
        }
        let start = comma + 1 + usize::from(text.folded(comma + 1) == "the");
        let closed = |role: &&Title| matches!(text.folded(role.tokens.end), "," | "." | ")");
        let role = role_at(roles, start).filter(closed).filter(|role| is_one(role) && role.polity != Polity::Unsaid);
        if let Some(role) = role {
            drafts[person].offices.push(held(index, role, "name-before-title", CALLED));
        }
    }
}

/// `X arrived in Rome on Monday. The Kenyan minister will meet …`: the only one without office whom the sentence before
/// begins with.
fn called_by_office(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let text = builder.words.text;
    let mut seen = vec![false; drafts.len()];
    for (index, sighting) in sightings.iter().enumerate() {
        let Some(person) = resolution.of[index] else { continue };
        if seen[person] || !drafts[person].offices.is_empty() {
            continue;
        }
        seen[person] = true;
        let here = text.sentence_of(sighting.run.name.start);
        // CAIRO, March 3 – X arrived here
        let start = sighting.phrase.start;
        let behind_dateline = || matches!(text.folded(start.saturating_sub(1)), "-" | "–" | "—" | ":");
        // The mediator was X.
        let was =
            || matches!(text.folded(start.saturating_sub(1)), "was" | "is") && text.folded(sighting.phrase.end) == ".";
        let opens = text.sentences.get(here).is_some_and(|sentence| {
            sentence.tokens.start == start || start < sentence.tokens.start + 16 && (behind_dateline() || was())
        });
        let beside = sightings[index + 1..].iter().zip(&resolution.of[index + 1..]).take(LOOKED_AT);
        let mut beside = beside.take_while(|(other, _)| text.sentence_of(other.run.name.start) == here);
        let other = beside.find_map(|(_, other)| other.filter(|other| drafts[*other].offices.is_empty()));
        // `Minister X met Y in Rome. The Kenyan minister …`: the only one there without office.
        let in_sentence = |at: &usize| text.sentence_of(sightings[*at].run.name.start) == here;
        let before = (0..index).rev().take(LOOKED_AT).take_while(in_sentence);
        let others: Vec<usize> = before.filter_map(|at| resolution.of[at]).filter(|other| *other != person).collect();
        let end = sighting.phrase.end;
        let described = text.folded(end) == "," && matches!(text.folded(end + 1), "a" | "an" | "the" | "who");
        let alone = || !described && other.is_none() && others.iter().all(|other| !drafts[*other].offices.is_empty());
        if sighting.run.name.len() < 2 || !(opens || alone()) {
            continue;
        }
        let fit = |person: usize, country: CountryIndex| {
            let cluster = &resolution.clusters[person];
            let written = text.slice(sightings[cluster.sightings[0]].run.name.clone());
            builder.words.knowledge.naming.fit(cluster.words.iter().map(String::as_str), written, country)
        };
        let next = (here + 1..=here + REACH).filter_map(|number| text.sentences.get(number));
        let own = |country: CountryIndex| {
            let likelier = |other: usize| fit(person, country) > fit(other, country).max(0.0);
            let of = |other: &usize| drafts[*other].offices.iter().any(|held| held.polity == Polity::Country(country));
            let free = opens || !others.iter().any(of);
            free && drafts[person].country.is_none_or(|own| own == country) && other.is_none_or(likelier)
        };
        let called = next.filter_map(|sentence| opening(builder, roles, sentence.tokens.start)).find(|role| {
            matches!(role.polity, Polity::Country(country) if own(country))
                && is_one(role)
                && !role.code.is_empty()
                && !claimed(drafts, role)
        });
        if let Some(role) = called {
            drafts[person].offices.push(held(index, role, "called-by-office", CALLED));
        }
    }
}

/// `Peru's X and Chile's Y agreed on a pact. The two foreign ministers …`: the two without office of the sentence before.
fn both_called_by_office(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let text = builder.words.text;
    let two = |role: &&Title| {
        let start = role.tokens.start;
        let told = start.checked_sub(1).is_some_and(|at| matches!(text.folded(at), "two" | "both"));
        let first = text.sentences.get(text.sentence_of(start)).map_or(start, |sentence| sentence.tokens.start);
        told && role.plural && first + 2 >= start && role.countries.is_empty() && SINGULAR_OFFICES.contains(&role.code)
    };
    for role in roles.iter().filter(two) {
        let before = text.sentence_of(role.tokens.start);
        let named = sightings.partition_point(|sighting| text.sentence_of(sighting.run.name.start) < before);
        let last = (0..named)
            .rev()
            .take(LOOKED_AT)
            .take_while(|at| text.sentence_of(sightings[*at].run.name.start) + 1 == before);
        let mut persons: Vec<(usize, usize)> = last.filter_map(|at| Some((at, resolution.of[at]?))).collect();
        persons.dedup_by_key(|(_, person)| *person);
        let [(second, other), (first, one)] = persons[..] else { continue };
        let apart = drafts[one].country.is_some() && drafts[other].country.is_some();
        if apart
            && drafts[one].country != drafts[other].country
            && drafts[one].offices.is_empty()
            && drafts[other].offices.is_empty()
        {
            drafts[one].offices.push(held(first, role, "called-by-office", CALLED));
            drafts[other].offices.push(held(second, role, "called-by-office", CALLED));
        }
    }
}

/// The office without name that a sentence begins with: `The Kenyan minister`.
fn opening<'a>(builder: &Builder<'_>, roles: &'a [Title], start: TokenIndex) -> Option<&'a Title> {
    (builder.words.text.folded(start) == "the").then(|| role_at(roles, start + 1))?
}

fn role_at(roles: &[Title], start: TokenIndex) -> Option<&Title> {
    let place = roles.partition_point(|role| role.tokens.start < start);
    roles.get(place).filter(|role| role.tokens.start == start)
}

/// Whether the office is that of one person who holds it now.
fn is_one(role: &Title) -> bool {
    !role.plural && !role.former && !role.counterpart && !role.weak
}

/// Whether somebody is told to hold the office.
fn claimed(drafts: &[Draft], role: &Title) -> bool {
    let same = |draft: &Draft, held: &Held| {
        let of = match held.polity {
            Polity::Country(country) => Some(country),
            Polity::Unsaid => draft.country,
            _ => None,
        };
        let elsewhere = matches!((of, &role.polity), (Some(one), Polity::Country(other)) if one != *other);
        held.code == role.code && !held.title.former && !elsewhere
    };
    drafts.iter().any(|draft| draft.offices.iter().any(|held| same(draft, held)))
}

fn held(sighting: usize, title: &Title, rule: &'static str, confidence: f64) -> Held {
    Held {
        sighting,
        words: title.words.clone(),
        code: title.code,
        polity: title.polity.clone(),
        title: title.clone(),
        rule,
        confidence,
    }
}
