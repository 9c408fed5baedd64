//! Sentences made from lists, whose reading is known beforehand: every style, office, name and country in every order of
//! words and clause. They show what articles happen not to have.

use super::{read, word};
use chancery::facts::{Facts, LinkType};

const TITLES: [&str; 24] = [
    "Prime Minister",
    "Foreign Minister",
    "Minister for Foreign Affairs",
    "Minister of Petroleum and Natural Gas",
    "Minister of State for Commonwealth Affairs",
    "Deputy Prime Minister",
    "President",
    "Vice-President",
    "Under-Secretary of State",
    "Deputy Minister of Foreign Affairs",
    "Minister of Agriculture, Food and Fisheries",
    "Attorney General",
    "Finance Minister",
    "Minister of National Defence",
    "Minister of Justice and Human Rights",
    "State Secretary",
    "Special Envoy",
    "Chief of Army Staff",
    "Minister for Women's Affairs",
    "Interior Minister",
    "Chief Justice",
    "Minister of Education, Science and Culture",
    "Central Bank Governor",
    "Permanent Secretary",
];

const STYLES: [&str; 23] = [
    "",
    "Mr. ",
    "Dr ",
    "H.E. Mr. ",
    "the Hon. ",
    "the Rt. Hon. ",
    "Sir ",
    "Sheikh ",
    "Shri ",
    "Gen. ",
    "Lt. Gen. ",
    "Ambassador ",
    "Dato' Seri ",
    "Chief ",
    "Alhaji ",
    "Ing. ",
    "Smt. ",
    "Dame ",
    "His Excellency ",
    "Begum ",
    "Maj. Gen. ",
    "Engr. ",
    "Mme ",
];

const NAMES: [&str; 19] = [
    "Demeke Mekonnen",
    "Abdul Karim al-Khatib",
    "Mikhail Vorontsov",
    "Gonzalo Ibáñez Rojas",
    "Pieter van der Meulen",
    "Noureddine Bouzid",
    "Josefa Vakatawa",
    "Nurlan Zhaksybekov",
    "Mehmet Yıldırım",
    "Solveig Haugen",
    "Kwabena Oforiwaa",
    "Bishnu Prasad Koirala",
    "Kim Yong-su",
    "Park Jin-ho",
    "Nguyen Van Hien",
    "Shahidul Islam",
    "Siti Rahmawati",
    "S. Jaipal Reddy",
    "Jean-Baptiste Ouédraogo",
];

/// The usual name, the full style and the adjective.
const COUNTRIES: [[&str; 3]; 17] = [
    ["Ethiopia", "the Federal Democratic Republic of Ethiopia", "Ethiopian"],
    ["Venezuela", "the Bolivarian Republic of Venezuela", "Venezuelan"],
    ["Jordan", "the Hashemite Kingdom of Jordan", "Jordanian"],
    ["Russia", "the Russian Federation", "Russian"],
    ["Sri Lanka", "the Democratic Socialist Republic of Sri Lanka", "Sri Lankan"],
    ["Bolivia", "the Plurinational State of Bolivia", "Bolivian"],
    ["Thailand", "the Kingdom of Thailand", "Thai"],
    ["Papua New Guinea", "the Independent State of Papua New Guinea", "Papua New Guinean"],
    ["Uruguay", "the Oriental Republic of Uruguay", "Uruguayan"],
    ["Kuwait", "the State of Kuwait", "Kuwaiti"],
    ["Barbados", "Barbados", "Barbadian"],
    ["Tanzania", "the United Republic of Tanzania", "Tanzanian"],
    ["Germany", "the Federal Republic of Germany", "German"],
    ["Mexico", "the United Mexican States", "Mexican"],
    ["Ghana", "the Republic of Ghana", "Ghanaian"],
    ["Egypt", "the Arab Republic of Egypt", "Egyptian"],
    ["Poland", "the Republic of Poland", "Polish"],
];

/// How office, name and country are put together: T, N, C, L (the full style) and A (the adjective).
const ORDERS: [&str; 11] = [
    "A T N",
    "the A T, N,",
    "C's T N",
    "C's T, N,",
    "the T of C, N,",
    "the T of L, N,",
    "the T of C N",
    "T N of C",
    "N, T of C,",
    "N, the T of L,",
    "N, the A T,",
];

const CLAUSES: [&str; 7] = [
    "On Tuesday Swedish Foreign Minister Erik Lindqvist met X in Geneva.",
    "Swedish Foreign Minister Erik Lindqvist was received on Tuesday by X.",
    "The talks between Swedish Foreign Minister Erik Lindqvist and X lasted two hours.",
    "The meeting with Swedish Foreign Minister Erik Lindqvist was attended by X.",
    "According to X, the two sides agreed to meet again.",
    "On Tuesday Swedish Foreign Minister Erik Lindqvist and X discussed trade.",
    "At the invitation of X, Swedish Foreign Minister Erik Lindqvist will pay an official visit in May.",
];

/// How many sentences are made; the lists have lengths without a common divisor, so that all go with all in time.
const MADE: usize = 1_500;

/// Of so many sentences in a hundred the office is read right.
const FLOOR: f64 = 99.5;

fn sentence(number: usize) -> (String, &'static str, &'static str) {
    let (title, style) = (TITLES[number % TITLES.len()], STYLES[number % STYLES.len()]);
    let (name, [country, long, adjective]) = (NAMES[number % NAMES.len()], COUNTRIES[number % COUNTRIES.len()]);
    let styled = format!("{style}{name}");
    let part = |letter: char| match letter {
        'A' => adjective.to_owned(),
        'T' => title.to_owned(),
        'N' => styled.clone(),
        'C' => country.to_owned(),
        'L' => long.to_owned(),
        other => other.to_string(),
    };
    let who: String = ORDERS[number % ORDERS.len()].chars().map(part).collect();
    let text = CLAUSES[number % CLAUSES.len()].replace('X', &who).replace(",,", ",").replace(",.", ".");
    (text, name, country)
}

/// Whether the one of that name holds an office of that country.
pub(super) fn is_read(facts: &Facts, name: &str, country: &str) -> bool {
    let named = |thing: usize| word(&facts.things[thing].properties, "name");
    facts.links.iter().any(|link| {
        let of = named(link.end);
        link.kind == LinkType::Holds && named(link.start) == name && of.contains(country)
    })
}

#[test]
fn offices_are_read_in_every_order_of_words() {
    let mut wrong = Vec::new();
    for (text, name, country) in (0..MADE).map(sentence) {
        let facts = read("made", &format!("GENEVA, March 12, 1998 (TT)\n\n{text}\n"), None);
        if !is_read(&facts, name, country) {
            wrong.push(text);
        }
    }
    let right = 100.0 * (MADE - wrong.len()) as f64 / MADE as f64;
    println!("{right:.1} of a hundred sentences are read right; not these:\n{}", wrong.join("\n"));
    assert!(right >= FLOOR, "only {right:.1} of a hundred are read right:\n{}", wrong.join("\n"));
}
