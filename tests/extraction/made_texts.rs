//! Short texts made from lists, whose reading is known beforehand: officers in pairs and lists, delegations, bare titles in
//! later sentences and in the capital where the report was written.

use super::made::is_read;
use super::read;

/// The country, its adjective and capital, and two who hold its offices.
const STATES: [[&str; 5]; 11] = [
    ["Peru", "Peruvian", "Lima", "Gonzalo Ibáñez", "Víctor Salazar"],
    ["Kenya", "Kenyan", "Nairobi", "Peter Kariuki", "Grace Wanjiru"],
    ["Poland", "Polish", "Warsaw", "Marek Nowicki", "Ewa Zielińska"],
    ["Egypt", "Egyptian", "Cairo", "Mahmoud Fathi", "Laila Hassanein"],
    ["Finland", "Finnish", "Helsinki", "Pekka Virtanen", "Aino Mäkinen"],
    ["Portugal", "Portuguese", "Lisbon", "João Carvalho", "Teresa Moura"],
    ["Sri Lanka", "Sri Lankan", "Colombo", "Sunil Perera", "Ranjith Fonseka"],
    ["Ukraine", "Ukrainian", "Kyiv", "Petro Shevchuk", "Olena Kovalenko"],
    ["Mongolia", "Mongolian", "Ulaanbaatar", "Batbold Ganzorig", "Tsend Erdene"],
    ["Hungary", "Hungarian", "Budapest", "István Kovács", "Márta Szabó"],
    ["Nepal", "Nepalese", "Kathmandu", "Bishnu Koirala", "Sita Adhikari"],
];

const TITLES: [&str; 6] = [
    "Foreign Minister",
    "Minister of Energy",
    "Trade Minister",
    "Deputy Foreign Minister",
    "Defence Minister",
    "Minister of Justice",
];

/// Of three states 1, 2 and 3: C the country, A the adjective, K the capital, N and M the two officers, T the title.
const TEXTS: [&str; 35] = [
    "The foreign ministers of C1, C2 and C3, N1, N2 and N3, respectively, met in Geneva on Tuesday.",
    "Presidents N1 of C1 and N2 of C2 met in Geneva on Tuesday.",
    "Prime Ministers N1 (C1), N2 (C2) and N3 (C3) attended the summit in Geneva on Tuesday.",
    "The A1 and A2 foreign ministers, N1 and N2, met in Geneva on Tuesday. They were joined by N3, T3 of C3.",
    "N1 and N2, the foreign ministers of C1 and C2, met in Geneva on Tuesday.",
    "Foreign ministers N1, N2 and N3 of C1, C2 and C3 met on Tuesday.",
    "C1 and C2 opened talks on Tuesday. The two foreign ministers, N1 and N2, met for an hour.",
    "The guests included N1, the A1 T1, N2, the A2 T2, and N3, the A3 T3.",
    "Those present were N1 (T1, C1), N2 (T2, C2) and N3 (T3, C3).",
    "The delegations of C1 and C2 were headed by T1 N1 and T2 N2, respectively.",
    "The A1 team, led by T1 N1, and the A2 team, under T2 N2, met in Geneva on Tuesday.",
    "C1 was represented by T1 N1, while T2 N2 represented C2.",
    "The agreement was signed for C1 by T1 N1 and for C2 by T2 N2.",
    "T1 N1 of C1 met his counterpart N2 of C2 in Geneva on Tuesday.",
    "N1 arrived in K2 on Monday. The A1 T1 will meet N2, his A2 counterpart, on Tuesday.",
    "N1 and N2 signed the treaty in Geneva on Tuesday. It was drafted by N3, T3 of C3. N1, the A1 T1, and N2, T2 of C2, shook hands.",
    "K2, March 12 (TT) -- A1 T1 N1 arrived here on Tuesday. He was met at the airport by T2 N2.",
    "K2, March 12 (TT) -- T2 N2 on Tuesday received A1 T1 N1. T2 N2 accepted an invitation.",
    "K2, March 12 (TT) -- A1 Ambassador N1 called on T2 N2 on Tuesday.",
    "A1 T1 N1 arrived in K2 on Tuesday at the invitation of T2 N2.",
    "T2 N2 hosted a dinner in K2 on Tuesday for the visiting A1 T1, N1.",
    "N1 has been appointed A1 T1. On Tuesday he met T2 N2 of C2.",
    "A1 President N1 sent a message to N2, who was elected President of C2 last week.",
    "The following took part.\n\nC1: N1, T1\n\nC2: N2, T2\n\nFor C3: N3, T3",
    "A1 Prime Minister N1 met A2 Prime Minister N2 in K2 on Tuesday. On the A2 side were T3 M2 and others; on the A1 side, Ambassador M1.",
    "A special envoy of A1 President N1, M1, delivered a message to A2 Prime Minister N2 in K2 on Tuesday.",
    "A1 Prime Minister N1 met A2 Prime Minister N2 in K2 on Tuesday. Also present were T1 M2 on the A2 side and T2 M1 on the A1 side.",
    "A1 Prime Minister N1 met A2 Prime Minister N2 in K2 on Tuesday. The A1 delegation comprised T1 M1, while the A2 delegation consisted of T2 M2 and others.",
    "A1 T1 N1 held talks in K1 on Tuesday with a delegation from C2 led by T2 N2. The delegation includes T3 M2.",
    "The summit was attended by N1, President of C1, N2, Prime Minister of C2, N3, T3 of C3, and others.",
    "N1, T1 of C1, N2, T2 of C2, and N3, T3 of C3, attended the conference in Geneva on Tuesday.",
    "Those attending the conference were: N1, T1 (C1); N2, T2 (C2); and N3, T3 (C3).",
    "A1 T1 N1 arrived in K2 on Monday at the head of a delegation that includes T2 M1.",
    "A1 T1 N1 ended a visit to C2 on Tuesday, in the course of which he was received by Prime Minister N2 and met his A2 counterpart, M2.",
    "A1 President N1 arrived in K2 on Monday. He was welcomed by Prime Minister N2 of C2. The President is accompanied by T1 M1.",
];

