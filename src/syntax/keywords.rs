//! The words of the language, in one table: it serves the parser, highlighting, completion, errors and the docs.

/// What a word is for; highlighting and completion sort by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Starts a clause or a command.
    Clause,
    /// Belongs inside a clause.
    Part,
    /// Stands between expressions.
    Operator,
    /// Stands for a value.
    Literal,
    /// Introduces an expression form.
    Form,
}

macro_rules! keywords {
    ($($name:ident $text:literal $role:ident $reserved:literal $meaning:literal;)*) => {
        /// A word with a meaning in the grammar, whatever its case. A word between backquotes never is one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // The table tells the meaning of each.
        pub enum Keyword { $($name,)* }

        /// Every keyword, in alphabetical order of its text.
        pub const KEYWORDS: &[Entry] = &[
            $(Entry { keyword: Keyword::$name, text: $text, role: Role::$role, reserved: $reserved, meaning: $meaning },)*
        ];
    };
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The word.
    pub keyword: Keyword,
    /// In capitals, as it is usually written.
    pub text: &'static str,
    /// What it is for.
    pub role: Role,
    /// A reserved word names a variable only between backquotes. Labels, types, properties and functions may always
    /// be named by a keyword.
    pub reserved: bool,
    /// One line for help and docs.
    pub meaning: &'static str,
}

