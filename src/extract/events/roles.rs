//! Whom an office or a part without a name means: `the Korean minister`, `his counterpart`, `the visitor`, `the head of the
//! ministry`.

use super::focus::{Focus, is_person};
use super::noun_phrase::Members;
use crate::extract::mention::{EntityIndex, EntityKind, Mention, Mentions};

impl Focus {
    /// Whom `the head of` a body means: who holds an office there; for a ministry the one of its country spoken of last.
    pub fn head_of(&self, mentions: &Mentions, body: EntityIndex) -> Option<EntityIndex> {
        let (country, ministry, party) = match mentions.entities.get(body).map(|entity| &entity.kind) {
            Some(EntityKind::Organization { of, kind, .. }) => (*of, *kind == "ministry", *kind == "party"),
            _ => return None,
        };
        let holds = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|office| office.polity == Some(body) && !office.former)
            }
            _ => false,
        };
        let recent = || self.speaker.into_iter().chain(self.persons.iter().rev().copied());
        let own = |person: &EntityIndex| country.is_some() && mentions.country_of(*person) == country;
        // `the president of the Movement`, of which only the `opposition leader` was named
        let leads = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|office| office.code == "party_leader" && !office.former)
            }
            _ => false,
        };
        let leader = || recent().find(|person| own(person) && leads(person)).filter(|_| party);
        recent().find(holds).or_else(|| recent().find(own).filter(|_| ministry)).or_else(leader)
    }

    /// Whom an office without a name means: `the Korean minister`, `his counterpart`, `his host`, `the diplomat`.
    pub fn role(&self, mentions: &Mentions, mention: &Mention, words: &str, persons: &[EntityIndex]) -> Members {
        let of_country = |person: EntityIndex, country: EntityIndex| mentions.country_of(person) == Some(country);
        let holds = |person: EntityIndex, office: &str| match mentions.entities.get(person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|held| held.code == office || broader(held.code, office))
            }
            _ => false,
        };
        let recent = || self.persons.iter().rev().copied();
        if words.ends_with("host") || words.ends_with("hosts") {
            let guest = persons.first().copied().or(self.speaker);
            let other = self.people(mentions).into_iter().find(|person| Some(*person) != guest);
            return self.host.filter(|host| Some(*host) != guest).or(other).into_iter().collect();
        }
        let visits = ["guest", "visitor", "dignitary"].iter().any(|word| words.ends_with(word));
        // `X told the visitor`: another; not so where X was named, and somebody else after him.
        let acts = |traveller: &EntityIndex| persons.contains(traveller) && persons.last() == Some(traveller);
        let traveller = self
            .traveller
            .filter(|traveller| mention.country.map_or(!acts(traveller), |country| of_country(*traveller, country)));
        // Nobody visits the country where he lives: rather who met others there.
        let at_home = |one: EntityIndex| self.ground.is_some() && mentions.country_of(one) == self.ground;
        let visitor = || self.visitor.filter(|visitor| !persons.contains(visitor));
        let traveller = traveller.filter(|traveller| !at_home(*traveller)).or_else(visitor).or(traveller);
        if (visits || words.starts_with("the visiting"))
            && let Some(traveller) = traveller
        {
            return Members::from_slice(&[traveller]);
        }
        // `received Minister X. The visiting minister`: who is no host.
        if words.starts_with("the visiting")
            && let Some(host) = self.host
        {
            let guests: Members = self.people(mentions).into_iter().filter(|person| *person != host).collect();
            if guests.len() == 1 {
                return guests;
            }
        }
        if visits {
            let host = persons.first().copied().or(self.speaker);
            let people = self.people(mentions);
            // Who is not of the country at home.
            let foreign = |one: &EntityIndex| mentions.country_of(*one).is_some_and(|own| Some(own) != mentions.home);
            let guests: Members = people.iter().copied().filter(foreign).collect();
            if guests.len() == 1 && mentions.home.is_some() {
                return guests;
            }
            let others: Members = people.into_iter().filter(|person| Some(*person) != host).collect();
            if others.len() == 1 {
                return others;
            }
            // `X and Y signed a treaty in Rome. In talks with his guest …`
            let abroad = |one: &EntityIndex| {
                is_person(mentions, *one) && self.ground.is_some() && mentions.country_of(*one) != self.ground
            };
            let abroad: Members = self.pair.iter().copied().filter(abroad).collect();
            if persons.is_empty() && self.pair.len() == 2 && abroad.len() == 1 {
                return abroad;
            }
            // `President X shows Minister Y of Peru the gardens, after the visitor had called on him`: the other one named.
            return match persons {
                [first, second] if mentions.country_of(*first) != mentions.country_of(*second) => {
                    Members::from_slice(&[*second])
                }
                _ => Members::new(),
            };
        }
        let counterpart = ["counterpart", "colleague", "opposite number"].iter().any(|word| words.contains(word));
        if counterpart {
            let first = persons.first().copied().or(self.speaker);
            let office = first.and_then(|person| match &mentions.entities.get(person)?.kind {
                EntityKind::Person { offices, .. } => offices.first().map(|office| office.code),
                _ => None,
            });
            let own = first.and_then(|person| mentions.country_of(person));
            let fits = |person: &EntityIndex| {
                Some(*person) != first
                    && mention
                        .country
                        .map_or(mentions.country_of(*person) != own, |country| of_country(*person, country))
                    && office.is_none_or(|office| holds(*person, office))
            };
            let known = recent()
                .find(fits)
                .or_else(|| (0..mentions.entities.len()).find(|e| is_person(mentions, *e) && fits(e)));
            // One who met the other, and whose office the text does not tell.
            let unsaid = |person: &EntityIndex| {
                let open = matches!(mentions.entities.get(*person).map(|entity| &entity.kind),
                    Some(EntityKind::Person { offices, .. }) if offices.is_empty());
                let fits = |country| mentions.country_of(*person).is_none_or(|own| own == country);
                Some(*person) != first && open && mention.country.is_some_and(fits)
            };
            let there = || self.participants.iter().copied().find(|one| is_person(mentions, *one) && unsaid(one));
            return known.or_else(there).or(mention.country).into_iter().collect();
        }
        if let Some(country) = mention.country {
            // `the Danish leader` is rather the one who leads the state or its government.
            let heads = |person: &EntityIndex| {
                of_country(*person, country)
                    && (holds(*person, "head_of_state") || holds(*person, "head_of_government"))
            };
            if words.ends_with("leader")
                && let Some(head) = recent().find(heads)
            {
                return Members::from_slice(&[head]);
            }
            let known = recent().find(|person| {
                of_country(*person, country) && mention.office.is_none_or(|office| holds(*person, office))
            });
            let any = || recent().find(|person| of_country(*person, country) && self.participants.contains(person));
            let later = || {
                mention.office.filter(|office| !matches!(*office, "minister" | "official")).and_then(|office| {
                    (0..mentions.entities.len())
                        .find(|e| is_person(mentions, *e) && of_country(*e, country) && holds(*e, office))
                })
            };
            return known.or_else(any).or_else(later).or(Some(country)).into_iter().collect();
        }
        let office = mention.office.filter(|office| *office != "official");
        // `the Secretary`: who has the word in a title.
        let last = words.rsplit(' ').next().unwrap_or_default();
        let titled = |person: &EntityIndex| is_titled(mentions, *person, last);
        // `the minister` is no deputy, where a minister was spoken of; and one of those who met, rather than another.
        let full = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                let own = |code: &str| code.ends_with("minister") && !code.starts_with("deputy");
                !holds(*person, "deputy_minister") || offices.iter().any(|held| own(held.code))
            }
            _ => false,
        };
        // Nor the prime minister, where another was.
        let leads = |person: &EntityIndex| holds(*person, "head_of_government");
        let other = recent().chain(self.speaker).any(|person| holds(person, "minister") && !leads(&person));
        let bare = |person: &EntityIndex| full(person) && !(other && leads(person));
        let held = office.and_then(|office| {
            let fits = |person: &EntityIndex| holds(*person, office) && (office != "minister" || bare(person));
            let there: Members = self.people(mentions).into_iter().filter(fits).collect();
            let named = |person: &EntityIndex| fits(person) && titled(person);
            let by_title = self.speaker.filter(named).or_else(|| there.iter().copied().find(named));
            let main = by_title.map(|person| self.mainly(mentions, person, named));
            main.or_else(|| self.speaker.filter(fits))
                .or_else(|| self.topic.filter(named))
                .or_else(|| if there.len() == 1 { Some(there[0]) } else { None })
                // `the head of state`, where two met: that of the country at home
                .or_else(|| {
                    let own = |one: &EntityIndex| mentions.home.is_some() && mentions.country_of(*one) == mentions.home;
                    there.iter().copied().find(|one| own(one))
                })
                .or_else(|| recent().find(fits))
                .or_else(|| recent().find(|person| holds(*person, office) && (office != "minister" || !leads(person))))
                .or_else(|| recent().find(|person| holds(*person, office)))
        });
        // `the envoy` fits anybody who is on a mission.
        let mission = ["envoy", "emissary", "diplomat"].contains(&last);
        let held = held.map(|person| if mission { self.rather(mentions, person, |_| true) } else { person });
        match office {
            Some(_) => held.into_iter().collect(),
            None => {
                let named = self.speaker.filter(titled).or_else(|| recent().find(titled));
                // `the envoy`, `the diplomat` fit anybody.
                let main = named.map(|person| self.rather(mentions, person, |_| true));
                main.or(self.speaker).into_iter().collect()
            }
        }
    }
}

/// Whether a word stands in a title of a person: `the Emir`.
pub(super) fn is_titled(mentions: &Mentions, person: EntityIndex, word: &str) -> bool {
    match mentions.entities.get(person).map(|entity| &entity.kind) {
        Some(EntityKind::Person { offices, .. }) => {
            offices.iter().any(|office| office.title.to_lowercase().split([' ', '-']).any(|part| part == word))
        }
        _ => false,
    }
}

/// `minister` covers every minister, `official` everybody.
fn broader(held: &str, asked: &str) -> bool {
    match asked {
        "minister" => held.contains("minister") || held.contains("head_of_government"),
        "deputy_minister" | "vice_minister" => held.contains("deputy"),
        "official" => true,
        _ => false,
    }
}