/// How many texts are made.
const MADE: usize = 800;

/// Of so many texts in a hundred all offices are read right.
const FLOOR: f64 = 99.0;

/// A text, and who in it holds an office of which country.
fn text(number: usize) -> (String, Vec<(&'static str, &'static str)>) {
    let pattern = TEXTS[number % TEXTS.len()];
    let start = number / TEXTS.len() + number;
    let state = |place: usize| &STATES[(start + place * (1 + number % 3)) % STATES.len()];
    let mut text = pattern.to_owned();
    let mut holders = Vec::new();
    for (place, digit) in ["1", "2", "3"].into_iter().enumerate() {
        let [country, adjective, capital, first, second] = state(place);
        for (letter, name) in [("N", first), ("M", second)] {
            if pattern.contains(&format!("{letter}{digit}")) {
                holders.push((*name, *country));
            }
        }
        let title = &TITLES[(number + place) % TITLES.len()];
        for (letter, words) in
            [("C", country), ("A", adjective), ("K", capital), ("N", first), ("M", second), ("T", title)]
        {
            text = text.replace(&format!("{letter}{digit}"), words);
        }
    }
    (text, holders)
}

#[test]
fn offices_are_read_in_lists_and_later_sentences() {
    let mut wrong = Vec::new();
    for (text, holders) in (0..MADE).map(text) {
        let facts = read("made", &text, Some("1998-03-14"));
        if !holders.iter().all(|(name, country)| is_read(&facts, name, country)) {
            wrong.push(text);
        }
    }
    let right = 100.0 * (MADE - wrong.len()) as f64 / MADE as f64;
    println!("{right:.1} of a hundred texts are read right; not these:\n{}", wrong.join("\n"));
    assert!(right >= FLOOR, "only {right:.1} of a hundred are read right:\n{}", wrong.join("\n"));
}
