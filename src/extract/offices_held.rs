//! Persons as entities: their names, the offices they hold and the country each office belongs to.

use rustc_hash::FxHashMap;

use super::home::Setting;
use super::knowledge::{CountryIndex, Sense};
use super::mention::{EntityKind, MentionKind, Office};
use super::offices::{Polity, Title};
use super::people::Sighting;
use super::reader::{Builder, capitalise};
use super::resolution::Resolution;
use crate::text::Flags;

/// A person under construction.
#[derive(Default)]
struct Draft {
    offices: Vec<Held>,
    country: Option<CountryIndex>,
}

/// An office before its country is settled.
struct Held {
    sighting: usize,
    title: Title,
    words: String,
    code: &'static str,
    polity: Polity,
    rule: &'static str,
}

/// Adds every resolved person with offices and mentions.
pub(super) fn add_persons(
    builder: &mut Builder<'_>,
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
) {
    let mut drafts: Vec<Draft> = resolution.clusters.iter().map(|_| Draft::default()).collect();
    for (index, sighting) in sightings.iter().enumerate() {
        let Some(person) = resolution.of[index] else { continue };
        for title in &sighting.titles {
            if title.weak && title.polity == Polity::Unsaid {
                continue;
            }
            drafts[person].offices.push(Held {
                sighting: index,
                words: title.words.clone(),
                code: title.code,
                polity: title.polity.clone(),
                title: title.clone(),
                rule: sighting.rule,
            });
        }
    }
    for held in drafts.iter_mut().flat_map(|draft| &mut draft.offices).filter(|held| held.polity == Polity::Unsaid) {
        let only = only_country(&held.words).and_then(|iso3| builder.words.knowledge.country_by_code(iso3));
        if let Some(country) = only.filter(|country| setting.mentions(*country)) {
            held.polity = Polity::Country(country);
        }
    }
    for (sighting, person) in sightings.iter().zip(&resolution.of) {
        if let (Some(country), Some(person)) = (sighting.country, *person) {
            drafts[person].country.get_or_insert(country);
        }
    }
    own_countries(&mut drafts);
    counterparts(&mut drafts, sightings, resolution, setting);
    close(builder, &mut drafts, sightings, resolution, setting);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|person| resolution.clusters[*person].sightings.first().copied());
    for person in order {
        add(builder, &drafts[person], sightings, &resolution.clusters[person].sightings);
    }
}

/// A country said once holds for all offices of the person that say none.
fn own_countries(drafts: &mut [Draft]) {
    for draft in drafts {
        let said = draft.offices.iter().find_map(|held| match held.polity {
            Polity::Country(country) => Some(country),
            _ => None,
        });
        draft.country = said.or(draft.country);
        let Some(country) = draft.country else { continue };
        for held in draft.offices.iter_mut().filter(|held| held.polity == Polity::Unsaid) {
            held.polity = Polity::Country(country);
        }
    }
}

/// `His Chilean counterpart X` has the office of the person meant by `his`, for Chile.
fn counterparts(drafts: &mut [Draft], sightings: &[Sighting], resolution: &Resolution, setting: &Setting) {
    for person in 0..drafts.len() {
        for place in 0..drafts[person].offices.len() {
            let held = &drafts[person].offices[place];
            if !held.title.counterpart {
                continue;
            }
            // The nearest other person with an office before; failing that, after.
            let before = (0..held.sighting).rev().take(LOOKED_AT);
            let after = (held.sighting + 1..sightings.len()).take(LOOKED_AT);
            let other = before.chain(after).filter_map(|index| resolution.of[index]).find(|other| {
                *other != person
                    && drafts[*other].offices.iter().any(|held| !held.title.counterpart && !held.title.former)
            });
            let Some(other) = other else { continue };
            let model = drafts[other].offices.iter().find(|held| !held.title.counterpart && !held.title.former);
            let Some((mut words, code)) = model.map(|held| (held.words.clone(), held.code)) else { continue };
            if code == "ambassador"
                && let Some(at) = words.find(" to ")
            {
                words.truncate(at);
            }
            let opposite = match (drafts[other].country, setting.pair()) {
                (Some(country), Some((a, b))) if country == a => Some(b),
                (Some(country), Some((a, b))) if country == b => Some(a),
                (None, Some((a, b))) => setting.home().map(|home| if home == a { b } else { a }),
                _ => None,
            };
            let held = &mut drafts[person].offices[place];
            held.words = words;
            held.code = code;
            if held.polity == Polity::Unsaid
                && let Some(country) = opposite
            {
                held.polity = Polity::Country(country);
            }
            if let Polity::Country(country) = held.polity {
                drafts[person].country.get_or_insert(country);
            }
        }
    }
}

