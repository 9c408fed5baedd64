#!/usr/bin/env python3
"""What one question costs between others: python3 benches/between.py CHANCERY GRAPH FILE [BETWEEN]

Asks the question in FILE (one of benches/queries, without parameters) RUNS (15) times over the protocol, each time after the
question in BETWEEN if one is given, with typed and with plain values. Prints the least time in milliseconds from asking to the last
byte and that of the program itself (elapsed_us), the median of all its processor time, and how many pages it had to fetch."""
import os, re, statistics, sys, time
from served import Served

program, graph, *files = sys.argv[1:]
question, between = (files + [None])[:2]
server = Served(program, graph)
print("| values | asked and read, ms | elapsed, ms | processor, ms | pages | bytes |\n|---|---|---|---|---|---|")
for values in "typed", "plain":
    times, elapsed, worked, pages = [], [], [], []
    for _ in range(int(os.environ.get("RUNS", "15"))):
        if between:
            server.ask({"op": "run", "query": open(between).read()})
        worked_before, pages_before, start = server.worked(), server.pages(), time.perf_counter()
        answer = server.ask({"op": "run", "query": open(question).read(), "values": values})
        times.append((time.perf_counter() - start) * 1e3)
        worked.append((server.worked() - worked_before) * 1e3)
        pages.append(server.pages() - pages_before)
        elapsed.append(int(re.search(r'"elapsed_us":(\d+)', answer)[1]) / 1e3)
    middle = f"{statistics.median(worked):.1f} | {statistics.median(pages):.0f}"
    print(f"| {values} | {min(times):.1f} | {min(elapsed):.1f} | {middle} | {len(answer)} |", flush=True)
