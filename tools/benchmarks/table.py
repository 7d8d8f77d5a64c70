"""Plain tables: aligned columns, medians with their spread, ratios to dingge."""

from .measure import Cost, Spread

HEADINGS = ["plan", "program", "wall s", "CPU s", "peak MiB", "x wall", "x CPU", "x peak"]


def spread(values: list[float]) -> str:
    """A median with the lowest and the highest value."""
    figure = Spread.of(values)
    return f"{number(figure.middle)} ({number(figure.low)}-{number(figure.high)})"


def number(value: float) -> str:
    """Three digits or more, never an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def cost_rows(plan: str, costs: dict[str, list[Cost]]) -> list[list[str]]:
    """A row for each program, the first of which is the one the others are held against."""
    base = None
    rows = []
    for name, runs in costs.items():
        figures = [[getattr(run, field) for run in runs] for field in ("wall", "cpu", "peak")]
        middles = [Spread.of(values).middle for values in figures]
        ratios = [""] * 3 if base is None else [f"{a / b:.1f}" for a, b in zip(middles, base)]
        base = base or middles
        rows.append([plan, name, *map(spread, figures), *ratios])
    return rows


def print_table(title: str, headings: list[str], rows: list[list[str]]) -> None:
    """Prints a table; the first two columns are words, the others figures."""
    widths = [max(map(len, column)) for column in zip(headings, *rows)]
    print(f"\n{title}")
    for row in [headings, ["-" * width for width in widths], *rows]:
        cells = [
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        ]
        print("  ".join(cells).rstrip(), flush=True)
