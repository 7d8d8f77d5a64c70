"""Messages say what, where and how to put it right, in the language asked for, in human words."""

import json
import re

import pytest

from .plans import A3, A4, B3, B4, SIDE, centre, write_town
from .program import dingge
from .wording import CHINESE, has_remedy, speaks_to_people

X, Y = centre(B3)
TABLE = f"lon,lat\n{X},{Y}\n"

FAILURES = {
    "no CRS": (["assign", "{town}", "-"], TABLE),
    "a refused CRS": (["assign", "{town}", "-", "--crs", "EPSG:4214"], TABLE),
    "an unknown CRS": (["assign", "{town}", "-", "--crs", "mars"], TABLE),
    "a missing plan": (["check", "{folder}/nowhere"], ""),
    "a missing table": (["assign", "{town}", "{folder}/nowhere.csv", "--crs", "wgs84"], ""),
    "a plan that is no JSON": (["check", "{folder}/bad.geojson"], ""),
    "a table without positions": (["assign", "{town}", "-", "--crs", "wgs84"], "a,b\n1,2\n"),
    "no place to write": (["check", "{town}", "-o", "{folder}/no/such/place"], ""),
    "a column twice": (["assign", "{town}", "-", "--crs", "wgs84"], "lon,lat,status\n1,2,3\n"),
}


@pytest.fixture
def fail(town, tmp_path):
    """Runs one of the failures in a language."""
    (tmp_path / "bad.geojson").write_text("not json")

    def run(name, *options, lang=None):
        arguments, stdin = FAILURES[name]
        filled = [each.format(town=town, folder=tmp_path) for each in arguments]
        return dingge(*filled, *options, stdin=stdin, lang=lang)

    return run


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_speaks_the_language_asked_for_and_goes_to_stderr(fail, name):
    english = fail(name, "--lang", "en", lang="zh_CN.UTF-8")
    chinese = fail(name, "--lang", "zh", lang="en_US.UTF-8")
    assert english.status == chinese.status >= 64
    assert english.out == chinese.out == b""
    assert not CHINESE.search(english.err)
    assert CHINESE.search(chinese.err)


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_says_how_to_put_it_right(fail, name):
    for language in ("en", "zh"):
        assert has_remedy(fail(name, "--lang", language).err)


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_shows_no_type_names_or_traces(fail, name):
    for language in ("en", "zh"):
        error = fail(name, "--lang", language).err
        assert speaks_to_people(error), error


@pytest.mark.parametrize("lang, is_chinese", [
    ("zh_CN.UTF-8", True), ("zh_CN.GB18030", True), ("zh_TW", True), ("zh", True),
    ("en_US.UTF-8", False), ("C", False), ("C.UTF-8", False), ("de_DE.UTF-8", False), ("", False),
    (None, False),
])
def test_the_language_follows_the_environment(fail, lang, is_chinese):
    error = fail("a missing plan", lang=lang).err
    assert bool(CHINESE.search(error)) == is_chinese


def test_a_language_that_we_do_not_speak_is_a_usage_error(town):
    assert dingge("check", town, "--lang", "fr").status == 64


@pytest.fixture
def defective(tmp_path):
    """A town with a gap, an overlap and an overreach."""
    return write_town(tmp_path, without=[B4], widened={A3: SIDE / 2, A4: SIDE / 2})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_of_a_defective_plan_has_a_paragraph_for_each_defect(defective, language):
    done = dingge("check", defective, "--lang", language)
    assert done.status == 1
    assert speaks_to_people(done.text)
    defects = json.loads(dingge("check", defective, "--format", "json").out)["defects"]
    assert len(defects) >= 3
    for defect in defects:
        if defect["severity"] == "error":
            assert all(code in done.text for code in defect["units"])
    assert bool(CHINESE.search(done.text)) or language == "en"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_defect_has_a_message_and_a_remedy_in_the_language(defective, language):
    done = dingge("check", defective, "--format", "json", "--lang", language)
    for defect in json.loads(done.out)["defects"]:
        for text in (defect["message"], defect["remedy"]):
            assert text and speaks_to_people(text)
            assert CHINESE.search(text) or language == "en"


def test_the_language_changes_words_and_nothing_else(defective):
    chinese, english = (
        json.loads(dingge("check", defective, "--format", "json", "--lang", language).out)
        for language in ("zh", "en"))
    for part in ("defects", "clusters"):
        for ours, theirs in zip(chinese[part], english[part]):
            assert ours.pop("message") != theirs.pop("message")
            assert ours.pop("remedy") != theirs.pop("remedy")
    assert len(chinese.pop("warnings", [])) == len(english.pop("warnings", []))
    assert chinese == english


def test_the_largest_error_comes_first(tmp_path):
    plan = write_town(tmp_path, widened={A4: SIDE / 2, B3: SIDE / 10})
    done = dingge("check", plan, "--lang", "en")
    assert done.text.index(f"{A4}") < done.text.index(f"{B4}")


def test_a_clean_plan_is_said_to_be_clean_in_both_languages(town):
    for language in ("en", "zh"):
        done = dingge("check", town, "--lang", language)
        assert done.status == 0 and done.out.strip()
        assert speaks_to_people(done.text)


def test_a_reason_in_a_table_speaks_the_language_too(town):
    rows = {}
    for language in ("en", "zh"):
        done = dingge(
            "assign", town, "-", "--crs", "wgs84", "--lang", language, stdin="lon,lat\nhere,24\n")
        rows[language] = done.text.splitlines()[1]
        assert speaks_to_people(rows[language] + done.err)
    assert CHINESE.search(rows["zh"]) and not CHINESE.search(rows["en"])


def test_quiet_says_nothing_but_results_and_errors(town, defective):
    assert dingge("check", town, "--quiet").err == ""
    assert dingge("check", defective, "--quiet").err == ""
    assert dingge("check", defective / "nowhere", "--quiet").err != ""


def test_help_is_there_for_every_command():
    for arguments in (["--help"], ["check", "--help"], ["assign", "--help"], ["rpc", "--help"]):
        done = dingge(*arguments)
        assert done.status == 0 and done.out
        assert re.search(r"usage", done.text, re.IGNORECASE)
