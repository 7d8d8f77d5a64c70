"""A table of any length goes through in bounded memory."""

import subprocess
import time

from .plans import SIDE, SOUTH, WEST
from .program import PROGRAM, resident_kilobytes, surroundings

ALLOWED_KILOBYTES = 12_288


def rows(first, count):
    """Numbered rows all over the town, on boundaries, outside, and some malformed."""
    lines = []
    for number in range(first, first + count):
        x = WEST - SIDE + (number * 7919 % 6000) * SIDE / 1000
        y = "here" if number % 97 == 0 else f"{SOUTH + (number * 104729 % 2000) * SIDE / 1000:.9f}"
        lines.append(f'{number},"a note, of some length, on what happened",{x:.9f},{y}\n')
    return "".join(lines).encode()


def test_three_hundred_thousand_rows_through_a_pipe_need_no_more_memory_than_a_few(town, tmp_path):
    count = 0
    with open(tmp_path / "out.csv", "wb") as output:
        process = subprocess.Popen(
            [PROGRAM, "assign", town, "-", "--crs", "wgs84", "--nearest", "100"],
            stdin=subprocess.PIPE, stdout=output, stderr=subprocess.DEVNULL, env=surroundings())
        try:
            process.stdin.write(b"id,note,lon,lat\n")
            for _ in range(30):
                process.stdin.write(rows(count, 10_000))
                process.stdin.flush()
                count += 10_000
                if count == 30_000:
                    time.sleep(0.2)
                    early = resident_kilobytes(process.pid)
            late = resident_kilobytes(process.pid)
            process.stdin.close()
            assert process.wait(60) == 0
        finally:
            process.kill()
            process.wait()
    assert late - early <= ALLOWED_KILOBYTES, f"{early} kB after 30,000 rows, {late} after all"
    with open(tmp_path / "out.csv", "rb") as answered:
        assert sum(1 for _ in answered) == count + 1
