"""`lpcards search`: what is found, how it is shown, and what it leaves alone."""

import json
import os
import sqlite3
from contextlib import closing

import pytest

from pty_terminal import Terminal

STORY = """\
id: {id}
title: {title}
short: {title}
principle: dive-deep
own: true
probes:
  - id: why
    ask: Why did the pump stop?
    strong:
      takeaway: A valve was shut.
      answer: >-
        The valve behind the pump was shut since
        Monday, and the pump ran dry.
"""


@pytest.fixture
def pumps(home):
    """Return the file of a story of one's own, without the library."""
    (home / "content").mkdir()
    (home / "lpcards.yaml").write_text("library: no\n", "utf-8")
    path = home / "content/cellar.yaml"
    path.write_text(STORY.format(id="cellar", title="Zebra"), "utf-8")
    return path


def test_a_line_is_told_as_grep_tells_it(lp, pumps):
    assert lp("search", "valve").out.splitlines() == [
        "content/cellar.yaml:10: A valve was shut.",
        "content/cellar.yaml:12: The valve behind the pump was shut since",
    ]


def test_json_has_the_card_or_the_story_and_the_line(lp, pumps):
    path = str(pumps)
    assert lp("search", "valve", "pump", "--json").json == [
        {
            "id": "cellar/probe/why",
            "path": path,
            "line": 12,
            "text": "The valve behind the pump was shut since",
        },
        {
            "id": "cellar/probe/why",
            "path": path,
            "line": 13,
            "text": "Monday, and the pump ran dry.",
        },
    ]
    found = lp("search", "zebra", "--json").json
    assert {(one["id"], one["line"]) for one in found} == {("cellar", 2), ("cellar", 3)}


def test_each_id_is_that_of_a_card_or_a_story_that_there_is(lp):
    known = {one["id"] for one in (*lp("cards", "--json").json, *lp("list", "--json").json)}
    found = lp("search", "the", "--json").json
    assert {one["id"] for one in found} <= known
    assert sum("/" in one["id"] for one in found) > len(found) / 2
    assert len({(one["path"], one["line"], one["text"]) for one in found}) == len(found) > 500


def test_a_card_that_is_named_shows_the_text(lp):
    for one in lp("search", "webhook", "--json").json:
        if "/" in one["id"]:
            card = lp("show", one["id"], "--json").json
            shown = " ".join([card["front"], card["back"], *card["items"], card["below"]])
            assert " ".join(one["text"].split()) in " ".join(shown.split())
            assert card["source"]["line"] <= one["line"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["xyzzy"], 'lpcards: no story, guide or card has "xyzzy"'),
        (["pump", "xyzzy"], 'lpcards: no story, guide or card has "xyzzy"'),
        (["'xyzzy qwert'"], 'lpcards: no story, guide or card has "xyzzy" or "qwert"'),
    ],
)
def test_nothing_found_is_exit_1_and_says_what_is_nowhere(lp, pumps, words, says):
    found = lp("search", *words, code=1)
    assert (found.out, found.err) == ("", f"{says}\n")
    assert lp("search", *words, "--json", code=1).json == []


def test_what_only_another_story_has_is_not_said_to_be_nowhere(lp, pumps):
    other = STORY.format(id="yak", title="Yak")
    (pumps.parent / "yak.yaml").write_text(other, "utf-8")
    found = lp("search", "zebra", "--scenario", "yak", code=1)
    assert found.err == 'lpcards: nothing that was searched has "zebra"\n'


def test_words_that_stand_in_no_story_together_are_not_found(lp, pumps):
    (pumps.parent / "yak.yaml").write_text("id: yak\ntitle: Yak\n", "utf-8")
    found = lp("search", "zebra", "yak", code=1)
    assert "lpcards: no story, guide or card has all of these words\n" in found.err


def test_words_of_several_passages_lead_to_the_story_that_has_them(lp, pumps):
    found = lp("search", "zebra", "monday")
    assert found.err == "no passage has all of these words; these stories have them in several\n"
    lines = {line.split(":")[1] for line in found.out.splitlines()}
    assert lines == {"2", "3", "13"}


@pytest.mark.parametrize("words", [["*"], ['"'], ["-", "!"]])
def test_signs_alone_are_refused(lp, words):
    asked = lp("search", "--", *words, code=1)
    assert asked.err == "lpcards: name a word to look for: there is none in that\n"
    lp("search", "", code=1)
    lp("search", code=2)


