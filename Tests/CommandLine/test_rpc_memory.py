"""A service runs for months: a hundred thousand requests must not make it grow."""

import threading

from .plans import A1, A4, SIDE, SOUTH, WEST, centre
from .program import resident_kilobytes
from .service import Service, request

ALLOWED_KILOBYTES = 4_096


def requests(count):
    """Requests of many kinds, good and bad, each to be answered by one line."""
    x, y = centre(A1)
    kinds = [
        request("assign", {"x": x, "y": y, "crs": "wgs84"}),
        request("assign", {"points": [{"id": n, "x": WEST + n * SIDE / 7, "y": SOUTH + SIDE}
                                      for n in range(8)], "crs": "cgcs2000"}),
        request("unit", {"code": A4, "geometry": True}),
        request("plan"),
        request("unit", {"code": "999"}),
        request("assign", {"x": "wrong", "y": y, "crs": "wgs84"}),
        "garbage",
        f"[{request('plan')},{request('foobar')},1]",
        request("assign", {"x": 0, "y": 0, "crs": "wgs84", "nearest": 10}),
        request("assign", {"x": x, "y": y, "crs": "nowhere"}, id="事件" * 10),
    ]
    return ("\n".join(kinds) + "\n") * (count // len(kinds))


def serve(service, count):
    """Sends so many requests and receives every answer."""
    writer = threading.Thread(target=service.send, args=(requests(count),))
    writer.start()
    for _ in range(count):
        service.receive()
    writer.join()


def test_memory_does_not_grow_between_ten_thousand_and_a_hundred_thousand_requests(town):
    with Service(town) as service:
        serve(service, 10_000)
        pid = service.process.pid
        early = {field: resident_kilobytes(pid, field) for field in ("VmRSS", "VmHWM")}
        for _ in range(9):
            serve(service, 10_000)
        late = {field: resident_kilobytes(pid, field) for field in ("VmRSS", "VmHWM")}
        growth = {field: late[field] - early[field] for field in early}
        assert max(growth.values()) <= ALLOWED_KILOBYTES, f"kilobytes more: {growth}"
        assert service.finish() == 0


def test_a_hundred_reloads_do_not_grow_either(town):
    with Service(town) as service:
        for _ in range(20):
            service.ask("reload", {})
        early = resident_kilobytes(service.process.pid, "VmRSS")
        for _ in range(100):
            assert "result" in service.ask("reload", {})
        late = resident_kilobytes(service.process.pid, "VmRSS")
        assert late - early <= ALLOWED_KILOBYTES
