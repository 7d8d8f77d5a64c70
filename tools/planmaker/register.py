"""Codes and names of the town and its villages."""

import csv
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure
from .numerals import chinese


@dataclass(frozen=True)
class Entry:
    """A 12-digit code and a name."""

    code: str
    name: str


@dataclass(frozen=True)
class Register:
    """The town and its villages, in the order of their codes."""

    town: Entry
    villages: list[Entry]

    @staticmethod
    def invented(villages: int) -> "Register":
        """A register with codes that no real place has."""
        if villages > 999:
            raise Failure("a code has room for 999 villages in a town", "lower --villages.")
        numbers = range(1, villages + 1)
        return Register(
            Entry("990000001000", "样例镇"),
            [Entry(f"990000001{n:03}", f"{chinese(n)}号村委会") for n in numbers],
        )

    @staticmethod
    def read(path: Path) -> "Register":
        """Reads a CSV file with columns `code` and `name`: the town first, then its villages."""
        try:
            with open(path, encoding="utf-8", newline="") as file:
                entries = [Entry(row["code"], row["name"]) for row in csv.DictReader(file)]
        except (OSError, UnicodeError, KeyError, csv.Error) as error:
            raise Failure(
                f"cannot read {path}: {error}", "give a UTF-8 CSV file with columns code and name."
            ) from error
        for entry in entries:
            if len(entry.code) != 12 or not (entry.code.isascii() and entry.code.isdigit()):
                raise Failure(f"{path}: {entry.code!r} is not a code", "codes have 12 digits.")
        if len({entry.code for entry in entries}) < max(2, len(entries)):
            raise Failure(
                f"{path} does not list a town and its villages, each once",
                "write the town in the first row and at least one village below.",
            )
        return Register(entries[0], entries[1:])

    def with_spare_village(self) -> "Register":
        """The register with an invented village more, whose code was free."""
        taken = {entry.code for entry in self.villages}
        codes = (f"{self.town.code[:9]}{number}" for number in range(299, 1000))
        spare = next((code for code in codes if code not in taken), None)
        if spare is None:
            raise Failure("no code is left for a village more", "lower --villages.")
        return Register(self.town, [*self.villages, Entry(spare, "待设村委会")])


def grid_name(village: str, number: int) -> str:
    """The name of a grid: 西江村委会 has 西江村第一网格."""
    return f"{village.removesuffix('委会')}第{chinese(number)}网格"


def void_name(village: str) -> str:
    """The name of the part of the reservoir that lies in a village."""
    return f"响水水库（{village.removesuffix('委会')}）"