keywords! {
    All "ALL" Form false "every element satisfies the predicate; in UNION ALL, keep duplicates";
    AllReduce "ALLREDUCE" Form false "a condition holds of the value after each step of a fold";
    AllShortestPaths "ALLSHORTESTPATHS" Form false "all paths of the least length between two nodes";
    And "AND" Operator true "both conditions hold";
    Any "ANY" Form false "some element satisfies the predicate";
    As "AS" Part true "gives a name to a column";
    Asc "ASC" Part false "smallest first";
    Ascending "ASCENDING" Part false "smallest first";
    Assert "ASSERT" Part false "older word for REQUIRE";
    Begin "BEGIN" Clause false "starts a transaction";
    Both "BOTH" Part false "trim(BOTH 'x' FROM text) removes at both ends";
    By "BY" Part false "follows ORDER";
    Call "CALL" Clause false "calls a procedure or runs a subquery for each row";
    Case "CASE" Form true "chooses a value by conditions";
    Collect "COLLECT" Form false "COLLECT { … } gives the rows of a subquery as a list";
    Commit "COMMIT" Clause false "makes the changes of the transaction permanent";
    Constraint "CONSTRAINT" Part false "a rule that the data must keep";
    Constraints "CONSTRAINTS" Part false "follows SHOW";
    Contains "CONTAINS" Operator true "the text contains another";
    Count "COUNT" Form false "COUNT { … } gives the number of rows of a subquery";
    Create "CREATE" Clause true "creates nodes and relationships, an index or a constraint";
    Csv "CSV" Part false "follows LOAD";
    Delete "DELETE" Clause true "deletes nodes and relationships";
    Desc "DESC" Part false "largest first";
    Descending "DESCENDING" Part false "largest first";
    Detach "DETACH" Clause true "DETACH DELETE deletes a node with its relationships";
    Distinct "DISTINCT" Part true "drops duplicates";
    Drop "DROP" Clause false "drops an index or a constraint";
    Each "EACH" Part false "FOR EACH, older form of FOR";
    Else "ELSE" Part true "the value where no condition held";
    End "END" Part false "closes CASE";
    Ends "ENDS" Operator true "ENDS WITH: the text ends with another";
    Exists "EXISTS" Form false "EXISTS { … } is true when the pattern or subquery has a row";
    Explain "EXPLAIN" Clause false "shows the plan and does not run the query";
    False "FALSE" Literal true "the truth value false";
    Fieldterminator "FIELDTERMINATOR" Part false "the character between the fields of a CSV file";
    Filter "FILTER" Clause false "keeps the rows for which the condition is true";
    Finish "FINISH" Clause false "ends a query without columns";
    For "FOR" Clause false "FOR x IN list makes a row of each element; in a command it names what an index or a constraint is about";
    Foreach "FOREACH" Clause false "writes for each element of a list";
    From "FROM" Part false "names the file to load";
    Headers "HEADERS" Part false "WITH HEADERS: rows of a CSV file come as maps";
    If "IF" Part false "IF EXISTS, IF NOT EXISTS";
    In "IN" Operator true "the list contains the value";
    Index "INDEX" Part false "finds nodes by a property quickly";
    Indexes "INDEXES" Part false "follows SHOW";
    Insert "INSERT" Clause false "another word for CREATE";
    Is "IS" Operator true "IS NULL, IS NORMALIZED, IS a label, each with NOT";
    Leading "LEADING" Part false "trim(LEADING 'x' FROM text) removes at the start";
    Let "LET" Clause false "adds variables to each row";
    Limit "LIMIT" Part true "keeps this many rows";
    Load "LOAD" Clause false "LOAD CSV reads rows from a file";
    Match "MATCH" Clause true "finds the pattern in the graph";
    Merge "MERGE" Clause true "finds the pattern or creates it";
    Next "NEXT" Clause false "hands the rows of the query before it to the one after it";
    Node "NODE" Part false "NODE KEY; a node in a constraint";
    Nodetach "NODETACH" Clause false "NODETACH DELETE, which is DELETE: a node that still has relationships is an error";
    None "NONE" Form false "no element satisfies the predicate";
    Not "NOT" Operator true "the condition does not hold";
    Null "NULL" Literal true "the absent value";
    Offset "OFFSET" Part false "another word for SKIP";
    On "ON" Part false "ON CREATE, ON MATCH; names what an index is on";
    Optional "OPTIONAL" Clause true "OPTIONAL MATCH keeps the row, with nulls, where nothing matches";
    Or "OR" Operator true "one condition holds or both";
    Order "ORDER" Part true "ORDER BY sorts the rows";
    Ordinality "ORDINALITY" Part false "FOR x IN list WITH ORDINALITY i counts the elements from 1";
    Path "PATH" Part false "a word that may follow SHORTEST";
    Paths "PATHS" Part false "a word that may follow SHORTEST";
    Profile "PROFILE" Clause false "runs the query and shows the plan with row counts";
    Reduce "REDUCE" Form false "folds a list into one value";
    Remove "REMOVE" Clause true "removes properties and labels";
    Require "REQUIRE" Part false "states the rule of a constraint";
    Return "RETURN" Clause true "names the columns of the answer";
    Rollback "ROLLBACK" Clause false "undoes the changes of the transaction";
    Set "SET" Clause true "sets properties and labels";
    Shortest "SHORTEST" Form false "ANY SHORTEST, ALL SHORTEST, SHORTEST k: the shortest paths";
    ShortestPath "SHORTESTPATH" Form false "one path of the least length between two nodes";
    Show "SHOW" Clause false "lists indexes or constraints";
    Single "SINGLE" Form false "exactly one element satisfies the predicate";
    Skip "SKIP" Part true "leaves out the first rows";
    Starts "STARTS" Operator true "STARTS WITH: the text starts with another";
    Then "THEN" Part true "the value where the condition holds";
    Trailing "TRAILING" Part false "trim(TRAILING 'x' FROM text) removes at the end";
    Transaction "TRANSACTION" Part false "may follow BEGIN, COMMIT and ROLLBACK";
    True "TRUE" Literal true "the truth value true";
    Union "UNION" Clause true "the rows of both queries";
    Unique "UNIQUE" Part false "no two nodes have the same value";
    Unwind "UNWIND" Clause true "makes a row of each element of a list";
    Using "USING" Part false "a hint to the planner; read and left aside";
    When "WHEN" Part true "a condition in CASE";
    Where "WHERE" Part true "keeps the rows for which the condition is true";
    With "WITH" Clause true "passes columns on to the next part of the query";
    Xor "XOR" Operator true "exactly one condition holds";
    Yield "YIELD" Part false "names the results of a procedure";
}

impl Keyword {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        &KEYWORDS[self as usize]
    }

    /// In capitals.
    pub fn text(self) -> &'static str {
        self.entry().text
    }
}

/// The keyword that a word is, whatever its case.
pub fn keyword(word: &str) -> Option<Keyword> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    KEYWORDS
        .binary_search_by(|entry| entry.text.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_uppercase())))
        .ok()
        .map(|place| KEYWORDS[place].keyword)
}

const LONGEST: usize = "ALLSHORTESTPATHS".len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_word_is_found() {
        assert!(KEYWORDS.windows(2).all(|pair| pair[0].text < pair[1].text));
        for entry in KEYWORDS {
            assert!(entry.text.len() <= LONGEST);
            assert_eq!(keyword(&entry.text.to_lowercase()), Some(entry.keyword));
            assert_eq!(entry.keyword.text(), entry.text);
        }
        assert_eq!(keyword("matches"), None);
    }
}
