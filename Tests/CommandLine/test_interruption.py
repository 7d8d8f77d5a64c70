"""Told to stop, the program stops at once and leaves nothing half-written."""

import json
import random
import signal
import subprocess
import time

import pytest

from .plans import B3, centre
from .program import PROGRAM, dingge, surroundings
from .terminal import CLEAR, on_terminal
from .test_progress import slowly

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
X, Y = centre(B3)
OLD = b"what was there before\n"


def start(*arguments, **options):
    """Starts the program; its standard streams are pipes."""
    return subprocess.Popen(
        [PROGRAM, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=surroundings(), **options)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Incidents that take a while."""
    path = tmp_path_factory.mktemp("table") / "incidents.csv"
    path.write_bytes(b"lon,lat\n" + f"{X},{Y}\n".encode() * 400_000)
    return path


@pytest.fixture(scope="module")
def commands(table, town):
    """What each command that writes a file is given, without the file's name."""
    return {
        "assign": ["assign", town, table, "--crs", "wgs84", "-o"],
        "index": ["index", town, "-o"],
        "check": ["check", town, "--format", "json", "-o"],
        "defects": ["check", town, "--defects"],
    }


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", ["assign", "index", "check", "defects"])
def test_killed_at_any_moment_the_file_is_old_or_whole(commands, tmp_path, name, seed):
    chance = random.Random(f"{name} {seed}")
    began = time.monotonic()
    assert dingge(*commands[name], tmp_path / "whole").status == 0
    span = time.monotonic() - began
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "whole").unlink()
    for _ in range(6):
        number = chance.choice(SIGNALS)
        (tmp_path / "out").write_bytes(OLD)
        process = start(*commands[name], tmp_path / "out")
        time.sleep(chance.uniform(0, 1.1) * span)
        process.send_signal(number)
        process.communicate(timeout=60)
        left = (tmp_path / "out").read_bytes()
        assert [each.name for each in tmp_path.iterdir()] == ["out"], f"seed {seed}"
        assert left in (OLD, whole), f"seed {seed}"
        assert process.returncode in (0, -number), f"seed {seed}"
        assert left == whole or process.returncode == -number, f"seed {seed}"


def test_a_file_under_way_is_removed(town, tmp_path):
    process = start("assign", town, "-", "--crs", "wgs84", "-o", tmp_path / "out")
    process.stdin.write(b"lon,lat\n" + f"{X},{Y}\n".encode() * 400_000)
    process.stdin.flush()
    while not any(each.name.startswith(".dingge-") for each in tmp_path.iterdir()):
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number, status", [("TERM", 143), ("HUP", 129)])
def test_a_shell_sees_the_status_it_expects(town, number, status):
    script = f'sleep 9 2>/dev/null | "$@" & sleep 0.5; kill -{number} $!; wait $!; echo $?'
    done = subprocess.run(
        ["bash", "-c", script, "bash", PROGRAM, "rpc", town],
        capture_output=True, env=surroundings(), timeout=60)
    assert int(done.stdout) == status


@pytest.mark.parametrize("number", SIGNALS)
def test_the_line_is_cleared_from_the_terminal(town, number):
    screen = on_terminal(
        "assign", town, "-", "--crs", "wgs84", feed=slowly(30), interrupt=(number, 1.2))
    assert screen.status == -number
    assert screen.seconds < 10
    assert screen.lines and screen.text.endswith(CLEAR)


def test_a_signal_that_was_ignored_stays_ignored(town):
    process = start(
        "rpc", town, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    request = b'{"jsonrpc":"2.0","id":1,"method":"plan"}\n'
    process.stdin.write(request)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    out, _ = process.communicate(request, timeout=60)
    assert json.loads(out)["id"] == 1
    assert process.returncode == 0


@pytest.mark.parametrize("number", SIGNALS)
def test_rpc_answers_what_came_whole_and_nothing_else(town, number):
    process = start("rpc", town, "--crs", "wgs84")
    requests = [
        json.dumps({"jsonrpc": "2.0", "id": n, "method": "assign", "params": {"x": X, "y": Y}})
        for n in range(500)]
    process.stdin.write("\n".join(requests).encode() + b'\n{"jsonrpc":"2.0","id":500,"met')
    process.stdin.flush()
    first = process.stdout.readline()
    process.send_signal(number)
    rest = process.stdout.read().splitlines()
    process.wait(timeout=60)
    assert process.returncode == -number
    assert [json.loads(line)["id"] for line in [first, *rest]] == list(range(500))


def test_rpc_that_waits_stops_at_once(town):
    process = start("rpc", town)
    time.sleep(0.3)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert process.returncode == -signal.SIGINT
    assert time.monotonic() - began < 1


def test_rpc_whose_client_does_not_read_stops_all_the_same(town):
    process = start("rpc", town)
    process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"check"}\n' * 1000)
    process.stdin.flush()
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=10)
    assert process.returncode == -signal.SIGTERM
