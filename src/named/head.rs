//! The comment head of a query file.

use super::{NamedQuery, Parameter, ParameterType};
use std::path::Path;

/// Reads the file of a named query: its head, and then any statement.
pub fn read(name: &str, text: &str, file: Option<&Path>) -> Result<NamedQuery, String> {
    let mut lines = text.lines().map(str::trim).map_while(|line| line.strip_prefix("//")).map(str::trim);
    let title = lines.next().unwrap_or_default().to_owned();
    if title.is_empty() {
        return Err("it does not begin with a comment that gives its title".to_owned());
    }
    let mut description: Vec<&str> = Vec::new();
    let mut parameters: Vec<Parameter> = Vec::new();
    for (line, number) in lines.zip(2..) {
        match line.strip_prefix('$') {
            Some(parameter) => parameters.push(
                read_parameter(parameter)
                    .ok_or_else(|| format!("line {number}: write `// $name: type = default - meaning`"))??,
            ),
            None => description.push(line),
        }
    }
    if let Some(place) = parameters.windows(2).position(|pair| pair[0].default.is_some() && pair[1].default.is_none()) {
        return Err(format!("${} needs a default, as the parameter before it has one", parameters[place + 1].name));
    }
    Ok(NamedQuery {
        name: name.to_owned(),
        title,
        description: description.join("\n").trim().to_owned(),
        parameters,
        text: text.to_owned(),
        file: file.map(Path::to_owned),
    })
}

/// `name: type = default - meaning`.
fn read_parameter(line: &str) -> Option<Result<Parameter, String>> {
    let (declared, meaning) = line.split_once(" - ")?;
    let (name, rest) = declared.split_once(':')?;
    let (kind, default) = match rest.split_once('=') {
        Some((kind, default)) => (kind.trim(), Some(default.trim().to_owned())),
        None => (rest.trim(), None),
    };
    let Some((kind, _)) = ParameterType::ALL.iter().find(|(_, word)| *word == kind) else {
        let words: Vec<&str> = ParameterType::ALL.iter().map(|(_, word)| *word).collect();
        return Some(Err(format!("${name} has the type `{kind}`; there are {}", words.join(", "))));
    };
    Some(Ok(Parameter { name: name.trim().to_owned(), kind: *kind, default, meaning: meaning.trim().to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_title_description_and_parameters() {
        let query = read(
            "met",
            "// Who met\n//\n// Everyone\n// who did.\n//\n// $who: actor - a person\n// $n: integer = 2 - how many\nRETURN 1",
            None,
        )
        .unwrap();
        assert_eq!((query.title.as_str(), query.description.as_str()), ("Who met", "Everyone\nwho did."));
        assert_eq!(query.usage(), "met WHO [N]");
        assert_eq!(query.parameters[1].default.as_deref(), Some("2"));
    }

    #[test]
    fn a_bad_head_says_what_is_wrong() {
        for (text, message) in [
            ("RETURN 1", "it does not begin with a comment that gives its title"),
            ("// T\n// $who", "line 2: write `// $name: type = default - meaning`"),
            ("// T\n// $who: person - x", "$who has the type `person`; there are actor, thing, text, integer"),
            ("// T\n// $a: text = 1 - x\n// $b: text - y", "$b needs a default, as the parameter before it has one"),
        ] {
            assert_eq!(read("q", text, None).unwrap_err(), message);
        }
    }
}
