//! Small texts and what is read from them: each case guards one habit of diplomatic English.

mod bodies;
mod names;
mod owners;
mod places;

use std::sync::LazyLock;

use super::mention::{EntityKind, MentionKind, Mentions};
use super::{Knowledge, mentions};
use crate::document::Document;

/// Reading the tables takes longer than all the cases.
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::default);

fn read(text: &str) -> (Document, Mentions) {
    let document = Document::from_text("case.txt", text.to_owned());
    let (mentions, _) = mentions(&document, &KNOWLEDGE);
    (document, mentions)
}

/// `name: office of polity; former office of polity` for every person, in order of the text.
fn persons(text: &str) -> Vec<String> {
    let (_, mentions) = read(text);
    let name = |entity: usize| match &mentions.entities[entity].kind {
        EntityKind::Country { iso3 } => iso3.clone(),
        _ => mentions.entities[entity].name.clone(),
    };
    let mut out = Vec::new();
    for entity in &mentions.entities {
        let EntityKind::Person { offices, .. } = &entity.kind else { continue };
        let offices: Vec<String> = offices
            .iter()
            .filter_map(|office| {
                let former = if office.former { "former " } else { "" };
                office.polity.map(|polity| format!("{former}{} of {}", office.code, name(polity)))
            })
            .collect();
        out.push(if offices.is_empty() {
            entity.name.clone()
        } else {
            format!("{}: {}", entity.name, offices.join("; "))
        });
    }
    out
}

/// For every mention whose head ends in the word the person meant.
fn references(text: &str, word: &str) -> Vec<Option<String>> {
    let (document, mentions) = read(text);
    let ends = |mention: &&super::mention::Mention| {
        mention.kind == MentionKind::Person && document.text.plain_slice(mention.head.clone()).ends_with(word)
    };
    let name = |entity: &usize| mentions.entities[*entity].name.clone();
    mentions.list.iter().filter(ends).map(|mention| mention.entities.first().map(name)).collect()
}

fn names(text: &str, wanted: fn(&EntityKind) -> bool) -> Vec<String> {
    let (_, mentions) = read(text);
    let mut out: Vec<String> = mentions
        .entities
        .iter()
        .filter(|entity| wanted(&entity.kind))
        .map(|entity| match &entity.kind {
            EntityKind::Country { iso3 } => iso3.clone(),
            _ => entity.name.clone(),
        })
        .collect();
    out.sort();
    out
}

fn countries(text: &str) -> Vec<String> {
    names(text, |kind| matches!(kind, EntityKind::Country { .. }))
}

fn organizations(text: &str) -> Vec<String> {
    names(text, |kind| matches!(kind, EntityKind::Organization { .. }))
}

fn places(text: &str) -> Vec<String> {
    names(text, |kind| matches!(kind, EntityKind::Place { .. }))
}