/// Offices without country: the possessor's, the other one of two, or the country at home.
fn close(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
) {
    let mut holders = Holders::default();
    for (person, draft) in drafts.iter().enumerate() {
        holders.add(person, draft);
    }
    for person in 0..drafts.len() {
        if drafts[person].country.is_some() {
            continue;
        }
        let Some(first) = drafts[person].offices.iter().find(|held| held.polity == Polity::Unsaid) else { continue };
        let (sighting, code) = (first.sighting, first.code);
        // The counterpart of this person says whose minister this one is not.
        // Only for offices that a country has one of.
        let unique = UNIQUE.contains(&code);
        let facing = holders.other(code, person).filter(|_| unique);
        let title = first.words.to_lowercase();
        let taken = |country: &CountryIndex| {
            unique && holders.taken(code, *country, person) || !builder.words.knowledge.has_office(*country, &title)
        };
        let by_pair = match (facing, setting.pair().filter(|pair| setting.two_only() && setting.plays_at_home(*pair))) {
            (Some(country), Some((a, b))) if country == a => Some(b),
            (Some(country), Some((a, b))) if country == b => Some(a),
            _ => None,
        };
        let possessor = first.title.determiner.filter(|_| first.title.tokens.start > 0).and_then(|_| {
            (0..sighting)
                .rev()
                .take(LOOKED_AT)
                .filter_map(|index| resolution.of[index])
                .find(|other| *other != person)
                .and_then(|other| drafts[other].country)
        });
        // Of two leaders the second is hardly of the same country, unless the country has both.
        let leads = |code: &str| matches!(code, "head_of_state" | "head_of_government");
        let led = |country: &CountryIndex| {
            leads(code)
                && ["head_of_state", "head_of_government"].iter().any(|code| holders.taken(code, *country, person))
        };
        let home = setting.home().filter(|home| !taken(home) && !led(home));
        let by_pair = by_pair.filter(|country| !taken(country));
        let beside = beside(person, sighting, sightings, resolution)
            .and_then(|other| drafts[other].country)
            .filter(|country| !taken(country));
        // A single name without a country is left open: who that is, the reader is supposed to know.
        let single = resolution.clusters[person].words.len() < 2;
        let abroad = setting.writes_elsewhere();
        let by_pair = by_pair.filter(|_| !single);
        // Of two leaders named side by side without a country neither is known to be the one at home.
        let beside_leader = leads(code)
            && side_by_side(sighting, sightings, resolution, builder).is_some_and(|other| {
                drafts[other].country.is_none() && drafts[other].offices.iter().any(|held| leads(held.code))
            });
        // X met Y: Y is from elsewhere.
        let facing_home = setting.home().is_some_and(|home| {
            met_by(&first.title, sighting, sightings, resolution, builder)
                .is_some_and(|other| drafts[other].country == Some(home))
        });
        let home = home.filter(|_| !beside_leader && !facing_home);
        let visited = visited(&first.title, builder).filter(|country| leads(code) && !taken(country) && !led(country));
        let home = home.filter(|_| !(single && leads(code)) && visited.is_none());
        let near =
            near(sighting, &first.title, builder, sightings, &taken, abroad).filter(|_| !single && !beside_leader);
        let home = home.filter(|home| setting.strong(*home) || near.is_none());
        // X's spokesman Y; Defence Minister X, Chief of Staff Y.
        let attached = attached(sighting, &first.title, builder, sightings);
        let attached = attached
            .filter(|(country, possessive)| *possessive || !unique && !taken(country))
            .map(|(country, _)| country);
        let local = matches!(first.words.to_lowercase().as_str(), "governor" | "mayor" | "mediator" | "lord mayor");
        let home = home.filter(|_| !local);
        let by_pair = by_pair.filter(|_| attached.is_none());
        let home = if attached.is_some() { attached } else { home };
        let country = match (by_pair, home) {
            (Some(other), Some(home)) if facing != Some(home) => {
                Some(if setting.mentions(home) { home } else { other })
            }
            (Some(other), _) => Some(other),
            (None, home) => beside
                .or(visited)
                .or(possessor)
                .or(home)
                .or(near)
                .or(match setting.ranked.as_slice() {
                    [(only, _)] if !single && !facing_home && !beside_leader => Some(*only),
                    _ => None,
                })
                .filter(|country| !taken(country)),
        };
        let Some(country) = country else { continue };
        let draft = &mut drafts[person];
        draft.country = Some(country);
        for held in draft.offices.iter_mut().filter(|held| held.polity == Polity::Unsaid) {
            held.polity = Polity::Country(country);
        }
        holders.add(person, &drafts[person]);
    }
}

