"""An id comes back as it came: the caller's own bookkeeping is not ours to round."""

import json

import pytest

from .program import dingge
from .service import answers_to, is_error


def answer_with_literal_numbers(plan, id_text):
    """The one answer to a request whose id is written so; numbers stay the text they are."""
    line = f'{{"jsonrpc":"2.0","method":"plan","id":{id_text}}}\n'
    done = dingge("rpc", plan, stdin=line)
    assert done.status == 0, done.err
    [answer] = done.out.splitlines()
    return json.loads(answer, parse_int=lambda t: ("number", t), parse_float=lambda t: ("number", t))


@pytest.mark.parametrize("number", [
    "0", "-1", "-0", "1.5", "1e2", "1E+2", "0.10", "9007199254740993", "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616",
    "123456789012345678901234567890123456789", "-123456789012345678901234567890",
])
def test_a_number_comes_back_digit_by_digit(town, number):
    answer = answer_with_literal_numbers(town, number)
    assert answer["id"] == ("number", number)
    assert "result" in answer


@pytest.mark.parametrize("text", [
    "", "1", "事件-7", "\U0001F6B8", "a \"quote\" and a \\", "tab\tnewline\n", "\u0000\u001f\u007f",
    "\u2028", "x" * 10_000,
])
def test_a_string_comes_back_unchanged(town, text):
    for escaped in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        assert answer_with_literal_numbers(town, escaped)["id"] == text


def test_null_is_an_id_and_its_request_is_answered(town):
    answer = answer_with_literal_numbers(town, "null")
    assert answer["id"] is None and "result" in answer


@pytest.mark.parametrize("value", ["true", "false", "{}", "[]", "[1]", '{"a":1}'])
def test_an_id_that_is_no_string_number_or_null_is_an_invalid_request(town, value):
    [answer] = answers_to(town, f'{{"jsonrpc":"2.0","method":"plan","id":{value}}}')
    assert is_error(answer, -32600)


def test_ids_that_are_used_twice_are_each_answered(town):
    line = '{"jsonrpc":"2.0","method":"plan","id":7}'
    assert [answer["id"] for answer in answers_to(town, line, line)] == [7, 7]


def test_an_error_carries_the_id_too(town):
    for id_text in ("18446744073709551616", "1e2"):
        line = f'{{"jsonrpc":"2.0","method":"foobar","id":{id_text}}}\n'
        done = dingge("rpc", town, stdin=line)
        answer = json.loads(done.out, parse_int=str, parse_float=str)
        assert answer["id"] == id_text


def test_the_id_of_a_point_comes_back_as_it_came(town):
    points = '[{"id":"甲","x":112.005,"y":24.805},{"id":7,"x":112.005,"y":24.805}]'
    line = (f'{{"jsonrpc":"2.0","method":"assign","id":1,'
            f'"params":{{"crs":"wgs84","points":{points}}}}}')
    [answer] = answers_to(town, line)
    assert [each["id"] for each in answer["result"]["assignments"]] == ["甲", 7]
