"""What stops a benchmark: a figure that could not be measured is never printed."""


class Failure(Exception):
    """A program failed, or its answer shows that it did other work than it is timed for."""
