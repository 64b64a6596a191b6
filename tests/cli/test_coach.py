"""`lpcards coach`: a file, a pipe, a paste or a story; what it shows, and what it leaves with."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pty_terminal import Terminal

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "coach.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BAD = "I looked into it, and then we fixed it.\n"
STORY = """\
id: shelf
title: The shelf by the door
short: Shelf
principle: ownership
steps:
  task: {example: The shelf was in the way.}
  action: {example: Then we moved the shelf.}
"""


@pytest.fixture
def shelf(home):
    folder = home / "stories"
    folder.mkdir()
    (folder / "shelf.yaml").write_text(STORY, encoding="utf-8")
    return folder / "shelf.yaml"


def rules(given):
    return [remark["rule"] for remark in given.json["findings"]]


def test_the_page_shows_what_the_program_says(lp, home):
    blocks = dict(FENCE.findall(PAGE))
    (home / "answer.txt").write_text(blocks["text"], encoding="utf-8")
    command, found = blocks["console"].split("\n", 1)
    assert command == "$ lpcards coach answer.txt"
    assert lp("coach", "answer.txt").out == found


def test_the_page_names_the_rules_that_hold_in_each_step(lp):
    from lpcards.advice.registry import all_rules

    table = PAGE[PAGE.index("| in |") : PAGE.index("- **Steps**")]
    assert {*re.findall("`([a-z-]+)`", table)} <= {*all_rules()}


def test_a_file_a_pipe_and_a_dash_are_told_the_same(lp, home):
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    output = lp("coach", "a.txt").out
    assert output == lp("coach", stdin=BAD).out == lp("coach", "-", stdin=BAD).out
    assert "I [looked into]1 it, and then [we]2 fixed it." in output
    assert output.endswith(" to improve\n")


def test_strict_leaves_with_1_if_there_is_anything_to_improve(lp):
    lp("coach", "--step", "probe", "--strict", stdin=BAD, code=1)
    lp("coach", "--step", "probe", stdin=BAD, code=0)
    assert lp("coach", "--step", "probe", "--strict", stdin="I read it.\n").out.endswith(
        "all well\n"
    )


def test_json_is_ascii_and_its_spans_are_of_its_text(lp, home):
    (home / "é.txt").write_bytes(
        b"\xef\xbb\xbfI r\xc3\xa9ad it.\r\nThen we \xf0\x9f\x98\x80 did.\r\nWe fixed it.\r\n"
    )
    result = lp("coach", "é.txt", "--json")
    assert result.out.isascii()
    answer = result.json
    assert answer["text"].startswith("I réad it.\r\n")
    (remark,) = [remark for remark in answer["findings"] if remark["rule"] == "we"]
    assert answer["text"][remark["start"] : remark["end"]] == remark["words"] == "We"
    assert (remark["line"], remark["column"]) == (3, 1)
    assert answer["file"] == "é.txt"
    assert answer["story"] is None


def test_a_story_is_coached_by_its_id_and_by_its_file(lp, shelf):
    by_id = lp("--content", shelf.parent, "coach", "shelf", "--json")
    by_file = lp("--content", shelf.parent, "coach", shelf, "--json")
    assert by_id.out == by_file.out
    assert by_id.json["story"] == "shelf"
    assert by_id.json["file"] is None
    assert rules(by_id)[:2] == ["without-i", "we"]
    assert by_id.json["parts"][0]["target"] == 20


def test_a_file_called_like_a_story_is_the_file(lp, shelf, home):
    (home / "shelf").write_text("Nobody asked me.", encoding="utf-8")
    assert lp("--content", shelf.parent, "coach", "shelf", "--json").json["file"] == "shelf"


def test_what_a_story_ignores_is_not_told(lp, shelf):
    shelf.write_text(f"{STORY}ignore: [{{rule: we, because: the two of us}}]\n", encoding="utf-8")
    assert "we" not in rules(lp("--content", shelf.parent, "coach", "shelf", "--json"))


def test_the_library_has_nothing_to_improve(lp):
    for story in lp("list", "--json").json:
        if story["type"] == "scenario":
            assert lp("coach", story["id"], "--strict").out.endswith("all well\n")


@pytest.mark.parametrize(
    ("args", "stdin", "code", "says"),
    [
        (["webhook-drop"], "", 1, "did you mean 'webhook-drops'?"),
        (["no/such/file"], "", 1, "there is no file and no story 'no/such/file'"),
        (["general"], "", 1, "general is a guide"),
        (["."], "", 1, "directory"),
        (["-"], "", 1, "it is empty"),
        (["-"], " \r\n\t", 1, "it is empty"),
        (["-"], "a " * 50_001, 1, "more than 100,000 bytes"),
        (["-", "--principle", "onwership"], BAD, 1, "did you mean `ownership`?"),
        (["-", "--step", "pivot"], BAD, 2, "'pivot'"),
        (["webhook-drops", "--step", "task"], "", 2, "is a story, so --step is not needed"),
    ],
)
def test_what_cannot_be_coached_is_refused_with_the_way_out(lp, args, stdin, code, says):
    result = lp("coach", *args, stdin=stdin, code=code)
    assert says in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"one\ntw\xfco", "a.txt:2:3: the byte 0xFC is not UTF-8: save the file"),
        ("we did".encode("utf-16"), "a.txt:1:1: this is UTF-16, not UTF-8"),
    ],
)
def test_bad_bytes_are_told_with_their_place(lp, home, data, says):
    (home / "a.txt").write_bytes(data)
    assert says in lp("coach", "a.txt", code=1).err


def test_a_broken_story_s_error_is_told(lp, shelf):
    shelf.write_text("id: [", encoding="utf-8")
    assert "stories/shelf.yaml:1:6: this breaks YAML" in lp("coach", shelf, code=1).err
    shelf.write_text(STORY.partition("steps:")[0], encoding="utf-8")
    assert "has nothing to say yet" in lp("--content", shelf.parent, "coach", "shelf", code=1).err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_escapes_and_turned_writing_are_shown_as_escapes(lp, home, end):
    evil = f"I \x1b[2J\x1b]0;x\x07 \x9b31m \u202e \x00 \u2028 read it.{end}We fixed\x1b[1m it.{end}"
    (home / "a.txt").write_bytes(evil.encode())
    result = lp("coach", "a.txt")
    assert not set("\x1b\x07\x9b\u202e\x00\u2028\r") & set(result.out + result.err)
    assert r"\x1b[2J" in result.out
    assert "\n  [We]1 " in result.out
    (home / "a\x1b[31m\n.txt").write_bytes(b"\xff")
    assert "\x1b" not in lp("coach", "a\x1b[31m\n.txt", code=1).err


def test_phrases_come_from_the_content_in_use_and_a_principle_narrows_them(lp, home):
    text = "I had some free time. It got better and everybody was happy.\n"

    def heard(*args):
        result = lp("coach", *args, "--json", "--step", "probe", stdin=text).json["findings"]
        return [remark["words"] for remark in result if remark["rule"] == "disqualified"]

    of_one, of_all = "I had some free time", "It got better and everybody was happy"
    assert heard() == [of_one, of_all]
    assert heard("--principle", "ownership") == [of_one, of_all]
    assert heard("--principle", "frugality") == [of_all]
    (home / "empty").mkdir()
    result = lp("--content", home / "empty", "coach", "--json", "--step", "probe", stdin=text)
    assert rules(result) == []


def test_the_target_is_that_of_the_level_in_the_settings(lp, home):
    assert lp("coach", "--json", stdin=BAD).json["target"] == 175
    (home / ".config/lpcards").mkdir(parents=True)
    (home / ".config/lpcards/lpcards.yaml").write_text("level: sde1\n", encoding="utf-8")
    assert lp("coach", "--json", stdin=BAD).json["target"] == 120


def test_what_is_not_english_is_told_so_first(lp):
    text = "Der Dienst war langsam, und niemand sonst hat die Protokolle gelesen oder gefragt.\n"
    answer = lp("coach", "--json", stdin=text).json
    assert answer["english"] is False
    assert lp("coach", stdin=text).out.startswith("  This does not read as English")


def screen(terminal):
    return "\n".join(terminal.lines)


def test_a_terminal_is_told_how_a_paste_ends_and_shows_marks_underlined(home):
    with_colour = Terminal("coach", rows=60)
    with_colour.wait_for("press Enter and Ctrl-D")
    with_colour.child.send("I looked into it.\n\x04")
    with_colour.wait_for("to improve")
    assert with_colour.ended() == 0
    assert "I [looked into]1 it." in screen(with_colour)
    at = next(n for n, line in enumerate(with_colour.lines) if "[looked" in line)
    cells = [with_colour.screen.buffer[at][column] for column in range(80)]
    assert "".join(cell.data for cell in cells if cell.underscore) == "looked into"
    assert {cell.fg for cell in cells if cell.underscore} == {"brown"}


def test_without_colour_the_brackets_say_it_all(home):
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    plain = Terminal("coach", "a.txt", rows=60, NO_COLOR="1")
    plain.wait_for("to improve")
    assert plain.ended() == 0
    assert {cell.fg for row in plain.screen.buffer.values() for cell in row.values()} == {"default"}
    dumb = Terminal("coach", "a.txt", rows=60, TERM="dumb")
    dumb.wait_for("to improve")
    assert dumb.ended() == 0
    assert b"\x1b" not in dumb.raw
    assert screen(dumb) == screen(plain)


def test_forty_columns_are_enough(home):
    (home / "a.txt").write_text(BAD, encoding="utf-8")
    narrow = Terminal("coach", "a.txt", columns=40, rows=80)
    narrow.wait_for("to improve")
    assert narrow.ended() == 0
    assert "  I [looked into]1 it, and then [we]2" in narrow.lines
    assert all(len(line) <= 38 for line in narrow.lines)
    assert "Length  9 words fill less than half" in screen(narrow)


def test_ctrl_c_while_pasting_leaves_quietly(home):
    terminal = Terminal("coach")
    terminal.wait_for("Ctrl-D")
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    assert "Traceback" not in terminal.text


def test_nobody_has_to_read_to_the_end(lp, home):
    (home / "a.txt").write_text("We fixed it. " * 3000, encoding="utf-8")
    head = f"{sys.executable} -m lpcards coach a.txt | head -1"
    bash = str(shutil.which("bash"))
    done = subprocess.run(
        [bash, "-o", "pipefail", "-c", head],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert os.path.exists("a.txt")


def test_of_another_language_only_parts_and_length_are_looked_at(lp):
    text = (
        "Situación: La cocina tiraba mucha comida cada día del año.\n"
        "Tarea: Me pidieron bajar la merma a la mitad.\n"
        "Acción: Pesé la basura durante dos semanas y hablé con cada cocinero.\n"
        "Resultado: Bajamos de 30 a 11 kg en 3 meses.\n"
    )
    found = lp("coach", "--json", stdin=text).json
    assert not found["english"]
    assert {one["rule"] for one in found["findings"]} <= {"missing", "seconds"}
    assert "reflection" in found["missing"]


def test_several_stories_are_named_and_not_taken_for_one_in_silence(lp):
    story = "# The {0}\n\nS: The {0} froze.\nA: I rang the {0}.\nR: The {0} was free.\n\n"
    out = lp("coach", stdin=story.format("dock") + story.format("pier")).out
    assert "2 stories are in it" in out
    assert "lines 1-6, lines 7-12" in " ".join(out.split())
    assert "stories are in it" not in lp("coach", stdin=story.format("dock")).out
