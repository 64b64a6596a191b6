"""`edit` opens a story, `watch` looks on; both say what changed in the cards."""

import itertools
import signal
import stat
import sys

import pytest

from lpcards.cards.card import Card
from lpcards.study.authoring.edit_changes import Look, change_lines
from pty_terminal import Terminal
from sizes import some
from small_media import png

STORY = """\
id: late-trains
title: Trains that were late
short: Late trains
principle: ownership
probes:
  - {id: why, ask: Why you?, strong: Nobody else was there.}
"""


@pytest.fixture
def story(home):
    path = home / ".local/share/lpcards/content/late-trains.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def editor(home, monkeypatch):
    """Return a function that makes an editor that replaces words and notes how it was called."""

    def make(old, new):
        path = home / "vim"
        path.write_text(
            f"#!{sys.executable}\nimport pathlib, sys\n"
            f"pathlib.Path({str(home / 'called')!r}).write_text(' '.join(sys.argv[1:]))\n"
            f"file = pathlib.Path(sys.argv[2])\n"
            f"file.write_text(file.read_text().replace({old!r}, {new!r}))\n"
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", str(path))

    return make


def test_an_edit_is_told_word_by_word(lp, story, editor):
    editor("Nobody else was there", "Nobody else had seen it")
    output = lp("edit", "late-trains").out
    assert "changed  late-trains/probe/why" in output
    assert '"Nobody else [-was there."-] {+had seen it."+}' in output
    assert output.splitlines()[-2].startswith("1 card: 0 new, 1 changed, 0 retired")


def test_new_and_lost_cards_are_named(lp, story, editor):
    editor("id: why,", "id: who,")
    output = lp("edit", "late-trains").out
    assert 'new      late-trains/probe/who: "Why you?"' in output
    assert "retired  late-trains/probe/why" in output
    assert output.splitlines()[-1] == "`lpcards check late-trains` lists it."


def test_a_faulty_story_is_opened_at_its_fault(lp, story, editor, home):
    story.write_text(STORY.replace("principle:", "principal:"), "utf-8")
    editor("principal:", "principle:")
    output = lp("edit", "late-trains").out
    assert (home / "called").read_text().split() == ["+4", str(story)]
    assert "new      late-trains/probe/why" in output


def test_an_edit_that_breaks_the_story_says_how(lp, story, editor):
    editor("probes:", "prubes:")
    output = lp("edit", "late-trains", code=1).out
    assert "did you mean `probes`?" in output
    assert "keep their last good cards" in output


def test_an_example_is_copied_first_and_only_if_it_is_changed(lp, editor, home):
    editor("We found", "We all found")
    output = lp("edit", "general").out
    mine = home / ".local/share/lpcards/content/general/guide.yaml"
    assert f"Your copy: {mine}" in output
    assert "changed  general/disqualifier/we.mend" in output
    mine.unlink()
    editor("no such words", "x")
    assert "Your copy" not in lp("edit", "general").out
    assert not mine.exists()


def test_what_a_failed_editor_saved_is_told_too(lp, story, home, monkeypatch):
    monkeypatch.setenv("EDITOR", "sh -c 'perl -pi -e s/Nobody/Somebody/ \"$0\"; exit 3'")
    result = lp("edit", "late-trains", code=1)
    assert "changed  late-trains/probe/why" in result.out
    assert "sh ended with 3" in result.err
    assert "Your copy" in lp("edit", "general", code=1).out
    monkeypatch.setenv("EDITOR", "false")
    assert lp("edit", "late-trains", code=1).out == ""


def test_what_is_no_story_cannot_be_edited(lp):
    assert "there is no story" in lp("edit", "nosuch", code=1).err
    assert "there is no story" in lp("watch", "nosuch", code=1).err


@pytest.mark.parametrize("named", some([["late-trains"], []], 1))
def test_each_saving_is_checked_until_ctrl_c(story, home, named):
    one = Terminal("watch", *named, columns=100, rows=40)
    try:
        one.wait_for("Ctrl-C ends")
        story.write_text(STORY.replace("was there", "had seen it"), "utf-8")
        one.wait_for("1 changed")
        assert "changed late-trains/probe/why" in one.text
        story.write_text(STORY.replace("probes", "prubes"), "utf-8")
        one.wait_for("did you mean `probes`?")
        story.write_text(STORY.replace("was there", "saw it"), "utf-8")
        one.wait_for("{+saw+}")
        one.kill(signal.SIGINT)
        assert one.ended() == 0
    finally:
        one.child.close(force=True)


@pytest.mark.parametrize("named", some([["late-trains"], []], 1))
def test_a_picture_that_is_saved_or_lost_is_told(story, named):
    (story.parent / "a.png").write_bytes(png())
    story.write_text(STORY.replace("Why you?", '"Why you? ![me](a.png)"'), "utf-8")
    one = Terminal("watch", *named, columns=200, rows=40)
    try:
        one.wait_for("Ctrl-C ends")
        (story.parent / "a.png").write_bytes(png(red=200))
        one.wait_for("changed late-trains/probe/why")
        (story.parent / "a.png").unlink()
        one.wait_for("there is no file `a.png`")
    finally:
        one.child.close(force=True)


def test_what_is_written_to_without_end_is_told_all_the_same(story):
    one = Terminal("watch", "late-trains", columns=100, rows=40)
    try:
        one.wait_for("Ctrl-C ends")
        for number in itertools.count():
            story.write_text(STORY.replace("was there", f"saw {number}"), "utf-8")
            one.read(0.01)
            if "1 changed" in one.text:
                break
        assert one.child.isalive()
    finally:
        one.child.close(force=True)


def test_of_a_flood_of_cards_the_first_are_told():
    cards = {f"a/b/{n}": Card(f"a/b/{n}", "b", "a", "p", "g", "t", "f", "b") for n in range(80)}
    rows = [*change_lines(Look({}, ()), Look(cards, ()))]
    assert rows[49:] == [
        "new      a/b/49: f",
        "         and 30 more",
        "80 cards: 80 new, 0 changed, 0 retired; 0 to improve",
    ]


def test_a_story_that_appears_while_all_are_watched_is_told(story):
    one = Terminal("watch", columns=100, rows=40)
    try:
        one.wait_for("Watching all stories")
        (story.parent / "more.yaml").write_text(
            STORY.replace("late-trains", "early-trains"), "utf-8"
        )
        one.wait_for("new early-trains/probe/why")
        one.press("ctrl-c")
        assert one.ended() == 0
    finally:
        one.child.close(force=True)
