//! Rows of POLECAT event tables: a head, then cells between tabs (POLECAT Weekly Data, codebook, 2023). Cells that speak of
//! several actors have them between semicolons; `None` is an empty cell.

use super::codes;
use super::event::{Cells, Cited, Event, Side, country, is_of_state};
use crate::records::Problem;
use crate::records::cells;
use crate::records::row::CountryLookup;

/// Columns without which a table is none of these.
pub const REQUIRED: [&str; 9] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Actor Name",
    "Actor Country",
    "Recipient Name",
    "Recipient Country",
    "Source",
];

/// Whether the first line of a file is the head of such a table.
pub fn is_head(line: &str) -> bool {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    ["Event Type", "Event Date"].iter().all(|name| columns.contains(name))
}

/// The event of a row; none for types that are no meeting, visit, agreement or proposal.
pub fn event(row: &Cells<'_>, countries: &CountryLookup<'_>) -> Result<Option<Event>, Problem> {
    let cell = |name: &str| row.get(name);
    let day = |name: &str| match cell(name) {
        text if cells::date(text) == Ok("day") => Ok(text.to_owned()),
        text => {
            Err(Problem::file(format!("`{text}` is no day")).in_column(name).with_hint("POLECAT writes 2024-05-01"))
        }
    };
    let date = day("Event Date")?;
    if let Some(name) = ["Event ID", "Event Type", "Source"].into_iter().find(|name| cell(name).is_empty()) {
        return Err(Problem::file("the cell is empty").in_column(name));
    }
    let published = if cell("Publication Date").is_empty() { String::new() } else { day("Publication Date")? };
    let (event_type, mode) = (cell("Event Type"), cell("Event Mode"));
    let Some(meaning) = codes::of_plover(event_type, mode) else { return Ok(None) };
    let side = |whose: &str| {
        let of = |part: &str| cell(&format!("{whose} {part}"));
        sides(of("Name"), of("Country"), of("Title"), cell(&format!("Primary {whose} Sector")), countries)
    };
    Ok(Some(Event {
        meaning,
        codes: vec![("plover", event_type.to_uppercase()), ("plover_mode", mode.to_owned())],
        date,
        first: side("Actor"),
        second: side("Recipient"),
        city: Some(cell("City").to_owned()).filter(|city| !city.is_empty()),
        country: country(cell("Country"), countries),
        cited: Cited {
            key: cell("Event ID").to_owned(),
            url: String::new(),
            publisher: cell("Source").to_owned(),
            published,
        },
    }))
}

/// Each name with its country: the state itself, a person of it who has a title, or a body that belongs to no state.
fn sides(names: &str, codes: &str, titles: &str, sector: &str, countries: &CountryLookup<'_>) -> Vec<Side> {
    let parts = |cell: &'_ str| cell.split(';').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let (names, codes, titles) = (parts(names), parts(codes), parts(titles));
    // A cell may give one country for all, or one for each.
    let at = |list: &[String], index: usize| list.get(index).or(list.first()).cloned().unwrap_or_default();
    let mut sides = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let titled = titles.get(index).is_some_and(|title| !title.is_empty());
        let side = match country(&at(&codes, index), countries) {
            Some(state) if is_of_state(sector) && titled && country(name, countries).is_none() => {
                Side::Person(name.clone(), state)
            }
            Some(state) if is_of_state(sector) => Side::State(state),
            None if sector == "IGO" && !name.is_empty() => Side::Body(name.clone()),
            _ => continue,
        };
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}