/// Who holds which office of which country, so far.
#[derive(Default)]
struct Holders {
    by_code: FxHashMap<&'static str, Vec<(usize, CountryIndex)>>,
    by_office: FxHashMap<(&'static str, CountryIndex), Vec<usize>>,
}

impl Holders {
    fn add(&mut self, person: usize, draft: &Draft) {
        let Some(country) = draft.country else { return };
        for held in draft.offices.iter().filter(|held| !held.title.former) {
            let holders = self.by_office.entry((held.code, country)).or_default();
            // Two are enough to know that there is another one.
            if holders.len() < 2 && !holders.contains(&person) {
                holders.push(person);
                self.by_code.entry(held.code).or_default().push((person, country));
            }
        }
    }

    /// The country of another holder of the office.
    fn other(&self, code: &str, person: usize) -> Option<CountryIndex> {
        self.by_code.get(code)?.iter().find(|(holder, _)| *holder != person).map(|(_, country)| *country)
    }

    fn taken(&self, code: &'static str, country: CountryIndex, person: usize) -> bool {
        self.by_office.get(&(code, country)).is_some_and(|holders| holders.iter().any(|holder| *holder != person))
    }
}

/// How far before and after a person its neighbours are looked at, so that time stays linear.
const LOOKED_AT: usize = 64;

/// Offices that a country has one of at a time.
const UNIQUE: [&str; 5] = ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "speaker"];

/// The country of the person right before: as possessor (`true`), or in a list of officials.
fn attached(
    sighting: usize,
    title: &Title,
    builder: &Builder<'_>,
    sightings: &[Sighting],
) -> Option<(CountryIndex, bool)> {
    let before = &sightings[sighting.checked_sub(1)?];
    let country = before.titles.iter().find_map(|title| match title.polity {
        Polity::Country(country) => Some(country),
        _ => None,
    })?;
    let text = builder.words.text;
    let possessive = text.has(before.phrase.end, Flags::POSSESSIVE);
    let listed = matches!(text.folded(before.phrase.end), "," | "and") && !reports(&sightings[sighting], builder);
    (before.phrase.end + 1 == title.tokens.start && (possessive || listed)).then_some((country, possessive))
}

