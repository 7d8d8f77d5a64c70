"""The program on a terminal: its standard error is a pseudo-terminal, as wide as wanted."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from dataclasses import dataclass

from .program import PROGRAM, surroundings

CLEAR = "\r\x1b[K"


@dataclass(frozen=True)
class Screen:
    """What a finished run wrote on the terminal, and when."""

    status: int
    text: str
    seconds: float

    @property
    def lines(self):
        """The progress lines, in the order they were written over one another."""
        parts = self.text.split("\r")
        return [part.removesuffix("\x1b[K") for part in parts if part.endswith("\x1b[K")][:-1]


def on_terminal(*arguments, feed=None, lang="en_US.UTF-8", columns=100, term="xterm", hold=0.0,
                interrupt=None):
    """Runs the program to its end.

    `feed` yields pieces of standard input as they are to come; `hold` stops the process for so many
    seconds, a moment after its start when it is at work; `interrupt` is a signal and the seconds after which to send it.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    start = time.monotonic()
    process = subprocess.Popen(
        [PROGRAM, *map(str, arguments)], stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=theirs, env={**surroundings(lang), "TERM": term})
    os.close(theirs)
    if hold:
        time.sleep(0.15)
        process.send_signal(signal.SIGSTOP)
        threading.Timer(hold, process.send_signal, [signal.SIGCONT]).start()
    if feed:
        threading.Thread(target=pour, args=(feed, process.stdin), daemon=True).start()
    if interrupt:
        threading.Timer(interrupt[1], process.send_signal, [interrupt[0]]).start()
    text = b"".join(pieces(ours, process))
    os.close(ours)
    return Screen(process.wait(timeout=60), text.decode("utf-8"), time.monotonic() - start)


def pour(feed, stdin):
    """Writes pieces as they come, as long as anybody reads."""
    try:
        for piece in feed:
            stdin.write(piece)
            stdin.flush()
        stdin.close()
    except BrokenPipeError:
        pass


def pieces(descriptor, process):
    """What comes from a terminal until nobody holds its other end."""
    while True:
        ready, _, _ = select.select([descriptor], [], [], 0.1)
        if not ready:
            if process.poll() is not None:
                return
            continue
        try:
            piece = os.read(descriptor, 65536)
        except OSError:
            return
        if not piece:
            return
        yield piece
