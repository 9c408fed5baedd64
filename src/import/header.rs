//! The header of a table: `id:ID(Person)`, `:LABEL`, `:LABEL(json)`, `name`, `born:date`, `tags:string[]`, `:START_ID`, `:TYPE`,
//! `:IGNORE`.

use crate::graph::json;
use crate::value::temporal::parse;
use crate::value::{Date, Value};
use serde_json::json;
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The node's identifier in a group, also kept as a property if the column has a name.
    Id {
        /// Identifiers are unique within it.
        group: String,
    },
    /// Labels, with a delimiter between them.
    Label,
    /// Labels, as a list in JSON: they may hold any character.
    LabelList,
    /// The identifier of the start node, in a group.
    Start(String),
    /// The identifier of the end node, in a group.
    End(String),
    /// The type of the relationship.
    Type,
    /// A property.
    Property {
        /// Of what type.
        kind: Kind,
        /// Whether of lists.
        list: bool,
    },
    /// Nothing that is wanted.
    Ignore,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key of its property; may be empty for the roles that need none.
    pub name: String,
    /// What it holds.
    pub role: Role,
}

/// The types that cells may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Integer,
    Float,
    Boolean,
    String,
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
    Duration,
    Point,
    /// Any value, as graph JSON writes it.
    Json,
}

/// Every name of a type, lower case.
const KINDS: &[(&str, Kind)] = &[
    ("int", Kind::Integer),
    ("long", Kind::Integer),
    ("short", Kind::Integer),
    ("byte", Kind::Integer),
    ("float", Kind::Float),
    ("double", Kind::Float),
    ("boolean", Kind::Boolean),
    ("string", Kind::String),
    ("char", Kind::String),
    ("date", Kind::Date),
    ("localtime", Kind::LocalTime),
    ("time", Kind::Time),
    ("localdatetime", Kind::LocalDateTime),
    ("datetime", Kind::DateTime),
    ("duration", Kind::Duration),
    ("point", Kind::Point),
    ("json", Kind::Json),
];

impl Column {
    /// Reads the head of a column.
    pub fn parse(head: &str) -> Result<Column, String> {
        let head = head.trim();
        let (name, tag) = head.rsplit_once(':').unwrap_or((head, "string"));
        let name = name.to_owned();
        let (word, group) = match tag.strip_suffix(')').and_then(|tag| tag.split_once('(')) {
            Some((word, group)) => (word, group.to_owned()),
            None => (tag, String::new()),
        };
        let role = match word {
            "ID" => Role::Id { group },
            "START_ID" => Role::Start(group),
            "END_ID" => Role::End(group),
            "LABEL" if group == "json" => Role::LabelList,
            "LABEL" => Role::Label,
            "TYPE" => Role::Type,
            "IGNORE" => Role::Ignore,
            kind => {
                let (kind, list) = kind.strip_suffix("[]").map_or((kind, false), |kind| (kind, true));
                let found = KINDS.iter().find(|(name, _)| kind.eq_ignore_ascii_case(name));
                let Some((_, kind)) = found else { return Err(unknown(head, kind)) };
                if name.is_empty() {
                    return Err(format!("the column `{head}` has no name"));
                }
                Role::Property { kind: *kind, list }
            }
        };
        Ok(Column { name, role })
    }
}

fn unknown(head: &str, kind: &str) -> String {
    let names = KINDS.iter().map(|(name, _)| *name).chain(["ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"]);
    let likely = names.clone().min_by_key(|name| strsim::damerau_levenshtein(name, kind));
    match likely.filter(|likely| strsim::damerau_levenshtein(likely, kind) <= 2) {
        Some(likely) => format!("the column `{head}` has the unknown type `{kind}`; did you mean `{likely}`?"),
        None => {
            let names: Vec<&str> = names.collect();
            format!("the column `{head}` has the unknown type `{kind}`; there are {}", names.join(", "))
        }
    }
}

