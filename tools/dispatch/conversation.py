"""A conversation with `dingge rpc`: requests go out, answers come back matched by id.

Writing and reading happen in different threads. A program that writes a thousand requests before
it reads the first answer fills both pipes and waits for ever; here it cannot.
"""

import itertools
import json
import subprocess
import threading
from concurrent.futures import Future


class Refusal(Exception):
    """An error answer: what is wrong, where in the request, and how to put it right."""

    def __init__(self, error):
        super().__init__(error.get("message", "refused without a reason"))
        data = error.get("data") or {}
        self.code = error.get("code")
        self.path = data.get("path")
        self.remedy = data.get("remedy")

    def __str__(self):
        where = f" [{self.path}]" if self.path else ""
        remedy = f" To fix: {self.remedy}" if self.remedy else ""
        return f"{self.args[0]}{where}{remedy}"


class ConversationEnded(Exception):
    """The service has gone, and with it every answer that was still to come."""


class Conversation:
    """One running `dingge rpc`, to be used in a `with` statement and from any thread."""

    def __init__(self, command):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._numbers = itertools.count(1)
        self._waiting = {}
        self._has_ended = False
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read_answers, daemon=True)
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, method, params=None):
        """Sends a request and returns at once, with the future of its answer.

        The future holds the result, or raises `Refusal` or `ConversationEnded`.
        """
        future = Future()
        with self._lock:
            if self._has_ended:
                raise ConversationEnded("the service has ended")
            number = next(self._numbers)
            self._waiting[number] = future
            request = {"jsonrpc": "2.0", "id": number, "method": method, "params": params or {}}
            try:
                self._process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                del self._waiting[number]
                raise ConversationEnded("the service has ended") from None
        return future

    def ask(self, method, params=None):
        """Sends a request and waits for its result."""
        return self.send(method, params).result()

    def close(self):
        """Ends the input, lets every answer arrive, and returns the exit status of the service."""
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        self._reader.join()
        self._process.stdout.close()
        return self._process.wait()

    def _number_of(self, answer):
        """The number of the request that an answer belongs to.

        An answer without an id is to a line that could not be read, one over the limit say. As
        answers come in the order of the requests, it belongs to the oldest that waits.
        """
        number = answer.get("id")
        return next(iter(self._waiting), None) if number is None else number

    def _read_answers(self):
        for line in self._process.stdout:
            answer = json.loads(line)
            with self._lock:
                future = self._waiting.pop(self._number_of(answer), None)
            if future is None:
                continue
            if "error" in answer:
                future.set_exception(Refusal(answer["error"]))
            else:
                future.set_result(answer["result"])
        with self._lock:
            self._has_ended = True
            left, self._waiting = self._waiting, {}
        for future in left.values():
            future.set_exception(ConversationEnded("the service ended before it answered"))
