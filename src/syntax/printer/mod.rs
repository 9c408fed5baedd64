//! Tree to text: the same statement in one line, keywords in capitals, parentheses only where they are needed.

mod clause;
mod command;
mod expression;
mod pattern;

use super::keywords::keyword;
use super::lexer::{is_name_part, is_name_start};
use super::tree::{Expression, Mode, Query, Statement, TransactionCommand};

/// The statement as text that reads back to the same tree.
pub fn print(statement: &Statement) -> String {
    let mut printer = Printer::default();
    match statement {
        Statement::Query { mode, query } => {
            printer.word(match mode {
                Mode::Run => "",
                Mode::Explain => "EXPLAIN ",
                Mode::Profile => "PROFILE ",
            });
            printer.query(query);
        }
        Statement::Schema(command) => printer.schema_command(command),
        Statement::Transaction(command) => printer.word(match command {
            TransactionCommand::Begin => "BEGIN",
            TransactionCommand::Commit => "COMMIT",
            TransactionCommand::Rollback => "ROLLBACK",
        }),
    }
    printer.text
}

/// The expression as text; two expressions that print the same mean the same in the same place.
pub fn print_expression(expression: &Expression) -> String {
    let mut printer = Printer::default();
    printer.expression(expression);
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
}

impl Printer {
    fn word(&mut self, word: &str) {
        self.text.push_str(word);
    }

    /// A name, between backquotes where it needs them.
    fn name(&mut self, name: &str) {
        let plain = name.starts_with(is_name_start) && name.chars().all(is_name_part);
        if plain && keyword(name).is_none() {
            self.word(name);
        } else {
            self.text.push('`');
            self.word(&name.replace('`', "``"));
            self.text.push('`');
        }
    }

    /// A function or procedure: names joined by dots.
    fn dotted_name(&mut self, name: &str) {
        self.separated(".", name.split('.'), |printer, part| {
            // Functions may be named by keywords, and `all(…)` would not be one between backquotes.
            if part.starts_with(is_name_start) && part.chars().all(is_name_part) {
                printer.word(part)
            } else {
                printer.name(part)
            }
        });
    }

    fn separated<T>(
        &mut self,
        separator: &str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) {
        for (place, item) in items.into_iter().enumerate() {
            if place > 0 {
                self.word(separator);
            }
            each(self, item);
        }
    }

    fn query(&mut self, query: &Query) {
        self.clauses(&query.first.clauses);
        for (union, single) in &query.unions {
            self.word(if union.all { " UNION ALL " } else { " UNION " });
            self.clauses(&single.clauses);
        }
    }
}
