//! Tables of words and codes that are part of the program: rows of cells between tabs, remarks behind `#`.

/// The cells of every row, in order; remarks and empty lines are passed over.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn remarks_and_empty_lines_are_no_rows() {
        let rows: Vec<_> = super::rows("# a remark\none\ttwo words\n\nthree\t\n").collect();
        assert_eq!(rows, [["one", "two words"], ["three", ""]]);
    }
}