impl Kind {
    /// The value of a cell that is not empty.
    pub fn read(self, cell: &str) -> Result<Value, String> {
        let diagnosed = |diagnostic: crate::diagnostic::Diagnostic| diagnostic.message;
        Ok(match self {
            Kind::Integer => Value::Integer(integer(cell)?),
            Kind::Float => Value::Float(float(cell)?),
            Kind::Boolean => Value::Boolean(boolean(cell)?),
            Kind::String => Value::from(cell),
            Kind::Date => Value::Date(date(cell)?),
            Kind::LocalTime => Value::LocalTime(parse::local_time(cell).map_err(diagnosed)?),
            Kind::Time => Value::Time(parse::time(cell).map_err(diagnosed)?),
            Kind::LocalDateTime => Value::LocalDateTime(parse::local_date_time(cell).map_err(diagnosed)?),
            Kind::DateTime => parse::date_time(cell).map_err(diagnosed)?.into(),
            Kind::Duration => parse::duration(cell).map_err(diagnosed)?.into(),
            Kind::Point => json::value(&json!({"$type": "Point", "_value": cell}))?,
            Kind::Json => json::value(&serde_json::from_str(cell).map_err(|error| format!("`{cell}`: {error}"))?)?,
        })
    }

    /// The list of a cell that is not empty.
    pub fn read_list(self, cell: &str, delimiter: char) -> Result<Value, String> {
        let items: Result<Vec<Value>, String> = cell.split(delimiter).map(|item| self.read(item)).collect();
        Ok(Value::List(Arc::new(items?)))
    }
}

/// An integer cell.
pub fn integer(cell: &str) -> Result<i64, String> {
    cell.trim().parse().map_err(|_| format!("`{cell}` is not an integer"))
}

/// A float cell.
pub fn float(cell: &str) -> Result<f64, String> {
    cell.trim().parse().map_err(|_| format!("`{cell}` is not a number"))
}

/// A truth value: as neo4j-admin, anything but `true` is false, so only the usual words are taken.
pub fn boolean(cell: &str) -> Result<bool, String> {
    match cell.trim() {
        "true" | "TRUE" | "True" | "1" => Ok(true),
        "false" | "FALSE" | "False" | "0" => Ok(false),
        _ => Err(format!("`{cell}` is neither true nor false")),
    }
}

/// A date cell.
pub fn date(cell: &str) -> Result<Date, String> {
    let digits = |range: std::ops::Range<usize>| {
        cell.as_bytes()[range]
            .iter()
            .try_fold(0i64, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0')))
    };
    // The form that nearly all dates have, read without the general parser.
    if cell.len() == 10
        && cell.as_bytes()[4] == b'-'
        && cell.as_bytes()[7] == b'-'
        && let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10))
    {
        return Date::from_calendar(year, month, day).ok_or_else(|| format!("there is no date `{cell}`"));
    }
    parse::date(cell).map_err(|diagnostic| diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_a_column_holds() {
        let property = |kind, list| Role::Property { kind, list };
        for (head, name, role) in [
            ("id:ID", "id", Role::Id { group: String::new() }),
            (":ID(Person)", "", Role::Id { group: "Person".to_owned() }),
            (":LABEL", "", Role::Label),
            (":LABEL(json)", "", Role::LabelList),
            (":START_ID(Person)", "", Role::Start("Person".to_owned())),
            ("name", "name", property(Kind::String, false)),
            ("words:int", "words", property(Kind::Integer, false)),
            ("tags:STRING[]", "tags", property(Kind::String, true)),
            ("a:b:date", "a:b", property(Kind::Date, false)),
            (":IGNORE", "", Role::Ignore),
        ] {
            assert_eq!(Column::parse(head), Ok(Column { name: name.to_owned(), role }), "{head}");
        }
        let error = Column::parse("n:itn").unwrap_err();
        assert_eq!(error, "the column `n:itn` has the unknown type `itn`; did you mean `int`?");
    }

    #[test]
    fn cells_that_do_not_fit_are_refused() {
        for (kind, cell) in
            [(Kind::Integer, "1.5"), (Kind::Date, "2023-02-30"), (Kind::Boolean, "maybe"), (Kind::Float, "x")]
        {
            assert!(kind.read(cell).is_err(), "{cell}");
        }
        assert!(matches!(Kind::Date.read("2024-02-29"), Ok(Value::Date(date)) if date.to_string() == "2024-02-29"));
    }
}