/// The person joined by `and` to the one sighted.
fn side_by_side(
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let text = builder.words.text;
    let joined = |first: usize, second: usize| {
        let (Some(before), Some(after)) = (sightings.get(first), sightings.get(second)) else { return false };
        text.folded(before.phrase.end) == "and" && before.phrase.end + 1 == after.phrase.start
    };
    let before = sighting.checked_sub(1).filter(|before| joined(*before, sighting));
    let other = before.or_else(|| Some(sighting + 1).filter(|after| joined(sighting, *after)))?;
    resolution.of[other]
}

/// The person who meets, receives or invites the one with this title, in the same sentence before it.
fn met_by(
    title: &Title,
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let text = builder.words.text;
    let before = title.tokens.start.checked_sub(1)?;
    let before = if text.folded(before) == "the" { before.checked_sub(1)? } else { before };
    let meets = matches!(
        text.folded(before),
        "met"
            | "meet"
            | "meets"
            | "with"
            | "received"
            | "receive"
            | "hosted"
            | "host"
            | "invited"
            | "phoned"
            | "telephoned"
            | "welcomed"
    );
    let other = sighting.checked_sub(1).filter(|_| meets)?;
    let same = text.sentence_of(sightings[other].run.name.start) == text.sentence_of(title.tokens.start);
    resolution.of[other].filter(|_| same)
}

/// `will travel to X, where he will be received by President Y`: the country visited in the same sentence.
fn visited(title: &Title, builder: &Builder<'_>) -> Option<CountryIndex> {
    let words = builder.words;
    let text = words.text;
    let start = text.sentences.get(text.sentence_of(title.tokens.start))?.tokens.start;
    let relative = (start..title.tokens.start).rev().find(|token| text.folded(*token) == "where")?;
    (start..relative).rev().find_map(|token| {
        let found = words.gazetteer.covering(token)?;
        let country = match found.sense {
            Sense::Country(country) | Sense::Capital(country) | Sense::City(country) => country,
            _ => return None,
        };
        matches!(
            text.folded(found.tokens.start.checked_sub(1)?),
            "to" | "in" | "visit" | "visiting" | "visited" | "for"
        )
        .then_some(country)
    })
}

/// `…, Secretary X announced`: the one who reports what stands before is no part of a list.
fn reports(sighting: &Sighting, builder: &Builder<'_>) -> bool {
    let text = builder.words.text;
    let listed = text.folded(sighting.phrase.start.saturating_sub(1)) == ",";
    listed
        && matches!(text.folded(sighting.phrase.end), "said" | "says" | "announced" | "told" | "stated" | "confirmed")
}

/// In a text of many countries: the country of the person named right before (`US Ambassador X and Secretary Y`), or the
/// last country before in the sentence that the sentence does not give to somebody else.
fn near(
    sighting: usize,
    title: &Title,
    builder: &Builder<'_>,
    sightings: &[Sighting],
    taken: &dyn Fn(&CountryIndex) -> bool,
    abroad: bool,
) -> Option<CountryIndex> {
    let words = builder.words;
    let text = words.text;
    let country_of = |other: &Sighting| {
        other.titles.iter().find_map(|title| match title.polity {
            Polity::Country(country) => Some(country),
            _ => None,
        })
    };
    if let Some(before) = sighting.checked_sub(1).map(|before| &sightings[before])
        && matches!(text.folded(before.phrase.end), "and" | ",")
        && before.phrase.end + 1 == title.tokens.start
        && !reports(&sightings[sighting], builder)
        && let Some(country) = country_of(before).filter(|country| !taken(country))
    {
        return Some(country);
    }
    if abroad {
        return None;
    }
    let sentence = text.sentence_of(title.tokens.start);
    let tokens = text.sentences.get(sentence)?.tokens.clone();
    let around = sighting.saturating_sub(LOOKED_AT)..(sighting + LOOKED_AT).min(sightings.len());
    let around = &sightings[around];
    let claimed: Vec<CountryIndex> =
        around.iter().filter(|other| tokens.contains(&other.run.name.start)).filter_map(country_of).collect();
    let first = tokens.start;
    (first..title.tokens.start).rev().take(8 * LOOKED_AT).find_map(|token| {
        let (country, _) = words.gazetteer.country(token)?;
        // Ms X of Denmark: the country is hers.
        let hers = matches!(text.folded(token.saturating_sub(1)), "of" | "from")
            && around.iter().any(|other| other.phrase.end + 1 == token || other.phrase.end == token);
        if hers {
            return None;
        }
        (!claimed.contains(&country) && !taken(&country)).then_some(country)
    })
}

