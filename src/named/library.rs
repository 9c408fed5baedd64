//! All named queries at hand.

use super::{NamedError, NamedQuery, head};
use crate::diagnostic::nearest;
use std::fs;
use std::path::Path;

macro_rules! built_in {
    ($($name:literal)*) => {
        /// The files of `queries/`, by name.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../queries/", $name, ".cypher")))),*];
    };
}

built_in! {
    "agreements-after-visit" "evidence" "followed" "met" "ministers" "neighbourhood" "not-held" "offices"
    "open-requests" "path" "timeline" "together" "visits"
}

/// Named queries in order of their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    queries: Vec<NamedQuery>,
}

impl Library {
    /// What is built in.
    ///
    /// # Errors
    /// None for the files that a test has read.
    pub fn built_in() -> Result<Self, NamedError> {
        let mut library = Self::default();
        for (name, text) in BUILT_IN {
            library.add(name, text, None)?;
        }
        Ok(library)
    }

    /// Adds every `.cypher` file of a folder; one with the name of another replaces it.
    ///
    /// # Errors
    /// The folder or a file cannot be read, or a file has no proper head.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), NamedError> {
        let unreadable = |path: &Path, reason: &dyn std::fmt::Display| NamedError::File {
            file: path.display().to_string(),
            reason: reason.to_string(),
        };
        let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(folder, &error))?.path();
            if path.extension().is_some_and(|extension| extension == "cypher") {
                let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                self.add(&name, &text, Some(&path))?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &str, text: &str, file: Option<&Path>) -> Result<(), NamedError> {
        let query = head::read(name, text, file).map_err(|reason| NamedError::File {
            file: file.map_or_else(|| name.to_owned(), |file| file.display().to_string()),
            reason,
        })?;
        match self.queries.binary_search_by(|other| other.name.as_str().cmp(name)) {
            Ok(place) => self.queries[place] = query,
            Err(place) => self.queries.insert(place, query),
        }
        Ok(())
    }

    /// Every query.
    pub fn queries(&self) -> &[NamedQuery] {
        &self.queries
    }

    /// The query of that name.
    ///
    /// # Errors
    /// There is none; the error knows the nearest.
    pub fn find(&self, name: &str) -> Result<&NamedQuery, NamedError> {
        self.queries.iter().find(|query| query.name == name).ok_or_else(|| NamedError::UnknownQuery {
            name: name.to_owned(),
            nearest: nearest(name, self.queries.iter().map(|query| query.name.as_str())).map(str::to_owned),
        })
    }

    /// All in a list: how each is asked, and its title.
    pub fn list(&self) -> String {
        let usages: Vec<String> = self.queries.iter().map(NamedQuery::usage).collect();
        let widest = usages.iter().map(String::len).max().unwrap_or(0);
        let lines =
            usages.iter().zip(&self.queries).map(|(usage, query)| format!("  {usage:widest$}  {}\n", query.title));
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_queries_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let mut from_folder = Library::default();
        from_folder.add_folder(&folder).unwrap();
        let names = |library: &Library| library.queries.iter().map(|query| query.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&Library::built_in().unwrap()), names(&from_folder));
    }

    #[test]
    fn a_file_of_the_user_replaces_and_adds() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("met.cypher"), "// Mine\nRETURN 1").unwrap();
        fs::write(folder.path().join("zebra.cypher"), "// New\nRETURN 2").unwrap();
        fs::write(folder.path().join("note.txt"), "no query").unwrap();
        let mut library = Library::built_in().unwrap();
        let before = library.queries().len();
        library.add_folder(folder.path()).unwrap();
        assert_eq!(library.find("met").unwrap().title, "Mine");
        assert_eq!(library.queries().len(), before + 1);
    }

    #[test]
    fn a_slip_in_the_name_is_recognised() {
        let error = Library::built_in().unwrap().find("timelime").unwrap_err();
        assert_eq!(error.hint().as_deref(), Some("did you mean `timeline`?"));
    }
}
