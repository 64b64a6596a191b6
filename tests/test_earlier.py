"""What earlier versions stored is read today as they read it: see `earlier/write.py`."""

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from earlier.write import ALIASES, CONTENT, numbers_in
from lpcards.anki.edition_draft import EditionDraft
from lpcards.log import open_log
from lpcards.memory.event import KINDS, Moment, event_json

HERE = Path(__file__).parent / "earlier"
VERSIONS = [pytest.param(path.parent, id=path.parent.name) for path in HERE.glob("*/manifest")]
LATER = "2026-12-20T09:00"


def unpacked(path, into):
    """Unpack a stored file; return its place."""
    into.write_bytes(gzip.decompress(path.read_bytes()))
    return into


def stored(path):
    """Return what an earlier version wrote down as JSON."""
    return json.loads(path.read_text("utf-8"))


def as_stored(value):
    """Return a value as it comes back from JSON."""
    return json.loads(json.dumps(value, default=str))


def remembered(log, then):
    """Return what is remembered, as it was stored `then`: without what was added since."""
    found = {card: as_stored(memory) for card, memory in log.remembered()}
    return {card: memory[: len(then.get(card, memory))] for card, memory in found.items()}


@pytest.fixture(params=VERSIONS)
def earlier(request):
    """Return the folder of what one version stored."""
    return request.param


@pytest.mark.parametrize("reading", [False, True])
def test_a_log_says_what_it_said(earlier, reading, tmp_path):
    path = unpacked(earlier / "log.db.gz", tmp_path / "log.db")
    then = stored(earlier / "log.json")
    with open_log(str(path), aliases=ALIASES, reading=reading) as log:
        assert [event_json(event) for event in log.events()] == then["events"]
        assert remembered(log, then["memory"]) == then["memory"]
        assert sorted(log.suspended()) == then["suspended"]
        assert log.flags() == then["flags"]
        assert as_stored(log.text("f2")) == then["text"]
        assert log.verify() == []


def test_the_command_prints_the_same_rows(earlier, lp, tmp_path):
    path = unpacked(earlier / "log.db.gz", tmp_path / "log.db")
    told = lp("--db", path, "--content", CONTENT, "log", now=LATER)
    assert told.lines == stored(earlier / "log.json")["events"]


def test_a_log_is_merged_into_one_of_today(earlier, tmp_path):
    path = unpacked(earlier / "log.db.gz", tmp_path / "log.db")
    then = stored(earlier / "log.json")
    moment = Moment(1_800_000_000_000, 0, "UTC", date(2027, 1, 15))
    with open_log(str(tmp_path / "new.db"), aliases=ALIASES) as log:
        assert log.merge([str(path)], moment).added == len(then["events"])
        assert remembered(log, then["memory"]) == then["memory"]


def test_the_latest_version_stored_all_kinds_of_events():
    latest = max(version.values[0] for version in VERSIONS)
    assert {event["kind"] for event in stored(latest / "log.json")["events"]} == KINDS


def test_the_first_format_of_the_log_is_among_them(tmp_path):
    formats = set()
    for version in VERSIONS:
        path = unpacked(version.values[0] / "log.db.gz", tmp_path / "log.db")
        with closing(sqlite3.connect(path)) as db:
            formats.add(db.execute("PRAGMA user_version").fetchone()[0])
    assert formats == {1, 2, 3, 4}


def test_a_build_on_a_manifest_keeps_all_ids(earlier, lp, tmp_path):
    """The first versions had no note of a story: it comes, and moves nothing."""
    decks = tmp_path / "decks"
    decks.mkdir()
    shutil.copyfile(earlier / "manifest", decks / "manifest")
    content = shutil.copytree(CONTENT, tmp_path / "content")
    built = lp("--content", content, "build", "--out", decks, "--json", now=LATER).json
    before, now = guids(earlier / "manifest"), guids(decks / "manifest")
    new = {"cellar/read", "#story"} - {*before}
    assert (built["added"], built["retired"]) == (sorted(new - {"#story"}), [])
    assert {card: guid for card, guid in now.items() if card not in new} == before
    numbers = numbers_in(decks, tmp_path)
    assert {guid: numbers[guid] for guid in numbers if guid not in {*map(now.get, new)}} == stored(
        earlier / "numbers.json"
    )


def guids(path):
    """Return the guid of each line of a manifest, by its card."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {line["card"]: line["guid"] for line in lines}


DRAFTS = [version for version in VERSIONS if (version.values[0] / "draft.gz").exists()]


@pytest.mark.parametrize("version", DRAFTS)
def test_a_kept_draft_holds_the_lines_of_its_manifest(version, tmp_path):
    path = unpacked(version / "draft.gz", tmp_path / "draft")
    with EditionDraft({}, str(path), state_in(path)) as draft:
        assert draft.files.keys() == {"cellar"}
        draft.end()
        assert list(draft.lines()) == (version / "manifest").read_text("utf-8").splitlines()


def state_in(path):
    """Return the state in which a draft was kept: what stands behind it begins with it."""
    told = path.read_bytes()[:-40]
    return json.loads(told[-int(path.read_bytes()[-40:-32], 16) :])[0]


@pytest.mark.parametrize("version", DRAFTS)
def test_a_build_beside_an_earlier_versions_draft_is_as_without_it(version, home, lp, tmp_path):
    kept = home / ".cache" / "lpcards" / "draft"
    content = shutil.copytree(CONTENT, tmp_path / "content")
    built = {}
    for name in ("with", "without"):
        decks = tmp_path / name
        decks.mkdir()
        shutil.copyfile(version / "manifest", decks / "manifest")
        unpacked(version / "draft.gz", kept) if name == "with" else kept.unlink()
        lp("--content", content, "build", "--out", decks, now=LATER)
        built[name] = {path.name: path.read_bytes() for path in decks.iterdir()}
    assert built["with"] == built["without"]
