//! The commands of the shell: one table for running, completion and help.

use super::help;
use super::session::{Flow, Session};
use super::words::{split_words, unquoted};
use crate::console::{Failure, Outcome, exporting, message, opening, output, parameters, proofs};
use crate::diagnostic::nearest;
use crate::export::answer;
use crate::export::summary::Summary;
use crate::named;
use crate::syntax;
use std::path::{Path, PathBuf};

/// What may stand after a command, for completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Nothing.
    None,
    /// A command, function or keyword.
    Topic,
    /// A named query, then names of actors.
    NamedQuery,
    /// The name of an actor.
    Name,
    /// A format of answers.
    Format,
    /// A file.
    File,
    /// Text that nothing completes.
    Text,
}

/// A command of the shell.
pub struct Command {
    /// Without the colon.
    pub name: &'static str,
    /// What stands after it, for help.
    pub usage: &'static str,
    /// What it does.
    pub description: &'static str,
    /// What stands after it, for completion.
    pub argument: Argument,
    run: fn(&mut Session, &str) -> Result<Flow, Failure>,
}

/// Every command, in the order of help.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "help",
        usage: "[WORD]",
        description: "what there is, or about a command, named query, function or keyword",
        argument: Argument::Topic,
        run: |session, word| on(help::print(session, word)),
    },
    Command {
        name: "ask",
        usage: "[QUERY [NAME...]]",
        description: "ask a named query; without one, list them",
        argument: Argument::NamedQuery,
        run: |session, words| on(ask(session, words)),
    },
    Command {
        name: "why",
        usage: "NAME",
        description: "the sentences that prove what the graph says of a name, n17 or r204",
        argument: Argument::Name,
        run: |session, words| on(why(session, words)),
    },
    Command {
        name: "schema",
        usage: "",
        description: "labels, types, properties, counts, dates and sources",
        argument: Argument::None,
        run: |session, _| on(output::print(Summary::of(session.database.graph()))),
    },
    Command {
        name: "format",
        usage: "[FORMAT]",
        description: "how answers are written: table, csv, tsv, json, jsonl, markdown or vertical",
        argument: Argument::Format,
        run: |session, name| on(format(session, name)),
    },
    Command {
        name: "save",
        usage: "FILE",
        description: "write the last answer to a file, in the format of its extension",
        argument: Argument::File,
        run: |session, file| on(save(session, file)),
    },
    Command {
        name: "export",
        usage: "FILE [CYPHER]",
        description: "write the graph, or what a query finds, as dot, html, csv, graphml, gexf, json, cypher or xlsx",
        argument: Argument::File,
        run: |session, words| on(export(session, words)),
    },
    Command {
        name: "param",
        usage: "[NAME VALUE]",
        description: "set a parameter, as $NAME in statements; without one, list them",
        argument: Argument::Text,
        run: |session, words| on(parameter(session, words)),
    },
    Command {
        name: "run",
        usage: "FILE",
        description: "run the statements of a file",
        argument: Argument::File,
        run: |session, file| on(run_file(session, file)),
    },
    Command {
        name: "open",
        usage: "GRAPH",
        description: "open another graph",
        argument: Argument::File,
        run: |session, file| on(open(session, file)),
    },
    Command {
        name: "begin",
        usage: "",
        description: "start a transaction",
        argument: Argument::None,
        run: |session, _| on(transaction(session, "BEGIN", "a transaction is open; :commit keeps, :rollback drops it")),
    },
    Command {
        name: "commit",
        usage: "",
        description: "keep what the transaction changed",
        argument: Argument::None,
        run: |session, _| on(transaction(session, "COMMIT", "kept")),
    },
    Command {
        name: "rollback",
        usage: "",
        description: "drop what the transaction changed",
        argument: Argument::None,
        run: |session, _| on(transaction(session, "ROLLBACK", "dropped")),
    },
    Command {
        name: "quit",
        usage: "",
        description: "leave the shell, as does Ctrl-D",
        argument: Argument::None,
        run: |_, _| Ok(Flow::Quit),
    },
];

/// Other words for commands.
const ALIASES: &[(&str, &str)] = &[("exit", "quit"), ("q", "quit"), ("?", "help"), ("h", "help"), ("source", "run")];

/// Whether the whole input is a word that people type without the colon.
pub fn is_bare_word(input: &str) -> bool {
    matches!(input.trim().trim_end_matches(';').to_ascii_lowercase().as_str(), "help" | "quit" | "exit")
}

/// The command of that name.
pub fn find(name: &str) -> Option<&'static Command> {
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name);
    COMMANDS.iter().find(|command| command.name == name)
}

/// Runs a command line without its colon.
pub fn run(session: &mut Session, line: &str) -> Result<Flow, Failure> {
    let line = line.trim();
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = name.to_ascii_lowercase();
    match find(&name) {
        Some(command) => (command.run)(session, rest.trim()),
        None => {
            let failure = Failure::usage(format!("there is no command `:{name}`"));
            Err(match nearest(&name, COMMANDS.iter().map(|command| command.name)) {
                Some(near) => failure.with_hint(format!("did you mean `:{near}`?")),
                None => failure.with_hint("`:help` lists them"),
            })
        }
    }
}