#[test]
fn titles_before_and_after_names() {
    for (text, expected) in [
        ("Norwegian Foreign Minister Kari Lund arrived.", vec!["Kari Lund: foreign_minister of NOR"]),
        ("Kari Lund, the foreign minister of Norway, arrived.", vec!["Kari Lund: foreign_minister of NOR"]),
        ("Norway's Minister of Foreign Affairs, Kari Lund, arrived.", vec!["Kari Lund: foreign_minister of NOR"]),
        (
            "The Minister of Foreign\u{a0}Affairs of the Kingdom of Norway Kari Lund arrived.",
            vec!["Kari Lund: foreign_minister of NOR"],
        ),
        ("President Ana Ruiz of Peru left for Chile.", vec!["Ana Ruiz: head_of_state of PER"]),
        (
            "Peru's Deputy Prime Minister and Minister of Defence Ana Ruiz left.",
            vec!["Ana Ruiz: deputy_head_of_government of PER; defence_minister of PER"],
        ),
        ("Former Peruvian President Ana Ruiz wrote a book.", vec!["Ana Ruiz: former head_of_state of PER"]),
        ("Ex-Peruvian Foreign Minister Ana Ruiz wrote a book.", vec!["Ana Ruiz: former foreign_minister of PER"]),
        ("Outgoing Peruvian President Ana Ruiz wrote a book.", vec!["Ana Ruiz: head_of_state of PER"]),
        ("Peru's Ambassador to Oman Ana Ruiz wrote a book.", vec!["Ana Ruiz: ambassador of PER"]),
        (
            "Speaker of the Republic of Peru’s National Assembly Ana Ruiz spoke.",
            vec!["Ana Ruiz: speaker of National Assembly of Peru"],
        ),
        (
            "ASEAN Secretary-General Bo Tran spoke.",
            vec!["Bo Tran: secretary_general of Association of Southeast Asian Nations"],
        ),
        ("Kremlin spokesman Ivan Orlov spoke.", vec!["Ivan Orlov: spokesperson of RUS"]),
        (
            "Latvian and Estonian foreign ministers Edgars Ozols and Mart Tamm met.",
            vec!["Edgars Ozols: foreign_minister of LVA", "Mart Tamm: foreign_minister of EST"],
        ),
        (
            "The Peruvian President and Chilean Prime Minister Ana Ruiz met.",
            vec!["Ana Ruiz: head_of_government of CHL"],
        ),
        (
            "Presidents Ana Ruiz of Peru and Juan Soto of Chile met.",
            vec!["Ana Ruiz: head_of_state of PER", "Juan Soto: head_of_state of CHL"],
        ),
        (
            "For Peru it was signed by Envoy Ana Ruiz; Minister of Trade Juan Soto signed for Chile.",
            vec!["Ana Ruiz: envoy of PER", "Juan Soto: minister of CHL"],
        ),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
}

#[test]
fn a_title_without_a_country_is_not_guessed_lightly() {
    for (text, expected) in [
        (
            "LIMA (Agency) -- Peruvian Foreign Minister Ana Ruiz will fly to Oman, where she will be received by Sultan Said bin Ali.",
            vec!["Ana Ruiz: foreign_minister of PER", "Said bin Ali: head_of_state of OMN"],
        ),
        (
            "LIMA (Agency) -- Peru said a call between President Ivan Orlov and President Juan Soto was planned.",
            vec!["Ivan Orlov", "Juan Soto: head_of_state of PER"],
        ),
        (
            "LIMA (Agency) -- Peruvian Prime Minister Ana Ruiz met President Orlov.",
            vec!["Ana Ruiz: head_of_government of PER", "Orlov"],
        ),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
}

#[test]
fn counterparts_take_the_office_of_the_other() {
    for (text, second) in [
        (
            "Peruvian Foreign Minister Ana Ruiz met her Chilean counterpart Juan Soto.",
            "Juan Soto: foreign_minister of CHL",
        ),
        (
            "Peruvian Foreign Minister Ana Ruiz met her Chilean counterpart, Juan Soto, in Lima.",
            "Juan Soto: foreign_minister of CHL",
        ),
        (
            "Peruvian Foreign Minister Ana Ruiz phoned her counterpart from Chile, Juan Soto.",
            "Juan Soto: foreign_minister of CHL",
        ),
        (
            "Peruvian Foreign Minister Ana Ruiz will visit Chile and meet her counterpart Juan Soto.",
            "Juan Soto: foreign_minister of CHL",
        ),
        (
            "Peru's Ambassador to Chile Ana Ruiz met her Chilean counterpart to Peru Juan Soto.",
            "Juan Soto: ambassador of CHL",
        ),
    ] {
        assert_eq!(persons(text).get(1).map(String::as_str), Some(second), "{text}");
    }
}

#[test]
fn names_of_many_cultures() {
    for (text, name) in [
        ("Egyptian President Gamal al-Masri spoke.", "Gamal al-Masri"),
        ("Qatari Foreign Minister Sheikh Khalid bin Nasser Al Thani spoke.", "Khalid bin Nasser Al Thani"),
        ("Mauritanian President Ahmed Ould Salem spoke.", "Ahmed Ould Salem"),
        ("Dutch Prime Minister Jan van der Berg spoke.", "Jan van der Berg"),
        ("Brazilian President João Inácio “Zeca” da Costa spoke.", "João Inácio Zeca da Costa"),
        ("Japanese Foreign Minister TANAKA Hiroshi spoke.", "Tanaka Hiroshi"),
        ("Korean Foreign Minister Choi Min-ho spoke.", "Choi Min-ho"),
        ("Ethiopian President Almaz-Worku Tessema spoke.", "Almaz-Worku Tessema"),
        ("Indian Foreign Secretary S. K. Rao spoke.", "S. K. Rao"),
        ("French President Alain d'Aubigny spoke.", "Alain d'Aubigny"),
        ("Irish Taoiseach Seán O’Hara spoke.", "Seán O’Hara"),
        ("Thai Prime Minister Somchai Chan-o-thai spoke.", "Somchai Chan-o-thai"),
        ("Bangladesh Foreign Minister Dr. A.B. Rahman spoke.", "A.B. Rahman"),
        ("Jordanian King Talal II spoke.", "Talal II"),
        ("Pakistani Foreign Minister Amir Khan Baloch spoke.", "Amir Khan Baloch"),
        ("Korean Foreign Minister Park Do-yun spoke.", "Park Do-yun"),
    ] {
        let found: Vec<String> =
            persons(text).iter().map(|person| person.split(':').next().unwrap_or("").to_owned()).collect();
        assert_eq!(found, [name], "{text}");
    }
}

#[test]
fn short_forms_and_slips_are_the_same_person() {
    for text in [
        "Vietnamese Foreign Minister Trần Văn Bình spoke. Bình left. Minister Binh came back.",
        "Korean Foreign Minister Han Seok-woo spoke. Han left. Minister Han came back. Seok-woo smiled.",
        "Korean Foreign Minister Han Seok-woo spoke. Later Foreign Minister Han Seok-wo of Korea left.",
        "Russian Foreign Minister Pyotr Belov met reporters. “It went well,” Belov said. Pyotr Belov’s aide agreed.",
        "Mr Seyfu Bekele, the Ethiopian Foreign Minister, spoke. Mr Seyfu left.",
    ] {
        assert_eq!(persons(text).len(), 1, "{text}: {:?}", persons(text));
    }
    // Never by office alone, nor by a family name with another country.
    let text = "Korean Foreign Minister Han Seok-woo took over from Korean Foreign Minister Ko Dae-sung. Chinese Premier Han Li watched.";
    assert_eq!(persons(text).len(), 3, "{:?}", persons(text));
}

#[test]
fn common_words_are_no_names() {
    for text in [
        "Their son walked in the park. A young king had been there.",
        "The Trade Agreement and the Joint Statement were signed on Monday in the Grand Hall.",
        "By Ana Ruiz\nThe two sides met on Tuesday and went on for a long time with the reading of the draft that they had made.",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn countries_by_name_adjective_and_short_form() {
    for (text, expected) in [
        ("The RoK and the ROK, South Korea and the Republic of Korea are one.", vec!["KOR"]),
        ("The DPRK is another Korea.", vec!["KOR", "PRK"]),
        ("Bosnia and Herzegovina, Trinidad and Tobago and Guinea-Bissau voted.", vec!["BIH", "GNB", "TTO"]),
        ("US$100 billion and A$5 were paid.", vec![]),
        ("The Korean Peninsula, the Indian Ocean and inter-Korean talks.", vec![]),
        ("The Non-Aligned Movement welcomed the China-Pakistan Economic Corridor.", vec![]),
        ("Poles and Finns, Turks and Danes, Frenchmen and the Dutch.", vec!["DNK", "FIN", "FRA", "NLD", "POL", "TUR"]),
        ("Kenya-Ethiopia border; Sino-Japanese ties.", vec!["CHN", "ETH", "JPN", "KEN"]),
        ("They asked us to send a chad from the niger delta for turkey.", vec![]),
        ("Kosovo and Papua New Guinea", vec!["PNG", "XKX"]),
        ("The Jordan River and New Mexico", vec![]),
    ] {
        assert_eq!(countries(text), expected, "{text}");
    }
}

#[test]
fn capitals_are_cities_or_governments() {
    for (text, nations, cities) in [
        ("The talks were held in Oslo.", vec![], vec!["Oslo"]),
        ("Oslo and Lima also decided to open embassies.", vec!["NOR", "PER"], vec![]),
        ("They counted on Lima's active support.", vec!["PER"], vec![]),
        ("The Kremlin said no.", vec!["RUS"], vec![]),
        ("OSLO — They met.", vec![], vec!["Oslo"]),
        ("Relations between Oslo and Lima are good.", vec!["NOR", "PER"], vec![]),
    ] {
        assert_eq!(countries(text), nations, "{text}");
        assert_eq!(places(text), cities, "{text}");
    }
}

#[test]
fn organizations_by_name_and_grammar() {
    for (text, expected) in [
        (
            "The Peruvian Foreign Ministry and Peru's Ministry of Foreign Affairs are one.",
            vec!["Ministry of Foreign Affairs of Peru"],
        ),
        ("He came to the Ministry of Foreign Affairs in Lima.", vec!["Ministry of Foreign Affairs of Peru"]),
        (
            "The Chilean Embassy in Lima and the Embassy of Chile in Peru.",
            vec!["Embassy of Chile in Lima", "Embassy of Chile in Peru"],
        ),
        (
            "The Association of Southeast Asian Nations (ASEAN) met; ASEAN agreed.",
            vec!["Association of Southeast Asian Nations"],
        ),
        ("The United Nations Convention on the Law of the Sea (UNCLOS) holds.", vec![]),
        (
            "The Andes Institute of Science and Technology (AIST) opened; AIST is new.",
            vec!["Andes Institute of Science and Technology"],
        ),
        (
            "Visits by ministers of the Peruvian ministries of Public Security and National Defence, Industry and Trade, and Finance.",
            vec![
                "Ministry of Finance of Peru",
                "Ministry of Industry and Trade of Peru",
                "Ministry of National Defence of Peru",
                "Ministry of Public Security of Peru",
            ],
        ),
        ("They met the president of the Peruvian rural women association.", vec!["Peruvian rural women association"]),
        ("Compact of Free Association talks went on.", vec![]),
        (
            "Economic Commission for Latin America and the Caribbean (ECLAC) staff",
            vec!["Economic Commission for Latin America and the Caribbean"],
        ),
    ] {
        assert_eq!(organizations(text), expected, "{text}");
    }
}

#[test]
fn furniture_gives_nobody() {
    let text = "Envoys confer in Quito\n\nPhotos = Ministry of Foreign Affairs\n\nThe envoys of two islands conferred on Tuesday in Quito about many things of interest to both of them, an official said, and will meet again.\n\n\
        Also Read President Ana Ruiz visits Chad\n\nRelated articles\n\nKing Talal meets Premier Li of China";
    assert_eq!(persons(text), Vec::<String>::new());
    assert_eq!(countries(text), Vec::<String>::new());
}

#[test]
fn references_point_to_those_meant() {
    let text = "Peruvian Foreign Minister Ana Ruiz met Chilean Foreign Minister Juan Soto. The Chilean minister thanked her. The two sides agreed.";
    let (document, mentions) = read(text);
    let kinds: Vec<_> = mentions
        .list
        .iter()
        .filter(|mention| matches!(mention.kind, MentionKind::Role | MentionKind::Pronoun(_) | MentionKind::Group(_)))
        .map(|mention| {
            let meant: Vec<&str> =
                mention.entities.iter().map(|entity| mentions.entities[*entity].name.as_str()).collect();
            (document.text.slice(mention.tokens.clone()).to_owned(), meant.join(", "))
        })
        .collect();
    assert_eq!(kinds[0], ("The Chilean minister".to_owned(), "Juan Soto".to_owned()));
    assert!(kinds.iter().any(|(words, _)| words == "The two sides"), "{kinds:?}");
}

#[test]
fn evidence_covers_the_name_in_code_points() {
    let (document, mentions) = read("Hôm nay. Norwegian envoy Kari Lund spoke.");
    let person =
        mentions.entities.iter().find(|entity| matches!(entity.kind, EntityKind::Person { .. })).expect("a person");
    let evidence = person.evidence[0];
    let words: String = document
        .text
        .raw()
        .chars()
        .skip(evidence.start as usize)
        .take((evidence.end - evidence.start) as usize)
        .collect();
    assert_eq!((words.as_str(), evidence.sentence), ("Kari Lund", 1));
}

#[test]
fn broken_text_never_stops_the_reading() {
    // The agreement word at the very beginning, names cut off, marks without words.
    for text in [
        "of the Peace Council",
        "The of Free Association",
        "\"(’s -",
        "Mr.",
        "ministries of",
        "President of the",
        "ex-",
        "is the first",
        "\u{301}\u{200b}😀 Sheikh",
        "(RoK) counterpart,",
    ] {
        let (_, mentions) = read(text);
        assert!(mentions.by_sentence.len() <= 2, "{text}");
    }
}
