"""The examples of the JSON-RPC 2.0 specification, section 7, in its order, with our methods."""

import json

from .plans import A1, centre
from .program import dingge
from .service import answers_to, is_error, request

X, Y = centre(A1)
POINT = {"id": "one", "x": X, "y": Y, "crs": "wgs84"}


def test_a_call_with_named_parameters_is_answered_in_whatever_order_they_stand(town):
    backwards = dict(reversed(POINT.items()))
    first, second = answers_to(
        town, request("assign", POINT, id=3), request("assign", backwards, id=4))
    assert first["jsonrpc"] == second["jsonrpc"] == "2.0"
    assert (first["id"], second["id"]) == (3, 4)
    assert first["result"] == second["result"]
    assert first["result"]["grid"] == A1


def test_the_answer_to_a_call_has_no_error_member(town):
    [answer] = answers_to(town, request("plan"))
    assert set(answer) == {"jsonrpc", "id", "result"}


def test_positional_parameters_are_refused_with_a_remedy_or_understood_never_misread(town):
    """Our methods take parameters by name, which the specification leaves to the server."""
    [answer] = answers_to(town, request("unit", [A1], id=1))
    if "error" in answer:
        assert is_error(answer, -32602, id=1)
        assert answer["error"]["data"]["remedy"]
    else:
        assert answer["result"]["code"] == A1


def test_an_empty_list_of_parameters_is_as_good_as_none(town):
    named, positional, left_out = answers_to(
        town, request("plan", {}), request("plan", []), request("plan"))
    assert named == positional == left_out
    assert "result" in named


def test_a_notification_is_never_answered(town):
    lines = [
        '{"jsonrpc": "2.0", "method": "plan", "params": {}}',
        '{"jsonrpc": "2.0", "method": "foobar"}',
        '{"jsonrpc": "2.0", "method": "assign", "params": {"x": "wrong"}}',
    ]
    assert answers_to(town, *lines) == []


def test_a_method_that_does_not_exist_is_error_32601(town):
    [answer] = answers_to(town, '{"jsonrpc": "2.0", "method": "foobar", "id": "1"}')
    assert is_error(answer, -32601, id="1")


def test_invalid_json_is_error_32700(town):
    [answer] = answers_to(town, '{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]')
    assert is_error(answer, -32700)


def test_an_invalid_request_object_is_error_32600(town):
    [answer] = answers_to(town, '{"jsonrpc": "2.0", "method": 1, "params": "bar"}')
    assert is_error(answer, -32600)


def test_a_batch_of_invalid_json_is_one_error_32700(town):
    line = '[{"jsonrpc": "2.0", "method": "plan", "id": "1"}, {"jsonrpc": "2.0", "method"]'
    [answer] = answers_to(town, line)
    assert is_error(answer, -32700)


def test_an_empty_batch_is_one_error_32600(town):
    [answer] = answers_to(town, "[]")
    assert is_error(answer, -32600)


def test_an_invalid_batch_of_one_is_a_list_of_one_error(town):
    [answer] = answers_to(town, "[1]")
    assert len(answer) == 1 and is_error(answer[0], -32600)


def test_an_invalid_batch_is_answered_item_by_item(town):
    [answer] = answers_to(town, "[1,2,3]")
    assert len(answer) == 3
    assert all(is_error(each, -32600) for each in answer)


def test_a_mixed_batch_is_answered_item_by_item_in_one_line_and_in_order(town):
    batch = [
        json.loads(request("assign", POINT, id="1")),
        {"jsonrpc": "2.0", "method": "plan", "params": {}},
        json.loads(request("unit", {"code": A1}, id="2")),
        {"foo": "boo"},
        json.loads(request("foo.get", {"name": "myself"}, id="5")),
        json.loads(request("plan", id="9")),
    ]
    [answer] = answers_to(town, json.dumps(batch))
    assert [each["id"] for each in answer] == ["1", "2", None, "5", "9"]
    assert answer[0]["result"]["grid"] == A1
    assert answer[1]["result"]["code"] == A1
    assert is_error(answer[2], -32600)
    assert is_error(answer[3], -32601, id="5")
    assert "digest" in answer[4]["result"]


def test_a_batch_of_notifications_alone_gets_no_answer_at_all(town):
    batch = [{"jsonrpc": "2.0", "method": "plan"}, {"jsonrpc": "2.0", "method": "foobar"}]
    done = dingge("rpc", town, stdin=json.dumps(batch) + "\n")
    assert (done.status, done.out) == (0, b"")


def test_a_message_of_another_version_is_an_invalid_request(town):
    lines = ['{"method": "plan", "id": 1}', '{"jsonrpc": "1.0", "method": "plan", "id": 1}',
             '{"jsonrpc": 2.0, "method": "plan", "id": 1}']
    answers = answers_to(town, *lines)
    assert [answer["error"]["code"] for answer in answers] == [-32600] * 3
    assert all(answer["id"] in (1, None) for answer in answers)


def test_parameters_that_are_neither_list_nor_object_are_an_error(town):
    answers = answers_to(town, *(request("plan", each) for each in ("bar", 5, True)))
    assert all(answer["error"]["code"] in (-32600, -32602) for answer in answers)


def test_a_message_that_is_neither_object_nor_list_is_an_invalid_request(town):
    answers = answers_to(town, "1", '"plan"', "true", "null", "1.5")
    assert len(answers) == 5
    assert all(is_error(answer, -32600) for answer in answers)