fn on(outcome: Outcome) -> Result<Flow, Failure> {
    outcome.map(|()| Flow::Continue)
}

fn ask(session: &mut Session, words: &str) -> Outcome {
    let mut words = split_words(words);
    if words.is_empty() {
        return output::print(session.library.list());
    }
    let name = words.remove(0);
    let query = session.library.find(&name)?.clone();
    let bound = named::bind(&query, &words, &[], session.database.graph())?;
    for (typed, taken) in &bound.taken {
        message::note(format!("`{typed}` is taken for {taken}"));
    }
    let origin = query.file.as_ref().map(|file| file.display().to_string());
    session.answer(&query.text, &bound.parameters, origin.as_deref())
}

fn why(session: &Session, words: &str) -> Outcome {
    const PLACES: usize = 3;
    let subject = split_words(words).join(" ");
    if subject.is_empty() {
        return Err(Failure::usage("there is no name").with_hint("write `:why NAME`, or n and the number of a node"));
    }
    proofs::print(session.database.graph(), &subject, PLACES)
}

fn format(session: &mut Session, name: &str) -> Outcome {
    if name.is_empty() {
        let mut list = String::new();
        for format in answer::FORMATS {
            let chosen = session.output.format.as_deref() == Some(format.name);
            list.push_str(&format!("{} {:10} {}\n", if chosen { "*" } else { " " }, format.name, format.description));
        }
        return output::print(list);
    }
    match answer::find(name) {
        Some(format) => {
            session.output.format = Some(format.name.to_owned());
            Ok(())
        }
        None => {
            let names: Vec<&str> = answer::FORMATS.iter().map(|format| format.name).collect();
            Err(Failure::usage(format!("there is no format `{name}`"))
                .with_hint(format!("there are {}", names.join(", "))))
        }
    }
}

fn save(session: &Session, file: &str) -> Outcome {
    let file = file_argument(file, ":save answer.csv")?;
    let Some(answer) = &session.last else {
        return Err(Failure::usage("there is no answer to save").with_hint("run a statement first"));
    };
    let by_extension = output::Choice::default();
    let mut pages = output::Pages::open(&by_extension, Some(&file))?;
    pages.add(answer, session.database.graph())?;
    pages.close()?;
    message::note(format!("wrote {} to {}", output::counted(answer.len() as u64, "row"), file.display()));
    Ok(())
}

fn export(session: &mut Session, words: &str) -> Outcome {
    let (file, query) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let file = file_argument(file, ":export picture.dot")?;
    let wish = exporting::Wish {
        output: Some(file.clone()),
        query: Some(query.trim().to_owned()).filter(|query| !query.is_empty()),
        parameters: session.parameters.clone(),
        title: session.name.clone(),
        ..exporting::Wish::default()
    };
    exporting::export(&mut session.database, &wish)?;
    message::note(format!("wrote {}", file.display()));
    Ok(())
}

fn parameter(session: &mut Session, words: &str) -> Outcome {
    if words.is_empty() {
        let list: String = session
            .parameters
            .iter()
            .map(|(name, value)| format!("${name} = {}\n", crate::value::literal::literal(value)))
            .collect();
        return output::print(list);
    }
    let Some((name, value)) = words.split_once(|c: char| c.is_whitespace() || c == '=') else {
        session.parameters.remove(words.trim_start_matches('$'));
        return Ok(());
    };
    let value = value.trim().trim_start_matches(['=', '>']).trim();
    session.parameters.insert(name.trim_start_matches('$').to_owned(), parameters::value_of(unquoted(value)));
    Ok(())
}

fn run_file(session: &mut Session, file: &str) -> Outcome {
    let file = file_argument(file, ":run report.cypher")?;
    let text = opening::read_query_file(&file)?;
    let origin = file.display().to_string();
    let parameters = session.parameters.clone();
    for span in syntax::split(&text) {
        session.answer(&opening::in_place(&text, span), &parameters, Some(&origin))?;
    }
    Ok(())
}

fn open(session: &mut Session, file: &str) -> Outcome {
    let file = file_argument(file, ":open my.chancery")?;
    let opened = opening::open_to_work(&file)?;
    session.take(opened)?;
    message::note(super::welcome::summary(session));
    Ok(())
}

fn transaction(session: &mut Session, statement: &str, done: &str) -> Outcome {
    session.database.run(statement, &Default::default()).map_err(|error| Failure::in_query(&error, statement, None))?;
    session.changes += 1;
    message::note(done);
    Ok(())
}

fn file_argument(words: &str, example: &str) -> Result<PathBuf, Failure> {
    match unquoted(words.trim()) {
        "" => Err(Failure::usage("a file name is missing").with_hint(format!("for example `{example}`"))),
        file => Ok(Path::new(file).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_told_apart() {
        let mut names: Vec<&str> =
            COMMANDS.iter().map(|command| command.name).chain(ALIASES.iter().map(|(alias, _)| *alias)).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(ALIASES.iter().all(|(_, name)| find(name).is_some()));
    }
}
