"""`lpcards docs`: the manual as it reads where no clone is."""

import re
from pathlib import Path

import pytest

from lpcards.study.manual import topics
from pty_terminal import Terminal

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_every_page_is_listed_with_its_title(lp):
    answer = lp("docs", "--json").json
    assert {one["topic"] for one in answer} == {
        "readme",
        "changelog",
        *(path.stem for path in DOCS.glob("*.md")),
    }
    lines = lp("docs").out.splitlines()
    for one, line in zip(answer, lines, strict=False):
        assert line.split(maxsplit=1) == [one["topic"], one["title"]]


def test_in_a_pipe_a_page_is_its_markdown(lp):
    result = lp("docs", "recall")
    assert result.out.startswith("# Typed answers, hints, leeches\n")
    assert "(`lpcards docs settings`)" in result.out
    assert lp("docs", "recall", "--json").json["text"] == result.out


CLONE_ONLY = ("make review", "make test", "review.svg", "CONTRIBUTING")


def test_what_only_a_clone_has_is_not_shown(lp):
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert all(words in readme for words in CLONE_ONLY)
    assert [words for words in CLONE_ONLY if words in lp("docs", "readme").out] == []


def test_a_wrong_topic_is_told_which_one_is_meant(lp):
    assert "did you mean `recall`?" in lp("docs", "recal", code=1).err
    assert "`lpcards docs` lists them" in lp("docs", "zzz", code=1).err


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_on_a_terminal_a_page_fits_and_its_marks_are_gone(home, columns):
    terminal = Terminal("docs", "privacy", columns=columns, PAGER="cat", rows=24)
    assert terminal.ended() == 0
    text = re.sub(rb"\x1b\[[0-9;]*m", b"", terminal.raw).decode()
    assert "What is yours stays yours" in text
    assert "**" not in text
    assert max(map(len, text.splitlines())) <= min(columns, 100)


@pytest.mark.parametrize(
    "how",
    [{"TERM": "dumb"}, {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}],
    ids=["dumb", "ascii"],
)
def test_a_terminal_that_can_do_less_gets_the_page_as_it_is_written(home, how):
    terminal = Terminal("docs", "recall", PAGER="cat", **how)
    assert terminal.ended() == 0
    assert b"# Typed answers, hints, leeches" in terminal.raw
    assert b"\x1b" not in terminal.raw


def test_no_colors_are_shown_where_none_are_wanted(home):
    terminal = Terminal("docs", "recall", PAGER="cat", NO_COLOR="1")
    assert terminal.ended() == 0
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]", terminal.raw)


def test_the_topics_are_completed():
    from lpcards.cli.docs import docs_command

    [topic] = (one for one in docs_command.params if one.name == "topic")
    found = topic.shell_complete(None, "re")
    assert [one.value for one in found] == [one for one in topics() if one.startswith("re")]


def test_help_may_be_asked_for_as_a_word(lp):
    assert lp("help").out == lp("--help").out
    for name in ("review", "docs", "help"):
        assert lp("help", name).out == lp(name, "--help").out
    assert "Did you mean `review`?" in lp("help", "revew", code=2).err


def test_a_capital_v_is_the_version(lp):
    assert lp("-V").out == lp("--version").out
