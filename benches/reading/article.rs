//! Generated news.

const NATIONS: &[(&str, &str, &str)] = &[
    ("Peruvian", "Peru", "Lima"),
    ("Norwegian", "Norway", "Oslo"),
    ("Kenyan", "Kenya", "Nairobi"),
    ("Thai", "Thailand", "Bangkok"),
    ("Jordanian", "Jordan", "Amman"),
];
const GIVEN: &[&str] = &["Ana", "Omar", "Kari", "Somchai", "Pedro", "Lena"];
const FAMILY: &[&str] = &["Ruiz", "Haddad", "Lund", "Torvik", "Okello", "Srisai"];

/// Paragraphs of an article of about 3 kB.
pub const USUAL: usize = 6;

/// An article of half a kilobyte a paragraph about two countries; every number gives another one.
pub fn article(number: usize, paragraphs: usize) -> String {
    let (adjective, country, capital) = NATIONS[number % NATIONS.len()];
    let (other_adjective, other, _) = NATIONS[(number / 5 + number + 1) % NATIONS.len()];
    let host = format!("{} {}", GIVEN[number % 6], FAMILY[number / 6 % 6]);
    let guest = format!("{} {}", GIVEN[(number + 1) % 6], FAMILY[(number / 7 + 2) % 6]);
    let family = FAMILY[(number / 7 + 2) % 6];
    let paragraph = format!(
        "{adjective} Foreign Minister {host} received {other_adjective} Foreign Minister {guest} in {capital} on Tuesday, and the two \
         ministers agreed to raise trade between {country} and {other} to US$3 billion by 2030. Minister {family} asked {country} to open \
         its market to farm goods and thanked the {adjective} Government for its help. The two sides also discussed the reform of the United \
         Nations and the work of the Ministry of Foreign Affairs of {country}. They said that a delegation will visit {other} next month.\n\n"
    );
    format!("{capital}, May 3, 2019 — {}", paragraph.repeat(paragraphs))
}
