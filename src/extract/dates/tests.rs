//! Cases of the date parser: text, day of publication, tense, and the dates that must come out.

use super::*;

fn read(text: &str, anchor: &str, tense: Tense) -> Vec<String> {
    let stay = anchor_date("2020-06-02").map(|first| (first, anchor_date("2020-06-04")));
    let (focus, news) = (Some("2020-06-10"), anchor_date("2020-06-10"));
    let calendar = Calendar { anchor: anchor_date(anchor), focus, news, stay, tense };
    find_dates(text)
        .iter()
        .map(|date| match resolve(&date.expression, &calendar) {
            Some(Resolved { start, end: Some(end), .. }) => format!("{start}/{end}"),
            Some(Resolved { start, .. }) => start,
            None => "open".to_owned(),
        })
        .collect()
}

#[test]
fn past_dates() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("The ministers met on Wednesday.", "2022-07-14", &["2022-07-13"]),
        ("met on Thursday", "2022-07-14", &["2022-07-14"]),
        ("met last Thursday", "2022-07-14", &["2022-07-07"]),
        ("He arrived yesterday.", "2023-05-07", &["2023-05-06"]),
        ("on Dec. 23 with", "2022-01-02", &["2021-12-23"]),
        ("on Oct. 18 shake hands", "", &["XXXX-10-18"]),
        ("from Feb. 9-11 at the invitation", "", &["XXXX-02-09/XXXX-02-11"]),
        ("from 05-08 May.", "2023-05-08", &["2023-05-05/2023-05-08"]),
        ("from 15 to 16 February.", "2022-02-17", &["2022-02-15/2022-02-16"]),
        ("between 30 April and 2 May 2021", "2022-02-17", &["2021-04-30/2021-05-02"]),
        ("trade fell between 2019 and 2021", "2022-02-17", &["2019", "2021"]),
        ("in July last year, on one of his", "2022-02-17", &["2021-07"]),
        ("on 26 November of this year", "2021-12-20", &["2021-11-26"]),
        ("on 12.09.2013.", "", &["2013-09-12"]),
        ("on Monday and Tuesday", "2022-07-14", &["2022-07-11/2022-07-12"]),
        ("over the weekend", "2022-07-14", &["2022-07-09/2022-07-10"]),
        ("spoke last autumn", "2022-02-17", &["2021"]),
        ("in the spring of nations", "2022-02-17", &[]),
        ("they sang that evening", "2020-06-11", &["2020-06-10"]),
        ("earlier in the day they", "2020-06-11", &["2020-06-10"]),
        ("the following morning he", "2020-06-12", &["2020-06-11"]),
        ("that day labourers struck", "2020-06-12", &[]),
        ("on Tuesday, February 20, invited by", "2018-02-20", &["2018-02-20"]),
        ("on Tuesday (20 February)", "2018-02-21", &["2018-02-20"]),
        ("in April 2023), then", "2024-05-29", &["2023-04"]),
        ("to Slovenia last October and", "2011-06-21", &["2010-10"]),
        ("In March, the premier", "2011-06-21", &["2011-03"]),
        ("in 1979, the year", "2010-09-01", &["1979"]),
        ("on Wednesday", "", &["open"]),
        ("the same day they", "2020-06-11", &["2020-06-10"]),
        ("had arrived the day before for talks", "2020-06-11", &["2020-06-09"]),
        ("the 3rd of June, 1963", "1963-06-05", &["1963-06-03"]),
        ("three weeks ago", "2020-06-11", &["2020-05-21"]),
        ("a year earlier they", "2020-06-11", &["2019"]),
        ("on 30 February", "2020-06-11", &[]),
        ("2,500 troops in 120 days may march home", "2020-06-11", &[]),
        ("December 29, 2020 to January 2, 2021", "2021-01-05", &["2020-12-29/2021-01-02"]),
        ("on 03 April and 7 others", "2020-06-11", &["2020-04-03"]),
        ("06/08/2024", "", &["2024-08-06"]),
        ("2024-08-06T10:00", "", &[]),
        ("earlier in the week", "2020-06-11", &["2020-06-08/2020-06-14"]),
        ("the day before yesterday", "2020-06-11", &["2020-06-09"]),
        ("on Tuesday of last week", "2020-06-11", &["2020-06-02"]),
        ("on the 27th of last month", "2020-06-11", &["2020-05-27"]),
        ("on the 12th, they", "2020-06-11", &["2020-05-12"]),
        ("on the 3rd inst.", "2020-06-11", &["2020-06-03"]),
        ("on the 5th floor", "2020-06-11", &[]),
        ("on New Year's Day", "2020-06-11", &["2020-01-01"]),
        ("on Christmas Eve", "2020-06-11", &["2019-12-24"]),
        ("in mid-January", "2020-06-11", &["2020-01"]),
        ("in 2021, the fiftieth year since they", "2020-06-11", &["2021", "1970"]),
        ("the twenty-fifth anniversary of", "2020-06-11", &["1995"]),
        ("on 4 March, a day after they met", "2020-06-11", &["2020-03-04", "2020-06-09"]),
        ("on 4 March and 9 May 2016", "2020-06-11", &["2016-03-04", "2016-05-09"]),
        ("on 22, 23 and 24 April", "2020-06-11", &["2020-04-22/2020-04-24"]),
        ("from the 3rd to the 5th of April", "2020-06-11", &["2020-04-03/2020-04-05"]),
        ("The following week he", "2020-06-11", &["2020-06-15/2020-06-21"]),
        ("the 7th anniversary dinner", "2020-06-11", &[]),
        ("on the second day of his visit", "2020-06-11", &["2020-06-03"]),
        ("on the final day of the summit", "2020-06-11", &["2020-06-04"]),
        ("the last day of Ramadan", "2020-06-11", &[]),
        ("on the last day of April", "2020-06-11", &["2020-04-30"]),
        ("on the first day of May 2019", "2020-06-11", &["2019-05-01"]),
    ];
    for (text, anchor, expected) in cases {
        let got: Vec<String> =
            read(text, anchor, Tense::Past).into_iter().filter(|date| !expected.is_empty() || date != "open").collect();
        assert_eq!(&got, expected, "{text} published {anchor}");
    }
}

