//! The words of the graph that loading may write: labels, types and properties, as `docs/schema.md` describes them.
//! A test finds each of them on that page, and loads facts of every kind to see that nothing else is written.

/// A label and the properties that its nodes may have.
pub const LABELS: &[(&str, &[&str])] = &[
    (
        "Document",
        &[
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
        ],
    ),
    ("Person", &["name", "aliases"]),
    ("Country", &["name", "iso3", "aliases"]),
    ("Organization", &["name", "acronym", "kind", "aliases"]),
    ("Place", &["name", "kind", "aliases"]),
    (
        "Meeting",
        &[
            "name",
            "kind",
            "status",
            "start",
            "end",
            "precision",
            "date_text",
            "mode",
            "cameo",
            "plover",
            "plover_mode",
            "goldstein",
            "source_count",
        ],
    ),
    (
        "Visit",
        &[
            "name",
            "kind",
            "status",
            "start",
            "end",
            "precision",
            "date_text",
            "count",
            "cameo",
            "plover",
            "plover_mode",
            "goldstein",
            "source_count",
        ],
    ),
    (
        "Agreement",
        &[
            "name",
            "kind",
            "status",
            "start",
            "end",
            "precision",
            "date_text",
            "amount",
            "deadline",
            "count",
            "cameo",
            "plover",
            "plover_mode",
            "goldstein",
            "source_count",
        ],
    ),
    ("Proposal", &["name", "kind", "cameo", "plover", "plover_mode", "goldstein", "source_count"]),
    ("Topic", &["name"]),
];

/// Labels that nodes carry beside their own.
pub const SECOND_LABELS: &[(&str, &[&str])] =
    &[("Actor", &["Person", "Country", "Organization"]), ("Event", &["Meeting", "Visit"])];

/// What every relationship read from a document may have.
pub const ON_EVERY_RELATIONSHIP: &[&str] =
    &["documents", "statements", "rule", "confidence", "sentence", "start", "end"];

/// A type and the properties of its own.
pub const TYPES: &[(&str, &[&str])] = &[
    ("HOLDS", &["title", "office", "former", "observed_first", "observed_last"]),
    ("REPRESENTS", &[]),
    ("OF", &[]),
    ("IN", &[]),
    ("ATTENDED", &["role"]),
    ("HELD_IN", &[]),
    ("DURING", &[]),
    ("MADE", &[]),
    ("TO", &[]),
    ("HOSTED", &["role"]),
    ("PARTY_TO", &[]),
    ("SIGNED", &[]),
    ("REACHED_AT", &[]),
    ("ABOUT", &[]),
    ("PROPOSED", &[]),
    ("ADDRESSED_TO", &[]),
    ("RAISED_AT", &[]),
    ("CONCERNS", &[]),
    ("MENTIONED_IN", &["statement", "merged"]),
    ("COPY_OF", &[]),
];
