//! Functions of other languages and systems, and how the same is said here.

/// The names, in small letters, and what to write instead.
const FUNCTIONS_OF_OTHERS: &[(&[&str], &str)] = &[
    (&["now", "getdate", "current_timestamp", "sysdate"], "this moment is `datetime()`"),
    (&["today", "current_date", "curdate"], "today is `date()`"),
    (&["year", "month", "day", "hour", "minute"], "a part of a date follows a point: `date(x).year`"),
    (&["extract", "date_part", "datepart"], "a part of a date follows a point: `date(x).year`"),
    (
        &["datediff", "date_diff", "age"],
        "the time between two dates is `duration.between(a, b)` or `duration.inDays(a, b).days`",
    ),
    (&["dateadd", "date_add"], "add a duration: `x + duration({days: 1})`"),
    (&["to_date", "str_to_date", "todate"], "a date is read with `date('2022-02-10')`"),
    (&["concat", "strcat"], "texts are joined with `+`"),
    (&["concat_ws", "join", "string_join"], "texts of a list are joined with `reduce(all = '', x IN list | all + x)`"),
    (
        &["group_concat", "string_agg", "listagg", "array_agg", "list_agg"],
        "values of several rows are gathered with `collect(x)`",
    ),
    (&["len", "strlen", "count_chars", "array_length"], "the length of a text or a list is `size(x)`"),
    (&["ifnull", "nvl", "isnull"], "a value in place of null is given with `coalesce(x, other)`"),
    (&["if", "iif", "decode"], "choose with `CASE WHEN … THEN … ELSE … END`"),
    (&["cast", "convert"], "convert with toInteger, toFloat, toString, toBoolean or date"),
    (&["contains", "instr", "strpos", "indexof", "charindex"], "ask with `text CONTAINS 'part'`"),
    (&["startswith"], "ask with `text STARTS WITH 'part'`"),
    (&["endswith"], "ask with `text ENDS WITH 'part'`"),
    (&["regexp", "regexp_like", "regexp_matches"], "ask with `text =~ 'expression'`"),
    (&["pow", "power"], "a power is written `x ^ y`"),
    (&["mod"], "the rest of a division is written `x % y`"),
    (&["mean", "average"], "the mean is `avg(x)`"),
    (&["median"], "the median is `percentileCont(x, 0.5)`"),
    (&["first"], "the first of a list is `head(list)`"),
    (&["unnest", "explode"], "a list becomes rows with `UNWIND list AS x`"),
    (&["has_label", "haslabel"], "ask with `n:Label`"),
    (&["in_degree", "indegree"], "count with `COUNT { (n)<--() }`"),
    (&["out_degree", "outdegree"], "count with `COUNT { (n)-->() }`"),
    (&["shortest_path"], "write `MATCH p = shortestPath((a)-[*]-(b))`"),
];

/// How to say here what a function of another system does, if it is known.
pub fn instead_of(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    FUNCTIONS_OF_OTHERS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, hint)| *hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_function_of_ours_is_among_them() {
        for name in FUNCTIONS_OF_OTHERS.iter().flat_map(|(names, _)| *names) {
            assert!(super::super::lookup(name).is_none(), "{name}");
        }
    }
}
