//! Visits: same traveller, same destination, times that touch.

use super::super::date::Fit;
use super::view::days_between;
use super::{Actors, Keys, Match, View};
use jiff::ToSpan;

/// Days between the report of a coming visit and the visit itself.
const ANNOUNCED_BEFORE: i32 = 62;

pub fn keys(view: &View, actors: &Actors, keys: &mut Keys) {
    let period = view.period();
    let mut travellers = actors.stand_for(&view.actors);
    travellers.extend(&view.actors);
    for destination in actors.stand_for(&view.places) {
        for &traveller in &travellers {
            for date in [period.start, period.end] {
                keys.add_some(("visit in", traveller, destination), date.month_of_year());
                keys.add_some(("visit on", traveller, destination), date.day_of_year());
            }
            if let Some((first, _)) = period.days() {
                let known = period.start.precision() > 1;
                keys.add_time(known, ("visit in year", traveller, destination, first.year()));
                keys.file(("visit about", traveller, destination, first.year(), first.month()));
            } else if let Some((published, _)) = view.published {
                // An undated visit meets those dated from the month before its report to the third after, and other undated ones.
                for ahead in -1..=3 {
                    if let Ok(month) = published.checked_add(ahead.months()) {
                        keys.seek(("visit about", traveller, destination, month.year(), month.month()));
                        keys.add(("undated visit", traveller, destination, month.year(), month.month()));
                        keys.file(("undated visit about", traveller, destination, month.year(), month.month()));
                    }
                }
            }
            if let Some((first, _)) = period.days() {
                keys.seek(("undated visit about", traveller, destination, first.year(), first.month()));
            }
        }
    }
}

pub fn same(a: &View, b: &View, actors: &Actors) -> Option<Match> {
    let shared = actors.shared(&a.actors, &b.actors);
    if shared == 0 || actors.stand_for(&a.places).is_disjoint(&actors.stand_for(&b.places)) {
        return None;
    }
    let equal = a.actors.iter().filter(|actor| b.actors.contains(actor)).count();
    let known = a.period().start.precision().min(b.period().start.precision());
    let bonus = 2 * equal.min(5) as u32 + u32::from(a.text("kind") == b.text("kind"));
    match a.period().fit(&b.period()) {
        Fit::Same | Fit::Possible if known >= 2 => {
            Match::sure(80 + bonus, "same traveller and destination, times that touch")
        }
        Fit::Possible if equal > 0 => Match::if_alone(60 + bonus, "same traveller and destination, years that fit"),
        Fit::Unknown if equal > 0 && announced(a, b) => {
            Match::if_alone(50 + bonus, "same traveller and destination, announced for about that time")
        }
        _ => None,
    }
}

/// One of them has no date, and was reported shortly before the other (or both were, at about the same time).
fn announced(a: &View, b: &View) -> bool {
    let ahead = |view: &View| matches!(view.text("status"), "planned" | "proposed");
    match (a.period().days(), b.period().days()) {
        (None, None) => {
            ahead(a)
                && a.text("status") == b.text("status")
                && a.days_between_publications(b).is_some_and(|days| days <= 31)
        }
        (None, Some((from, _))) => reported_before(a, from),
        (Some((from, _)), None) => reported_before(b, from),
        _ => false,
    }
}

fn reported_before(undated: &View, visit: jiff::civil::Date) -> bool {
    let Some((first, last)) = undated.published else { return false };
    match undated.text("status") {
        "planned" | "proposed" | "postponed" | "cancelled" => {
            (-1..=ANNOUNCED_BEFORE).contains(&days_between(first, visit))
        }
        _ => (-1..=14).contains(&days_between(visit, last)),
    }
}
