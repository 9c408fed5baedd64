//! Names that several countries share, languages, and towns that no table knows.

use super::{countries, persons, places};

#[test]
fn shared_names_mean_the_country_that_the_text_names() {
    for (text, expected) in [
        ("The Congolese president left Kinshasa; Zaire, as it was called, was at peace.", "COD"),
        ("Brazzaville was calm. The Congolese president spoke of the Republic of the Congo.", "COG"),
        ("Guinea-Bissau voted. The Guinean president was content.", "GNB"),
        ("The Soviet Union agreed. It was for Moscow to begin.", "SUN"),
    ] {
        assert_eq!(countries(text), [expected], "{text}");
    }
}

#[test]
fn languages_are_no_countries() {
    assert_eq!(countries("Peru published it in the Spanish and Portuguese languages."), ["PER"]);
    assert_eq!(countries("Iceland printed it, translated from Norwegian."), ["ISL"]);
}

#[test]
fn towns_are_known_by_the_words_around_them() {
    assert_eq!(places("The ministers of Peru and Chile met in Pampa Grande, Peru, on Monday."), ["Pampa Grande"]);
    assert_eq!(places("They were to meet in the Chilean port of Quellahue in May."), ["Quellahue"]);
    assert!(persons("They are to meet in San Tomaso, Texas, in May.").is_empty());
}
