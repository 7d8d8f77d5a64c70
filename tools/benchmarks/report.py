"""The report: facts line by line, and tables with medians, their spread, and ratios to dingge."""

from dataclasses import dataclass, field

from .failure import Failure
from .measure import Cost, Spread

COST_HEADINGS = [
    "plan",
    "program",
    "wall s",
    "CPU s",
    "peak MiB",
    "rows/s",
    "x wall",
    "x CPU",
    "x peak",
]

SUMMARY_HEADINGS = [
    "ns, uniform",
    "ns, clustered",
    "ns, boundary",
    "build s",
    "bytes/vertex",
    "rows/s",
    "peak MiB",
    "none",
    "one",
    "two",
    "more",
]


@dataclass
class Report:
    """Prints as plain text with aligned columns, or as Markdown, which leaves details out."""

    is_markdown: bool
    summary: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """For each plan and program what the last table shows."""

    def note(self, plan: str, program: str, figures: dict[str, str]) -> None:
        """Keeps figures for the summary, by its headings."""
        self.summary.setdefault((plan, program), {}).update(figures)

    def print_summary(self, title: str) -> None:
        """The table that has a row for each program on each plan; nothing when there is none."""
        plans = list(dict.fromkeys(plan for plan, _ in self.summary))
        order = sorted(
            self.summary, key=lambda key: (plans.index(key[0]), not key[1].startswith("dingge"))
        )
        rows = [
            [*key, *(self.summary[key].get(heading, "-") for heading in SUMMARY_HEADINGS)]
            for key in order
        ]
        if rows:
            self.table(title, ["plan", "program", *SUMMARY_HEADINGS], rows)

    def line(self, text: str, is_detail: bool = False) -> None:
        """A fact that stands by itself."""
        if not (self.is_markdown and is_detail):
            print(f"- {text}" if self.is_markdown else text, flush=True)

    def table(
        self, title: str, headings: list[str], rows: list[list[str]], is_detail: bool = False
    ) -> None:
        """A table; the first two columns are words, the others figures."""
        if self.is_markdown and is_detail:
            return
        if self.is_markdown:
            marks = ["---", "---", *["--:"] * (len(headings) - 2)]
            print(f"\n**{title}**\n")
            for row in (headings, marks, *rows):
                print("| " + " | ".join(row) + " |")
            print(flush=True)
            return
        widths = [max(map(len, column)) for column in zip(headings, *rows)]
        print(f"\n{title}")
        for row in [headings, ["-" * width for width in widths], *rows]:
            cells = [
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths))
            ]
            print("  ".join(cells).rstrip(), flush=True)


def spread(values: list[float]) -> str:
    """A median with the lowest and the highest value, when there are several."""
    figure = Spread.of(values)
    if len(values) == 1:
        return number(figure.middle)
    return f"{number(figure.middle)} ({number(figure.low)}-{number(figure.high)})"


def number(value: float) -> str:
    """Three digits or more, never an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def without_figures(plan: str, name: str, reason: str, columns: int) -> list[str]:
    """The row of a program that has none."""
    return [plan, name, reason, *["-"] * (columns - 3)]


def cost_rows(
    plan: str, costs: dict[str, list[Cost] | Failure], rows: int | None = None
) -> list[list[str]]:
    """A row for each program, the first of which is the one the others are held against.

    `rows` is how many rows of a file each run worked through; `None` when it is about no rows.
    """
    base = None
    table = []
    for name, runs in costs.items():
        if isinstance(runs, Failure):
            table.append(without_figures(plan, name, "failed", len(COST_HEADINGS)))
            continue
        figures = [[getattr(run, field) for run in runs] for field in ("wall", "cpu", "peak")]
        middles = [Spread.of(values).middle for values in figures]
        ratios = [""] * 3 if base is None else [f"{a / b:.1f}" for a, b in zip(middles, base)]
        base = base or middles
        rate = number(rows / middles[0]) if rows else "-"
        table.append([plan, name, *map(spread, figures), rate, *ratios])
    return table


def failure_lines(report: Report, plan: str, costs: dict[str, list[Cost] | Failure]) -> None:
    """Says why programs failed."""
    for outcome in costs.values():
        if isinstance(outcome, Failure):
            report.line(f"{plan}: {outcome}")
