"""The one error that a user of `make-plan` can meet."""


class Failure(Exception):
    """What is wrong, and how to put it right; shown to the user as it stands."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.remedy = remedy
