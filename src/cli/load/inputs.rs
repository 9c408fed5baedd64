//! Which files a load is about: what the user named, folders looked through, in one order.

use super::Failure;
use super::reading::{Kind, Problem};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The files of a load.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files to read, in order.
    pub files: Vec<Input>,
    /// The curation file, if there is one.
    pub curation: Option<PathBuf>,
    /// What was named and cannot be read.
    pub problems: Vec<Problem>,
    /// Files in folders, of kinds that are not read.
    pub passed_over: Vec<PathBuf>,
}

/// Files that a note names at most.
const NAMED: usize = 3;

impl Inputs {
    /// What to tell of the files in folders that are not read.
    pub fn note(&self) -> Option<String> {
        let several = match self.passed_over.len() {
            0 => return None,
            1 => "1 file of a kind that is not read".to_owned(),
            count => format!("{count} files of kinds that are not read"),
        };
        let named: Vec<_> = self.passed_over.iter().take(NAMED).map(|path| path.display().to_string()).collect();
        let more = if self.passed_over.len() > NAMED { ", …" } else { "" };
        Some(format!("passed over {several}: {}{more}", named.join(", ")))
    }
}

/// One file.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// What its document is called: the file's name, or its path within the folder that was named.
    pub source: String,
    /// How to read it.
    pub kind: Kind,
}

const CURATION: &str = "curation.toml";

/// Looks up the paths. A curation file is the one that is given, or the one in a named folder or beside a named file.
pub fn find(paths: &[PathBuf], curation: Option<&Path>) -> Result<Inputs, Failure> {
    let mut inputs = Inputs::default();
    let mut curations: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut files = Vec::new();
            walk(path, &mut files, &mut inputs.problems);
            files.sort();
            for file in files {
                let source = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().replace('\\', "/");
                if file.file_name().is_some_and(|name| name == CURATION) {
                    curations.push(file);
                } else if let Some(kind) = Kind::of(&file) {
                    inputs.files.push(Input { path: file, source, kind });
                } else {
                    inputs.passed_over.push(file);
                }
            }
        } else if path.file_name().is_some_and(|name| name == CURATION) {
            curations.push(path.clone());
        } else if !path.exists() {
            inputs.problems.push(Problem::new(format!("{}: there is no such file", path.display())));
        } else {
            match Kind::of(path) {
                Some(kind) => {
                    let source = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                    inputs.files.push(Input { path: path.clone(), source, kind });
                    curations
                        .extend(path.parent().map(|folder| folder.join(CURATION)).filter(|beside| beside.is_file()));
                }
                None => inputs.problems.push(
                    Problem::new(format!("{}: this kind of file is not known", path.display()))
                        .with_hint(format!("give one of: {}", Kind::endings())),
                ),
            }
        }
    }
    refuse_same_names(&mut inputs);
    if let Some(given) = curation {
        if !given.is_file() {
            return Err(Failure::data(format!("there is no curation file `{}`", given.display())));
        }
        inputs.curation = Some(given.to_owned());
        return Ok(inputs);
    }
    curations.sort();
    curations.dedup();
    match curations.as_slice() {
        [] => {}
        [one] => inputs.curation = Some(one.clone()),
        [first, second, ..] => {
            return Err(Failure::usage(format!(
                "there are several curation files: `{}` and `{}`",
                first.display(),
                second.display()
            ))
            .with_hint("say which one with --curation FILE"));
        }
    }
    Ok(inputs)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::new(format!("{}: the folder cannot be read: {error}", folder.display())));
            return;
        }
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, files, problems);
        } else {
            files.push(path);
        }
    }
}

/// Two files of one name would take each other for corrections.
fn refuse_same_names(inputs: &mut Inputs) {
    let mut seen: HashMap<String, PathBuf> = HashMap::new();
    let Inputs { files, problems, .. } = inputs;
    files.retain(|input| match seen.get(&input.source) {
        Some(first) if *first == input.path => false,
        Some(first) => {
            let message = format!("{} has the same name as {}", input.path.display(), first.display());
            problems.push(
                Problem::new(message).with_hint("name the folder above both, so that their paths tell them apart"),
            );
            false
        }
        None => {
            seen.insert(input.source.clone(), input.path.clone());
            true
        }
    });
}
