//! Names as different papers print them.

use super::{persons, references};

#[test]
fn initials_and_capitals_belong_to_names() {
    for (text, expected) in [
        ("Soviet Foreign Minister Andrei A. Morozov left.", "Andrei A. Morozov: foreign_minister of SUN"),
        (
            "His guest was Foreign Minister A K Rahim Chowdhury of Bangladesh.",
            "A K Rahim Chowdhury: foreign_minister of BGD",
        ),
        ("H.E. Mr. NAM Jin-kyeong, Ambassador of Korea to Peru, came.", "Nam Jin-kyeong: ambassador of KOR"),
    ] {
        assert_eq!(persons(text), [expected], "{text}");
    }
}

#[test]
fn two_of_one_family_stay_two() {
    assert_eq!(
        persons(
            "He was received by Qatar's Emir, Sheikh Khalid bin Nasser Al Thani, and by Qatar's Prime Minister, Sheikh Khalid bin Jabr Al Thani."
        ),
        ["Khalid bin Nasser Al Thani: head_of_state of QAT", "Khalid bin Jabr Al Thani: head_of_government of QAT"]
    );
}

#[test]
fn names_broken_at_the_end_of_a_line_are_whole() {
    let text = "While their chiefs talked on Sunday about the size\nof their armies, U.S. Defense Secretary Henry\nStone spoke with Soviet Defense Minister Ivan F.\nGromov about troop cuts in the centre of the\ncontinent, and the two men agreed on nothing. They\nwill meet again in the same house, on a day that\nwas not said, and will then have with them the\nofficers who count the tanks, the guns and the\nships.";
    assert_eq!(persons(text), ["Henry Stone: defence_minister of USA", "Ivan F. Gromov: defence_minister of SUN"]);
}

#[test]
fn a_family_name_may_be_an_adjective_of_a_country() {
    let text = "Hungarian Prime Minister Peter Magyar met Slovak President Jan Novak in Vienna. Novak thanked Magyar.";
    assert_eq!(persons(text), ["Peter Magyar: head_of_government of HUN", "Jan Novak: head_of_state of SVK"]);
    let peter = Some("Peter Magyar".to_owned());
    assert_eq!(references(text, "Magyar"), [peter.clone(), peter]);
}

#[test]
fn of_two_with_one_family_name_the_one_much_spoken_of_is_meant() {
    let text = "U.S. President Henry Stone met Soviet President Ivan Gromov. Mr. Stone smiled. Mr. Stone left on Monday, spokesman Alan Stone said. Mr. Stone will return.";
    let mut meant = references(text, "Stone");
    assert_eq!(meant.pop(), Some(Some("Henry Stone".to_owned())));
}
