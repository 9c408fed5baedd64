//! Who takes part in a meeting that a noun names: from `between`, `with`, `of`, the owner, the verb and the sentence.

use super::super::noun_phrase::{Members, members, members_together};
use super::super::noun_status;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::around::Around;
use super::candidates::Candidate;
use super::implied::{
    gathered, included, inviter_and_guest, is_time_of_another, occasion_of, subject_of_sentence, theirs, visitor_of,
};
use super::noun_kinds::Noun;
use super::places::place_as_subject;
use super::with_whom::{gathers_whom, host_behind, passive_agent};
use super::{facing, names_office, several_refer};

/// The two sides of a meeting while they are gathered.
struct Slots<'a> {
    reader: &'a Reader<'a>,
    noun: &'a Noun<'a>,
    phrase: &'a Phrase<'a>,
    around: Around,
    subject: Members,
    object: Members,
    subject_role: &'static str,
    object_role: &'static str,
    /// Who is there is only gathered from the sentence: then bare `talks` may be those already spoken of.
    implied: bool,
}

/// Who meets, from what stands around the noun.
pub(super) fn noun_slots(reader: &Reader<'_>, noun: &Noun<'_>) -> Option<Candidate> {
    let around = Around::of(noun)?;
    let Noun { phrase, at, start, kind, .. } = *noun;
    let status = around.status(noun);
    let definite = around.is_definite(noun, status);
    // `a meeting of X with Y`
    let whose = around.owner.or(around.of.filter(|_| around.between.is_none() && around.with.is_some()));
    let owners = around.owner.and_then(|owner| theirs(reader, phrase, owner)).unwrap_or_else(|| members(phrase, whose));
    let mut slots = Slots {
        reader,
        noun,
        phrase,
        around,
        subject: Members::new(),
        object: Members::new(),
        subject_role: "participant",
        object_role: "participant",
        implied: false,
    };
    slots.take_those_behind();
    // `a meeting of the ministers of A and B`: nobody else is looked for.
    let complete =
        slots.around.of.is_some() && slots.around.with.is_none() && reader.parties_of(&slots.object).len() > 1;
    slots.take_host_and_gathered();
    let passive_role = slots.take_agent();
    slots.take_people_instead_of_sides();
    slots.take_audience();
    slots.take_third();
    slots.take_subject(complete);
    slots.take_from_before();
    if let Some(role) = passive_role {
        slots.object_role = role;
    }
    slots.take_who_undoes();
    slots.take_from_sentence(definite);
    let told_apart = slots.take_from_relative_clause();
    slots.take_owners(owners);
    let each = slots.is_one_with_each();
    let Slots { around, subject, object, subject_role, object_role, implied, .. } = slots;
    let attends = around.attends(phrase);
    Some(Candidate {
        kind,
        status: told_apart.unwrap_or(status),
        subject,
        object,
        subject_role,
        object_role,
        each,
        trigger: around.verb.filter(|_| attends).unwrap_or(start)..at + 1,
        rule: "meeting.noun",
        explicit: around.verb.is_some() || told_apart.unwrap_or(status) != Status::Held,
        definite: definite || implied && !matches!(phrase.word(start), "a" | "an" | "another"),
    })
}

