"""A running `chancery serve --stdio`, and what it cost: for the scripts beside this file."""
import json, os, subprocess


class Served:
    def __init__(self, program, graph):
        command = [program, "serve", "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.ask({"op": "open", "path": graph, "read_only": True})

    def ask(self, request):
        """The line that answers the request; an error ends the script."""
        self.process.stdin.write(json.dumps({"id": 1, **request}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if answer.startswith('{"id":1,"error"'):
            raise SystemExit(f"{request}: {answer}")
        return answer

    def worked(self):
        """Seconds of processor time of all threads."""
        tasks = f"/proc/{self.process.pid}/task"
        return sum(int(open(f"{tasks}/{task}/schedstat").read().split()[0]) for task in os.listdir(tasks)) / 1e9

    def pages(self):
        """Pages of memory that were asked for and not there."""
        return int(open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()[7])
