//! Rows of GDELT 2.0 event tables: no head, 61 cells between tabs, in the order of the published codebook (The GDELT
//! Event Database, Data Format Codebook V2.0, 2015).

use super::codes;
use super::event::{Cells, Cited, Event, Side, country, in_lower_case, is_of_state};
use crate::records::Problem;
use crate::records::cells;
use crate::records::row::CountryLookup;

/// The columns of the codebook, in order.
#[rustfmt::skip]
pub const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode",
    "Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode",
    "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID",
    "DATEADDED", "SOURCEURL",
];

/// Whether the first line of a file is a row of such a table: numbers for identifier and day, and many cells.
pub fn is_row(line: &str) -> bool {
    let digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    line.split('\t').take(2).all(digits) && line.matches('\t').count() > 40
}

/// The event of a row; none for codes that are no meeting, visit, agreement or proposal.
pub fn event(row: &Cells<'_>, countries: &CountryLookup<'_>) -> Result<Option<Event>, Problem> {
    let cell = |name: &str| row.get(name);
    let date = day(cell("SQLDATE")).map_err(|problem| problem.in_column("SQLDATE"))?;
    let code = cell("EventCode");
    let well_formed = matches!(code.len(), 3 | 4) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !well_formed || !code.starts_with(cell("EventRootCode")) {
        let problem = Problem::file(format!("`{code}` is no event code of CAMEO")).in_column("EventCode");
        return Err(problem.with_hint("a code has three or four digits and begins with its EventRootCode"));
    }
    let number = |name: &str| match cell(name) {
        "" => Ok(String::new()),
        text => cells::number(text).map(|_| text.to_owned()).map_err(|problem| problem.in_column(name)),
    };
    let (goldstein, sources) = (number("GoldsteinScale")?, number("NumSources")?);
    let url = cell("SOURCEURL");
    if url.is_empty() {
        return Err(Problem::file("the row names no source").in_column("SOURCEURL"));
    }
    let Some(meaning) = codes::of_cameo(code) else { return Ok(None) };
    let side = |actor: char| -> Vec<Side> {
        let cell = |part: &str| cell(&format!("Actor{actor}{part}"));
        side(cell("Name"), cell("CountryCode"), cell("KnownGroupCode"), cell("Type1Code"), countries)
    };
    let place: Vec<&str> = cell("ActionGeo_FullName").split(", ").collect();
    let in_city = matches!(cell("ActionGeo_Type"), "3" | "4") && place.len() > 1;
    Ok(Some(Event {
        meaning,
        codes: vec![("cameo", code.to_owned()), ("goldstein", goldstein), ("source_count", sources)],
        date,
        first: side('1'),
        second: side('2'),
        city: place.first().filter(|_| in_city).map(|city| (*city).to_owned()),
        country: place.last().and_then(|name| country(name, countries)),
        cited: Cited {
            key: url.to_owned(),
            url: url.to_owned(),
            publisher: host(url).to_owned(),
            published: String::new(),
        },
    }))
}

/// A state by its code, if the actor is nobody in particular or of the state; a body of states by its name.
fn side(name: &str, code: &str, group: &str, role: &str, countries: &CountryLookup<'_>) -> Vec<Side> {
    if let Some(country) = country(code, countries).filter(|_| is_of_state(role) && group.is_empty()) {
        return vec![Side::State(country)];
    }
    let body = code.is_empty() && (!group.is_empty() || role == "IGO") && !name.is_empty();
    if body { vec![Side::Body(in_lower_case(name))] } else { Vec::new() }
}

/// `20240501` as `2024-05-01`.
fn day(text: &str) -> Result<String, Problem> {
    let dashed = match (text.get(..4), text.get(4..6), text.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => String::new(),
    };
    dashed
        .parse::<jiff::civil::Date>()
        .map(|_| dashed)
        .map_err(|_| Problem::file(format!("`{text}` is no date")).with_hint("GDELT writes 20240501"))
}

/// `example.org` of an address.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = after.split(['/', '?', '#']).next().unwrap_or(after);
    host.strip_prefix("www.").unwrap_or(host)
}
