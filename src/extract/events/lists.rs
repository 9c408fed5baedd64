//! Lists of names: where `A, B and his counterpart, C` ends, and what only looks like one of the list.

use super::layout::Builder;
use super::phrase::{Item, ItemKind};

impl Builder<'_, '_> {
    /// The item after the list of actors that begins at `at`; `at + 1` if none does.
    pub(super) fn list_end(&self, at: usize) -> usize {
        let first = match &self.items[at].kind {
            ItemKind::Actors(actors) if !actors.possessive && !actors.members.is_empty() => actors,
            _ => return at + 1,
        };
        if matches!(self.text.folded(self.items[at].tokens.start), "it" | "they" | "them" | "him") {
            return at + 1;
        }
        let kind = self.is_person(first.members[0]);
        let first_is_name = !first.reference;
        let mut end = at + 1;
        let mut commas = 0;
        loop {
            let mut next = self.after_brackets(end);
            let comma = self.items.get(next).is_some_and(|item| item.word == "," || item.word == ";" && kind);
            next += usize::from(comma);
            // `the two presidents, X and Y`: the names are no more members of the list.
            if comma && commas == 0 && first.reference && first.plural && first.members.len() > 1 {
                return at + 1;
            }
            if comma && kind {
                next = self.after_description(next);
            }
            let word = self.items.get(next).map_or("", |item| item.word.as_ref());
            let closing = matches!(word, "and" | "&")
                || (word == "as" && self.items.get(next + 1).is_some_and(|w| w.word == "well"));
            if closing {
                next += if word == "as" { 3 } else { 1 };
            }
            while self.items.get(next).is_some_and(|item| item.known.is("determiner")) || self.owns_title(next) {
                next += 1;
            }
            if closing {
                next = self.name_after_owner(next);
            }
            if closing
                && commas > 0
                && let Some(last) = self.others_end(next)
            {
                return last;
            }
            let fits = matches!(self.items.get(next).map(|item| &item.kind),
                Some(ItemKind::Actors(actors)) if actors.members.first().is_some_and(|member| self.is_person(*member) == kind || (closing && kind && self.opens_clause(at, next)))
                    && (!actors.possessive || closing)
                    && actors.members.iter().all(|member| !first.members.contains(member)));
            let adjacent = !comma && !closing && kind && fits && next == end && first_is_name;
            if !fits || !(comma || closing || adjacent) {
                break;
            }
            // `A, B and C's deputy`, `A and his large delegation`: C is none of them.
            if closing && (self.owns_person(next) || self.is_owner(next)) {
                return if commas > 0 { end } else { at + 1 };
            }
            if closing {
                let new = self.starts_new_clause(at, next) || commas > 0 && self.closes_opening(at, next);
                let last = if new { return at + 1 } else { next + 1 };
                return self.second_and(last, kind);
            }
            commas += 1;
            end = next + 1;
        }
        // A headline lists two with a bare comma: `Brazil, Chile sign`.
        let bare = commas == 1
            && at == 0
            && self.items.get(end).is_some_and(|item| item.kind == ItemKind::Word && item.word != "'s");
        if bare { end } else { at + 1 }
    }

    /// `A, B and four other countries`, `A, B and others`: the item after those who are not named.
    fn others_end(&self, at: usize) -> Option<usize> {
        let word = |at: usize| self.items.get(at).map_or("", |item| &*item.word);
        if word(at) == "others" {
            return Some(at + 1);
        }
        let other = (at..at + 3).find(|other| word(*other) == "other")?;
        let counted = (at..other).all(|count| {
            self.items[count].kind == ItemKind::Word && !self.ends_noun_phrase(count)
                || self.items[count].known.is("determiner")
        });
        let plural = |noun: &usize| word(*noun).ends_with('s') || word(*noun) == "people";
        let noun = (other + 1..other + 3).find(plural).filter(|noun| self.items[*noun].kind == ItemKind::Word)?;
        counted.then_some(noun + 1)
    }

    /// The name with its titles behind `his`, `his old friend`: `X and his Finnish counterpart, President Y`; else the item
    /// itself.
    fn name_after_owner(&self, at: usize) -> usize {
        if !self.is_owner(at) {
            return at;
        }
        let describes = |next: &usize| match self.items[*next].kind {
            ItemKind::Word => !self.ends_noun_phrase(*next),
            ItemKind::Adjective(_) => true,
            _ => false,
        };
        let name = (at + 1..self.items.len().min(at + 5)).find(|next| !describes(next));
        let named = |name: &usize| match &self.items[*name].kind {
            ItemKind::Actors(actors) => {
                !actors.reference && !actors.possessive && actors.members.iter().all(|one| self.is_person(*one))
            }
            _ => false,
        };
        name.filter(named).unwrap_or(at)
    }

