//! International bodies and those who head them or speak for a group of states.

use super::{KNOWLEDGE, countries, organizations, persons, read};
use crate::facts::{Label, LinkType, Thing};

#[test]
fn heads_of_bodies_belong_to_the_body_of_the_article() {
    for (text, expected) in [
        (
            "Leaders of the Pacific Islands Forum met in Suva. Forum Secretary-General Dame Ana Tui praised Fiji.",
            "Ana Tui: secretary_general of Pacific Islands Forum",
        ),
        (
            "The Arab League met in Cairo. Egypt spoke first. Secretary-General Adel Mansour closed the session.",
            "Adel Mansour: secretary_general of Arab League",
        ),
        (
            "The African Union has been kept out. Its commissioner for peace and security, Mr Said Dahir, called off a trip to Chad.",
            "Said Dahir: commissioner of African Union",
        ),
    ] {
        assert_eq!(persons(text), [expected], "{text}");
    }
}

#[test]
fn members_of_a_group_share_its_office() {
    for (text, expected) in [
        (
            "The meeting of the foreign ministers of Jordan, Egypt and Iraq was put off, since Egypt's Samir Fawzi had not arrived.",
            vec!["Samir Fawzi: foreign_minister of EGY"],
        ),
        (
            "The foreign ministers of the Nordic countries met on Monday. The talks were short. Taking part were Kari Lund of Norway and Matti Laine of Finland.",
            vec!["Kari Lund: foreign_minister of NOR", "Matti Laine: foreign_minister of FIN"],
        ),
        (
            "The ministers of trade and of defence, Ali Keita and Musa Traore, travelled with Mali's president, Omar Sow.",
            vec![
                "Ali Keita: minister of MLI",
                "Musa Traore: defence_minister of MLI",
                "Omar Sow: head_of_state of MLI",
            ],
        ),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
}

#[test]
fn credits_and_spokesmen_bring_no_ministry_of_the_wrong_country() {
    assert!(organizations("Peru's envoy (left) in Lima. (Photo: Ministry of Foreign Affairs)").is_empty());
    assert_eq!(
        organizations("Peru was pleased, but a Foreign Ministry spokesman in Santiago was not."),
        ["Ministry of Foreign Affairs of Chile"]
    );
}

#[test]
fn names_of_bodies_go_on_and_end_where_they_do() {
    assert_eq!(
        organizations("They were glad that the Mixed Commission on Fisheries had been useful."),
        ["Mixed Commission on Fisheries"]
    );
    assert_eq!(organizations("The head of the Peru Oil and Gas Group was there."), ["Peru Oil and Gas Group"]);
    assert_eq!(
        organizations("The Speaker of the Russian State Duma Ivan Petrov arrived in Lima on Monday."),
        ["State Duma of Russia"]
    );
    assert_eq!(countries("Peru lent 12 million US dollars to the bank in Port-of-Spain."), ["PER"]);
}

#[test]
fn bodies_of_common_words_are_left_out_unless_a_fact_leads_to_them() {
    let text =
        "The envoys of Peru and Chile met in Lima on Monday. They were glad that the Joint Commission had been useful.";
    let facts = crate::extract::read(&read(text).0, &KNOWLEDGE);
    let body = |thing: &Thing| thing.label == Label::Organization;
    assert!(organizations(text) == ["Joint Commission"] && !facts.things.iter().any(body));
    assert!(facts.links.iter().all(|link| link.start < facts.things.len() && link.end < facts.things.len()));
    assert!(
        facts.links.iter().any(|link| link.kind == LinkType::HeldIn && facts.things[link.end].label == Label::Place)
    );
}