/// The person introduced by the same plural title (`Cabinet Secretaries X and Y`).
fn beside(person: usize, sighting: usize, sightings: &[Sighting], resolution: &Resolution) -> Option<usize> {
    let own = sightings[sighting].titles.first().filter(|title| title.plural)?;
    let same = |index: &usize| sightings[*index].titles.first().is_some_and(|title| title.tokens == own.tokens);
    let around = sighting.saturating_sub(LOOKED_AT)..(sighting + LOOKED_AT).min(sightings.len());
    around.filter(same).filter_map(|index| resolution.of[index]).find(|other| *other != person)
}

/// Whether a shorter wording of an office says nothing beyond a fuller one: `Minister` beside `Foreign Minister`.
fn repeats(short: &Office, long: &Office) -> bool {
    let words = |title: &str| {
        title.to_lowercase().split([' ', '-']).map(|word| word.trim_end_matches('s').to_owned()).collect::<Vec<_>>()
    };
    let (own, other) = (words(&short.title), words(&long.title));
    let part = own.len() < other.len() && own.iter().all(|word| other.contains(word));
    part && (short.polity == long.polity || short.polity.is_none())
        && (short.code == long.code || matches!(short.code, "minister" | "official" | "party_leader") || own.len() == 1)
}

fn add(builder: &mut Builder<'_>, draft: &Draft, sightings: &[Sighting], own: &[usize]) {
    let text = builder.words.text;
    let Some(fullest) = own.iter().copied().max_by_key(|index| {
        let run = &sightings[*index].run.name;
        (run.len(), std::cmp::Reverse(*index))
    }) else {
        return;
    };
    let name = person_name(text.slice(sightings[fullest].run.name.clone()));
    let country = draft.country.map(|country| builder.country(country));
    let entity = builder.push(name, EntityKind::Person { offices: Vec::new(), country }, sightings[fullest].rule);
    let mut offices: Vec<Office> = Vec::new();
    for held in &draft.offices {
        let polity = match held.polity {
            Polity::Country(country) => Some(builder.country(country)),
            Polity::Organization(token) => builder.organization_at(token),
            Polity::Unsaid => None,
        };
        let iso3 = draft
            .country
            .and_then(|country| builder.words.knowledge.countries.get(country as usize))
            .map_or("", |c| c.iso3.as_str());
        let mut code = national_code(held.code, &held.words, iso3);
        if code == "head_of_state" && matches!(held.polity, Polity::Organization(_)) {
            code = "official";
        }
        // The fuller wording of the same office.
        let fuller = |known: &&mut Office| {
            known.code == code
                && known.polity == polity
                && known.former == held.title.former
                && known.title.chars().count() < held.words.chars().count()
        };
        if let Some(known) = offices.iter_mut().find(fuller) {
            known.title = singular(&held.words.replace('\u{a0}', " "), held.title.plural);
        }
        if held.code.is_empty()
            || offices
                .iter()
                .any(|known| known.code == code && known.polity == polity && known.former == held.title.former)
        {
            continue;
        }
        offices.push(Office {
            title: singular(&held.words.replace('\u{a0}', " "), held.title.plural),
            code,
            polity,
            former: held.title.former,
            evidence: Some(builder.evidence(held.title.tokens.clone())),
            rule: held.rule,
        });
    }
    let all = offices.clone();
    // Ambassador as a rank of somebody who heads an organization.
    let bodies = offices.iter().any(|office| {
        office.polity.is_some_and(|polity| matches!(builder.entities[polity].kind, EntityKind::Organization { .. }))
    });
    offices.retain(|office| !(bodies && office.title == "Ambassador"));
    offices.retain(|office| !all.iter().any(|other| repeats(office, other)));
    let country = country.or_else(|| {
        offices.iter().filter(|office| !office.former).find_map(|office| match &builder.entities[office.polity?].kind {
            EntityKind::Organization { of, .. } => *of,
            EntityKind::Country { .. } => office.polity,
            _ => None,
        })
    });
    let chief = offices.iter().find(|office| !office.former).map(|office| office.code);
    builder.entities[entity].kind = EntityKind::Person { offices, country };
    for index in own {
        let sighting = &sightings[*index];
        builder.occur(entity, sighting.run.name.clone());
        if sighting.run.honorific && sighting.run.name.len() > 1 {
            let styled = text.slice(sighting.run.phrase.clone()).replace('\u{a0}', " ");
            if !builder.entities[entity].aliases.contains(&styled) {
                builder.entities[entity].aliases.push(styled);
            }
        }
        let code = sighting.titles.iter().map(|title| title.code).find(|code| !code.is_empty()).or(chief);
        let tokens = widen(builder, sighting);
        builder.mention(MentionKind::Person, tokens, sighting.run.name.clone(), entity, country);
        if let Some(mention) = builder.list.last_mut() {
            mention.office = code;
        }
    }
}

