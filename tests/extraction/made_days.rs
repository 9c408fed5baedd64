//! Short texts made from lists, whose meetings and visits are known beforehand: who took part, and on which day, told in the
//! same sentence or in the next.

use super::{line, read};

/// The country, its adjective, and three who hold its offices.
const STATES: [[&str; 5]; 12] = [
    ["Peru", "Peruvian", "Gonzalo Ibáñez", "Víctor Quispe", "Hugo Tapia"],
    ["Kenya", "Kenyan", "Peter Kariuki", "Daniel Kiprono", "Moses Otieno"],
    ["Poland", "Polish", "Marek Nowicki", "Tomasz Wrona", "Adam Gajda"],
    ["Egypt", "Egyptian", "Mahmoud Fathi", "Tarek Shawky", "Hany Mansour"],
    ["Finland", "Finnish", "Pekka Virtanen", "Jukka Lahti", "Matti Salo"],
    ["Portugal", "Portuguese", "João Carvalho", "Rui Pestana", "Nuno Barros"],
    ["Sri Lanka", "Sri Lankan", "Sunil Perera", "Nimal Gunasekara", "Anil Dissanayake"],
    ["Ukraine", "Ukrainian", "Petro Shevchuk", "Andriy Bondar", "Vasyl Tkachenko"],
    ["Hungary", "Hungarian", "István Kovács", "Gábor Vas", "Zoltán Bíró"],
    ["Ghana", "Ghanaian", "Kwame Boateng", "Kofi Ansah", "Yaw Darko"],
    ["Chile", "Chilean", "Lucas Sandoval", "Ignacio Rojas", "Felipe Soto"],
    ["Zambia", "Zambian", "Mutale Chanda", "Joseph Mwila", "Patrick Phiri"],
];

const HEADS: [&str; 3] = ["President", "Prime Minister", "Foreign Minister"];

const MINISTERS: [&str; 4] = ["Trade Minister", "Defence Minister", "Finance Minister", "Interior Minister"];

/// Days before the day of publication, and which they are.
const DAYS: [[&str; 2]; 6] = [
    ["on Tuesday", "2019-05-14"],
    ["yesterday", "2019-05-15"],
    ["on 14 May", "2019-05-14"],
    ["on May 13", "2019-05-13"],
    ["last Friday", "2019-05-10"],
    ["on Sunday", "2019-05-12"],
];

/// A Thursday.
const PUBLISHED: &str = "2019-05-16";

/// Of states 1, 2 and 3: C the country, N, M and L its people, X and Y the first and second with their offices; D a day. Behind the bar
/// what must be read: M a meeting, V a visit.
const TEXTS: [(&str, &[&str]); 36] = [
    ("X1 met X2 in Geneva D. Also present were Y1 and Y2.", &["M held D: N1, N2, M1, M2"]),
    ("X1 received X2 D. The audience was attended by Y1 and Y2.", &["M held D: N1, N2, M1, M2"]),
    ("X1, accompanied by Y1, met X2 in Geneva D.", &["M held D: N1, N2, M1"]),
    ("X1 and X2 spoke by telephone D. Y1 was also on the line.", &["M held D: N1, N2, M1"]),
    ("X1 and X2 met in Geneva D. Y1 and Y2 were in attendance.", &["M held D: N1, N2, M1, M2"]),
    ("X1 gave a dinner D in honour of X2. Y1 and Y2 were also among the guests.", &["M held D: N1, N2, M1, M2"]),
    (
        "Talks between C1 and C2 opened in Geneva D. X1 is leading the A1 delegation and X2 heads the A2 side.",
        &["M held D: N1, N2"],
    ),
    ("Delegations from C1 and C2, led by X1 and X2, met in Geneva D.", &["M held D: N1, N2"]),
    ("X1, X2 and X3 met in Geneva D.", &["M held D: N1, N2, N3"]),
    ("X1 met X2 in Geneva D. X3 stayed away.", &["M held D: N1, N2"]),
    ("X1 met X2 in Geneva D to convey a message from Y1.", &["M held D: N1, N2"]),
    ("X1 met X2 in Geneva D to discuss the case of L3.", &["M held D: N1, N2"]),
    ("X1 met X2 in Geneva, the ministry said in a statement D.", &["M held: N1, N2"]),
    ("X1 arrived in C2 D. The delegation also includes Y1.", &["V held D: N1, M1 -> C2"]),
    ("X1 arrived in C2 D with Y1.", &["V held D: N1, M1 -> C2"]),
    ("An A1 delegation led by X1 arrived in C2 D. It includes Y1.", &["V held D: N1, M1 -> C2"]),
    (
        "X1 will visit C2 and C3 from 20 to 22 May. Y1 will accompany him.",
        &["V planned 2019-05-20/2019-05-22: N1, M1 -> C2", "V planned 2019-05-20/2019-05-22: N1, M1 -> C3"],
    ),
    (
        "At the invitation of X2, X1 will visit C2 from 20 to 22 May. He is accompanied by Y1.",
        &["V planned 2019-05-20/2019-05-22: N1, M1 -> C2"],
    ),
    ("X1 arrived in C2 on Tuesday. He stays until Saturday.", &["V held 2019-05-14/2019-05-18: N1 -> C2"]),
    ("X1 left for home on Wednesday after a stay of three days in C2.", &["V held 2019-05-13/2019-05-15: N1 -> C2"]),
    ("X1 will visit C2 next week, from 20 to 22 May.", &["V planned 2019-05-20/2019-05-22: N1 -> C2"]),
    ("X1 will visit C2 starting on Monday.", &["V planned 2019-05-20: N1 -> C2"]),
    (
        "Talks between X1 and X2 opened in Geneva on Tuesday. They will end on Friday.",
        &["M held 2019-05-14/2019-05-17: N1, N2"],
    ),
    (
        "Talks between X1 and X2 ended in Geneva on Wednesday. They had begun on Monday.",
        &["M held 2019-05-13/2019-05-15: N1, N2"],
    ),
    (
        "Talks between X1 and X2 opened in Geneva on Tuesday and are expected to last until Friday.",
        &["M held 2019-05-14/2019-05-17: N1, N2"],
    ),
    (
        "X1 and X2 began talks in Geneva on Monday and concluded them on Wednesday.",
        &["M held 2019-05-13/2019-05-15: N1, N2"],
    ),
    (
        "X1 met X2 in Geneva on Monday. Two days later he received X3.",
        &["M held 2019-05-13: N1, N2", "M held 2019-05-15: N1, N3"],
    ),
    (
        "X1 met X2 in Geneva on Monday. That day he also met X3.",
        &["M held 2019-05-13: N1, N2", "M held 2019-05-13: N1, N3"],
    ),
    (
        "X1 met X2 in Geneva on Tuesday. The day after he met X3.",
        &["M held 2019-05-14: N1, N2", "M held 2019-05-15: N1, N3"],
    ),
    (
        "X1 held talks with X2 on Tuesday and X3 on Wednesday.",
        &["M held 2019-05-14: N1, N2", "M held 2019-05-15: N1, N3"],
    ),
    (
        "X1 will receive X2 on Monday and X3 on Tuesday.",
        &["M planned 2019-05-20: N1, N2", "M planned 2019-05-21: N1, N3"],
    ),
    (
        "X1 held talks with X2 on Tuesday, a day after receiving X3.",
        &["M held 2019-05-14: N1, N2", "M held 2019-05-13: N1, N3"],
    ),
    (
        "X1 met X2 in Geneva on Tuesday. Another meeting is planned for 18 May.",
        &["M held 2019-05-14: N1, N2", "M planned 2019-05-18: N1, N2"],
    ),
    ("X1 met X2 in Geneva, and on Tuesday he met X3.", &["M held: N1, N2", "M held 2019-05-14: N1, N3"]),
    ("X1 met X2 in Geneva in the evening of 14 May.", &["M held 2019-05-14: N1, N2"]),
    ("A visit by X1 to C2, announced for Friday, has been cancelled.", &["V cancelled 2019-05-17: N1 -> C2"]),
];

