//! Whose an office is: what the words around a title say of it.

use super::persons;

#[test]
fn titles_belong_to_whom_the_words_around_them_name() {
    for (text, expected) in [
        (
            "Chad was represented by its foreign minister, Ali Mahamat, and Togo by Deputy Prime Minister Edem Koffi.",
            vec!["Ali Mahamat: foreign_minister of TCD", "Edem Koffi: deputy_head_of_government of TGO"],
        ),
        (
            "Iran, whose president, Reza Moradi, stayed away, sent a note to Oman.",
            vec!["Reza Moradi: head_of_state of IRN"],
        ),
        (
            "Peru had its turn on Friday. Its special envoy, Ana Quispe, asked Chile for time.",
            vec!["Ana Quispe: envoy of PER"],
        ),
        (
            "In Lisbon, Foreign Minister Rui Tavares spoke of talks with Spain and France.",
            vec!["Rui Tavares: foreign_minister of PRT"],
        ),
        (
            "The chief negotiators, Idris Bakri for Khartoum and Deng Ajak for Juba, met again.",
            vec!["Idris Bakri: official of SDN", "Deng Ajak: official of SSD"],
        ),
        (
            "Sweden's king and the presidents of Peru, Ana Quispe; of Chile, Luis Rojas; and of Bolivia, Eva Mamani, dined.",
            vec![
                "Ana Quispe: head_of_state of PER",
                "Luis Rojas: head_of_state of CHL",
                "Eva Mamani: head_of_state of BOL",
            ],
        ),
        (
            "The foreign ministers of the three neighbouring states - Ana Quispe of Peru, Luis Rojas of Chile and Eva Mamani of Bolivia - met in Lima.",
            vec![
                "Ana Quispe: foreign_minister of PER",
                "Luis Rojas: foreign_minister of CHL",
                "Eva Mamani: foreign_minister of BOL",
            ],
        ),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
}

#[test]
fn hosts_are_at_home_where_their_guests_travel() {
    for (text, last) in [
        (
            "Eritrean Foreign Minister Osman Idris flew to Doha last week. He was received by the Emir, Sheikh Khalid bin Nasser Al Thani.",
            "Khalid bin Nasser Al Thani: head_of_state of QAT",
        ),
        (
            "Egyptian Foreign Minister Hany Fawzi met President Joseph Mushi in Dar es Salaam on Monday.",
            "Joseph Mushi: head_of_state of TZA",
        ),
        (
            "Norway has recognised the Baltic states. Finland is more careful. President Matti Laine called for patience.",
            "Matti Laine: head_of_state of FIN",
        ),
    ] {
        assert_eq!(persons(text).last().map(String::as_str), Some(last), "{text}");
    }
}

#[test]
fn a_title_within_a_title_is_another_persons() {
    assert_eq!(
        persons("The text pleased Adam Stone, senior adviser to U.S. President Paul Field."),
        ["Adam Stone: official of USA", "Paul Field: head_of_state of USA"]
    );
}

#[test]
fn a_title_after_a_styled_name_is_that_persons() {
    assert_eq!(
        persons(
            "He met H.E. Mr. LIU Wen, State Councilor and Minister of Foreign Affairs of China, H.E. Mr. SATO Kenji, Minister for Foreign Affairs of Japan, and H.E. Mr. NAM Do-hyun, Minister of Foreign Affairs of the Republic of Korea."
        ),
        [
            "Liu Wen: official of CHN; foreign_minister of CHN",
            "Sato Kenji: foreign_minister of JPN",
            "Nam Do-hyun: foreign_minister of KOR"
        ]
    );
    assert_eq!(
        persons(
            "He saw the Vice-President of Chad, Ali Mahamat, and the Minister for Foreign Affairs of Togo, Edem Koffi."
        ),
        ["Ali Mahamat: deputy_head_of_government of TCD", "Edem Koffi: foreign_minister of TGO"]
    );
}

#[test]
fn travellers_hold_no_office_where_they_travel() {
    for (text, expected) in [
        (
            "The call followed President Ivan Horak's visit to Austria in May. Slovakia and Austria share a border, and Slovakia wants a bridge.",
            "Ivan Horak: head_of_state of SVK",
        ),
        (
            "Finnish Foreign Minister Kaarlo Salo spoke in Oslo with Norwegian Foreign Minister Per Lund about the visit to Finland by Prime Minister Anton Berg.",
            "Anton Berg: head_of_government of NOR",
        ),
        (
            "Finnish Foreign Minister Kaarlo Salo was received by Norwegian President Per Lund and met with Prime Minister Anton Berg.",
            "Anton Berg: head_of_government of NOR",
        ),
    ] {
        let persons = persons(text);
        assert!(persons.iter().any(|person| person == expected), "{text}: {persons:?}");
    }
}

#[test]
fn a_title_between_two_names_belongs_to_the_second_where_the_first_has_one_of_another_country() {
    let text = "Belgian Foreign Minister Anne Claes, Chad's ambassador in Brussels, Idris Mahamat, told a newspaper.";
    assert_eq!(persons(text), ["Anne Claes: foreign_minister of BEL", "Idris Mahamat: ambassador of TCD"]);
    let text = "Belgian Foreign Minister Anne Claes, Chad's guest in Brussels, said so.";
    assert_eq!(persons(text), ["Anne Claes: foreign_minister of BEL"]);
}

#[test]
fn counterparts_from_several_countries_hold_the_same_office() {
    let text = "Kenyan Foreign Minister Amina Oduya received her counterparts from Uganda, Moses Kato, and Rwanda, Jean Habimana.";
    assert_eq!(
        persons(text),
        [
            "Amina Oduya: foreign_minister of KEN",
            "Moses Kato: foreign_minister of UGA",
            "Jean Habimana: foreign_minister of RWA"
        ]
    );
}

#[test]
fn bare_titles_belong_to_the_country_that_the_guest_visits() {
    let text = "Ghanaian President Kofi Mensah held talks with visiting Norwegian Prime Minister Anton Berg on Friday. Berg also met with Vice President Ama Owusu.";
    assert!(persons(text).contains(&"Ama Owusu: deputy_head_of_government of GHA".to_owned()), "{:?}", persons(text));
    let text = "Ghanaian President Kofi Mensah held talks with visiting Norwegian Prime Minister Anton Berg on Friday. Berg was accompanied by Trade Minister Liv Dahl.";
    assert!(persons(text).contains(&"Liv Dahl: minister of NOR".to_owned()), "{:?}", persons(text));
}

#[test]
fn members_of_a_delegation_are_of_its_country() {
    for (text, expected) in [
        (
            "Kenya and Malawi held talks in Nairobi. The Malawi delegation included the Minister of Trade, Mr. Dick Banda.",
            "Dick Banda: minister of MWI",
        ),
        (
            "The memorandum was signed in Vientiane on behalf of Thailand by Permanent Secretary Anong Chaiya.",
            "Anong Chaiya: deputy_minister of THA",
        ),
        (
            "African foreign ministers and their Turkish counterpart, Ali Demir, met in Cairo.",
            "Ali Demir: foreign_minister of TUR",
        ),
        (
            "He was received by the President of the Federal Senate of Brazil, Ana Prado.",
            "Ana Prado: speaker of Federal Senate of Brazil",
        ),
        ("UN chief Kofi Boateng flew to Cairo.", "Kofi Boateng: secretary_general of United Nations"),
        (
            "Laos' Deputy Prime Minister and Foreign Minister, Somphet Chit, will lead a delegation.",
            "Somphet Chit: deputy_head_of_government of LAO; foreign_minister of LAO",
        ),
    ] {
        let persons = persons(text);
        assert!(persons.iter().any(|person| person == expected), "{text}: {persons:?}");
    }
}