/// The phrase with its article.
fn widen(builder: &Builder<'_>, sighting: &Sighting) -> std::ops::Range<usize> {
    let determiner =
        sighting.titles.first().and_then(|title| title.determiner).filter(|token| *token < sighting.phrase.start);
    determiner.unwrap_or(sighting.phrase.start)
        ..sighting.phrase.end.max(builder.words.text.tokens.len().min(sighting.run.phrase.end))
}

/// Titles that only one state has.
fn only_country(title: &str) -> Option<&'static str> {
    match title.to_lowercase().as_str() {
        "pope" => Some("VAT"),
        "taoiseach" | "tánaiste" | "tanaiste" => Some("IRL"),
        "secretary of state" => Some("USA"),
        _ => None,
    }
}

/// `Cabinet Secretaries` as `Cabinet Secretary`.
fn singular(title: &str, plural: bool) -> String {
    if !plural {
        return title.to_owned();
    }
    let one = |word: &str| {
        if let Some(stem) = word.strip_suffix("ies") {
            format!("{stem}y")
        } else if let Some(stem) = word.strip_suffix("men") {
            format!("{stem}man")
        } else {
            word.strip_suffix('s').filter(|stem| !stem.ends_with("ffair") && stem.len() > 3).unwrap_or(word).to_owned()
        }
    };
    title.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// What a title means in a country's usage: the Secretary of State conducts foreign policy in two states only.
fn national_code(code: &'static str, words: &str, iso3: &str) -> &'static str {
    let title = words.to_lowercase();
    if code == "foreign_minister" && title.ends_with("secretary of state") && !matches!(iso3, "USA" | "VAT" | "") {
        return "deputy_minister";
    }
    if code == "head_of_government" && title.contains("chancellor") && matches!(iso3, "GBR") {
        return "minister";
    }
    code
}

/// The name with usual capitals and without quotes: `MOTEGI Toshimitsu` as `Motegi Toshimitsu`.
fn person_name(slice: &str) -> String {
    let plain: String = slice.chars().filter(|c| !matches!(c, '"' | '“' | '”')).collect();
    plain
        .split_whitespace()
        .map(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            if letters > 2 && !roman && !word.chars().any(char::is_lowercase) {
                capitalise(word)
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
