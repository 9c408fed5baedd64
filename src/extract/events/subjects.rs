//! Who does what a verb says: the noun phrase of actors that is its subject.

use super::phrase::{Actors, ItemKind, Phrase};
use super::verb_chain::chain_start;

/// Items that what is set between commas has at most.
const LONGEST_ASIDE: usize = 32;

impl Phrase<'_> {
    /// The noun phrase of actors that is the subject of the verb at `verb`.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let start = chain_start(self, verb);
        // The object of the governing verb is the one who is to act: `invited the minister to visit`.
        if start < verb
            && let Some(object) = (start..verb).rev().find(|at| self.actors(*at).is_some())
        {
            return Some(object);
        }
        if let Some(subject) = self.subject_of_report(start).or_else(|| self.subject_behind(start, verb)) {
            return Some(subject);
        }
        // `congratulated X on organising …`: X organises.
        let gerund =
            self.word(verb).ends_with("ing") && start > 0 && matches!(self.word(start - 1), "on" | "for" | "from");
        if gerund
            && let Some(object) =
                (0..start).rev().take(6).find(|at| self.actors(*at).is_some_and(|actors| !actors.possessive))
        {
            return Some(object);
        }
        if let Some(absolute) = self.absolute(start, verb) {
            return Some(absolute);
        }
        if let Some(writer) = self.writer(start, verb) {
            return Some(writer);
        }
        let mut at = self.before_relative(start);
        let mut relative = false;
        let unnamed = self.unnamed_subject(at);
        while at > 0 {
            at -= 1;
            let word = self.word(at);
            if unnamed.is_some_and(|clause| at < clause) {
                return None;
            }
            match &self.items[at].kind {
                // An opening bracket may have become part of a date.
                ItemKind::Mark if word == ")" => {
                    at = (0..at).rev().find(|open| self.word(*open) == "(").unwrap_or(at);
                }
                ItemKind::Mark if matches!(word, ";" | ":") => return None,
                ItemKind::Word if matches!(word, "who" | "which") => relative = true,
                ItemKind::Actors(actors) => {
                    if relative && !actors.possessive {
                        return Some(at);
                    }
                    // `X's plane landed`: who sits in it.
                    let carries = |at: usize| {
                        matches!(
                            self.word(at),
                            "plane" | "aircraft" | "jet" | "airliner" | "motorcade" | "train" | "ship"
                        )
                    };
                    if actors.possessive && carries(at + 1) && at + 2 == start {
                        return Some(at);
                    }
                    if actors.possessive {
                        continue;
                    }
                    if let Some(named) = self.described_by(at) {
                        return Some(named);
                    }
                    // `UN agency chief arrives`: a name before a noun only describes it.
                    if self.describes_noun(at, start) {
                        return None;
                    }
                    match self.role_before(at) {
                        Place::Free => return Some(at),
                        Place::Governed(word) => at = word,
                        Place::Object => {}
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The noun before a verb whose subject is nobody who is named: `the Shah offered`, `leaders also approved`.
    pub fn noun_before(&self, verb: usize) -> Option<usize> {
        let passes = |at: &usize| self.is("adverb", *at) || self.is_date(*at) || self.word(*at) == "on";
        let noun = (0..chain_start(self, verb)).rev().find(|at| !passes(at))?;
        let other = ["preposition", "conjunction", "clause", "determiner", "auxiliary"];
        let plain = self.items.get(noun).is_some_and(|item| item.kind == ItemKind::Word)
            && !self.is_verb(noun)
            && !other.iter().any(|class| self.is(class, noun));
        plain.then_some(noun)
    }

    /// `X, Peru's roving ambassador, met …`: the one named before the comma, whom the part describes.
    fn described_by(&self, part: usize) -> Option<usize> {
        let described = self.actors(part).is_some_and(|part| part.reference && !part.plural);
        if !described || self.word(part + 1) != "," {
            return None;
        }
        let modifies = |at: &usize| match &self.items[*at].kind {
            ItemKind::Actors(actors) => actors.possessive || actors.reference && !actors.plural,
            ItemKind::Adjective(_) => true,
            // `X, Member of the Bureau and Minister of Trade, received …`
            ItemKind::Word if matches!(self.word(*at), "of" | "for") => true,
            ItemKind::Word => !self.is_verb(*at) && !self.is("preposition", *at) && !self.is("auxiliary", *at),
            _ => false,
        };
        let comma = (0..part).rev().take(10).find(|at| !modifies(at)).filter(|comma| self.word(*comma) == ",")?;
        let named = comma.checked_sub(1)?;
        self.actors(named).filter(|actors| !actors.possessive && !actors.reference).map(|_| named)
    }

    /// `Mr X: talks with Y`, a line of a programme: the one named before the colon.
    pub fn label(&self, start: usize) -> Option<usize> {
        let name = start.checked_sub(2).filter(|name| self.word(name + 1) == ":" && *name < 4)?;
        self.actors(name).map(|_| name)
    }

    /// `with A and B signing a declaration`: those between `with` and the participle.
    fn absolute(&self, start: usize, verb: usize) -> Option<usize> {
        let actors = start.checked_sub(1).filter(|_| start == verb && self.word(verb).ends_with("ing"))?;
        let with = (0..actors).rev().take_while(|at| !self.is_verb(*at)).find(|at| self.is("preposition", *at))?;
        let comma = with.checked_sub(1).is_none_or(|before| self.word(before) == ",");
        self.actors(actors).filter(|actors| self.word(with) == "with" && comma && !actors.possessive).map(|_| actors)
    }

    /// `a letter from X inviting …`, `a statement by X calling on …`: who wrote it.
    fn writer(&self, start: usize, verb: usize) -> Option<usize> {
        let writer = start.checked_sub(1).filter(|_| start == verb && self.word(verb).ends_with("ing"))?;
        // `a letter from the premier, X, inviting …`
        let writer = writer - usize::from(self.word(writer) == "," && writer > 0);
        // `a letter from X to Y, inviting him`
        let sent = |from: &usize| self.actors(*from).is_some() && matches!(self.preposition_of(*from), "from" | "by");
        let writer = match self.preposition_of(writer) {
            "to" => (writer.saturating_sub(5)..writer).rev().find(sent).unwrap_or(writer),
            _ => writer,
        };
        let by = (0..writer).rev().take(3).find(|by| matches!(self.word(*by), "from" | "by" | "of"))?;
        let paper = matches!(
            self.word(by.checked_sub(1)?),
            "letter"
                | "message"
                | "statement"
                | "note"
                | "cable"
                | "telegram"
                | "appeal"
                | "declaration"
                | "resolution"
        );
        self.actors(writer).filter(|actors| paper && !actors.possessive).map(|_| writer)
    }

    /// `After meeting Y, X travelled …`, `Having visited Y, X said …`: the subject stands behind the comma.
    fn subject_behind(&self, start: usize, verb: usize) -> Option<usize> {
        let having = start > 0 && self.word(start - 1) == "having";
        let first = start - usize::from(having);
        // `After being received by Y, X travelled`
        let being = self.word(start) == "being";
        let opens = first < 3
            && (0..first).all(|at| {
                self.is("adverb", at)
                    || self.is_date(at)
                    || matches!(self.word(at), "after" | "before" | "while" | "on" | "by" | "since")
                    || matches!(self.word(at), "speaking" | "talking" | "briefing" | "emerging" | "commenting")
            });
        if !(opens && (having || being || self.word(verb).ends_with("ing"))) {
            return None;
        }
        (verb + 1..self.items.len()).filter(|comma| self.word(*comma) == ",").find_map(|comma| {
            let named = (comma + 1..comma + 4).find(|at| self.actors(*at).is_some())?;
            let direct = (comma + 1..named).all(|at| self.is("determiner", at) || self.modifies_person(at));
            // `After meeting Y, X on Tuesday flew to Oslo`
            let when = |at: &usize| matches!(self.word(*at), "on" | "late" | "early") || self.is_date(*at);
            let first = (named + 1..named + 5).find(|at| !when(at)).unwrap_or(named + 1);
            let verb = (first..first + 2)
                .any(|at| self.is("auxiliary", at) || self.is_verb(at) || self.word(at).ends_with("ed"));
            (direct && verb && self.actors(named).is_some_and(|actors| !actors.possessive)).then_some(named)
        })
    }

    /// Whether the name of a country or body stands before a noun that is the subject.
    fn describes_noun(&self, at: usize, verb: usize) -> bool {
        let words = at + 1..verb;
        let plain = |next: usize| {
            let word = self.word(next);
            self.items[next].kind == ItemKind::Word
                && !word.ends_with("ly")
                && !self.is("adverb", next)
                && !self.is("auxiliary", next)
                && !self.is("preposition", next)
                && !self.is("conjunction", next)
                && !self.is("clause", next)
                && !self.is("determiner", next)
                && !self.is_verb(next)
        };
        let described = matches!(
            self.word(at + 1),
            "nuclear"
                | "trade"
                | "aid"
                | "rights"
                | "police"
                | "agency"
                | "chief"
                | "support"
                | "policy"
                | "troops"
                | "forces"
                | "assistance"
                | "sanctions"
                | "concerns"
                | "interests"
                | "companies"
                | "citizens"
        );
        !words.is_empty() && described && words.clone().all(plain)
    }

    /// `hours before six states signed`: the start of a clause whose subject nobody named.
    fn unnamed_subject(&self, verb: usize) -> Option<usize> {
        let mut noun = verb.checked_sub(1)?;
        while noun > 0 && (self.is("adverb", noun) || self.is("auxiliary", noun)) {
            noun -= 1;
        }
        let plural = matches!(
            self.word(noun),
            "states"
                | "countries"
                | "nations"
                | "governments"
                | "members"
                | "powers"
                | "parties"
                | "groups"
                | "ministers"
                | "leaders"
                | "officials"
                | "companies"
                | "firms"
                | "mission"
                | "delegation"
                | "envoys"
        );
        let opens = (0..noun).rev().take(5).find(|at| {
            matches!(
                self.word(*at),
                "before" | "after" | "when" | "while" | "that" | "as" | "until" | "since" | "where"
            )
        })?;
        (plural && (opens + 1..noun).all(|at| self.actors(at).is_none())).then_some(opens)
    }

    /// `A and B, which back the plan, sent …`, `A, it is learned, sent …`, `X, the first to visit Oslo since Y met Z there, said
    /// …`: the item before what is set between commas.
    fn before_relative(&self, start: usize) -> usize {
        if start == 0 || self.word(start - 1) != "," {
            return start;
        }
        let learned = start.checked_sub(5).filter(|opens| {
            let it = self.actors(opens + 1).is_some_and(|it| it.reference && !it.possessive);
            self.word(*opens) == "," && it && self.is("be", opens + 2)
        });
        if let Some(opens) = learned {
            return opens;
        }
        // `Y, whom the minister, X, is to see`: the clause is not yet closed.
        let closed = |at: usize| (at + 1..start - 1).any(|verb| self.is("auxiliary", verb) || self.is_verb(verb));
        let relative = |at: usize| {
            matches!(self.word(at), "who" | "which" | "whose" | "where") || self.word(at) == "whom" && closed(at)
        };
        let describes = |at: usize| {
            let role = self.actors(at).is_some_and(|role| role.reference && !role.plural && !role.possessive);
            let opens =
                role || matches!(self.word(at), "a" | "an" | "the" | "on" | "in" | "accompanied" | "flanked" | "then");
            let named = |actors: &Actors| !actors.possessive && !actors.members.is_empty();
            // `At a dinner for X, in Oslo on Friday, the minister, Y, urged …`: what opens the sentence, and no aside.
            let begins = |comma: usize| {
                let clause = self.is("determiner", comma + 1)
                    || self.actors(comma + 1).is_some_and(|actors| !actors.possessive && !actors.reference);
                self.word(comma) == "," && clause
            };
            let opening = matches!(self.word(at), "in" | "on") && (at..start - 1).any(begins);
            opens && !opening && at > 1 && self.actors(at - 2).is_some_and(named)
        };
        let opens = (0..start - 1)
            .rev()
            .take(LONGEST_ASIDE)
            .find(|at| self.word(*at) == "," && { relative(at + 1) || describes(at + 1) });
        opens.unwrap_or(start)
    }

    /// `X said that Y will …, and asked …`: who says the first says the second.
    fn subject_of_report(&self, start: usize) -> Option<usize> {
        let reports = |at: usize| {
            ["Say", "Thank", "Request", "Pledge", "Invite"].iter().any(|class| self.verb(class, at).is_some())
        };
        if !reports(start) || !matches!(self.word(start.checked_sub(1)?), "and" | "but") {
            return None;
        }
        let first = (0..start - 1).find(|at| reports(*at) && !matches!(self.word(*at), "state" | "report"))?;
        // `said Peru wished to help, but called on …`, `said Peru is ready, and promised …`: a clause without `that`.
        let bare = self.is("Say", first) && self.actors(first + 1).is_some() && {
            let next = first + 2;
            let closes = self.is("conjunction", next) || self.is("preposition", next);
            self.items.get(next).is_some_and(|item| item.kind == ItemKind::Word) && !closes
        };
        let clause = bare || (first..start).any(|at| matches!(self.word(at), "that" | ";"));
        clause.then(|| self.subject(first)).flatten()
    }

    /// How the noun phrase at an item is joined to what stands before it.
    fn role_before(&self, at: usize) -> Place {
        let mut before = at;
        // `proposed that ministers meet`: no determiner.
        while before > 0 && self.modifies_person(before - 1) && self.word(before - 1) != "that" {
            before -= 1;
        }
        // `called home its ambassador`
        if before > 1
            && matches!(self.word(before - 1), "home" | "back" | "in" | "out" | "off" | "up")
            && self.is_verb(before - 2)
            && !self.is("preposition", before - 1)
        {
            return Place::Object;
        }
        let Some(previous) = before.checked_sub(1) else { return Place::Free };
        let word = self.word(previous);
        if matches!(word, "after" | "before" | "since" | "until" | "as" | "than") && self.has_verb_after(at) {
            return Place::Free;
        }
        if self.is("preposition", previous) {
            return Place::Governed(previous);
        }
        // `the ties between the Kingdom and Norway, and called for …`, `appealed to Peru and the parties to …`
        if word == "and" && self.actors(at).is_some_and(|actors| actors.reference || !actors.plural) {
            let joined = (0..previous).rev().take(6).take_while(|at| {
                self.is("determiner", *at)
                    || self.actors(*at).is_some()
                    || self.items[*at].kind == ItemKind::Word && !self.is_verb(*at)
                    || self.is("preposition", *at)
            });
            let governs = joined.filter(|at| self.is("preposition", *at)).last();
            if let Some(preposition) = governs.filter(|_| !self.has_verb_after(at)) {
                return Place::Governed(preposition);
            }
        }
        // `during the visit Son will meet …`: a noun, behind which a clause begins.
        let owned = |at: usize| self.actors(at).is_some_and(|actors| actors.possessive && actors.reference);
        let determined = |at: usize| self.is("determiner", at) || owned(at);
        let noun = previous > 0 && determined(previous - 1) && self.has_verb_after(at);
        // `stressed U.S. support for it, and urged …`: what was stressed.
        if self.is("Say", previous) && self.before_plain_noun(at) {
            return Place::Object;
        }
        if noun || self.is("Say", previous) || !self.is_verb(previous) || self.is("conjunction", previous) {
            return Place::Free;
        }
        Place::Object
    }

    /// Whether a plain noun follows the name of a country.
    fn before_plain_noun(&self, at: usize) -> bool {
        let next = at + 1;
        let other = ["adverb", "auxiliary", "preposition", "conjunction", "clause", "determiner"];
        let inflected = |word: &str| ["ed", "ly", "s"].iter().any(|ending| word.ends_with(ending));
        self.items.get(next).is_some_and(|item| item.kind == ItemKind::Word)
            && !other.iter().any(|class| self.is(class, next))
            && !self.is_verb(next)
            && !inflected(self.word(next))
            && self.actors(at).is_some_and(|actors| !actors.plural && !actors.reference)
    }

    /// `his Serbian colleague` before a name.
    fn modifies_person(&self, at: usize) -> bool {
        self.is("determiner", at)
            || self.is("people", at)
            || matches!(
                self.word(at),
                "colleague" | "visiting" | "new" | "newly" | "then" | "acting" | "outgoing" | "former"
            )
            || matches!(self.items[at].kind, ItemKind::Adjective(_))
            || self.actors(at).is_some_and(|actors| actors.possessive && actors.reference)
    }

    fn has_verb_after(&self, at: usize) -> bool {
        let next = at + 1;
        self.is("auxiliary", next) || (self.is_verb(next) && !self.is("preposition", next))
    }
}

enum Place {
    Free,
    Governed(usize),
    Object,
}
