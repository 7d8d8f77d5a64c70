"""A running `dingge rpc`, spoken to line by line."""

import json
import os
import select
import subprocess
import time

from .program import PROGRAM, dingge, surroundings


def request(method, params=None, id=1, **more):
    """The text of a request."""
    message = {"jsonrpc": "2.0", "method": method, "id": id, **more}
    if params is not None:
        message["params"] = params
    return json.dumps(message, ensure_ascii=False)


def answers_to(plan, *lines, options=(), end="\n"):
    """Sends lines, ends the input, and returns the parsed answers; the program must exit with 0."""
    text = b"".join((l.encode("utf-8") if isinstance(l, str) else l) + end.encode() for l in lines)
    done = dingge("rpc", plan, *options, stdin=text)
    assert done.status == 0, done.err
    return parsed(done.out)


def parsed(out):
    """The answers on stdout: one JSON value a line, each line closed by a newline."""
    assert out == b"" or out.endswith(b"\n"), "the last answer is not closed by a newline"
    return [json.loads(line) for line in out.splitlines()]


def is_error(answer, code, id=None):
    """Whether an answer is a well-formed JSON-RPC error with this code and id."""
    return (
        answer["jsonrpc"] == "2.0" and "result" not in answer
        and answer["error"]["code"] == code and isinstance(answer["error"]["message"], str)
        and answer["error"]["message"] != "" and "id" in answer and answer["id"] == id
    )


class Service:
    """A service that stays up between requests, to be used in a `with` statement."""

    def __init__(self, plan, *options):
        self.process = subprocess.Popen(
            [PROGRAM, "rpc", str(plan), *options], bufsize=0, env=surroundings(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self._received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    def send(self, text):
        """Writes text as it is: the caller decides where lines end."""
        data = text.encode("utf-8") if isinstance(text, str) else text
        while data:
            data = data[self.process.stdin.write(data):]

    def receive(self, seconds=10):
        """The next answer, or a failed test when none comes in time."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._received:
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self.process.stdout], [], [], max(left, 0))
            assert ready, f"no answer within {seconds} s"
            chunk = os.read(self.process.stdout.fileno(), 1 << 16)
            assert chunk, f"the service ended: {self.process.stderr.read().decode()}"
            self._received += chunk
        line, self._received = self._received.split(b"\n", 1)
        return json.loads(line)

    def ask(self, method, params=None, id=1):
        """Sends a request and returns its answer."""
        self.send(request(method, params, id) + "\n")
        return self.receive()

    def finish(self):
        """Ends the input and returns the exit status."""
        self.process.stdin.close()
        return self.process.wait(30)
