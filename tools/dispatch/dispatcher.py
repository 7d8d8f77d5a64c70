"""The workflow: report incidents, keep the names of units, take a new plan when it comes."""

import queue
import signal
import threading

from dispatch.conversation import ConversationEnded, Refusal
from dispatch.wording import line_for


class Dispatcher:
    """Reports incidents in a conversation and prints who gets each of them."""

    def __init__(self, conversation, crs, say, complain):
        self._conversation = conversation
        self._crs = crs
        self._say = say
        self._complain = complain
        self._names = {}

    def introduce(self):
        """Says which plan is in force; its digest belongs into every record of a decision."""
        plan = self._conversation.ask("plan")
        self._complain(f"plan {plan['digest'][:12]} is in force")

    def report_alone(self, incident):
        """Reports one incident and waits: the way of a single call at the counter."""
        try:
            params = {**incident.as_point(), "crs": self._crs}
            self._announce(self._conversation.ask("assign", params))
        except Refusal as refusal:
            self._complain(f"{incident.id}: {refusal}")

    def report_flood(self, incidents, size):
        """Reports many incidents, `size` in a request, always two requests under way."""
        under_way = queue.SimpleQueue()
        for batch in _batches(incidents, size):
            points = [incident.as_point() for incident in batch]
            answer = self._conversation.send("assign", {"points": points, "crs": self._crs})
            under_way.put((batch, answer))
            if under_way.qsize() > 1:
                self._collect(*under_way.get())
        while not under_way.empty():
            self._collect(*under_way.get())

    def reload_on_hangup(self):
        """Opens the plan anew at every SIGHUP, as a daemon does with its settings.

        The handler only leaves a note: a request must not be written in the middle of another.
        """
        notes = queue.SimpleQueue()
        signal.signal(signal.SIGHUP, lambda *_: notes.put(None))

        def reload_for_ever():
            while True:
                notes.get()
                self._reload()

        threading.Thread(target=reload_for_ever, daemon=True).start()

    def _reload(self):
        try:
            self._conversation.ask("reload")
            self._names = {}
            self.introduce()
        except Refusal as refusal:
            self._complain(f"the old plan stays in force: {refusal}")
        except ConversationEnded as end:
            self._complain(str(end))

    def _collect(self, batch, answer):
        """Prints a batch; one that is refused for one bad point is reported again, one by one."""
        try:
            assignments = answer.result()["assignments"]
        except Refusal:
            for incident in batch:
                self.report_alone(incident)
            return
        for assignment in assignments:
            self._announce(assignment)

    def _announce(self, assignment):
        self._say(line_for(assignment, self._name_of))

    def _name_of(self, code):
        """The name of a unit, asked for once and kept until the plan changes."""
        names = self._names
        if code not in names:
            try:
                names[code] = self._conversation.ask("unit", {"code": code}).get("name")
            except Refusal:
                names[code] = None
        return names[code]


def _batches(incidents, size):
    batch = []
    for incident in incidents:
        batch.append(incident)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
