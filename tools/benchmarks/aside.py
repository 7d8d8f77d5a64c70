"""Work in a process of its own, whose memory goes with it; and remarks on standard error."""

import sys
from collections.abc import Callable
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")


def aside(work: Callable[..., Result], *arguments) -> Result:
    """Calls a function in another process, and returns or raises what it does."""
    with get_context("fork").Pool(1) as pool:
        return pool.apply(work, arguments)


def note(text: str) -> None:
    """Says on standard error what is going on."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
