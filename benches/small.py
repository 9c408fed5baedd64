#!/usr/bin/env python3
"""The fixed cost of a small question: python3 benches/small.py CHANCERY GRAPH [QUESTION...]

Asks each question RUNS (3000) times over the protocol, by plain reads and writes of the pipe, and prints the tenth, the median and
the ninetieth of a hundred in microseconds from the request to the last byte; first what `cat` takes, which does nothing with it."""
import json, os, subprocess, sys, time
from served import Served

program, graph, *questions = sys.argv[1:]
runs = int(os.environ.get("RUNS", "3000"))
questions = questions or ["RETURN 1 AS one", "MATCH (m:Meeting {id: 600000}) RETURN m.title, m.date, m.kind"]


def ask(process, line):
    os.write(process.stdin.fileno(), line)
    answer = b""
    while not answer.endswith(b"\n"):
        answer += os.read(process.stdout.fileno(), 1 << 16)
    return answer


def asked(process, question):
    line = json.dumps({"id": 1, "op": "run", "query": question}).encode() + b"\n"
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        ask(process, line)
        times.append((time.perf_counter() - start) * 1e6)
    return sorted(times)


echo = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
served = Served(program, graph).process
print("| question | tenth, us | median, us | ninetieth, us |\n|---|---|---|---|")
for name, process, question in [("`cat`", echo, questions[0])] + [(f"`{one}`", served, one) for one in questions]:
    times = asked(process, question)
    print(f"| {name} |", " | ".join(f"{times[runs * part // 100]:.1f}" for part in (10, 50, 90)), "|", flush=True)
echo.kill()
