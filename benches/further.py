#!/usr/bin/env python3
"""The further questions, here and in DuckDB, in turns: python3 benches/further.py CHANCERY GRAPH DUCKDB PARAMS [KEY...]

CHANCERY is the program, GRAPH a graph file of the generated tables, DUCKDB a database of the same tables as
../shared/perf/bench.py makes it, PARAMS their params.json. Prints for each question the medians of RUNS (7) turns in
milliseconds, over the protocol and as fetched from DuckDB, how many times faster the answer came, how many times less time both
took of all processors together (which other programs on the machine change less), and whether both answers are the same. Needs the Python package duckdb; is no part of the tests."""
import datetime, hashlib, json, os, re, statistics, sys, time, tomllib
import duckdb
from served import Served

program, graph, database, params, *only = sys.argv[1:]
runs = int(os.environ.get("RUNS", "7"))
params = json.load(open(params))
known = {"hub": params["hub"]["id"], "top": params["top"]["id"], "mid": params["mid"]["id"]}
known |= {"s": params["pairs"][1][0], "t": params["pairs"][1][1]}
server = Served(program, graph)
other = duckdb.connect(database, read_only=True)


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1e3


def here(value):
    """A typed value as Python has it; other types than numbers and text by their text."""
    kind, text = value["$type"], value.get("_value")
    return int(text) if kind == "Integer" else float(text) if kind == "Float" else text


def there(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def same(left, right):
    if isinstance(left, float) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-9 * max(abs(left), abs(right))
    return left == right


def fingerprint(rows):
    cells = [[text if isinstance(text := here(value), int) else value.get("_value") for value in row] for row in rows]
    return hashlib.sha1(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()[:12]


questions = tomllib.load(open(os.path.join(os.path.dirname(__file__), "further.toml"), "rb"))["question"]
print("| question | here, ms | DuckDB, ms | times faster | by processor time | answer |\n|---|---|---|---|---|---|")
for question in questions:
    if only and question["key"] not in only:
        continue
    used = {name: known[name] for name in re.findall(r"\$(\w+)", question["cypher"])}
    request = {"op": "run", "query": question["cypher"], "params": used}
    ours, theirs, worked = [], [], [0.0, 0.0]
    for run in range(runs + 1):
        before = server.worked()
        answer, took = timed(lambda: json.loads(server.ask(request)))
        ours.append(took)
        worked[0] += (server.worked() - before) * (run > 0)
        before = time.process_time()
        rows, took = timed(lambda: other.execute(question["sql"], used or None).fetchall())
        theirs.append(took)
        worked[1] += (time.process_time() - before) * (run > 0)
    answered = [[here(value) for value in row] for row in answer["rows"]]
    expected = [[there(value) for value in row] for row in rows]
    agree = len(answered) == len(expected) and all(
        len(left) == len(right) and all(map(same, left, right)) for left, right in zip(answered, expected))
    verdict = "same" if agree else "DIFFERENT"
    if (len(rows), fingerprint(answer["rows"])) != (question["rows"], question["hash"]):
        verdict += f", other than kept: rows = {len(rows)}, hash = {fingerprint(answer['rows'])}"
    mine, its = statistics.median(ours[1:]), statistics.median(theirs[1:])
    times = f"{its / mine:.2g} | {worked[1] / max(worked[0], 1e-6):.2g}"
    print(f"| {question['key']} {question['title']} | {mine:.1f} | {its:.1f} | {times} | {verdict} |", flush=True)