@pytest.mark.parametrize(
    "words", [[*map(str, range(101))], [f'"{"word " * 101}"'], ["\u65e5" * 101]]
)
def test_more_words_than_anybody_types_are_refused_however_they_stand_together(lp, words):
    asked = lp("search", *words, code=1)
    assert asked.err == "lpcards: look for fewer words: 100 at most\n"


def test_one_s_own_story_comes_first_and_takes_the_place_of_the_library_s(lp, pumps, home):
    text = STORY.format(id="webhook-drops", title="Webhook of mine")
    (home / "lpcards.yaml").write_text("", "utf-8")
    found = lp("search", "webhook", "--json").json
    assert any(one["path"].endswith("webhook-drops.yaml") for one in found)
    (pumps.parent / "mine.yaml").write_text(text, "utf-8")
    found = lp("search", "webhook", "--json").json
    assert found[0]["text"] == "Webhook of mine"
    assert not any(one["path"].endswith("webhook-drops.yaml") for one in found)


def test_it_is_narrowed_to_stories_and_principles(lp):
    def ids(*options):
        return {one["id"].partition("/")[0] for one in lp("search", "I", "--json", *options).json}

    assert len(ids()) > 20
    assert ids("--scenario", "webhook-drops") == {"webhook-drops"}
    listed = lp("list", "--json").json
    told = {one["id"] for one in listed if "frugality" in (one["principle"], *one["also"])}
    assert ids("--principle", "frugality") <= told
    lp("search", "I", "--scenario", "nosuch", code=1)
    lp("search", "I", "--principle", "nosuch", code=1)


def test_most_counts_passages(lp, pumps):
    assert len(lp("search", "pump", "--most", "2", "--json").json) in {2, 3}
    lp("search", "pump", "--most", "0", code=2)


def test_a_story_with_faults_is_searched_line_by_line(lp, pumps):
    pumps.write_text("id: cellar\n\ttitle: [Zebra\n", "utf-8")
    found = lp("search", "zebra")
    assert found.out == "content/cellar.yaml:2: title: [Zebra\n"
    assert "could not be loaded" in found.err


def test_what_due_opens_knows_nothing_of_it(lp, pumps, home):
    lp("search", "pump")
    [words] = (home / ".cache/lpcards").glob("search-*")
    before = words.read_bytes()
    pumps.write_text(pumps.read_text("utf-8").replace("pump", "bell"), "utf-8")
    for command in ("due", "next", "list", "check"):
        lp(command)
    assert words.read_bytes() == before
    assert "bell" in lp("search", "bell").out
    assert words.read_bytes() != before


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_shows_the_words_marked_within_its_width(lp, pumps, columns):
    lp("list")
    shown = Terminal("search", "the", "--most", "1", columns=columns, rows=60)
    assert shown.ended() == 0
    assert all(len(line.rstrip()) <= columns - 2 for line in shown.lines)
    assert "more: `--most N` shows N" in " ".join(" ".join(shown.lines).split())


def made_up(path):
    with closing(sqlite3.connect(path)) as tables:
        return tables.execute("SELECT count(*) FROM texts WHERE lines IN ('5', 'x')").fetchone()[0]


def test_a_cache_of_somebody_else_s_rows_is_no_reason_to_find_nothing(lp, pumps, home):
    right = lp("search", "pump").out
    [path] = (home / ".cache/lpcards").glob("search-*")
    for damage in ("UPDATE texts SET lines = '5'", "UPDATE texts SET lines = 'x', text = x'ff'"):
        tables = sqlite3.connect(path)
        tables.execute(damage)
        tables.commit()
        tables.close()
        assert lp("search", "pump").out == lp("search", "pump").out == right
        assert made_up(path) == 0  # thrown away, and written anew


def test_a_read_only_cache_is_no_reason_to_find_nothing(lp, pumps, home):
    right = lp("search", "pump").out
    for path in (home / ".cache/lpcards").iterdir():
        path.unlink()
    (home / ".cache/lpcards").rmdir()
    (home / ".cache/lpcards").write_bytes(b"")
    assert lp("search", "pump").out == right
    os.unlink(home / ".cache/lpcards")
    (home / ".cache/lpcards").mkdir()
    assert json.loads(lp("search", "pump", "--json").out)
