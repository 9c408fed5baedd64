//! The one table of what a row may say: serves recognition of the kind, checks, error messages and `docs/records.md`.

use super::Problem;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person, country, organization or place.
    Actor,
    /// A meeting.
    Meeting,
    /// A visit.
    Visit,
    /// An agreement.
    Agreement,
    /// A request, pledge or invitation.
    Proposal,
    /// An article to be read.
    Article,
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Any words.
    Words,
    /// Words between semicolons (in JSON: a list).
    List,
    /// A date: `2022-02-09`, `2022-02`, `2022` or `XXXX-02-09`.
    Date,
    /// A country by name or by ISO code.
    Country,
    /// Actors between semicolons: a country, `NAME (COUNTRY)` for a person, `organization: NAME`, `person: NAME`.
    Actors,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it may hold.
    pub cell: Cell,
    /// Whether a row without it is an error.
    pub required: bool,
    /// One phrase for the manual.
    pub meaning: &'static str,
    /// What other programs call it.
    pub also: &'static [&'static str],
}

impl Column {
    /// All its names, its own first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.name).chain(self.also.iter().copied())
    }

    const fn also(self, also: &'static [&'static str]) -> Column {
        Column { also, ..self }
    }
}

const fn required(name: &'static str, cell: Cell, meaning: &'static str) -> Column {
    Column { name, cell, required: true, meaning, also: &[] }
}

const fn optional(name: &'static str, cell: Cell, meaning: &'static str) -> Column {
    Column { name, cell, required: false, meaning, also: &[] }
}

/// Status of meetings and visits.
pub const EVENT_STATUS: &[&str] = &["held", "planned", "proposed", "postponed", "cancelled"];
/// Status of agreements.
pub const AGREEMENT_STATUS: &[&str] = &["reached", "in_force", "planned", "proposed", "failed"];
const MEETING_KINDS: &[&str] =
    &["talks", "phone_call", "video_call", "summit", "dialogue", "courtesy_call", "conference", "ceremony", "other"];
const VISIT_KINDS: &[&str] = &["state", "official", "working", "private", "unspecified"];
const AGREEMENT_KINDS: &[&str] = &[
    "treaty",
    "agreement",
    "mou",
    "declaration",
    "partnership",
    "plan",
    "mechanism",
    "target",
    "commitment",
    "contract",
    "other",
];

const PROPOSAL_KINDS: &[&str] = &["request", "pledge", "invitation"];

const ACTOR: &[Column] = &[
    required("type", Cell::OneOf(&["person", "country", "organization", "place"]), "what it is"),
    required("name", Cell::Words, "its name"),
    optional("aliases", Cell::List, "other names"),
    optional("country", Cell::Country, "the country it belongs to or stands for"),
    optional("acronym", Cell::Words, "of an organization"),
    optional("kind", Cell::Words, "of an organization or place: ministry, igo, city, …"),
    optional("title", Cell::Words, "the office of a person, as it is called"),
    optional("office", Cell::Words, "a code for it, such as foreign_minister"),
    optional("organization", Cell::Words, "the organization in which a person holds the office"),
    optional("former", Cell::Flag, "whether the office is past"),
];

const MEETING: &[Column] = &[
    required("participants", Cell::Actors, "who took part"),
    optional("hosts", Cell::Actors, "those of them who received the others"),
    optional("name", Cell::Words, "its name, if it has one"),
    optional("kind", Cell::OneOf(MEETING_KINDS), "talks if empty"),
    optional("status", Cell::OneOf(EVENT_STATUS), "held if empty"),
    optional("start", Cell::Date, "its first day"),
    optional("end", Cell::Date, "its last day, if another"),
    optional("place", Cell::Words, "the city or venue"),
    optional("country", Cell::Country, "the country of the place"),
    optional("topics", Cell::List, "what it was about"),
];

const VISIT: &[Column] = &[
    required("travellers", Cell::Actors, "who travelled"),
    required("destination", Cell::Country, "the country visited"),
    optional("place", Cell::Words, "a city there"),
    optional("kind", Cell::OneOf(VISIT_KINDS), "unspecified if empty"),
    optional("status", Cell::OneOf(EVENT_STATUS), "held if empty"),
    optional("start", Cell::Date, "its first day"),
    optional("end", Cell::Date, "its last day, if another"),
    optional("inviters", Cell::Actors, "at whose invitation"),
    optional("hosts", Cell::Actors, "who received the travellers"),
    optional("count", Cell::Count, "of several visits in one row"),
];

const AGREEMENT: &[Column] = &[
    required("parties", Cell::Actors, "who agreed"),
    required("name", Cell::Words, "what it is called or says"),
    optional("kind", Cell::OneOf(AGREEMENT_KINDS), "agreement if empty"),
    optional("status", Cell::OneOf(AGREEMENT_STATUS), "reached if empty"),
    optional("start", Cell::Date, "when it was reached"),
    optional("end", Cell::Date, "when it ends, if it does"),
    optional("signatories", Cell::Actors, "the persons who signed"),
    optional("amount", Cell::Words, "of a target or contract, with the currency"),
    optional("deadline", Cell::Date, "by when a target is to be met"),
    optional("topics", Cell::List, "what it is about"),
];