    /// `his`, `her`, which only say whose the next is.
    fn is_owner(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| match &item.kind {
            ItemKind::Actors(actors) => actors.possessive && actors.reference && item.tokens.len() == 1,
            _ => false,
        })
    }

    /// `C's deputy`, `C's wife`: one who belongs to another.
    fn owns_person(&self, at: usize) -> bool {
        let owner =
            matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Actors(owner)) if owner.possessive);
        let other = |item: &Item| {
            item.known.is("people") && !item.word.ends_with('s')
                || matches!(
                    item.word.as_ref(),
                    "deputy" | "wife" | "husband" | "son" | "daughter" | "predecessor" | "successor"
                )
        };
        owner && self.items.get(at + 1).is_some_and(other)
    }

    /// `X, the author of the plan, Y and Z`: the item after what describes one of a list.
    fn after_description(&self, at: usize) -> usize {
        if !self.items.get(at).is_some_and(|item| matches!(item.word.as_ref(), "the" | "a" | "an")) {
            return at;
        }
        let plain = |at: &usize| {
            let Item { kind, known, .. } = &self.items[*at];
            let noun = self.items[at - 1].known.is("determiner");
            *kind == ItemKind::Word && !known.is("auxiliary") && (noun || !known.is_verb() || known.is("preposition"))
        };
        let end =
            (at + 1..self.items.len().min(at + 8)).find(|at| !plain(at)).filter(|end| self.items[*end].word == ",");
        let named = |at: usize| matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Actors(_)));
        end.filter(|end| named(end + 1)).map_or(at, |end| end + 1)
    }

    /// `X (left) and Y`: the item after a short remark in brackets.
    fn after_brackets(&self, at: usize) -> usize {
        if self.items.get(at).is_none_or(|item| item.word != "(") {
            return at;
        }
        (at + 1..self.items.len().min(at + 7)).find(|end| self.items[*end].word == ")").map_or(at, |end| end + 1)
    }

    /// `Minister X and a senior Y official signed`: a named and an unnamed one as subject.
    fn opens_clause(&self, first: usize, last: usize) -> bool {
        let opens = first.checked_sub(1).is_none_or(|before| {
            matches!(self.items[before].word.as_ref(), "," | ":" | "-" | "that" | "when" | "after" | "as" | "\"")
        });
        let verb = self
            .items
            .get(last + 1)
            .is_some_and(|item| item.known.is("auxiliary") || item.known.is_verb() || item.word.ends_with("ly"));
        opens && verb
    }

    /// `A, B and C and a D representative`: one more after the list is closed.
    fn second_and(&self, end: usize, kind: bool) -> usize {
        let and = self.items.get(end).is_some_and(|item| item.word == "and");
        let mut next = end + 1;
        while self.items.get(next).is_some_and(|item| item.known.is("determiner")) || self.owns_title(next) {
            next += 1;
        }
        let fits = matches!(self.items.get(next).map(|item| &item.kind), Some(ItemKind::Actors(actors))
            if !actors.possessive && actors.members.first().is_some_and(|member| self.is_person(*member) == kind));
        let verb = self.items.get(next + 1).is_some_and(|item| item.known.is("auxiliary"));
        if and && fits && verb { next + 1 } else { end }
    }

    /// `X met Y and Z said`: the last of the list is the subject of what follows, when the first is an object.
    fn starts_new_clause(&self, first: usize, last: usize) -> bool {
        let object = first > 0
            && self.items[first - 1].known.is_verb()
            && !self.items[first - 1].known.is("Say")
            && !self.items[first - 1].known.is("preposition");
        let verb = self.items.get(last + 1).is_some_and(|item| {
            item.known.is("auxiliary") || (item.known.is_verb() && item.word.ends_with("ed")) || item.word == "said"
        });
        object && verb
    }

    /// `Under a truce brokered by A, B and C agreed`: A closes what opens the sentence, and B and C act.
    fn closes_opening(&self, first: usize, last: usize) -> bool {
        let known = |at: usize, class: &str| self.items.get(at).is_some_and(|item| item.known.is(class));
        let opens = known(0, "preposition") && first > 1 && known(first - 1, "preposition");
        let acts = self
            .items
            .get(last + 1)
            .is_some_and(|item| item.known.is("auxiliary") || item.known.is_past() && !item.known.is("preposition"));
        // A participle leads to a preposition: `brokered by`.
        let finite = |at: usize| {
            known(at, "auxiliary")
                || self.items[at].known.is_past() && !known(at, "preposition") && !known(at + 1, "preposition")
        };
        opens && acts && !(1..first).any(|at| finite(at) || self.items[at].word == ",")
    }
}
