//! Feature files: as much of Gherkin as the conformance kit uses. Outlines come out expanded.

/// One scenario, its background's steps first.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name as written, with the number of the example for an outline.
    pub name: String,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// One step: what it says, and the text or table below it.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Without `Given`, `When`, `Then`, `And`.
    pub text: String,
    /// Between triple quotes.
    pub document: Option<String>,
    /// Rows of cells, the first row included.
    pub table: Vec<Vec<String>>,
}

#[derive(Default)]
struct Block {
    name: String,
    outline: bool,
    steps: Vec<Step>,
    examples: Vec<Vec<Vec<String>>>,
}

/// All scenarios of a feature file.
pub fn read(text: &str) -> Vec<Scenario> {
    let mut background = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_background = false;
    let mut in_examples = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') || trimmed.starts_with('@') || trimmed.starts_with("Feature:")
        {
            continue;
        }
        if trimmed.starts_with("Background:") {
            in_background = true;
            continue;
        }
        let heading =
            ["Scenario Outline:", "Scenario:"].iter().find_map(|word| Some((*word, trimmed.strip_prefix(word)?)));
        if let Some((word, name)) = heading {
            in_background = false;
            in_examples = false;
            blocks.push(Block { name: name.trim().to_owned(), outline: word != "Scenario:", ..Block::default() });
            continue;
        }
        if trimmed.starts_with("Examples:") {
            in_examples = true;
            if let Some(block) = blocks.last_mut() {
                block.examples.push(Vec::new());
            }
            continue;
        }
        if trimmed.starts_with('|') {
            let row = cells(trimmed);
            match blocks.last_mut() {
                Some(block) if in_examples => block.examples.last_mut().expect("a table of examples").push(row),
                Some(block) if !in_background => {
                    block.steps.last_mut().expect("a step above the table").table.push(row)
                }
                _ => background.last_mut().map(|step: &mut Step| step.table.push(row)).unwrap_or_default(),
            }
            continue;
        }
        let steps = match blocks.last_mut() {
            Some(block) if !in_background => &mut block.steps,
            _ => &mut background,
        };
        if trimmed.starts_with("\"\"\"") {
            let indent = line.len() - line.trim_start().len();
            let document: Vec<&str> = lines
                .by_ref()
                .take_while(|line| line.trim() != "\"\"\"")
                .map(|line| line.get(indent..).unwrap_or(line.trim_start()))
                .collect();
            steps.last_mut().expect("a step above the text").document = Some(document.join("\n"));
            continue;
        }
        let text = ["Given ", "When ", "Then ", "And ", "But "].iter().find_map(|word| trimmed.strip_prefix(word));
        if let Some(text) = text {
            steps.push(Step { text: text.trim().to_owned(), ..Step::default() });
        }
    }
    blocks.into_iter().flat_map(|block| expand(block, &background)).collect()
}

fn expand(block: Block, background: &[Step]) -> Vec<Scenario> {
    let steps: Vec<Step> = background.iter().cloned().chain(block.steps).collect();
    if !block.outline {
        return vec![Scenario { name: block.name, steps }];
    }
    let mut scenarios = Vec::new();
    for table in block.examples {
        let Some((header, rows)) = table.split_first() else { continue };
        for row in rows {
            let fill = |text: &str| {
                header
                    .iter()
                    .zip(row)
                    .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
            };
            let steps = steps.iter().map(|step| Step {
                text: fill(&step.text),
                document: step.document.as_deref().map(fill),
                table: step.table.iter().map(|row| row.iter().map(|cell| fill(cell)).collect()).collect(),
            });
            let name = format!("{} #{}", block.name, scenarios.len() + 1);
            scenarios.push(Scenario { name, steps: steps.collect() });
        }
    }
    scenarios
}

/// The cells of `| a | b |`; a backslash before `|` or `\` makes it part of the cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut characters = line.trim().trim_start_matches('|').chars();
    while let Some(character) = characters.next() {
        match character {
            '|' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            '\\' => match characters.next() {
                Some(escaped @ ('|' | '\\')) => cell.push(escaped),
                Some('n') => cell.push('\n'),
                Some(other) => cell.extend(['\\', other]),
                None => cell.push('\\'),
            },
            other => cell.push(other),
        }
    }
    cells
}

#[test]
fn outlines_expand_and_cells_may_hold_bars() {
    let feature = "Feature: F\n  Background:\n    Given an empty graph\n  Scenario Outline: [1] One\n    When executing query:\n      \"\"\"\n      RETURN <x>\n        AS y\n      \"\"\"\n    Then the result should be, in any order:\n      | y |\n      | <x> |\n    Examples:\n      | x |\n      | 1 |\n      | a\\|b |\n";
    let scenarios = read(feature);
    assert_eq!(scenarios.len(), 2);
    assert_eq!(scenarios[1].steps[1].document.as_deref(), Some("RETURN a|b\n  AS y"));
    assert_eq!(scenarios[0].steps[2].table, [["y"], ["1"]]);
    assert_eq!(scenarios[0].steps[0].text, "an empty graph");
}
