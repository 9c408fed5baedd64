//! A person as an entity with offices and mentions, once their countries are settled.

use super::super::mention::{EntityKind, MentionKind, Office};
use super::super::people::Sighting;
use super::super::reader::{Builder, capitalise};
use super::super::titles::Polity;
use super::{Draft, gender};
use crate::text::Flags;

pub(super) fn add(builder: &mut Builder<'_>, draft: &Draft, sightings: &[Sighting], own: &[usize]) {
    let text = builder.words.text;
    let Some(fullest) = own.iter().copied().max_by_key(|index| {
        let run = &sightings[*index].run.name;
        (run.len(), std::cmp::Reverse(*index))
    }) else {
        return;
    };
    let name = person_name(&text.plain_slice(sightings[fullest].run.name.clone()));
    let country = draft.country.map(|country| builder.country(country));
    let entity =
        builder.push(name, EntityKind::Person { offices: Vec::new(), country, gender: None }, sightings[fullest].rule);
    let mut offices: Vec<Office> = Vec::new();
    for held in &draft.offices {
        let polity = match held.polity {
            Polity::Country(country) => Some(builder.country(country)),
            Polity::Organization(token) => builder.organization_at(token),
            Polity::Place(token) => builder.place_at(token),
            Polity::Unsaid => None,
        };
        // `Foreign Office minister X`: of the government.
        let polity = match polity.map(|body| &builder.entities[body].kind) {
            Some(EntityKind::Organization { kind: "ministry", of, .. }) if held.code == "minister" => {
                of.or(country).or(polity)
            }
            _ => polity,
        };
        let iso3 = draft
            .country
            .and_then(|country| builder.words.knowledge.countries.get(country as usize))
            .map_or("", |c| c.iso3.as_str());
        let mut code = national_code(held.code, &held.words, iso3);
        if let Some(body) = polity.map(|body| &builder.entities[body])
            && let EntityKind::Organization { kind, acronym, .. } = &body.kind
        {
            code = code_in_body(code, &held.words, &body.name, kind, acronym.as_deref());
        }
        // The fuller wording of the same office.
        let fuller = |known: &&mut Office| {
            known.code == code
                && known.polity == polity
                && known.former == held.title.former
                && known.title.chars().count() < held.words.chars().count()
        };
        if let Some(known) = offices.iter_mut().find(fuller) {
            known.title = singular(&held.words, held.title.plural);
        }
        if held.code.is_empty()
            || offices
                .iter()
                .any(|known| known.code == code && known.polity == polity && known.former == held.title.former)
        {
            continue;
        }
        offices.push(Office {
            title: singular(&held.words, held.title.plural),
            code,
            polity,
            former: held.title.former,
            evidence: Some(builder.evidence(held.title.tokens.clone())),
            rule: held.rule,
            confidence: held.confidence,
        });
    }
    let all = offices.clone();
    // Ambassador as a rank of somebody who heads an organization.
    let bodies = offices.iter().any(|office| {
        office.polity.is_some_and(|polity| matches!(builder.entities[polity].kind, EntityKind::Organization { .. }))
    });
    let posted =
        draft.offices.iter().any(|held| held.words == "Ambassador" && matches!(held.title.polity, Polity::Country(_)));
    offices.retain(|office| posted || !(bodies && office.title == "Ambassador"));
    offices.retain(|office| !all.iter().any(|other| repeats(office, other)));
    let country = country.or_else(|| {
        offices.iter().filter(|office| !office.former).find_map(|office| match &builder.entities[office.polity?].kind {
            EntityKind::Organization { of, .. } => *of,
            EntityKind::Place { country, .. } => *country,
            EntityKind::Country { .. } => office.polity,
            EntityKind::Person { .. } => None,
        })
    });
    let chief = offices.iter().find(|office| !office.former).map(|office| office.code);
    let gender = gender::told(builder.words, sightings, own);
    builder.entities[entity].kind = EntityKind::Person { offices, country, gender };
    for index in own {
        let sighting = &sightings[*index];
        builder.occur(entity, sighting.run.name.clone());
        if sighting.run.honorific && sighting.run.name.len() > 1 {
            let styled = text.plain_slice(sighting.run.phrase.clone());
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

/// The phrase with its article, or with the name of the one whose predecessor or aide it is.
fn widen(builder: &Builder<'_>, sighting: &Sighting) -> std::ops::Range<usize> {
    let words = builder.words;
    let mut owner = sighting.phrase.start;
    if owner.checked_sub(2).is_some_and(|name| words.text.has(name + 1, Flags::POSSESSIVE) && words.capitalised(name)) {
        let here = words.text.sentence_of(owner);
        owner -= 1;
        while owner > 0 && words.capitalised(owner - 1) && words.text.sentence_of(owner - 1) == here {
            owner -= 1;
        }
        return owner..sighting.phrase.end.max(sighting.run.phrase.end);
    }
    let determiner = sighting
        .titles
        .first()
        .and_then(|title| title.determiner)
        .filter(|token| *token < sighting.phrase.start && builder.words.text.folded(*token) != "whose");
    determiner.unwrap_or(sighting.phrase.start)
        ..sighting.phrase.end.max(builder.words.text.tokens.len().min(sighting.run.phrase.end))
}

/// Whether a shorter wording of an office says nothing beyond a fuller one: `Minister` beside `Foreign Minister`.
fn repeats(short: &Office, long: &Office) -> bool {
    if short.title == long.title || short.polity != long.polity && short.polity.is_some() {
        return false;
    }
    let words = |title: &str| {
        title.to_lowercase().split([' ', '-']).map(|word| word.trim_end_matches('s').to_owned()).collect::<Vec<_>>()
    };
    let (own, other) = (words(&short.title), words(&long.title));
    let part = own.len() < other.len() && own.iter().all(|word| other.contains(word));
    part && (short.code == long.code
        || matches!(short.code, "minister" | "official" | "party_leader")
        || own.len() == 1)
}

/// `Cabinet Secretaries` as `Cabinet Secretary`.
pub(in crate::extract) fn singular(title: &str, plural: bool) -> String {
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

/// What a title means in a body: who presides over a parliament, the `chief` of bodies led by a secretary-general, and the
/// second to the minister in the ministry of foreign affairs.
fn code_in_body(code: &'static str, words: &str, body: &str, kind: &str, acronym: Option<&str>) -> &'static str {
    const LED_BY_SECRETARY: [&str; 6] = ["UN", "NATO", "ASEAN", "OAS", "OIC", "OECD"];
    let presides =
        ["chairman", "chairwoman", "chairperson", "marshal"].iter().any(|title| words.eq_ignore_ascii_case(title));
    match code {
        "head_of_state" if kind == "parliament" => "speaker",
        "party_leader" | "official" if kind == "parliament" && presides => "speaker",
        "head_of_state" => "official",
        "deputy_minister" if kind == "ministry" && body.contains("Foreign") => "deputy_foreign_minister",
        _ if words.eq_ignore_ascii_case("chief") && acronym.is_some_and(|body| LED_BY_SECRETARY.contains(&body)) => {
            "secretary_general"
        }
        _ => code,
    }
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
