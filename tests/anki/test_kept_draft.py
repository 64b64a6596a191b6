"""The draft that the last build kept: the next one is quicker, and comes to the very same."""

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from author import story
from lpcards.anki.edition_draft import keep_draft, restore_draft
from lpcards.anki.guids import NOTE, guid_of, number_of
from lpcards.anki.notes import QUESTION
from lpcards.cli.program import cli
from lpcards.study.with_anki.deck_build import DeckBuild
from lpcards.study.workspace import Workspace
from lpcards.terminal.progress_bar import ProgressLine
from sizes import examples

EXAMPLES = examples(8, 60)
NAMES = ("attic", "cellar", "roof")
APART = 90
BEGINNING = 1_790_000_000
KEY = "0123456789abcdef"


def twins(apart):
    """Return the names of two probes whose notes have one id, begun so many seconds apart."""
    names, names_by_id = (f"n{at}" for at in count()), {}
    for name in names:
        guid = guid_of(f"cellar/probe/{name}", QUESTION, KEY)
        other = names_by_id.get(number_of(guid, NOTE, BEGINNING + apart))
        if other:
            return other, name
        names_by_id[number_of(guid, NOTE, BEGINNING)] = name
    raise AssertionError


TWINS, LATE_TWINS = twins(0), twins(4 * APART)


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
        (self.content / "lpcards-author.txt").write_text(f"key {KEY}\n", encoding="utf-8")
        self.stories = {name: {**story(), "id": name} for name in NAMES}
        self.names, self.at, self.options, self.past = 0, BEGINNING, [], []
        self.every = ["--all"]

    def file(self, pick):
        """Pick a file by a number."""
        return sorted(self.stories)[pick % len(self.stories)]

    def one(self, pick):
        return self.stories[self.file(pick)]

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

    def add_twin(self, pick):
        """Add a probe whose note id, in the story `cellar`, is one that another may have."""
        self.add_one_of(TWINS, pick)

    def add_late_twin(self, pick):
        """Add such a probe where the other began some editions before."""
        self.add_one_of(LATE_TWINS, pick)

    def add_one_of(self, twins, pick):
        for data in self.stories.values():
            names = {probe["id"] for probe in data["probes"]}
            if data["id"] == "cellar" and twins[pick % 2] not in names:
                data["probes"].append({"id": twins[pick % 2], "ask": "Which?", "strong": "One."})

    def remove(self, pick):
        probes = self.one(pick)["probes"]
        if len(probes) > 1:
            self.past.append((self.file(pick), probes.pop(pick % len(probes))))

    def bring_back(self, pick):
        if self.past:
            name, probe = self.past.pop()
            self.stories.get(name, self.one(pick))["probes"].append(probe)

    def turn(self, pick):
        """Make one thing under one id something else."""
        data = self.one(pick)
        phrase = {"id": "why", "text": "a lamp", "sentence": "It was {a lamp | what?}."}
        there = data["steps"]["situation"]["key_phrases"]
        there.remove(phrase) if phrase in there else there.append(phrase)

    def move(self, pick):
        self.one(pick)["principle"] = ("dive-deep", "ownership", "frugality")[pick % 3]

    def ask(self, pick):
        """Ask for a story, or ask it otherwise."""
        question = {"id": "whose", "ask": f"Whose was it {pick % 3}?", "principle": "ownership"}
        self.one(pick)["asked"] = [question]

    def serve(self, pick):
        """Have a story serve another principle: other stories' questions have more choices."""
        self.one(pick)["also"] = [["ownership"], ["dive-deep", "ownership"], []][pick % 3]

    def leave_open(self, pick):
        """Take a probe's answer away."""
        self.probe(pick).pop("strong", None)

    def reorder(self, pick):
        self.one(pick)["probes"].reverse()

    def rename_story(self, pick):
        data = self.one(pick)
        data.update(id=self.new_name("story"), was=[data["id"], *data.get("was", ())])

    def tidy(self, pick):
        """Drop what a story was called before."""
        self.one(pick).pop("was", None)

    def add_story(self, pick):
        """Add a story, under a name that is free again if there is one."""
        free = sorted({*NAMES} - {data["id"] for data in self.stories.values()})
        name = free[0] if free else self.new_name("story")
        self.stories[self.new_name("file")] = {**story(), "id": name}

    def remove_story(self, pick):
        if len(self.stories) > 1:
            del self.stories[self.file(pick)]

    def rename_file(self, pick):
        self.stories[self.new_name("file")] = self.stories.pop(self.file(pick))

    # What happens to the decks besides

    def choose(self, pick):
        choices = [[], [], ["--store"], ["--split", "principle"], ["--split", "scenario"]]
        self.options = [*choices, ["--kind", "probe"], ["--principle", "ownership"]][pick % 7]

    def teach(self, pick):
        """Have the decks hold every card, or those of some kinds."""
        kinds = (["probe"], ["quiz", "probe"], ["disqualifier"])[pick % 3]
        text = json.dumps({"kinds": kinds, "deck": ("Interview", "Loop")[pick % 2]})
        (self.folder / "lpcards.yaml").write_text(text, encoding="utf-8")
        self.every = ["--all"] if pick % 5 == 0 else []

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
            data = bytearray(draft.read_bytes())
            data[pick * len(data) // 100] ^= 1 + pick
            draft.write_bytes(data)

    def set_back(self, pick):
        """Set the clock back: further than the time between two builds, or not."""
        self.at -= 2 * pick

    # Builds

    def write(self):
        for path in self.content.glob("*.yaml"):
            path.unlink()
        for name, data in self.stories.items():
            (self.content / f"{name}.yaml").write_text(json.dumps(data), encoding="utf-8")

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
        base = ["--content", self.content, "--now", datetime.fromtimestamp(self.at, UTC)]
        words = [*base, "build", "--out", decks, "--yes", "--json", *self.every, *self.options]
        place = {"XDG_CACHE_HOME": str(self.folder / cache)}
        words = [str(word).replace(" ", "T") for word in words]
        said = CliRunner().invoke(cli, words, env=place, standalone_mode=False)
        texts = [text.replace(str(decks), "DECKS") for text in (said.stdout, said.stderr)]
        files = sorted(decks.iterdir()) if decks.exists() else []
        fault = str(said.exception or "").replace(str(decks), "DECKS")
        return Outcome(
            said.exit_code,
            texts[0],
            texts[1] + fault,
            {path.name: path.read_bytes() for path in files},
        )


EDITS = [
    "edit",
    "edit",
    "rename",
    "add",
    "add_twin",
    "remove",
    "bring_back",
    "turn",
    "move",
    "ask",
    "serve",
    "leave_open",
    "reorder",
]
FILES = ["rename_story", "tidy", "add_story", "remove_story", "rename_file"]
ACCIDENTS = ["choose", "choose", "teach", "lose", "put_back", "damage", "set_back"]
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


def test_a_questions_note_is_the_same_whatever_other_stories_serve(home, tmp_path):
    stories = Stories(tmp_path)
    stories.ask(0)
    stories.build()
    stories.serve(1)
    usual, full = stories.build()
    assert usual == full
    lines = [json.loads(line) for line in usual.files["manifest"].splitlines()]
    [note] = [line for line in lines if line["card"] == "attic/ask/whose"]
    assert "Second choice" not in "".join(note["fields"])


def test_what_waits_for_an_answer_is_no_note_until_it_has_one(home, tmp_path):
    stories = Stories(tmp_path)
    stories.leave_open(0)
    waiting, full = stories.build()
    assert waiting == full
    assert not [card for card in shipped(waiting) if "/open/" in card]
    stories.edit(0)
    answered, full = stories.build()
    assert answered == full
    assert shipped(answered) - shipped(waiting) == {"attic/probe/why"}
    assert shipped(waiting) < shipped(answered)


def shipped(built):
    """Return the ids of the cards that a build's manifest holds."""
    return {json.loads(line)["card"] for line in built.files["manifest"].splitlines()}


def test_a_guid_is_not_given_again_where_a_card_that_is_not_looked_at_has_it(home, tmp_path):
    stories = Stories(tmp_path)
    stories.build()
    for moves in (["rename_story"], ["tidy"], ["add_story"]):
        for move in moves:
            getattr(stories, move)(0)
        usual, full = stories.build()
        assert usual == full
    guids = [json.loads(line)["guid"] for line in usual.files["manifest"].splitlines()]
    assert len(set(guids)) == len(guids) == 4 * 8 + 3


def test_ids_meet_neither_with_those_of_cards_that_are_not_looked_at(home, tmp_path):
    stories = Stories(tmp_path)
    for move, pick in (("add_late_twin", 0), ("rename_story", 1), ("tidy", 1), ("add_story", 0)):
        getattr(stories, move)(pick)
        stories.build()
    stories.add_late_twin(1)
    usual, full = stories.build()
    assert usual == full
    lines = [json.loads(line) for line in usual.files["manifest"].splitlines()]
    since = {line["guid"]: line.get("since") for line in lines}
    late = guid_of(f"cellar/probe/{LATE_TWINS[1]}", QUESTION, KEY)
    assert since[late] == stories.at - 1


def test_an_edition_follows_one_that_only_cards_not_looked_at_have(home, tmp_path):
    stories = Stories(tmp_path)
    for story_picked in (0, 1):
        stories.build()
        stories.edit(story_picked)
    stories.at -= APART
    usual, full = stories.build()
    assert usual == full
    mods = sorted({json.loads(line)["mod"] for line in usual.files["manifest"].splitlines()})
    assert len(mods) == 3
    assert mods[2] == mods[1] + 1


# Which notes are made anew


class Screen(list):
    """What is written on a screen while somebody waits for long."""

    def progress_line(self):
        seconds = iter(range(10_000))
        return ProgressLine(self.append, 80, lambda: next(seconds))

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


def notes_made(stories, **options):
    screen = Screen()
    now = datetime.fromtimestamp(stories.at, UTC).isoformat()
    with (
        Workspace((str(stories.content),), None, now) as workspace,
        DeckBuild(
            workspace, str(stories.decks), screen.progress_line(), everything=True, **options
        ) as plan,
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
    assert (len(edition.changed), edition.unchanged) == (1, 23)


def test_a_part_of_the_cards_and_another_cut_make_no_note_anew(shelf):
    for options in (["--kind", "probe"], ["--split", "scenario"], []):
        shelf.options = options
        shelf.build()
        assert notes_made(shelf)[0] == 0


# What is kept, and what is not


STATE = "as it is now"


def keep(path, draft):
    """Keep a draft (its file)."""
    keep_draft(str(path), str(draft), STATE, {"cellar": "digest"})


def restored(path, back, state=STATE):
    """Return what a kept draft was made of; its lines go to `back`."""
    return restore_draft(str(path), state, str(back))


@pytest.fixture
def draft(tmp_path):
    """Return the file of a draft; of its lines it does not matter here what they are."""
    path = tmp_path / "made"
    path.write_bytes(random.Random(0).randbytes(3_000_000))
    return path


def test_a_draft_comes_back_as_it_was_kept_and_nobody_else_may_read_it(draft, tmp_path):
    path = tmp_path / "cache" / "draft"
    keep(path, draft)
    assert restored(path, tmp_path / "back") == {"cellar": "digest"}
    assert (tmp_path / "back").read_bytes() == draft.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["draft"]


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_draft_with_any_byte_changed_or_all_behind_it_missing_is_none(tmp_path_factory, at, new):
    folder = tmp_path_factory.mktemp("kept")
    path, back = folder / "draft", folder / "back"
    (folder / "made").write_bytes(b"a draft" * 50)
    keep(path, folder / "made")
    data = bytearray(path.read_bytes())
    place = int(at * len(data))
    for other in (data[:place], data[:place] + bytes([data[place] ^ new]) + data[place + 1 :]):
        path.write_bytes(other)
        assert restored(path, back) == {}
        assert not back.exists()


def test_a_draft_of_another_state_or_none_at_all_is_of_no_use(draft, tmp_path):
    keep(tmp_path / "draft", draft)
    assert restored(tmp_path / "draft", tmp_path / "back", "as it was") == {}
    assert restored(tmp_path / "no" / "draft", tmp_path / "back") == {}


def test_of_two_that_are_kept_at_once_none_is_a_mixture(draft, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(draft.read_bytes()[::-1])
    path = tmp_path / "draft"
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda made: keep(path, made), [draft, other] * 5))
    assert restored(path, tmp_path / "back") == {"cellar": "digest"}
    assert (tmp_path / "back").read_bytes() in {draft.read_bytes(), other.read_bytes()}
    assert {*os.listdir(tmp_path)} == {"made", "other", "draft", "back"}


def test_where_nothing_can_be_kept_nothing_is_said(draft, tmp_path):
    (tmp_path / "file").touch()
    keep(tmp_path / "file" / "draft", draft)
    assert (tmp_path / "file").is_file()


@pytest.mark.parametrize("between", ["another manifest", "a newer content", "nothing"])
def test_a_draft_is_kept_only_if_nothing_came_in_between(shelf, home, between):
    shelf.edit(0)
    shelf.write()
    draft = home / "cache" / "lpcards" / "draft"
    draft.unlink()
    with (
        Workspace((str(shelf.content),), None, "2030-01-01T09:00") as workspace,
        DeckBuild(workspace, str(shelf.decks), Screen().progress_line(), everything=True) as plan,
    ):
        plan.write(level=1, with_progress=None)
        manifest = shelf.decks / "manifest"
        if between == "another manifest":
            (home / "other").write_bytes(manifest.read_bytes())
            (home / "other").rename(manifest)
        if between == "a newer content":
            shelf.edit(1)
            shelf.write()
            with Workspace((str(shelf.content),), None, "2030-01-01T09:00") as later:
                later.index.close()
        plan.keep()
    assert draft.exists() == (between == "nothing")


def killed(stories, seconds):
    """Begin a build in a process of its own and kill it."""
    at = datetime.fromtimestamp(stories.at, UTC).isoformat()
    words = ["--content", stories.content, "--now", at, "build", "--all", "--out", stories.decks]
    process = subprocess.Popen(
        [sys.executable, "-m", "lpcards", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("seed", range(examples(1, 8)))
def test_a_build_that_is_killed_leaves_nothing_behind_that_is_wrong(shelf, seed):
    chance = random.Random(seed)
    shelf.edit(99)
    shelf.write()
    began = time.monotonic()
    killed(shelf, 60)
    whole = time.monotonic() - began
    for _ in range(5):
        shelf.edit(chance.randrange(100))
        shelf.write()
        killed(shelf, chance.uniform(0.4, 1.1) * whole)
        getattr(shelf, chance.choice(["edit", "add", "reorder"]))(chance.randrange(100))
        usual, full = shelf.build()
        assert usual == full
