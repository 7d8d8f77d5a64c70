"""The stream: nothing that a client sends ends the service, and no answer is late or out of order."""

import json
import subprocess
import time

import pytest

from .plans import A1, A2, centre
from .program import PROGRAM, dingge, resident_kilobytes, surroundings
from .service import Service, answers_to, is_error, parsed, request

X, Y = centre(A1)
GOOD = request("assign", {"x": X, "y": Y, "crs": "wgs84"}, id="good")


def is_good(answer):
    """Whether this is the answer to `GOOD`."""
    return answer.get("id") == "good" and answer["result"]["grid"] == A1


@pytest.mark.parametrize("garbage", [
    "hello", "", " ", "\t", "{", "}", "]", '{"jsonrpc": "2.0"', "GET / HTTP/1.1", "nul", "'a'",
    '{"jsonrpc":"2.0","method":"plan","id":1}{"jsonrpc":"2.0","method":"plan","id":2}',
    '{"jsonrpc":"2.0","method":"plan","id":1,}', '{"id":NaN}', '{"id":01}', "\ufeff{",
])
def test_a_line_that_is_not_json_gets_one_parse_error_and_the_next_is_served(town, garbage):
    bad, good = answers_to(town, garbage, GOOD)
    assert is_error(bad, -32700)
    assert is_good(good)


BAD_BYTES = {
    "two that start nothing": b"\xff\xfe\x00",
    "a method cut short": b'{"jsonrpc":"2.0","method":"\xc3\x28","id":1}',
    "half a pair": b'"\xed\xa0\x80"',
    "GB18030": '{"jsonrpc":"2.0","method":"网格","id":1}'.encode("gb18030"),
    "zeros": bytes(100),
    "every byte there is": bytes(byte for byte in range(256) if byte != 10),
}


@pytest.mark.parametrize("garbage", BAD_BYTES.values(), ids=BAD_BYTES)
def test_bytes_that_are_not_utf8_get_a_parse_error_and_the_next_is_served(town, garbage):
    bad, good = answers_to(town, garbage, GOOD)
    assert is_error(bad, -32700)
    assert is_good(good)


def test_lines_may_end_in_crlf(town):
    answers = answers_to(town, GOOD, GOOD, end="\r\n")
    assert len(answers) == 2 and all(map(is_good, answers))


def test_space_around_a_message_is_no_harm(town):
    [answer] = answers_to(town, f" \t{GOOD} ")
    assert is_good(answer)


@pytest.mark.parametrize("depth", [1_000, 100_000, 3_000_000])
@pytest.mark.parametrize("opening, closing", [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_gets_an_error_and_the_next_is_served(town, depth, opening, closing):
    nested = opening * depth + "1" + closing * depth
    inside = f'{{"jsonrpc":"2.0","method":"plan","id":1,"params":{{"deep":{nested}}}}}'
    answers = answers_to(town, nested, opening * depth, inside, GOOD)
    assert len(answers) == 4
    first = answers[0][0] if isinstance(answers[0], list) else answers[0]
    assert first["error"]["code"] in (-32700, -32600)
    assert is_error(answers[1], -32700)
    assert is_good(answers[3])


def test_a_line_over_the_limit_gets_an_error_and_the_next_is_served(town):
    params = {"x": X, "y": Y, "crs": "wgs84", "padding": "x" * 70_000}
    long, good = answers_to(
        town, request("assign", params), GOOD, options=("--max-line", "65536"))
    assert long["error"]["code"] in (-32700, -32600)
    assert is_good(good)


def test_a_line_far_over_the_limit_is_not_kept_in_memory(town):
    with Service(town, "--max-line", "65536") as service:
        service.ask("plan")
        before = resident_kilobytes(service.process.pid)
        for _ in range(64):
            service.send(b"x" * (1 << 20))
        service.send("\n" + GOOD + "\n")
        assert service.receive()["error"]["code"] in (-32700, -32600)
        assert is_good(service.receive())
        assert resident_kilobytes(service.process.pid) - before < 8_192


def test_a_line_of_some_megabytes_is_served_without_being_asked_to(town):
    points = [{"id": n, "x": X, "y": Y} for n in range(100_000)]
    [answer] = answers_to(town, request("assign", {"crs": "wgs84", "points": points}))
    assignments = answer["result"]["assignments"]
    assert len(assignments) == 100_000 and assignments[-1]["id"] == 99_999


def test_answers_come_in_the_order_of_the_requests(town):
    lines, expected = [], []
    for number in range(3_000):
        kind = number % 4
        lines.append([
            request("assign", {"x": X, "y": Y, "crs": "wgs84"}, id=number),
            request("unit", {"code": A2}, id=number),
            request("foobar", id=number),
            "garbage",
        ][kind])
        expected.append(None if kind == 3 else number)
    assert [answer["id"] for answer in answers_to(town, *lines)] == expected


def test_a_lone_caller_is_answered_without_sending_more(town):
    with Service(town) as service:
        for number in range(5):
            answer = service.ask("plan", id=number)
            assert answer["id"] == number
        assert service.finish() == 0


def test_an_answer_does_not_wait_for_the_rest_of_a_half_sent_request(town):
    with Service(town) as service:
        service.send(GOOD + "\n" + GOOD[:20])
        assert is_good(service.receive())
        service.send(GOOD[20:] + "\n")
        assert is_good(service.receive())


def test_a_request_sent_byte_by_byte_is_understood(town):
    with Service(town) as service:
        for letter in GOOD + "\n":
            service.send(letter)
        assert is_good(service.receive())


def test_a_last_line_without_newline_is_answered(town):
    done = dingge("rpc", town, stdin=f"{GOOD}\n{GOOD}")
    assert done.status == 0
    assert [is_good(answer) for answer in parsed(done.out)] == [True, True]


def test_no_input_at_all_is_no_error_and_gets_no_answer(town):
    done = dingge("rpc", town, stdin=b"")
    assert (done.status, done.out) == (0, b"")


def test_a_closed_stdout_is_no_error(town):
    process = subprocess.Popen(
        [PROGRAM, "rpc", town], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=surroundings())
    process.stdout.close()
    try:
        for _ in range(200):
            process.stdin.write((GOOD + "\n").encode() * 100)
            process.stdin.flush()
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_nothing_but_answers_is_on_stdout(town):
    done = dingge("rpc", town, stdin="\n".join([GOOD, "garbage", request("check"), GOOD]) + "\n")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert len(answers) == 4
    assert all(answer["jsonrpc"] == "2.0" for answer in answers)


def test_a_flood_is_answered_in_good_time(town):
    lines = (GOOD + "\n") * 50_000
    start = time.monotonic()
    done = dingge("rpc", town, stdin=lines)
    assert len(done.out.splitlines()) == 50_000
    assert time.monotonic() - start < 10
