//! Warnings for names that a statement looks for and the graph does not have.

use super::Warning;
use crate::graph::{Graph, GraphRead};
use crate::semantics::bound::Name;
use crate::semantics::{Bound, KnownNames, MentionKind};

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

pub(super) fn warnings(bound: &Bound, graph: &Graph) -> Vec<Warning> {
    let warnings = bound.warnings(&Known(graph)).into_iter();
    warnings.map(|warning| Warning { message: warning.message, span: warning.span, hint: warning.hint }).collect()
}