const PROPOSAL: &[Column] = &[
    required("proposers", Cell::Actors, "who asks, promises or invites"),
    required("name", Cell::Words, "what is asked or promised"),
    optional("addressees", Cell::Actors, "whom"),
    optional("kind", Cell::OneOf(PROPOSAL_KINDS), "request if empty"),
    optional("topics", Cell::List, "what it is about"),
];

/// Columns that rows of meetings, visits, agreements and proposals may have beside their own.
pub const CODES: &[Column] = &[
    optional("cameo", Cell::Words, "its event code in CAMEO"),
    optional("plover", Cell::Words, "its event type in PLOVER"),
    optional("plover_mode", Cell::Words, "its mode in PLOVER"),
    optional("goldstein", Cell::Number, "its weight on the Goldstein scale, from -10 (conflict) to 10 (cooperation)"),
    optional("source_count", Cell::Count, "how many sources report it"),
];

const ARTICLE: &[Column] = &[
    required("text", Cell::Words, "the article").also(&[
        "body",
        "content",
        "full_text",
        "fulltext",
        "article_text",
        "article_body",
        "articlebody",
        "body_text",
        "maintext",
        "article",
    ]),
    optional("id", Cell::Words, "names the article; the number of the row if empty").also(&[
        "article_id",
        "uuid",
        "guid",
        "stories_id",
    ]),
    optional("title", Cell::Words, "its headline").also(&["headline", "heading"]),
    optional("date", Cell::Date, "when it was published").also(&[
        "published",
        "published_at",
        "publishedat",
        "published_date",
        "publish_date",
        "date_publish",
        "date_published",
        "datepublished",
        "publication_date",
        "pub_date",
        "pubdate",
    ]),
    optional("publisher", Cell::Words, "newspaper, agency or ministry").also(&[
        "source.name",
        "source",
        "source_name",
        "outlet",
        "newspaper",
        "publication",
        "media_name",
        "source_domain",
        "domain",
    ]),
    optional("author", Cell::Words, "who signed it").also(&["authors", "byline", "creator"]),
    optional("url", Cell::Words, "where it was found").also(&["link", "source_url", "web_url", "permalink"]),
];

/// Every kind with its columns and the columns by which it is recognised.
pub const KINDS: &[(Kind, &str, &[&str], &[Column])] = &[
    (Kind::Meeting, "meetings", &["participants"], MEETING),
    (Kind::Visit, "visits", &["travellers"], VISIT),
    (Kind::Agreement, "agreements", &["parties"], AGREEMENT),
    (Kind::Proposal, "proposals", &["proposers"], PROPOSAL),
    (Kind::Actor, "actors", &["type", "name"], ACTOR),
    (Kind::Article, "articles", &["text"], ARTICLE),
];

/// The columns of a kind.
pub fn columns(kind: Kind) -> impl Iterator<Item = &'static Column> {
    let own = KINDS.iter().find(|(held, ..)| *held == kind).map_or(&[][..], |(_, _, _, columns)| *columns);
    let codes = if matches!(kind, Kind::Actor | Kind::Article) { &[] } else { CODES };
    own.iter().chain(codes)
}

/// What the rows are, by the columns that the file has.
pub fn kind_of(present: &[String]) -> Result<Kind, Problem> {
    let has = |name: &str| present.iter().any(|column| column == name);
    let found = KINDS.iter().find(|(_, _, marks, _)| marks.iter().all(|mark| has(mark)));
    let Some((kind, name, ..)) = found else {
        let close = KINDS
            .iter()
            .flat_map(|(_, name, marks, _)| marks.iter().map(move |mark| (*name, *mark)))
            .filter(|(_, mark)| !has(mark))
            .filter_map(|(name, mark)| {
                let near = present.iter().find(|column| strsim::osa_distance(column, mark) <= 2 && column.len() > 3)?;
                Some(format!("did you mean `{mark}` (of {name}) for `{near}`?"))
            })
            .next();
        let hint = close.unwrap_or_else(|| {
            "give it a head with `participants` (meetings), `travellers` (visits), `parties` (agreements), `proposers` (proposals), \
             `type` and `name` (actors) or `text` (articles); docs/records.md lists all columns"
                .to_owned()
        });
        let shown = if present.is_empty() { "none".to_owned() } else { present.join(", ") };
        return Err(
            Problem::file(format!("no column says what the rows are; the columns are: {shown}")).with_hint(hint)
        );
    };
    let known: Vec<&Column> = columns(*kind).collect();
    if let Some(missing) = known.iter().find(|column| column.required && !has(column.name)) {
        let near = present.iter().find(|column| strsim::osa_distance(column, missing.name) <= 2);
        let problem = Problem::file(format!("the column `{}` of {name} is missing", missing.name));
        return Err(match near {
            Some(near) => problem.with_hint(format!("did you mean it by `{near}`?")),
            None => problem.with_hint(format!("add it: {}", missing.meaning)),
        });
    }
    if let Some(unknown) = present.iter().find(|column| !known.iter().any(|held| held.name == **column)) {
        let near = known.iter().min_by_key(|held| strsim::osa_distance(held.name, unknown));
        let problem = Problem::file(format!("{name} have no column `{unknown}`"));
        let names = || known.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
        return Err(match near.filter(|held| strsim::osa_distance(held.name, unknown) <= 2) {
            Some(near) => problem.with_hint(format!("did you mean `{}`?", near.name)),
            None => problem.with_hint(format!("take it out, or use one of: {}", names())),
        });
    }
    Ok(*kind)
}
