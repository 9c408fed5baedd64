//! The words of the graph that loading may write: labels, types and properties, as `docs/schema.md` describes them.
//! A test finds each of them on that page, and loads facts of every kind to see that nothing else is written.

/// The properties that are dates, as EDTF writes them.
pub const DATES: &[&str] = &["start", "end", "published", "deadline", "observed_first", "observed_last"];

/// What every event of an article may have: when, and by which sources.
const EVENT: &[&str] = &["name", "kind", "status", "start", "end", "precision", "date_text", "source_count"];

/// The codes of what happened, as CAMEO and PLOVER have them.
const CODES: &[&str] = &["cameo", "plover", "plover_mode", "goldstein"];

/// A label and the properties that its nodes may have, in groups.
pub const LABELS: &[(&str, &[&[&str]])] = &[
    (
        "Document",
        &[&[
            "source",
            "title",
            "publisher",
            "author",
            "published",
            "url",
            "dateline",
            "sha256",
            "text",
            "language",
            "fingerprint",
            "curation",
        ]],
    ),
    ("Person", &[&["name", "aliases"]]),
    ("Country", &[&["name", "iso3", "aliases"]]),
    ("Organization", &[&["name", "acronym", "kind", "aliases"]]),
    ("Place", &[&["name", "kind", "aliases"]]),
    ("Meeting", &[EVENT, CODES, &["mode"]]),
    ("Visit", &[EVENT, CODES, &["count"]]),
    ("Agreement", &[EVENT, CODES, &["amount", "deadline", "count"]]),
    ("Proposal", &[CODES, &["name", "kind", "source_count"]]),
    ("Topic", &[&["name"]]),
];

/// Labels that nodes carry beside their own.
pub const SECOND_LABELS: &[(&str, &[&str])] =
    &[("Actor", &["Person", "Country", "Organization"]), ("Event", &["Meeting", "Visit"])];

/// What every relationship read from a document may have.
pub const ON_EVERY_RELATIONSHIP: &[&str] =
    &["documents", "statements", "rule", "confidence", "sentence", "start", "end"];

/// A type and the properties of its own.
pub const TYPES: &[(&str, &[&[&str]])] = &[
    ("HOLDS", &[&["title", "office", "former", "observed_first", "observed_last"]]),
    ("REPRESENTS", &[]),
    ("OF", &[]),
    ("IN", &[]),
    ("ATTENDED", &[&["role"]]),
    ("HELD_IN", &[]),
    ("DURING", &[]),
    ("MADE", &[]),
    ("TO", &[]),
    ("HOSTED", &[&["role"]]),
    ("PARTY_TO", &[]),
    ("SIGNED", &[]),
    ("REACHED_AT", &[]),
    ("ABOUT", &[]),
    ("PROPOSED", &[]),
    ("ADDRESSED_TO", &[]),
    ("RAISED_AT", &[]),
    ("CONCERNS", &[]),
    ("MENTIONED_IN", &[&["statement", "merged"]]),
    ("COPY_OF", &[]),
];
