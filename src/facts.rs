//! What reading one document brings: the straight line from text to graph carries nothing else.
//!
//! Facts are plain data in the words of the schema (`docs/schema.md`). They know nothing of tokens and rules, nor of
//! the graph. Articles and records (tables, JSON Lines) both become facts.

use std::collections::BTreeMap;

/// One document and everything that was read from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// `source`, `title`, `publisher`, `author`, `published`, `url`, `dateline`, `sha256` of the document, and its
    /// `text` as read, which the offsets of the evidence count.
    pub document: Properties,
    /// Actors, places, events, agreements, proposals and topics, each once for this document.
    pub things: Vec<Thing>,
    /// Relationships between them.
    pub links: Vec<Link>,
    /// What was recognised and then left out, and why; shown by `load --dry-run`.
    pub dropped: Vec<Dropped>,
}

/// Property names and values; a property without a value is absent.
pub type Properties = BTreeMap<&'static str, Datum>;

/// What a property of a fact can be. Dates are EDTF text (`2022-02-09`, `2023-04`, `XXXX-10-18`).
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Datum {
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
    Texts(Vec<String>),
}

/// Codes of offices of which a country has one at a time.
pub const SINGULAR_OFFICES: [&str; 5] =
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "speaker"];

/// The labels that facts may have; `Actor` and `Event` are added by loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Label {
    Person,
    Country,
    Organization,
    Place,
    Meeting,
    Visit,
    Agreement,
    Proposal,
    Topic,
}

/// The relationship types that facts may have (`MENTIONED_IN` follows from [`Thing::evidence`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum LinkType {
    Holds,
    Represents,
    Of,
    In,
    Attended,
    HeldIn,
    During,
    Made,
    To,
    Hosted,
    PartyTo,
    Signed,
    ReachedAt,
    About,
    Proposed,
    AddressedTo,
    RaisedAt,
    Concerns,
}

/// The table of names: what a label or type is called in the graph.
macro_rules! named {
    ($kind:ident { $($variant:ident => $name:literal,)* }) => {
        impl $kind {
            /// All of them, in the order of the schema.
            pub const ALL: &'static [$kind] = &[$($kind::$variant,)*];

            /// Its name in the graph.
            pub fn name(self) -> &'static str {
                match self {
                    $($kind::$variant => $name,)*
                }
            }

            /// The one of that name.
            pub fn named(name: &str) -> Option<$kind> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named!(Label {
    Person => "Person",
    Country => "Country",
    Organization => "Organization",
    Place => "Place",
    Meeting => "Meeting",
    Visit => "Visit",
    Agreement => "Agreement",
    Proposal => "Proposal",
    Topic => "Topic",
});

named!(LinkType {
    Holds => "HOLDS",
    Represents => "REPRESENTS",
    Of => "OF",
    In => "IN",
    Attended => "ATTENDED",
    HeldIn => "HELD_IN",
    During => "DURING",
    Made => "MADE",
    To => "TO",
    Hosted => "HOSTED",
    PartyTo => "PARTY_TO",
    Signed => "SIGNED",
    ReachedAt => "REACHED_AT",
    About => "ABOUT",
    Proposed => "PROPOSED",
    AddressedTo => "ADDRESSED_TO",
    RaisedAt => "RAISED_AT",
    Concerns => "CONCERNS",
});

/// Index of a thing in [`Facts::things`].
pub type ThingIndex = usize;

/// A node to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// Its one schema label.
    pub label: Label,
    /// The schema's properties of that label (`name`, `aliases`, `kind`, `status`, `start`, …).
    pub properties: Properties,
    /// Every place in the document that speaks of it.
    pub evidence: Vec<Evidence>,
    /// The rule that read it.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// A relationship to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its type.
    pub kind: LinkType,
    /// Where it starts.
    pub start: ThingIndex,
    /// Where it ends.
    pub end: ThingIndex,
    /// `role`, `title`, `office`, `former` and the like.
    pub properties: Properties,
    /// The words that say so, where one place says so.
    pub evidence: Option<Evidence>,
    /// The rule that read it.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// A place in the document as read: offsets in Unicode code points, half-open; sentences counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// Number of the sentence (or of the row, for records).
    pub sentence: u32,
    /// First code point.
    pub start: u32,
    /// After the last code point.
    pub end: u32,
}

/// Something that was seen and not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// The words in question.
    pub text: String,
    /// Why they became no fact.
    pub reason: String,
    /// Where they stand.
    pub evidence: Option<Evidence>,
}
