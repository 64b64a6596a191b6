"""`lpcards sync FOLDER --with-content`: own stories of two machines, on the screen and in JSON."""

import json

import pytest

from lpcards.cli.content_words import MOST_LINES, content_lines, difference
from lpcards.study.content_sync import CarriedContent, Conflict
from lpcards.study.messages import _broken

STORY = """\
id: {0}
title: {1}
short: Mine
principle: dive-deep
overview: It was so.
disqualifiers:
  - id: we
    phrase: We pumped.
    signals: whose hands?
    instead: I held the hose.
"""


class Home:
    """A machine: its folders, and the program on it."""

    def __init__(self, home, name, run, patch):
        self.data = home / name / "data"
        self.content = self.data / "lpcards" / "content"
        self._places = {
            f"XDG_{kind.upper()}_HOME": str(home / name / kind)
            for kind in ("data", "state", "config")
        }
        self._run, self._patch = run, patch
        self.content.mkdir(parents=True)

    def write(self, name, title):
        (self.content / name).write_text(STORY.format(name.partition(".")[0], title), "utf-8")

    def __call__(self, *args, **options):
        with self._patch.context() as patch:
            for name, place in self._places.items():
                patch.setenv(name, place)
            return self._run("--content", self.content, *args, **options)


@pytest.fixture
def shared(home):
    folder = home / "Dropbox"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(lp, home, monkeypatch):
    return Home(home, "desk", lp, monkeypatch)


@pytest.fixture
def lap(lp, home, monkeypatch):
    return Home(home, "lap", lp, monkeypatch)


def edited_twice(desk, lap, shared):
    desk.write("cellar.yaml", "A pump too late")
    desk("sync", shared, "--with-content")
    lap("sync", shared, "--with-content")
    desk.write("cellar.yaml", "A pump in time")
    lap.write("cellar.yaml", "Two pumps")
    lap("sync", shared, "--with-content")


def test_a_story_goes_to_the_other_machine_and_is_learned_there(desk, lap, shared):
    desk.write("cellar.yaml", "A pump too late")
    assert desk("sync", shared, "--with-content").out == (
        "Synced with ~/Dropbox: 0 out, 0 in.\nStories and settings: 1 out, 0 in.\n"
    )
    out = lap("sync", shared, "--with-content").out
    assert out.endswith("Stories and settings: 0 out, 1 in.\nIn: cellar.yaml\n")
    assert "A pump too late" in lap("list").out


def test_without_the_option_or_the_setting_stories_stay_at_home(desk, shared):
    desk.write("cellar.yaml", "A pump too late")
    desk("sync", shared)
    assert not (shared / "lpcards" / "content").exists()
    desk("set", "sync_content=yes", f"sync={shared}")
    desk("sync")
    assert len([*(shared / "lpcards" / "content").iterdir()]) == 1


def test_two_edits_are_shown_with_how_to_settle_them(desk, lap, shared):
    edited_twice(desk, lap, shared)
    out = desk("sync", shared, "--with-content").out
    assert "cellar.yaml was edited here and on " in out
    assert "Yours is in use, theirs is\n" in out
    assert "    -title: A pump in time\n    +title: Two pumps\n" in out
    assert out.endswith("    lpcards sync ~/Dropbox --ours\n    lpcards sync ~/Dropbox --theirs\n")
    again = desk("sync", shared, "--with-content").out
    assert "cellar.yaml still has two edits, here and on" in again
    assert "+title" not in again
    assert "A pump in time" in desk("list").out


@pytest.mark.parametrize(
    ("way", "title"), [("--ours", "A pump in time"), ("--theirs", "Two pumps")]
)
def test_one_command_settles_it_for_both(desk, lap, shared, way, title):
    edited_twice(desk, lap, shared)
    desk("sync", shared, "--with-content")
    assert "edited here and on" in lap("sync", shared, "--with-content").out
    assert "Settled: cellar.yaml\n" in desk("sync", shared, way).out
    there = lap("sync", shared, "--with-content").out
    assert "edits" not in there
    assert ("The other edit is kept for 90 days in" in there) is (way == "--theirs")
    for machine in (desk, lap):
        assert title in machine("list").out


def test_a_difference_shows_a_few_lines_and_nothing_that_moves_a_cursor():
    ours = "\n".join(f"line {number}" for number in range(100)).encode()
    theirs = ours.replace(b"line", b"\x1b[2Jline")
    lines = [*difference(ours, theirs)]
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "(160 more lines)"
    assert [*difference(b"\xff", b"\xfe")] == ["(no texts: 1 bytes here, 1 there)"]
    assert [*difference(b"x" * 300_000, b"y")] == ["(too long to be compared here)"]


@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_said_fits_a_terminal_but_for_paths_and_commands(columns):
    conflict = Conflict("a b.yaml", "b19a5993", "/x/theirs", b"a: 1\n", b"a: 2\n", is_new=True)
    done = CarriedContent(
        came=tuple(f"{name}.yaml" for name in "abcdefgh"),
        gone=("setting:new",),
        conflicts=(conflict, conflict._replace(is_new=False)),
        left={"x\ny.yaml": "its name is one that not every machine can have"},
        kept="/kept",
    )
    said = [line for one in content_lines(done, "my folder") for line in [*_wrapped(one, columns)]]
    assert max(map(len, said)) <= columns
    assert "x\\ny.yaml" in " ".join(said)
    assert "    lpcards sync 'my folder' --ours" in said
    assert any("and 3 more" in line for line in said)


