"""The draft that the last build kept: the next one is quicker, and comes to the very same."""

import json
import shutil
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from author import story
from lpcards.cli import cli
from lpcards.cli.building import Plan
from lpcards.cli.desk import Desk
from lpcards.cli.waiting import Waiting

EXAMPLES = 40
APART = 90
BEGINNING = 1_790_000_000


class Outcome(NamedTuple):
    """What a build said, and the bytes that lie there after it."""

    code: int
    out: str
    err: str
    files: dict[str, bytes]


class Stories:
    """Three stories that an author edits, moves and cuts, and two folders of their decks.

    In `decks` one build follows another as usual; in `twin` each begins with the same files, but
    its cache is empty, so that it looks at everything.
    """

    def __init__(self, folder):
        self.folder, self.content = folder, folder / "content"
        self.decks, self.twin = folder / "decks", folder / "twin"
        self.content.mkdir(parents=True)
        self.told = {name: {**story(), "id": name} for name in ("cellar", "attic", "roof")}
        self.names, self.at, self.options, self.past = 0, BEGINNING, [], []

    def file(self, pick):
        """Pick a file by a number."""
        return sorted(self.told)[pick % len(self.told)]

    def one(self, pick):
        return self.told[self.file(pick)]

    def probe(self, pick):
        """Pick one of a story's probes."""
        probes = self.one(pick)["probes"]
        return probes[pick % len(probes)]

    def new_name(self, what):
        self.names += 1
        return f"{what}-{self.names}"

    # What an author does

    def edit(self, pick):
        self.probe(pick)["strong"] = f"Words \\ number {pick}."

    def rename(self, pick):
        probe, new = self.probe(pick), self.new_name("probe")
        probe.update(id=new, was=[probe["id"], *probe.get("was", ())])

    def add(self, pick):
        probe = {"id": self.new_name("probe"), "ask": "And then?", "strong": f"It was {pick}."}
        self.one(pick)["probes"].insert(pick % 2, probe)

    def remove(self, pick):
        probes = self.one(pick)["probes"]
        if len(probes) > 1:
            self.past.append((self.file(pick), probes.pop(pick % len(probes))))

    def bring_back(self, pick):
        if self.past:
            name, probe = self.past.pop()
            self.told.get(name, self.one(pick))["probes"].append(probe)

    def turn(self, pick):
        """Make one thing under one id something else."""
        told = self.one(pick)
        phrase = {"id": "why", "text": "a lamp", "sentence": "It was {a lamp | what?}."}
        there = told["steps"]["situation"]["key_phrases"]
        there.remove(phrase) if phrase in there else there.append(phrase)

    def move(self, pick):
        self.one(pick)["principle"] = ("dive-deep", "ownership", "frugality")[pick % 3]

    def reorder(self, pick):
        self.one(pick)["probes"].reverse()

    def rename_story(self, pick):
        told = self.one(pick)
        told.update(id=self.new_name("story"), was=[told["id"], *told.get("was", ())])

    def add_story(self, pick):
        name = self.new_name("story")
        self.told[name] = {**story(), "id": name}

    def remove_story(self, pick):
        if len(self.told) > 1:
            del self.told[self.file(pick)]

    def rename_file(self, pick):
        self.told[self.new_name("file")] = self.told.pop(self.file(pick))

    # What happens to the decks besides

    def choose(self, pick):
        choices = [[], [], ["--store"], ["--split", "principle"], ["--split", "scenario"]]
        self.options = [*choices, ["--kind", "probe"], ["--principle", "ownership"]][pick % 7]

    def lose(self, pick):
        files = sorted(self.decks.iterdir()) if self.decks.exists() else []
        if files:
            files[pick % len(files)].unlink()

    def put_back(self, pick):
        """Put one of the files back as it was at first."""
        for path in sorted(self.folder.glob("first/*"))[pick % 2 :: 2]:
            shutil.copy(path, self.decks)

    def damage(self, pick):
        draft = self.folder / "cache" / "lpcards" / "draft"
        if draft.exists():
            told = bytearray(draft.read_bytes())
            told[pick * len(told) // 100] ^= 1 + pick
            draft.write_bytes(told)

    def wait(self, pick):
        self.at += pick

    # Builds

    def write(self):
        shutil.rmtree(self.content)
        self.content.mkdir()
        for name, told in self.told.items():
            (self.content / f"{name}.yaml").write_text(json.dumps(told), encoding="utf-8")

    def build(self):
        """Build in both folders; return the two outcomes."""
        self.write()
        self.at += APART
        shutil.rmtree(self.twin, ignore_errors=True)
        shutil.rmtree(self.folder / "empty", ignore_errors=True)
        if self.decks.exists():
            shutil.copytree(self.decks, self.twin)
        usual = self.built(self.decks, "cache")
        if not (self.folder / "first").exists() and self.decks.exists():
            shutil.copytree(self.decks, self.folder / "first")
        return usual, self.built(self.twin, "empty")

    def built(self, decks, cache):
        told = ["--content", self.content, "--now", datetime.fromtimestamp(self.at, UTC)]
        words = [*told, "build", "--out", decks, "--yes", "--json", *self.options]
        place = {"XDG_CACHE_HOME": str(self.folder / cache)}
        words = [str(word).replace(" ", "T") for word in words]
        said = CliRunner().invoke(cli, words, env=place, standalone_mode=False)
        told = [text.replace(str(decks), "DECKS") for text in (said.stdout, said.stderr)]
        files = sorted(decks.iterdir()) if decks.exists() else []
        fault = str(said.exception or "").replace(str(decks), "DECKS")
        return Outcome(
            said.exit_code,
            told[0],
            told[1] + fault,
            {path.name: path.read_bytes() for path in files},
        )


EDITS = ["edit", "edit", "rename", "add", "remove", "bring_back", "turn", "move", "reorder"]
FILES = ["rename_story", "add_story", "remove_story", "rename_file"]
ACCIDENTS = ["choose", "choose", "lose", "put_back", "damage", "wait"]
picks = st.integers(0, 99)
moves = st.tuples(st.sampled_from([*EDITS, *FILES, *ACCIDENTS]), picks)
lives = st.lists(st.lists(moves, max_size=3), min_size=2, max_size=5)


def test_a_build_that_goes_on_from_the_last_comes_to_the_same_as_one_that_looks_at_all(
    home, tmp_path
):
    count = iter(range(10_000))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(lives)
    def law(life):
        stories = Stories(tmp_path / str(next(count)))
        stories.build()
        for day in life:
            for move, pick in day:
                getattr(stories, move)(pick)
            usual, full = stories.build()
            assert usual == full
        shutil.rmtree(stories.folder)

    law()


# Which notes are made anew


class Screen(list):
    """What is written on a screen while somebody waits for long."""

    def waiting(self):
        seconds = iter(range(10_000))
        return Waiting(self.append, 80, lambda: next(seconds))

    def made(self):
        """Return of how many cards the notes were made: the screen said so at each."""
        return sum("making notes" in line for line in self)


@pytest.fixture
def shelf(home, monkeypatch):
    """Return stories that are built, with this process's own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    stories = Stories(home)
    stories.build()
    return stories


def notes_made(stories, **told):
    screen = Screen()
    now = datetime.fromtimestamp(stories.at, UTC).isoformat()
    with (
        Desk((str(stories.content),), None, now) as desk,
        Plan(desk, str(stories.decks), screen.waiting(), **told) as plan,
    ):
        return screen.made(), plan.edition


def test_only_the_notes_of_the_file_that_changed_are_made(shelf):
    everything, _ = notes_made(shelf, afresh=True)
    shelf.edit(0)
    shelf.build()
    shelf.edit(1)
    shelf.write()
    made, edition = notes_made(shelf)
    assert made == 7
    assert everything == 21
    assert (len(edition.changed), edition.unchanged) == (1, 20)
