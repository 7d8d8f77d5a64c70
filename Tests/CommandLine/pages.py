"""The page of `check --report`, taken apart with the parser of the standard library."""

import json
import re
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Elements in the order of their start tags, each with its attributes and its text."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.source = source
        self.elements = []
        self.problems = []
        self._open = []
        self.feed(source)
        self.close()
        self.problems += [f"<{name}> is not closed" for name, _ in self._open]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice: {names}")
        element = {"tag": tag, "attributes": dict(attributes), "text": "", "inside": [
            inner for _, inner in self._open]}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append((tag, element))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes nothing")
            return
        self._open.pop()

    def handle_data(self, data):
        for _, element in self._open:
            element["text"] += data

    def all(self, tag, **attributes):
        """The elements of a name with these attributes; `_` stands for `-`, and for a keyword."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element for element in self.elements
            if element["tag"] == tag
            and all(element["attributes"].get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag, **attributes):
        """The only element of a name with these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]

    def inside(self, element, tag):
        """The elements of a name inside another one."""
        return [e for e in self.elements if e["tag"] == tag and any(i is element for i in e["inside"])]

    @property
    def rows(self):
        """The rows of the defects by id."""
        return {
            row["attributes"]["id"].removeprefix("d-"): row
            for row in self.all("tr") if "data-n" in row["attributes"]
        }

    @property
    def marks(self):
        """The place of each mark in the plan's coordinates, by the number of its defect."""
        data = self.one("svg", id="map")["attributes"]
        marks = {}
        for use in self.inside(self.one("g", id="marks"), "use"):
            match = re.match(r"translate\((-?\d+) (-?\d+)\)", use["attributes"]["transform"])
            x, y = map(int, match.groups())
            marks[use["attributes"]["data-defect"]] = (
                float(data["data-west"]) + x / float(data["data-x-scale"]),
                float(data["data-north"]) - y / float(data["data-y-scale"]),
            )
        return marks

    @property
    def names(self):
        """The names on the map."""
        return [name[4] for name in json.loads(self.one("script", id="names-data")["text"])]