def test_what_another_machine_wrote_never_looks_like_a_line_of_ours():
    name, value = "setting:deck", b"x\nKept a new key in y\x1b[2J"
    conflict = Conflict(name, "b19a5993", "", b"", value, is_new=True)
    done = CarriedContent(left={"a": "no\nKept"}, conflicts=(conflict,))
    said = [*content_lines(done, "shared")]
    assert not any("\n" in line or "\x1b" in line for line in said)
    assert any("not set here, x\\nKept" in line for line in said)


def _wrapped(line, columns):
    return _broken(line, columns).split("\n")


def test_its_json_names_files_and_where_the_other_edit_is(desk, lap, shared):
    edited_twice(desk, lap, shared)
    found = desk("sync", shared, "--with-content", "--json").json["content"]
    [conflict] = found["conflicts"]
    assert conflict["file"] == "cellar.yaml"
    with open(conflict["theirs"], encoding="utf-8") as file:
        assert "Two pumps" in file.read()
    assert found["out"] == ["cellar.yaml"]
    settled = desk("sync", shared, "--theirs", "--json").json["content"]
    assert settled["settled"] == settled["in"] == ["cellar.yaml"]
    assert settled["kept"].endswith("backups/stories/2026-03-02-090000")


def test_a_dry_run_says_what_would_come_and_writes_nothing(desk, lap, shared):
    edited_twice(desk, lap, shared)
    desk.write("attic.yaml", "Dust")
    before = {path: path.read_bytes() for path in shared.rglob("*.lpc")}
    found = desk("sync", shared, "--with-content", "--dry-run", "--json").json["content"]
    assert found["out"] == ["attic.yaml", "cellar.yaml"]
    assert [one["file"] for one in found["conflicts"]] == ["cellar.yaml"]
    assert {path: path.read_bytes() for path in shared.rglob("*.lpc")} == before
    assert not [*desk.data.rglob("theirs")]


def test_with_a_key_stories_are_encrypted_and_plain_ones_are_refused(desk, lap, shared, home):
    desk("sync", "--new-key", home / "key")
    desk.write("cellar.yaml", "A pump too late")
    lap.write("attic.yaml", "Dust and dirt")
    lap("sync", shared, "--with-content")
    out = desk("sync", shared, "--with-content", "--key", home / "key").out
    assert "not encrypted" in out
    assert [path.suffix for path in (shared / "lpcards/content").glob("*.age")] == [".age"]
    assert not (desk.content / "attic.yaml").exists()
    refused = lap("sync", shared, "--with-content", code=1)
    assert "lpcards/content is encrypted: name its key" in refused.err
    assert lap("sync", shared, "--with-content", "--key", home / "key").code == 0
    assert {path.name for path in lap.content.iterdir()} == {"attic.yaml", "cellar.yaml"}
    assert not [*(shared / "lpcards/content").glob("*.lpc")][1:]
    lap("sync", "--new-key", home / "other")
    wrong = lap("sync", shared, "--with-content", "--key", home / "other", code=1)
    assert "key" in wrong.err


def test_stories_that_went_before_there_was_a_key_are_said_to_be_readable(desk, shared, home):
    desk("sync", "--new-key", home / "key")
    desk.write("cellar.yaml", "A pump too late")
    desk("sync", shared, "--with-content")
    out = desk("sync", shared, "--key", home / "key").out
    assert "Anybody can read your stories in " in out
    assert "\n    lpcards sync ~/Dropbox --with-content --key ~/key\n" in out
    desk("sync", shared, "--with-content", "--key", home / "key")
    assert "Anybody" not in desk("sync", shared, "--key", home / "key").out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--ours", "--theirs"], "contradict"),
        (["--only", "a.yaml"], "goes with"),
    ],
)
def test_options_that_make_no_sense_are_refused(desk, shared, options, words):
    assert words in desk("sync", shared, *options, code=2).err


@pytest.mark.parametrize("option", [["--with-content"], ["--theirs"]])
def test_anki_carries_no_stories(desk, option):
    assert "is for folders" in desk("sync", "anki", *option, code=2).err


def test_decks_built_on_both_machines_have_the_same_notes(desk, lap, shared):
    desk.write("cellar.yaml", "A pump too late")
    desk("build")
    desk("sync", shared, "--with-content")
    lap("sync", shared, "--with-content")
    lap.write("attic.yaml", "Dust")
    desk.write("yard.yaml", "Snow")
    lap("build", now="2026-03-03T09:00")
    desk("build", now="2026-03-03T10:00")
    for machine in (lap, desk, lap, desk):
        machine("sync", shared, "--with-content", now="2026-03-03T11:00")
    texts = {(one.data / "lpcards/decks/manifest").read_text("utf-8") for one in (desk, lap)}
    assert len(texts) == 1
    for machine in (desk, lap):
        built = machine("build", "--json", now="2026-03-04T09:00").json
        assert [built[what] for what in ("added", "changed", "retired")] == [[], [], []]
    assert len(guids(desk)) == len(guids(lap)) == 3


def guids(machine):
    lines = (machine.data / "lpcards/decks/manifest").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return {one["guid"] for one in found if one["card"].endswith("/we.mend")}