/// How many texts are made.
const MADE: usize = 720;

/// Of so many texts in a hundred all meetings and visits are read right, and no others.
const FLOOR: f64 = 98.0;

/// A text, and the meetings and visits that must be read from it.
fn text(number: usize) -> (String, Vec<String>) {
    let (pattern, events) = TEXTS[number % TEXTS.len()];
    let round = number / TEXTS.len();
    let state = |place: usize| &STATES[(round + number + place * (1 + round % 3)) % STATES.len()];
    let [day, date] = DAYS[(round + number) % DAYS.len()];
    let head = HEADS[round % HEADS.len()];
    let mut text = pattern.replace(" D", &format!(" {day}"));
    let mut events: Vec<String> = events.iter().map(|event| event.replace(" D:", &format!(" {date}:"))).collect();
    for (place, digit) in ["1", "2", "3"].into_iter().enumerate() {
        let [country, adjective, first, second, third] = state(place);
        let minister = MINISTERS[(round + place) % MINISTERS.len()];
        let (leader, officer) = (format!("{adjective} {head} {first}"), format!("{adjective} {minister} {second}"));
        let words = [("X", &*leader), ("Y", &*officer), ("C", country), ("A", adjective), ("L", third)];
        for (letter, words) in words {
            text = text.replace(&format!("{letter}{digit}"), words);
        }
        for event in &mut events {
            for (letter, words) in [("N", first), ("M", second), ("C", country)] {
                *event = event.replace(&format!("{letter}{digit}"), words);
            }
        }
    }
    (text, events.iter().map(|event| in_order(event)).collect())
}

/// An event with those who take part in the order of their letters.
fn in_order(event: &str) -> String {
    let (head, rest) = event.split_once(": ").unwrap_or((event, ""));
    let (who, to) = rest.split_once(" -> ").map_or((rest, String::new()), |(who, to)| (who, format!(" -> {to}")));
    let mut names: Vec<&str> = who.split(", ").collect();
    names.sort_unstable();
    format!("{head}: {}{to}", names.join(", "))
}

/// The meetings and visits that are read from a text, without their kinds and places.
fn events_read(text: &str) -> Vec<String> {
    let facts = read("made", text, Some(PUBLISHED));
    let lines = (0..facts.things.len()).filter_map(|index| line(&facts, index));
    let told = lines.filter_map(|line| {
        let (label, rest) = line.split_once(' ')?;
        let letter = match label {
            "meeting" => "M",
            "visit" => "V",
            _ => return None,
        };
        let (_, rest) = rest.split_once(' ')?;
        let event = rest.split("; ").next().unwrap_or_default();
        Some(in_order(&format!("{letter} {event}")))
    });
    told.collect()
}

#[test]
fn participants_and_days_are_read_in_sentences_and_the_next() {
    let mut wrong = Vec::new();
    for (text, mut events) in (0..MADE).map(text) {
        let mut read = events_read(&text);
        events.sort();
        read.sort();
        if read != events {
            wrong.push(format!("{text}\n    {read:?}"));
        }
    }
    let right = 100.0 * (MADE - wrong.len()) as f64 / MADE as f64;
    println!("{right:.1} of a hundred texts are read right; not these:\n{}", wrong.join("\n"));
    assert!(right >= FLOOR, "only {right:.1} of a hundred are read right:\n{}", wrong.join("\n"));
}
