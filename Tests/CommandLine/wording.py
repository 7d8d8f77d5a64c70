"""What a message to a user may look like; its words are free, its shape is not."""

import re

FOREIGN = re.compile(
    r"""\bOptional\( | \bPlanError | \w+Error\b(?<!\bError) | \bError\.\w | \.swift\b | \bSwift\b
      | \bnil\b | Fatal\ error | \bFoundation\b | NSCocoa | Domain= | \bCode=\d | 0x[0-9a-f]{6,}
      | \bStack\ dump | Thread\ \d+ | \bcodingPath | debugDescription | \bwarning:\ .*\.c:\d""",
    re.VERBOSE,
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def speaks_to_people(text):
    """Whether a text is free of type names, traces and addresses."""
    return FOREIGN.search(text) is None


def has_remedy(text):
    """Whether a message goes on after what and where: the remedy stands in a line of its own."""
    return len([line for line in text.splitlines() if line.strip()]) >= 2


def names_number(text, number):
    """Whether a text holds a whole number by itself, not as a part of another."""
    return re.search(rf"(?<![\d.]){number}(?!\d|\.\d)", text) is not None
