"""`e` edits a card's source; a changed card keeps its memory and shows what changed."""

import os
import stat
import sys

import pytest

STORY = """\
id: late-trains
title: Trains that were late
short: Late trains
principle: ownership
probes:
  - id: why
    ask: Why you?
    strong:
      answer: Nobody else was there, so I went.
      points: [nobody was on it, I went]
      takeaway: I saw it, so I went.
"""
CARD = "late-trains/probe/why"


@pytest.fixture
def story(home):
    path = home / "stories" / "content" / "late-trains.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STORY)
    return path


@pytest.fixture
def editor(home):
    """Return a function that makes an editor that replaces words; it notes how it was called."""

    def make(old, new):
        path = home / "vim"
        lines = (
            f"#!{sys.executable}",
            "import pathlib, sys",
            f"pathlib.Path({str(home / 'called')!r}).write_text(' '.join(sys.argv[1:]))",
            "file = pathlib.Path(sys.argv[2])",
            f"file.write_text(file.read_text().replace({old!r}, {new!r}))",
        )
        path.write_text("\n".join(lines))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return make


def content_of(story):
    return ("--content", str(story.parent))


def open_review(sitting, story, editor, *more):
    return sitting(CARD, *more, EDITOR=editor, LPCARDS_CONTENT=str(story.parent))


def on_to_the_card(terminal):
    terminal.wait_for("stop")
    while "space shows the answer" not in terminal.text:
        terminal.press("space")


def test_e_opens_the_editor_at_the_cards_line_and_reloads_the_card(sitting, story, editor, home):
    terminal = open_review(sitting, story, editor("Why you", "Why of all people you"))
    on_to_the_card(terminal)
    terminal.press("e", "Why of all people you?")
    assert "Changed." in terminal.text
    assert (home / "called").read_text().split() == ["+6", str(story)]
    terminal.press("q")


def test_a_broken_edit_is_told_and_can_be_mended_at_once(sitting, story, editor):
    terminal = open_review(sitting, story, editor("points:", "pionts:"))
    on_to_the_card(terminal)
    terminal.press("e", "did you mean `points`?")
    editor("pionts:", "points:")
    terminal.press("e", "Unchanged.")
    terminal.press("q")
    assert terminal.ended() == 0


def test_an_editor_that_cannot_start_is_told(sitting, story):
    terminal = open_review(sitting, story, "/nowhere/vim")
    on_to_the_card(terminal)
    terminal.press("e", "cannot be started")
    terminal.press("space", "0 of 2")
    terminal.press("q")


def test_a_library_file_is_copied_before_it_is_edited(sitting, editor, home, lp):
    tool = editor("We found the root cause together", "We all found it")
    terminal = sitting("general/disqualifier/we.mend", EDITOR=tool)
    terminal.wait_for("1 of 1")
    terminal.press("e", "We all found it")
    assert "Your copy: ~/.local/share/lpcards/content/general/guide.yaml" in terminal.text
    terminal.press("q")
    terminal.ended()
    card = lp("show", "general/disqualifier/we.mend", "--json").json
    assert card["source"]["path"].startswith(str(home))


def test_a_changed_card_keeps_its_memory_and_shows_the_words_then_and_now(sitting, story, lp):
    content = content_of(story)
    lp(*content, "grade", CARD, 4, now="2026-03-01T09:00")
    story.write_text(STORY.replace("nobody was on it", "nobody had taken charge"))
    terminal = open_review(sitting, story, "vi")
    terminal.wait_for("This card changed since you last answered it on 2026-03-01.")
    terminal.press("space", "0 of 2")
    assert "nobody [-was on it-] {+had taken charge+}" in terminal.text
    terminal.press("a", "2 of 2")
    terminal.press("enter", "All done")
    terminal.press("q")
    terminal.ended()
    assert lp(*content, "show", CARD, "--json").json["memory"]["repetitions"] == 2


def test_a_card_that_only_moved_in_its_file_has_not_changed(sitting, story, lp):
    lp(*content_of(story), "grade", CARD, 4, now="2026-03-01T09:00")
    story.write_text("# a remark\n\n" + STORY)
    terminal = open_review(sitting, story, "vi")
    terminal.wait_for("1 of 1")
    assert "changed" not in terminal.text
    terminal.press("q")


def test_a_renamed_card_is_asked_with_its_history(sitting, story, lp):
    content = content_of(story)
    lp(*content, "grade", CARD, 4, now="2026-03-01T09:00")
    story.write_text(STORY.replace("id: why", "id: why-you\n    was: [why]"))
    assert lp(*content, "show", "late-trains/probe/why-you", "--json").json["memory"]
    assert lp(*content, "next", "--json").json["id"] == "late-trains/probe/why-you"


def test_what_is_edited_into_a_file_cannot_reach_the_terminal_raw(sitting, story, editor):
    tool = editor("Why you?", r'"Why \e]0;pwned\a you?"')
    terminal = open_review(sitting, story, tool)
    on_to_the_card(terminal)
    terminal.press("e", "cannot be loaded")
    assert b"\x1b]0" not in terminal.raw
    terminal.press("q")
    assert os.path.exists(story)