impl Slots<'_> {
    /// Those whom `between`, `with` or `of` name.
    fn take_those_behind(&mut self) {
        let phrase = self.phrase;
        if let Some(group) = self.around.between {
            self.object = members(phrase, Some(group));
            // `between the Danish delegation and Minister X`: a country and a person are no list.
            let second = (group + 2..group + 5).find(|at| phrase.actors(*at).is_some());
            let second = second.filter(|_| phrase.word(group + 1) == "and" && self.object.len() == 1);
            self.object.extend(members(phrase, second));
        } else if self.around.other.is_some() {
            self.object = members(phrase, self.around.other);
        } else if let Some(group) = self.around.of {
            let ends = |next: &usize| {
                phrase.is_verb(*next)
                    || phrase.is("auxiliary", *next)
                    || phrase.is("preposition", *next) && phrase.word(*next) != "of"
            };
            for next in (group..self.noun.end).take_while(|next| !ends(next)) {
                let named = Some(next).filter(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive));
                self.object.extend(members(phrase, named));
            }
        }
    }

    /// `a conference hosted by X`, `A conference in Oslo brought together the ministers of A and B`
    fn take_host_and_gathered(&mut self) {
        if let Some(host) = host_behind(self.phrase, self.noun.at) {
            self.object.extend(members(self.phrase, Some(host)));
            self.object_role = "host";
        }
        if let Some(gathers) = gathers_whom(self.phrase, self.noun.at) {
            self.object = members(self.phrase, Some(gathers));
        }
    }

    /// `The talks were attended by X`: the role of those behind `by`.
    fn take_agent(&mut self) -> Option<&'static str> {
        let (by, role) = passive_agent(self.phrase, self.noun.at)?;
        self.object = members(self.phrase, Some(by));
        Some(role)
    }

    /// `The ministers X and Y attended the talks between A and B`: the people are those who talk for them.
    fn take_people_instead_of_sides(&mut self) {
        let people = self
            .around
            .verb
            .filter(|_| self.around.attends(self.phrase) && self.around.between.is_some())
            .map(|verb| members(self.phrase, self.phrase.subject(verb)))
            .filter(|people| people.len() > 1 && people.iter().all(|person| self.reader.is_person(*person)));
        if people.is_some() {
            self.object.clear();
            self.around.between = None;
        }
    }

    /// `was granted an audience by X`
    fn take_audience(&mut self) {
        let phrase = self.phrase;
        let granted = self.around.verb.filter(|verb| {
            self.noun.word == "audience"
                && phrase.verb("Hold", *verb).is_some_and(|(form, _)| phrase.is_passive(*verb, form))
        });
        if let Some(verb) = granted {
            self.subject = members(phrase, phrase.subject(verb));
            self.object.extend(members(phrase, phrase.actors_after(&["by"], self.noun.at + 1, self.noun.end)));
            // `presented his credentials to the King. Then he was granted an audience`
            if self.object.is_empty() && !self.subject.is_empty() {
                self.object.extend(self.reader.focus.host.filter(|host| !self.subject.contains(host)));
            }
            self.object_role = "host";
        }
    }

    /// `hosted talks between X and Y`, `took part in talks between X and Y`: a third one.
    fn take_third(&mut self) {
        let phrase = self.phrase;
        let third = self.around.verb.filter(|verb| {
            self.around.between.is_some()
                && phrase.word(verb.wrapping_sub(1)) != "to"
                && ["Cohost", "Chair", "Attend"].iter().any(|class| phrase.verb(class, *verb).is_some())
        });
        // `The talks between A and B, hosted by X, ended`
        let hosted = |verb: &usize| {
            let role = matches!(phrase.word(*verb), "hosted" | "mediated" | "brokered" | "chaired" | "moderated");
            role && phrase.word(verb + 1) == "by" && phrase.word(verb - 1) == ","
        };
        let behind = (self.noun.at + 1..phrase.items.len().min(self.noun.at + 30)).find(hosted);
        let host = members(phrase, behind.map(|verb| verb + 2));
        if self.around.between.is_some() && third.is_none() && !host.is_empty() {
            self.subject = host;
            self.subject_role = "host";
            return;
        }
        if let Some(verb) = third {
            self.subject = members(phrase, phrase.subject(verb));
            self.subject.retain(|one| self.reader.is_person(*one));
            self.subject_role = if phrase.verb("Cohost", verb).is_some() { "host" } else { "participant" };
        }
    }

    /// The subject of the verb, or of the sentence where the noun is not the object of one.
    fn take_subject(&mut self, complete: bool) {
        let (reader, phrase) = (self.reader, self.phrase);
        if self.around.between.is_some() {
            return;
        }
        let Some(verb) = self.around.verb else {
            let owner = self.around.owner.and_then(|owner| phrase.actors(owner));
            let is_pair = owner.is_some_and(|actors| actors.plural || actors.possessive);
            if !self.object.is_empty() && !is_pair && !complete && !is_time_of_another(phrase, self.noun.start) {
                self.subject = subject_of_sentence(reader, self.noun, &self.object);
            }
            return;
        };
        let form = phrase.verb("Hold", verb).map(|(form, _)| form);
        let passive = form.is_some_and(|form| phrase.is_passive(verb, form));
        if !passive && self.around.attends(phrase) {
            let named = members_together(phrase, phrase.subject(verb));
            self.subject = facing(reader, phrase, verb, named, &self.object);
            if self.subject.is_empty() && place_as_subject(phrase, verb).is_none() {
                self.subject = reader.focus.acting(reader.mentions).into_iter().collect();
            }
        }
        if phrase.verb("Chair", verb).is_some() {
            let joint = phrase.word(verb).starts_with("co") || self.subject.len() > 1;
            self.subject_role = if joint { "cochair" } else { "chair" };
        } else if phrase.verb("Cohost", verb).is_some() {
            self.subject_role = "host";
        }
        if self.around.on_whom.is_some() {
            self.object_role = "host";
        }
    }

    /// The speaker of a label, what a visit includes, and the visitor who calls on somebody.
    fn take_from_before(&mut self) {
        let Noun { start, .. } = *self.noun;
        if self.subject.is_empty() && !self.object.is_empty() {
            self.subject = members(self.phrase, self.phrase.label(start));
        }
        if self.subject.is_empty() && !self.object.is_empty() {
            self.subject = included(self.reader, self.noun).unwrap_or_default();
        }
        if self.subject.is_empty() && self.around.on_whom.is_some() && self.around.verb.is_none() {
            self.subject = visitor_of(self.reader, &self.object);
        }
    }

    /// `cancelled talks with Y`: who cancels was to talk.
    fn take_who_undoes(&mut self) {
        let (reader, phrase) = (self.reader, self.phrase);
        let undoes = |verb: &usize| {
            let active = |class| phrase.verb(class, *verb).is_some_and(|(form, _)| !phrase.is_passive(*verb, form));
            ["Cancel", "Postpone"].into_iter().any(active)
        };
        let Some(verb) = self.around.verb.filter(undoes).filter(|_| self.subject.is_empty()) else { return };
        // `to convene without delay a conference`
        let noun = phrase.is("preposition", verb.wrapping_sub(1));
        let mut undone = if noun { Members::new() } else { members(phrase, phrase.subject(verb)) };
        undone.retain(|member| reader.is_person(*member) || reader.is_country(*member));
        // `X and Y called off talks`: their own.
        if !self.object.is_empty() || undone.len() > 1 {
            self.subject = undone;
        }
    }

    /// Where nobody is named with the noun: those of whom the sentence tells.
    fn take_from_sentence(&mut self, definite: bool) {
        let nobody = self.subject.is_empty() && self.object.is_empty();
        let (preposition, emerged) = occasion_of(self.noun);
        let occasion = matches!(preposition, "after" | "following" | "during" | "at" | "in" | "over" | "by");
        if nobody && self.around.owner.is_none() && (occasion || emerged) {
            self.subject = gathered(self.reader, self.noun, (preposition, emerged), definite);
            self.implied = !self.subject.is_empty();
        }
        let nobody = self.subject.is_empty() && self.object.is_empty();
        if nobody && preposition == "to" && self.noun.kind == "talks" {
            let both = inviter_and_guest(self.phrase, self.noun.at, self.noun.start);
            (self.subject, self.object) = both.unwrap_or_default();
        }
    }

    /// `The meeting which X was to hold in Oslo with Y was deferred`: who, and what became of it.
    fn take_from_relative_clause(&mut self) -> Option<Status> {
        let Noun { phrase, at, start, .. } = *self.noun;
        let which = matches!(phrase.word(at + 1), "which" | "that").then_some(at + 2);
        let who = which.map(|who| who + usize::from(phrase.is("determiner", who))).filter(|who| {
            let next = who + 1 + usize::from(phrase.word(who + 1) == ",");
            phrase.actors(*who).is_some() && phrase.is("auxiliary", next)
        })?;
        let verb = (who + 2..who + 7).find(|verb| phrase.verb("Hold", *verb).is_some())?;
        let with = phrase.actors_after(&["with"], verb + 1, phrase.items.len());
        self.subject = members(phrase, Some(who));
        if with.is_some() {
            self.object = members(phrase, with);
        }
        let meant = status::of_row(&phrase.row(who + 1..verb));
        Some(noun_status::at_end(phrase, start, verb + 1).unwrap_or(meant))
    }

    /// `X paid him a courtesy call`, `X's talks with Y`, `A-B talks`, `the NATO summit`.
    fn take_owners(&mut self, owners: Members) {
        for member in owners {
            if !self.object.contains(&member) && !self.subject.contains(&member) {
                self.object.push(member);
            }
        }
        let Some(verb) = self.around.verb.filter(|_| self.noun.kind == "courtesy_call") else { return };
        if let Some(host) = (verb + 1..self.noun.start).find(|at| self.phrase.actors(*at).is_some()) {
            self.object = members(self.phrase, Some(host));
            self.object_role = "host";
        }
    }

    /// `held bilateral meetings with A and B`, `separate talks with the ministers of A and B`: one with each.
    fn is_one_with_each(&self) -> bool {
        let (phrase, around) = (self.phrase, &self.around);
        let several = self.noun.is_one_of(&["meetings", "calls", "conversations"]) || self.noun.says(&["separate"]);
        several
            && around.with.or(around.called).is_some_and(|with| {
                let apart = || !several_refer(phrase, Some(with)) || names_office(self.reader, phrase, Some(with));
                phrase.actors(with).is_some_and(|actors| actors.listed || actors.members.len() > 1 && apart())
            })
    }
}
