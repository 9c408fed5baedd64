//! At whose invitation a visit is made.

use super::super::meeting_candidates::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use crate::facts::LinkType;

/// `at the invitation of X`, `invited by X`, `X had invited him`: X is the inviter of the visit in focus.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let Some(visit) = reader.visit else { return };
    for at in 0..phrase.items.len() {
        let word = phrase.word(at);
        let inviter = if word == "invitation" && matches!(phrase.word(at + 1), "of" | "from") {
            phrase.actors_between(at + 1, phrase.items.len()).first().map(|(_, at)| *at)
        } else if word == "invited" && phrase.word(at + 1) == "by" || word == "hosted" && phrase.word(at + 1) == "by" {
            phrase.actors_between(at + 1, phrase.items.len()).first().map(|(_, at)| *at)
        } else if word == "invited"
            && phrase.is("auxiliary", at.wrapping_sub(1))
            && !phrase.is("be", at.wrapping_sub(1))
        {
            phrase.subject(at)
        } else if word == "invitation"
            && at > 0
            && phrase.actors(at - 1).is_some_and(|actors| actors.possessive)
            && phrase.word(at.wrapping_sub(2)) == "at"
        {
            Some(at - 1)
        } else {
            None
        };
        let Some(inviter) = inviter else { continue };
        let hosts = members(phrase, Some(inviter));
        if let Some(event) = reader.events.get_mut(visit) {
            let travellers: Vec<_> = event.tied(LinkType::Made).collect();
            for host in hosts.iter().filter(|host| !travellers.contains(host)) {
                event.tie(LinkType::Hosted, *host, Some("inviter"));
            }
        }
    }
}
