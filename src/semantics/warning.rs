//! Names that a statement looks for and the graph does not have.

use super::Bound;
use super::bound::Name;
use crate::diagnostic::{Diagnostic, Kind, nearest};
use crate::span::Span;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A node label.
    Label,
    /// A relationship type.
    Type,
    /// A property key.
    Key,
}

/// A name that a statement expects the graph to have.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: MentionKind,
    /// The name.
    pub name: Name,
    /// Where.
    pub span: Span,
}

/// The names that a graph has.
pub trait KnownNames {
    /// Whether the graph has the name.
    fn has(&self, kind: MentionKind, name: &str) -> bool;
    /// All of them, for suggestions.
    fn all(&self, kind: MentionKind) -> Vec<Name>;
}

impl Bound {
    /// A warning for each name that the graph does not have, each name once; none for a graph without any names: then
    /// nothing can be misspelt. And one for each variable that seems to be a name of the graph without its colon.
    pub fn warnings(&self, known: &dyn KnownNames) -> Vec<Diagnostic> {
        let mut warned: Vec<(MentionKind, &str)> = Vec::new();
        let mut warnings = Vec::new();
        for mention in &self.mentions {
            let key = (mention.kind, &*mention.name);
            if known.has(mention.kind, &mention.name) || warned.contains(&key) {
                continue;
            }
            warned.push(key);
            let all = known.all(mention.kind);
            if all.is_empty() {
                continue;
            }
            let (what, detail) = match mention.kind {
                MentionKind::Label => ("label", "UnknownLabel"),
                MentionKind::Type => ("relationship type", "UnknownType"),
                MentionKind::Key => ("property", "UnknownProperty"),
            };
            let message = format!("the graph has no {what} `{}`", mention.name);
            let warning = Diagnostic::compile(Kind::SemanticError, detail, message, mention.span);
            warnings.push(match nearest(&mention.name, all.iter().map(|name| &**name)) {
                Some(near) => warning.with_hint(format!("did you mean `{near}`?")),
                None => warning,
            });
        }
        warnings.extend(self.bare.iter().filter(|bare| known.has(bare.kind, &bare.name)).map(missing_colon));
        warnings
    }
}

/// A variable has the name of a label or type of the graph.
fn missing_colon(bare: &Mention) -> Diagnostic {
    let Mention { kind, name, span } = bare;
    let (any, hint) = match kind {
        MentionKind::Type => ("relationship", format!("a type follows a colon: `[:{name}]`")),
        _ => ("node", format!("a label follows a colon: `(:{name})`")),
    };
    let message = format!("`{name}` is a variable here, which stands for any {any}");
    Diagnostic::compile(Kind::SemanticError, "MissingColon", message, *span).with_hint(hint)
}
