//! What commands leave on the disk.

use crate::support::Folder;

#[test]
fn a_graph_that_was_changed_is_one_file_when_no_one_has_it_open() {
    let folder = Folder::empty();
    folder.write("make.cypher", "CREATE (:A); CREATE (:B); RETURN 1 / 0;");
    folder.write("n.csv", "id:ID,:LABEL\n1,A\n");
    let served = "{\"id\":1,\"op\":\"run\",\"query\":\"CREATE (:E)\"}\n";
    for (arguments, input, code) in [
        (["import", "--nodes", "n.csv", "-g", "g.chancery"].as_slice(), "", 0),
        (&["query", "g.chancery", "CREATE (:C)"], "", 0),
        (&["run", "g.chancery", "make.cypher"], "", 1),
        (&["repl", "g.chancery"], "CREATE (:D);\n", 0),
        (&["serve", "--stdio", "g.chancery"], served, 0),
    ] {
        let run = folder.run_with(arguments, input);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.shown());
        let left = std::fs::read_dir(folder.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
        let left: std::collections::BTreeSet<_> = left.collect();
        assert_eq!(left, ["g.chancery", "make.cypher", "n.csv"].map(Into::into).into(), "{arguments:?}");
    }
    let run = folder.run(&["query", "g.chancery", "MATCH (n) RETURN count(*) AS nodes"]);
    assert_eq!(run.out, "nodes\n6\n", "{}", run.shown());
}
