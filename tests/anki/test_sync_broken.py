"""A sync that was broken off: Anki or lpcards is killed at any call, and it is run again."""

import os
import shutil
import subprocess
import sys
import time

import pytest

from anki_desk import StandIn, desk_of, desks
from sizes import some

WHY, TOLD, TRY = "attic/probe/why", "attic/disqualifier/told-to.mend", "attic/disqualifier/try.mend"
GONE = "  - {id: we, phrase: We mended it., signals: whose hands?, instead: I held the ladder.}\n"
NEW = "  - {id: how, ask: How?, tests: x, strong: {answer: So., points: [a, b], takeaway: t}}\n"
CALLS = 22
"""No busy sync makes more."""


class World:
    """Anki and the terminal with something to say to each other, set up as often as wished."""

    def __init__(self, own, home, folder):
        self.home, self.folder = home, folder
        self._own = own
        self.desk = StandIn(folder / "desk")

    def sync(self, code=0):
        done = self._own(
            "sync", "anki", "--url", self.desk.url, "--yes", "--json", now=None, code=code
        )
        return done.json if done.code == 0 else done.err

    def killed_sync(self):
        """Synchronise in a process that names itself to whoever is to end it."""
        program = f'echo $$ > {self.victim}; exec "$@"'
        options = ["--content", "stories", "sync", "anki", "--url", self.desk.url, "--yes"]
        command = ["sh", "-c", program, "sh", sys.executable, "-m", "lpcards", *options]
        return subprocess.run(command, capture_output=True, check=False).returncode

    @property
    def victim(self):
        return str(self.folder / "victim")

    def begin(self, attic):
        self.sync()
        for card in (WHY, TOLD):
            self._own("grade", card, "4", now=None)
        self.desk.answer(card=TRY, rating=3)
        time.sleep(1.1)
        text = attic.read_text("utf-8").replace("Why the roof?", "Why that roof?")
        attic.write_text(text.replace(GONE, "").replace("probes:\n", f"probes:\n{NEW}"), "utf-8")
        self.desk.kill()
        for name, place in self.places():
            shutil.copytree(place, self.folder / "kept" / name)

    def places(self):
        return [("home", self.home), ("desk", self.folder / "desk")]

    def again(self):
        for name, place in self.places():
            for entry in place.iterdir():
                (shutil.rmtree if entry.is_dir() else os.unlink)(entry)
            shutil.copytree(self.folder / "kept" / name, place, dirs_exist_ok=True)
        self.desk.open()

    def is_right(self):
        """Hold the law: all of it is there, once, and nothing is left to be done."""
        rows = [row[1:3] for row in self.desk.revlog()]
        assert sorted(rows) == sorted([[WHY, 3], [TOLD, 3], [TRY, 3]])
        for card in (WHY, TOLD, TRY):
            shown = self._own("show", card, "--json", now=None).json
            assert [event["grade"] for event in shown["history"]] == [4], card
        notes = self.desk.notes()
        assert "Why that roof?" in notes[WHY]["fields"]["Front"]
        assert "lpcards::retired" in notes["attic/disqualifier/we.mend"]["tags"]
        cards = self.desk.cards()
        assert cards["attic/disqualifier/we.mend"]["queue"] == -1
        assert cards["attic/probe/how"]["queue"] == 0
        assert [cards[card]["type"] for card in (WHY, TOLD)] == [2, 2]
        before = self.desk.changes()
        assert self.sync()["out"] == 0
        assert self.desk.changes() == before


@pytest.fixture
def world(own, home, attic, tmp_path):
    there = World(own, home, tmp_path)
    there.begin(attic)
    yield there
    there.desk.end()


@pytest.mark.parametrize("when", ["before", "after"])
def test_anki_is_killed_at_any_call(world, when):
    for at in some([*range(1, CALLS)], 4):
        world.again()
        world.desk.result("arm", at=at, when=when, victim=None)
        code = None
        said = world.sync(code=code)
        world.desk.kill()
        world.desk.open()
        if isinstance(said, str):
            assert said.count("\n") == 1, said
        world.sync()
        world.is_right()
        world.desk.kill()


@pytest.mark.parametrize("when", ["before", "after"])
def test_lpcards_is_killed_at_any_call(world, when):
    for at in some([*range(1, CALLS)], 4):
        world.again()
        world.desk.result("arm", at=at, when=when, victim=world.victim)
        world.killed_sync()
        world.desk.result("disarm")
        world.sync()
        world.is_right()
        world.desk.kill()


@pytest.mark.parametrize("name", desks())
def test_anki_is_killed_at_any_moment(own, name, request, tmp_path):
    """At moments, not at calls: so it can be done to the real program, too."""
    desk = desk_of(name, tmp_path / "desk")
    request.addfinalizer(desk.end)
    sync = ["sync", "anki", "--url", desk.url]
    own(*sync, now=None)
    for card, seconds in zip((WHY, TOLD, TRY), (0.25, 0.4, 0.6), strict=True):
        own("grade", card, "4", now=None)
        command = [sys.executable, "-m", "lpcards", "--content", "stories", *sync]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(seconds)
        desk.kill()
        _, said = running.communicate(timeout=60)
        assert running.returncode in {0, 1}
        assert said.count(b"\n") <= 1, said
        desk.open()
        own(*sync, now=None)
        assert [row[1:3] for row in desk.revlog() if row[1] == card] == [[card, 3]]
        assert desk.cards()[card]["type"] == 2
    assert desk.checked() == []
