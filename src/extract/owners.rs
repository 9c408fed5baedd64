//! Whose an office is by the words around its title: `its foreign minister`, `Iran, whose president`, `Chad was
//! represented by its ambassador`, `the chief negotiator for Khartoum`.

use std::ops::Range;

use super::knowledge::{CountryIndex, Sense};
use super::names::Words;
use super::people::Sighting;
use super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

/// Tokens between the verb of a list of people and the last of them.
const LONGEST_LIST: usize = 300;

impl Words<'_> {
    /// Gives titles without a country or body the one that the sentence, or the subject of the sentence before, gives
    /// them; persons without a title get the country alone.
    pub(super) fn settle_owners(&self, sentence: &Range<TokenIndex>, sightings: &mut [Sighting]) {
        let sides = self.sides_behind(sightings);
        let open = sightings.iter_mut().zip(sides).filter(|(sighting, _)| sighting.country.is_none());
        for (sighting, side) in open {
            let open = |title: &Title| title.polity == Polity::Unsaid && !title.counterpart;
            if !sighting.titles.iter().all(open) {
                continue;
            }
            let start = sighting.phrase.start;
            let titled = || (!sighting.titles.is_empty()).then_some(start);
            let owner = self
                .listed_under(sentence, start)
                .or_else(|| self.represented(sentence, start))
                .or_else(|| self.acts_in(sentence, titled()?))
                .or_else(|| self.speaks_for(sighting.phrase.end))
                .or_else(|| side.map(Polity::Country))
                .or_else(|| self.on_side(sentence, titled()?));
            let mayor = |title: &Title| self.text.folded(title.head.end - 1) == "mayor";
            let owner = if sighting.titles.iter().any(mayor) { self.town_before(sentence.start..start) } else { owner };
            let Some(owner) = owner else { continue };
            if let Polity::Country(country) = owner
                && sighting.titles.is_empty()
            {
                sighting.country = Some(country);
                sighting.loose = sighting.loose && sighting.run.name.len() < 2;
            }
            for title in &mut sighting.titles {
                title.polity = owner.clone();
            }
        }
    }

    /// `Minister X and Minister Y on the Danish side`: the country of each of several persons that stands behind the last of them.
    fn sides_behind(&self, sightings: &[Sighting]) -> Vec<Option<CountryIndex>> {
        let text = self.text;
        let mut sides = vec![None; sightings.len()];
        for index in (0..sightings.len()).rev() {
            let end = sightings[index].phrase.end;
            let told = matches!(text.folded(end), "on" | "from" | "for") && text.folded(end + 1) == "the";
            let found = self.gazetteer.starting(end + 2).filter(|_| told);
            sides[index] = match found.map(|found| (found.sense, text.folded(found.tokens.end))) {
                Some((Sense::Adjective(country), "side" | "part" | "delegation")) => Some(country),
                Some(_) => None,
                None => sightings.get(index + 1).and_then(|next| {
                    let joint = |at: TokenIndex| matches!(text.folded(at), "," | ";" | "and" | "the");
                    let start = next.phrase.start;
                    (end < start && start <= end + 3 && (end..start).all(joint)).then_some(sides[index + 1])?
                }),
            };
        }
        sides
    }

    /// The last town named before, of which a mayor is one: `to Turku, where they are guests of the Mayor`.
    fn town_before(&self, tokens: Range<TokenIndex>) -> Option<Polity> {
        tokens.rev().find_map(|token| {
            let found = self.gazetteer.starting(token)?;
            matches!(found.sense, Sense::City(_) | Sense::Capital(_)).then_some(Polity::Place(token))
        })
    }

    /// Gives titles after `its` and `whose` the country or body that those words mean.
    pub(super) fn settle_possessives(&self, sentence: &Range<TokenIndex>, titles: &mut [Title]) {
        for index in 1..titles.len() {
            let (before, title) = (&titles[index - 1], &titles[index]);
            // The UN Secretary-General's special envoy
            let serves = title.tokens.start == self.skip_possessive(before.tokens.end)
                && title.tokens.start > before.tokens.end
                && title.polity == Polity::Unsaid
                && !title.counterpart;
            if serves {
                titles[index].polity = before.polity.clone();
            }
        }
        for title in titles.iter_mut().filter(|title| title.polity == Polity::Unsaid && !title.counterpart) {
            let Some(before) = title.determiner.filter(|token| *token >= sentence.start) else { continue };
            let owner = match self.text.folded(before) {
                "whose" => self.named_before(sentence.start..before),
                "its" => self
                    .body_before(before)
                    .or_else(|| self.named_before(sentence.start..before))
                    .or_else(|| self.subject_before(sentence.start)),
                _ => None,
            };
            title.polity = owner.unwrap_or(Polity::Unsaid);
        }
    }

    /// `the Panel (ABC) and its`: the body right before.
    fn body_before(&self, its: TokenIndex) -> Option<Polity> {
        let mut and = its.checked_sub(1).filter(|token| self.text.folded(*token) == "and")?;
        if self.text.folded(and.checked_sub(1)?) == ")" {
            and = (and.saturating_sub(5)..and).rev().find(|token| self.text.folded(*token) == "(")?;
        }
        let found = self.gazetteer.covering(and.checked_sub(1)?)?;
        matches!(found.sense, Sense::Organization(_)).then_some(Polity::Organization(found.tokens.start))
    }

    /// The last country or body by name before, in the same sentence.
    fn named_before(&self, tokens: Range<TokenIndex>) -> Option<Polity> {
        tokens.rev().find_map(|token| {
            let found = self.gazetteer.covering(token)?;
            match found.sense {
                Sense::Country(country) => Some(Polity::Country(country)),
                Sense::Organization(number) => {
                    let record = self.gazetteer.organization(number)?;
                    matches!(record.kind, "igo" | "parliament" | "party" | "association")
                        .then_some(Polity::Organization(found.tokens.start))
                }
                _ => None,
            }
        })
    }

    /// The country or body that the sentence before `start` begins with.
    fn subject_before(&self, start: TokenIndex) -> Option<Polity> {
        let here = self.text.sentence_of(start);
        let before = self.text.sentences.get(here.checked_sub(1)?)?;
        let own = self.text.sentences.get(here)?;
        let read = self.text.blocks.get(before.block).is_some_and(|block| block.kind.is_read());
        (read && before.block + 1 >= own.block).then(|| self.subject_of(before.tokens.clone()))?
    }

    /// The country or body that a sentence begins with: `China had its turn`, `The African Union has`.
    pub(super) fn subject_of(&self, sentence: Range<TokenIndex>) -> Option<Polity> {
        let first = sentence.start..(sentence.start + 3).min(sentence.end);
        let token = first.clone().find(|token| self.gazetteer.starting(*token).is_some())?;
        let found = self.gazetteer.starting(token)?;
        let acts = !self.text.has(found.tokens.end, Flags::POSSESSIVE) && !self.capitalised(found.tokens.end);
        match found.sense {
            Sense::Country(country) if acts => Some(Polity::Country(country)),
            Sense::Organization(number) if acts => {
                let record = self.gazetteer.organization(number)?;
                (record.kind == "igo").then_some(Polity::Organization(token))
            }
            _ => None,
        }
    }

    /// `Chad: `, `For Chad: `, `Chad - ` before the person, in a list by countries.
    fn listed_under(&self, sentence: &Range<TokenIndex>, person: TokenIndex) -> Option<Polity> {
        let mark = person.checked_sub(1).filter(|at| *at > sentence.start)?;
        if !matches!(self.text.folded(mark), ":" | "-" | "–") || !self.text.has(person, Flags::SPACE_BEFORE) {
            return None;
        }
        let found = self.gazetteer.covering(mark - 1)?;
        let Sense::Country(country) = found.sense else { return None };
        let first = found.tokens.start;
        let opens = first == sentence.start || matches!(self.text.folded(first - 1), "for" | ";" | "the" | "-" | "•");
        opens.then_some(Polity::Country(country))
    }

    /// `Chad was represented by`, `and Oman by`, before the person.
    fn represented(&self, sentence: &Range<TokenIndex>, person: TokenIndex) -> Option<Polity> {
        let text = self.text;
        let mut by = person.checked_sub(1)?;
        if matches!(text.folded(by), "its" | "the" | "their") {
            by = by.checked_sub(1)?;
        }
        if text.folded(by) != "by" || by <= sentence.start {
            return None;
        }
        let country_ending = |end: TokenIndex| {
            let found = self.gazetteer.covering(end.checked_sub(1)?)?;
            match found.sense {
                Sense::Country(country) | Sense::Capital(country) if found.tokens.end == end => {
                    Some(Polity::Country(country))
                }
                _ => None,
            }
        };
        let said = (sentence.start..by).any(|token| text.folded(token) == "represented");
        if text.folded(by - 1) == "represented" {
            let verb = (sentence.start..by - 1).rev().take(4).find(|token| {
                matches!(text.folded(*token), "was" | "is" | "were" | "are" | "been" | "be" | "will" | "also")
                    && self.gazetteer.covering(token.wrapping_sub(1)).is_some()
            })?;
            return country_ending(verb);
        }
        said.then(|| country_ending(by))?
    }

    /// `The Chilean delegation included`, `On the Kenyan side were`, `on behalf of Peru by`, before the person.
    fn on_side(&self, sentence: &Range<TokenIndex>, person: TokenIndex) -> Option<Polity> {
        let text = self.text;
        // …; on the Ghanaian side, Ambassador X
        let side = person.checked_sub(3).filter(|country| *country > sentence.start);
        if let Some(country) = side
            .filter(|at| text.folded(at + 2) == "," && matches!(text.folded(at + 1), "side" | "part" | "delegation"))
            && let Some(found) = self.gazetteer.covering(country)
            && let Sense::Adjective(country) = found.sense
        {
            return Some(Polity::Country(country));
        }
        let verb = (sentence.start..person).rev().take(LONGEST_LIST).find(|token| {
            matches!(
                text.folded(*token),
                "included" | "includes" | "comprised" | "comprises" | "were" | "are" | "by" | "of" | "under"
            )
        })?;
        // The Chilean delegation consisted of X and Y
        let made = |at: TokenIndex| matches!(text.folded(at), "consisted" | "consists" | "composed" | "up");
        if text.folded(verb) == "of" && !(verb > sentence.start && made(verb - 1)) {
            return None;
        }
        // Peru's delegation, headed by X, included Y; the Chilean team was led by X, that of Peru by Y.
        let reach = if matches!(text.folded(verb), "by" | "were" | "are" | "under" | "of") { 5 } else { 12 };
        let noun = (sentence.start..verb).rev().take(reach).find_map(|token| match text.folded(token) {
            "side" | "part" | "delegation" if text.folded(token + 1) == "of" => {
                Some(token + 2 + usize::from(text.folded(token + 2) == "the"))
            }
            "delegation" | "side" | "team" => Some(token.checked_sub(1)?),
            "behalf" if text.folded(token + 1) == "of" => {
                Some(token + 2 + usize::from(text.folded(token + 2) == "the"))
            }
            _ => None,
        })?;
        let found = self.gazetteer.covering(noun).or_else(|| self.gazetteer.covering(noun.checked_sub(1)?))?;
        match found.sense {
            Sense::Country(country) | Sense::Adjective(country) => Some(Polity::Country(country)),
            _ => None,
        }
    }

    /// `In Abu Dhabi, Minister X said`: a capital at the head of the sentence, right before the person.
    fn acts_in(&self, sentence: &Range<TokenIndex>, person: TokenIndex) -> Option<Polity> {
        let text = self.text;
        if text.folded(sentence.start) != "in" {
            return None;
        }
        let found = self.gazetteer.starting(sentence.start + 1)?;
        let Sense::Capital(country) = found.sense else { return None };
        (text.folded(found.tokens.end) == "," && found.tokens.end + 1 == person).then_some(Polity::Country(country))
    }

    /// `X for Khartoum and Y for Juba`: the government that a person speaks for.
    pub(super) fn speaks_for(&self, end: TokenIndex) -> Option<Polity> {
        let text = self.text;
        // Minister X signed for Peru and Minister Y, for Chile.
        let end = end + usize::from(text.folded(end) == "," && text.folded(end + 1) == "for" && self.signs_before(end));
        if text.folded(end) != "for" {
            return None;
        }
        let found = self.gazetteer.starting(end + 1 + usize::from(text.folded(end + 1) == "the"))?;
        let country = match found.sense {
            Sense::Capital(country) | Sense::Country(country) => country,
            _ => return None,
        };
        (!text.has(found.tokens.end, Flags::WORD) || matches!(text.folded(found.tokens.end), "and" | "signed"))
            .then_some(Polity::Country(country))
    }

    fn signs_before(&self, at: TokenIndex) -> bool {
        let start = self.text.sentences.get(self.text.sentence_of(at)).map_or(at, |sentence| sentence.tokens.start);
        (start..at).any(|token| matches!(self.text.folded(token), "signed" | "initialled" | "signatories"))
    }

    /// The country of `of Norway`, `(Norway)` right after a name that no title introduces.
    pub(super) fn country_of_bare_name(&self, end: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        let text = self.text;
        let object = match text.folded(end) {
            "of" | "from" if text.folded(end + 1) == "the" => end + 2,
            "of" | "from" | "(" => end + 1,
            _ => return None,
        };
        let found = self.gazetteer.starting(object)?;
        let Sense::Country(country) = found.sense else { return None };
        let next = found.tokens.end;
        if text.folded(end) == "(" {
            return (text.folded(next) == ")").then_some((country, next + 1));
        }
        (!text.has(next, Flags::POSSESSIVE)).then_some((country, next))
    }
}
