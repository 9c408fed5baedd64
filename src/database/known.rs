//! Warnings: names that a statement looks for and the graph does not have, and dates known in part that it compares as texts.

use super::{Parameters, Warning};
use crate::graph::load::schema;
use crate::graph::{Graph, GraphRead};
use crate::semantics::bound::Name;
use crate::semantics::{Bound, KnownNames, MentionKind};
use crate::value::partial_date::PartialDate;

struct Known<'a>(&'a Graph);

impl KnownNames for Known<'_> {
    fn has(&self, kind: MentionKind, name: &str) -> bool {
        let symbols = self.0.symbols();
        match kind {
            MentionKind::Label => symbols.find_label(name).is_some(),
            MentionKind::Type => symbols.find_type(name).is_some(),
            MentionKind::Key => symbols.find_key(name).is_some(),
        }
    }

    fn all(&self, kind: MentionKind) -> Vec<Name> {
        let symbols = self.0.symbols();
        match kind {
            MentionKind::Label => symbols.labels().map(|(_, name)| name.into()).collect(),
            MentionKind::Type => symbols.types().map(|(_, name)| name.into()).collect(),
            MentionKind::Key => symbols.keys().map(|(_, name)| name.into()).collect(),
        }
    }
}

/// What is worth a word about a statement; of what [`leave_partial_dates`] has left of it, as far as dates go.
pub(super) fn warnings(bound: &Bound, graph: &Graph, parameters: &Parameters) -> Vec<Warning> {
    let letters = bound.letter_warnings(|name| parameters.get(name));
    let warnings = bound.warnings(&Known(graph)).into_iter().chain(letters);
    warnings.map(|warning| Warning { message: warning.message, span: warning.span, hint: warning.hint }).collect()
}

/// Forgets the comparisons whose property has no dates known in part. Done once, when a statement is prepared, since it looks
/// through the property.
pub(super) fn leave_partial_dates(bound: &mut Bound, graph: &Graph) {
    bound.lettered.retain(|lettered| {
        schema::DATES.contains(&&*lettered.key)
            && graph.symbols().find_key(&lettered.key).is_some_and(|key| graph.any_text(key, &is_known_in_part))
    });
}

/// Whether a text is a date and yet no day such as `2022-02-10`, which the order of letters would be right for.
fn is_known_in_part(text: &str) -> bool {
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    !is_day && PartialDate::parse(text).is_some()
}