#[test]
fn planned_dates() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("will meet on Friday", "2022-07-14", &["2022-07-15"]),
        ("will meet next week", "1995-02-02", &["1995-02-06/1995-02-12"]),
        ("will arrive on Jan. 3", "2019-12-29", &["2020-01-03"]),
        ("is to visit from October 26 to 28", "2023-10-24", &["2023-10-26/2023-10-28"]),
        ("later this month", "2023-10-24", &["2023-10"]),
        ("next March", "2023-10-24", &["2024-03"]),
        ("from Tuesday to Thursday", "2023-10-20", &["2023-10-24/2023-10-26"]),
        ("tomorrow", "2023-10-31", &["2023-11-01"]),
        ("in June next year", "2023-10-31", &["2024-06"]),
        ("in the spring of 2025", "2023-10-31", &["2025"]),
        ("in the spring, ", "2023-10-31", &["2024"]),
        ("this weekend", "2023-10-31", &["2023-11-04/2023-11-05"]),
        ("on Tuesday next week", "2023-11-02", &["2023-11-07"]),
        ("in ten days' time", "2023-10-31", &["2023-11-10"]),
        ("two weeks from now", "2023-10-31", &["2023-11-13/2023-11-19"]),
        ("on the 3rd", "2023-10-31", &["2023-11-03"]),
        ("the week after next", "2023-10-31", &["2023-11-13/2023-11-19"]),
        ("the day after tomorrow", "2023-10-31", &["2023-11-02"]),
    ];
    for (text, anchor, expected) in cases {
        assert_eq!(&read(text, anchor, Tense::Future), expected, "{text} published {anchor}");
    }
}

#[test]
fn lengths() {
    assert_eq!(find_length_in_days("a two-day working visit"), Some(2));
    assert_eq!(find_length_in_days("on a 3-day tour"), Some(3));
    assert_eq!(find_length_in_days("a visit of four days"), Some(4));
    assert_eq!(find_length_in_days("a day of talks"), None);
}

#[test]
fn leads_tell_deadlines_from_days() {
    let lead = |text: &str| find_dates(text).first().map(|date| date.lead);
    assert_eq!(lead("by 2030"), Some(Lead::By));
    assert_eq!(lead("since the end of April"), Some(Lead::Since));
    assert_eq!(lead("on 4 May"), Some(Lead::At));
    assert_eq!(lead("until Friday"), Some(Lead::Until));
}
