#!/usr/bin/env python3
"""What one question costs between others: python3 benches/between.py CHANCERY GRAPH FILE [BETWEEN]

Asks the question in FILE (one of benches/queries, without parameters) RUNS (15) times over the protocol, each time after the
question in BETWEEN if one is given, with typed and with plain values. Prints the least time in milliseconds from asking to the last
byte and that of the program itself (elapsed_us), the median of all its processor time, and how many pages it had to fetch."""
import json, os, re, statistics, subprocess, sys, time

program, graph, *files = sys.argv[1:]
question, between = (files + [None])[:2]
server = subprocess.Popen([program, "serve", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def ask(request):
    server.stdin.write(json.dumps({"id": 1, **request}) + "\n")
    server.stdin.flush()
    return server.stdout.readline()


def spent():
    """Milliseconds of all threads, and pages that were not there."""
    tasks = f"/proc/{server.pid}/task"
    worked = sum(int(open(f"{tasks}/{task}/schedstat").read().split()[0]) for task in os.listdir(tasks)) / 1e6
    return worked, int(open(f"/proc/{server.pid}/stat").read().rsplit(")", 1)[1].split()[7])


ask({"op": "open", "path": graph, "read_only": True})
print("| values | asked and read, ms | elapsed, ms | processor, ms | pages | bytes |\n|---|---|---|---|---|---|")
for values in "typed", "plain":
    times, elapsed, worked, pages = [], [], [], []
    for _ in range(int(os.environ.get("RUNS", "15"))):
        if between:
            ask({"op": "run", "query": open(between).read()})
        before, start = spent(), time.perf_counter()
        answer = ask({"op": "run", "query": open(question).read(), "values": values})
        times.append((time.perf_counter() - start) * 1e3)
        after = spent()
        worked.append(after[0] - before[0])
        pages.append(after[1] - before[1])
        elapsed.append(int(re.search(r'"elapsed_us":(\d+)', answer)[1]) / 1e3)
    middle = f"{statistics.median(worked):.1f} | {statistics.median(pages):.0f}"
    print(f"| {values} | {min(times):.1f} | {min(elapsed):.1f} | {middle} | {len(answer)} |", flush=True)
