"""Whose card a note is: other authors, other machines, renames; what the file beside them says."""

import json
import os
import shutil
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from author import WHO, WHY, Author, present, story
from conftest import LIBRARY
from editions import NOW, shipped
from logs import nobody
from lpcards.anki.edition import Known
from lpcards.anki.guids import guid_of
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, Note
from lpcards.index.scan import Folder, Sources
from lpcards.study.with_anki.author_files import AuthorFiles

FILE = "lpcards-author.txt"
ONE, OTHER = "0123456789abcdef", "fedcba9876543210"


def guids(author):
    """Return the guids of the cards by their ids."""
    return {card: line["guid"] for card, line in author.lines().items() if card[0] != "#"}


def answers(learner, card):
    """Return the answers of all notes with a card's id, without the quotes around them."""
    backs = (
        note[3][FIELDS[QUESTION].index("Back")] for note in learner.notes() if note[3][0] == card
    )
    return {back.strip('"\u201c\u201d') for back in backs}


def said(author):
    return (author.content / FILE).read_text(encoding="utf-8")


def machine_of(author, folder):
    """Return another machine, to which the stories came without the decks."""
    other = Author(folder)
    shutil.copytree(author.content, other.content, dirs_exist_ok=True)
    other.story, other.now = author.story, author.now
    return other


def as_of_old(author):
    """Make the decks and the stories' folder what a version left that knew no keys and no times."""
    lines = author.lines()
    for card, line in lines.items():
        line.pop("since", None)
        if card[0] != "#":
            line["guid"] = guid_of(card, line["type"])
    author.main.unlink()
    author.manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines.values()))
    (author.content / FILE).unlink()


# Two authors


def test_two_authors_of_one_story_id_have_two_notes_and_no_text_is_lost(tmp_path, learner):
    anna, bert = Author(tmp_path / "anna"), Author(tmp_path / "bert")
    bert.story["probes"][0]["strong"] = "Bert was late."
    for author in (anna, bert):
        author.publish()
    assert learner.takes(anna.main)["new"]
    learner.answer(card=WHY, rating=3)
    notes = learner.notes()
    taken = learner.takes(bert.main)
    assert len(taken["new"]) == len(guids(bert))
    assert taken["updated"] == []
    assert [one for one in learner.notes() if one in notes] == notes
    assert learner.checked() == []
    for author in (anna, bert):
        author.story["probes"][1]["strong"] = f"It was {author.folder.name}."
        author.publish()
        assert learner.takes(author.main)["updated"] == [WHO]
    assert answers(learner, WHO) == {"It was anna.", "It was bert."}


def test_who_takes_stories_over_deletes_the_key_and_keeps_the_lines(author, tmp_path):
    """What is there goes on as its author's; what is written from now on is one's own."""
    author.publish()
    other = machine_of(author, tmp_path / "other")
    (other.content / FILE).write_text(f"story cellar {author.key}\n")
    for one in (author, other):
        one.write({**story(), "id": "attic"})
        one.build()
    for card, guid in guids(author).items():
        assert (guid == guids(other)[card]) == card.startswith("cellar/")
    assert other.key != author.key


# When the file is made


def test_no_command_but_a_build_makes_the_file(author):
    author.write()
    for words in (
        ["build", "--check"],
        ["build", "--dry-run"],
        ["diff"],
        ["cards"],
        ["check"],
        ["due"],
    ):
        author.run(*words, code=None)
        assert os.listdir(author.content) == ["cellar.yaml"]
    author.publish()
    assert said(author).splitlines()[-1] == f"key {author.key}"
    assert author.build("--check").err == ""


def test_the_library_has_no_author(author):
    author.publish()
    (author.content / FILE).unlink()
    somebody = Author(author.folder / "somebody")
    somebody.install(author)
    somebody.run("build", content=())
    assert not list(somebody.folder.rglob(FILE))


def test_a_folder_that_only_examples_are_in_has_an_author_too(author):
    """A page that was imported is no story of one's own, and still nobody else's."""
    author.story["own"] = "no"
    author.publish()
    assert guids(author)[WHY] == guid_of(WHY, QUESTION, author.key)


def test_it_is_made_once_and_said_once(author):
    author.write()
    first = author.build()
    assert f"{author.content / FILE} is new" in " ".join(first.err.split())
    before = said(author)
    author.now += 60
    author.story["probes"][0]["strong"] = "Other words."
    author.write()
    assert author.build().err == ""
    assert said(author) == before


def test_a_file_that_cannot_be_read_stops_the_build(author):
    author.publish()
    (author.content / FILE).write_text("key of mine\n")
    fault = author.build(code=1).err
    assert f"{FILE}:1: this line cannot be read" in fault
    (author.content / FILE).unlink()
    (author.content / FILE).mkdir()
    assert f"{FILE} cannot be read" in author.build(code=1).err


def test_where_the_stories_cannot_be_written_to_the_file_lies_with_the_decks():
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        content, decks = Path(folder, "content"), Path(folder, "decks")
        for path, mode in ((content, 0o555), (decks, 0o777)):
            path.mkdir()
            path.chmod(mode)
        sources = Sources((Folder(str(content), own=True),))
        keys = []
        for _ in range(2):
            with nobody():
                authors = AuthorFiles(sources, str(decks), {"cellar": 0})
                authors.look_at([Known(WHY, QUESTION)], [])
                authors.save()
            keys.append(authors.key_of(WHY))
        assert os.listdir(content) == []
        assert (decks / FILE).read_text().split()[-1] == keys[0] == keys[1]


def test_a_lost_file_loses_nothing_on_the_machine_that_has_the_decks(author):
    author.publish()
    before = guids(author)
    (author.content / FILE).unlink()
    probe = {"id": "cost", "ask": "What did it cost?", "strong": "Two carpets."}
    author.story["probes"].append(probe)
    author.write()
    assert "was gone, and is a new one" in " ".join(author.build().err.split())
    assert guids(author) == {
        **before,
        "cellar/probe/cost": guid_of("cellar/probe/cost", QUESTION, author.key),
    }


# Decks that were built before there were keys


def test_what_was_built_before_there_were_keys_goes_on(author, learner, tmp_path):
    author.publish()
    as_of_old(author)
    author.build()
    (author.content / FILE).unlink()
    learner.takes(author.main)
    old = guids(author)
    author.story["probes"].append({"id": "cost", "ask": "What?", "strong": "Two carpets."})
    author.write({**story(), "id": "attic"})
    author.publish()
    assert "\nstory cellar none\n" in said(author)
    assert "story attic" not in said(author)
    taken = learner.takes(author.main)["new"]
    assert {card for card in taken if card.startswith("cellar/")} == {"cellar/probe/cost"}
    assert old.items() <= guids(author).items()
    assert guids(author)["cellar/probe/cost"] == guid_of("cellar/probe/cost", QUESTION)
    assert guids(author)["attic/probe/why"] == guid_of("attic/probe/why", QUESTION, author.key)
    other = machine_of(author, tmp_path / "other")
    other.build()
    assert guids(other) == guids(author)
    assert learner.takes(other.main)["new"] == []


def test_a_story_of_old_stays_so_under_another_name(author, tmp_path):
    author.publish()
    as_of_old(author)
    author.publish()
    old = guids(author)
    (author.content / "cellar.yaml").unlink()
    author.story.update(id="flood", was=["cellar"])
    author.publish()
    other = machine_of(author, tmp_path / "other")
    other.build()
    assert guids(other) == guids(author)
    assert set(guids(other).values()) == set(old.values())


# Several machines


def test_a_machine_without_decks_goes_on_with_what_another_built(author, learner, tmp_path):
    author.publish()
    learner.takes(author.main)
    learner.answer(card=WHY, rating=3)
    author.story["probes"][0].update(id="late", was=["why"])
    author.publish()
    (author.content / "cellar.yaml").unlink()
    author.story.update(id="flood", was=["cellar"])
    author.story["probes"][0].update(id="latest", was=["late", "why"])
    author.publish()
    learner.takes(author.main)
    other = machine_of(author, tmp_path / "other")
    told = other.build()
    said = " ".join(told.err.split())
    assert "Your cards go on in Anki" in said
    assert "in place of what you wrote into it there (`lpcards sync anki` keeps that)" in said
    assert guids(other) == guids(author)
    assert learner.takes(other.main)["new"] == []
    assert learner.progress(card="flood/probe/latest")[0][-1] == 1
    other.now += 60
    assert other.build().err == ""


def test_two_machines_that_each_made_a_key_go_on_and_agree_from_then_on(author, tmp_path):
    author.publish()
    other = machine_of(author, tmp_path / "other")
    (other.content / FILE).unlink()
    (other.content / "cellar.yaml").unlink()
    other.write({**story(), "id": "attic"})
    other.build()
    shutil.copy(author.content / "cellar.yaml", other.content)
    keys = sorted([author.key, other.key])
    built = {**guids(author), **guids(other)}
    merged = f"<<<<<<< HEAD\n{said(author)}=======\n{said(other)}>>>>>>> theirs\n"
    late, early = (other, author) if other.key == keys[1] else (author, other)
    for machine in (late, early):
        (machine.content / FILE).write_text(merged if machine is late else said(late))
        for name in ("attic", "cellar"):
            machine.write({**story(), "id": name})
        machine.now += 600
        machine.build()
    assert said(late) == said(early)
    for machine in (early, late, third := machine_of(early, tmp_path / "third")):
        machine.build()
        assert guids(machine) == built
        machine.write({**story(), "id": "roof"})
        machine.build()
        assert guids(machine)["roof/probe/why"] == guid_of("roof/probe/why", QUESTION, keys[0])
    assert guids(third) == guids(early) == guids(late)


def test_of_several_folders_each_has_its_author_and_a_story_may_move(author, learner, tmp_path):
    second = tmp_path / "second"
    second.mkdir()
    both = ["--content", author.content, "--content", second, "build", "--all"]
    both += ["--out", author.decks]
    author.write()
    (second / "attic.yaml").write_text(json.dumps({**story(), "id": "attic"}))
    (second / FILE).write_text(f"key {OTHER}\n")
    author.run(*both, content=())
    before = guids(author)
    assert author.key != OTHER
    assert before["attic/probe/why"] == guid_of("attic/probe/why", QUESTION, OTHER)
    learner.takes(author.main)
    shutil.move(second / "attic.yaml", author.content)
    author.run(*both, content=())
    assert guids(author) == before
    (author.content / "attic.yaml").write_text(json.dumps({**story(), "id": "attic", "title": "A"}))
    author.run(*both, content=())
    shutil.rmtree(author.decks)
    author.run(*both, content=())
    assert guids(author) == before
    assert learner.takes(author.main)["new"] == []


# The library's cards in a copy of one's own


@pytest.fixture
def library(tmp_path):
    """Return the author of a library that is published."""
    author = Author(tmp_path / "library")
    author.story["own"] = "no"
    author.publish()
    return author


def reader_of(library, folder, *, alone):
    """Return somebody who has the library, and edited a copy of its story; alone: nothing else."""
    somebody = Author(folder)
    somebody.install(library)
    somebody.content = folder / ".local/share/lpcards/content"
    somebody.content.mkdir(parents=True)
    somebody.story = {**library.story, "own": "yes"}
    somebody.story["probes"] = [
        {**library.story["probes"][0], "strong": f"Words of {folder.name}."},
        *library.story["probes"][1:],
        {"id": "mine", "ask": "Which is mine?", "strong": f"That of {folder.name}."},
    ]
    somebody.write()
    somebody.now = library.now + 600
    somebody.options = ["--content", somebody.content] if alone else []
    return somebody


@pytest.mark.parametrize("alone", [False, True], ids=["with the library", "alone"])
def test_an_edited_copy_of_the_library_s_story_goes_on_as_the_library_s_notes(
    library, learner, tmp_path, alone
):
    learner.takes(library.main)
    learner.answer(card=WHY, rating=3)
    anna, bert = (reader_of(library, tmp_path / name, alone=alone) for name in ("anna", "bert"))
    for somebody in (anna, bert):
        somebody.run("build", "--all", "--out", somebody.decks, content=somebody.options)
    taken = learner.takes(anna.main)
    assert taken["new"] == ["cellar/probe/mine"]
    assert WHY in taken["updated"]
    assert learner.progress(card=WHY)[0][-1] == 1
    assert answers(learner, WHY) == {"Words of anna."}
    assert learner.takes(bert.main)["new"] == ["cellar/probe/mine"]
    assert answers(learner, "cellar/probe/mine") == {"That of anna.", "That of bert."}
    shutil.rmtree(anna.decks)
    anna.now += 60
    anna.run("build", "--all", "--out", anna.decks, content=anna.options)
    assert learner.takes(anna.main)["new"] == []


def test_a_first_build_says_what_its_changes_are_counted_from(library, tmp_path):
    anna = reader_of(library, tmp_path / "anna", alone=False)
    told = anna.run("build", "--all", "--out", anna.decks, content=())
    assert "counted from the decks that come with lpcards" in " ".join(told.err.split())
    assert "1 added, 8 changed" in told.out
    anna.now += 60
    assert anna.run("build", "--all", "--out", anna.decks, content=()).err == ""


def test_a_later_library_s_cards_come_as_the_library_has_them(library, tmp_path):
    somebody = Author(tmp_path / "somebody")
    somebody.install(library)
    somebody.now = library.now
    somebody.run("build", "--all", "--out", somebody.decks, content=())
    library.story["probes"].append({"id": "cost", "ask": "What?", "strong": "Two carpets."})
    library.publish()
    somebody.install(library)
    somebody.now = library.now
    built = somebody.run("build", "--all", "--out", somebody.decks, "--json", content=())
    assert built.json["added"] == ["cellar/probe/cost"]
    assert somebody.lines()["cellar/probe/cost"] == library.lines()["cellar/probe/cost"]


def test_by_a_clock_behind_the_library_s_its_cards_keep_their_guids(library, tmp_path):
    somebody = reader_of(library, tmp_path / "somebody", alone=True)
    somebody.now = library.now - 90 * 86_400
    somebody.run("build", "--all", "--out", somebody.decks, content=somebody.options)
    assert guids(library).items() <= guids(somebody).items()
    assert {line["mod"] for line in somebody.lines().values()} == {somebody.now}


# When a note was created


def test_anki_shows_when_a_card_first_came(author, learner):
    day = 86_400
    author.now = present() - 9 * day
    author.publish()
    author.now = present() - 5 * day
    author.story["probes"].append({"id": "cost", "ask": "What?", "strong": "Two carpets."})
    author.publish()
    author.now = present()
    author.story["probes"].append({"id": "then", "ask": "And then?", "strong": "A pump."})
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    learner.takes(author.main)
    assert learner.find(search="added:2") == ["cellar/probe/then"]
    assert learner.find(search="added:7") == ["cellar/probe/cost", "cellar/probe/then"]
    assert len(learner.find(search="added:12")) == len(guids(author))
    assert max(row[0] for row in learner.schedule()) < present() * 1000
    assert learner.checked() == []


def test_a_card_keeps_its_numbers_whatever_becomes_of_it(author, learner):
    author.publish()
    learner.takes(author.main)
    numbers = {row[0] for row in learner.schedule()}
    author.story["probes"][0].update(id="late", was=["why"])
    author.story["probes"].pop(1)
    author.publish()
    since = {line["guid"]: line.get("since") for line in author.lines().values()}
    author.manifest.unlink()
    author.build()
    assert {line["guid"]: line.get("since") for line in author.lines().values()} == since
    for path in (author.main, author.retired):
        learner.takes(path)
    assert {row[0] for row in learner.schedule()} == numbers


# Any series of renames

parts = st.sampled_from("ab")
moves = st.lists(
    st.tuples(st.sampled_from(["rename", "rename_story", "add", "remove", "turn", "edit"]), parts)
)


class Story:
    """A story whose parts, and which itself, get other names; they leave a trace in `was`."""

    def __init__(self):
        self.names, self.parts, self.count = ["s0"], {}, 0
        for part in "ab":
            self.add(part)

    def new_name(self):
        self.count += 1
        return f"n{self.count}"

    def rename(self, part):
        if part in self.parts:
            self.parts[part]["names"].insert(0, self.new_name())

    def rename_story(self, part):
        self.names.insert(0, self.new_name())

    def add(self, part):
        self.parts[part] = {"names": [self.new_name()], "type": QUESTION, "text": ""}

    def remove(self, part):
        self.parts.pop(part, None)

    def turn(self, part):
        if part in self.parts:
            turned = {QUESTION: CLOZE, CLOZE: QUESTION}[self.parts[part]["type"]]
            self.parts[part]["type"] = turned

    def edit(self, part):
        if part in self.parts:
            self.parts[part]["text"] = self.new_name()

    def notes(self):
        """Return the notes, and the ids that their cards had before, newest first."""
        for part in self.parts.values():
            card, *was = (f"{one}/probe/{two}" for one, two in product(self.names, part["names"]))
            fields = (card, part["text"], *("",) * (len(FIELDS[part["type"]]) - 2))
            yield [Note(card, part["type"], fields, (), "lpcards"), tuple(was)]


@given(moves)
def test_a_machine_that_has_no_manifest_gives_the_guids_of_one_that_has(life):
    changed, manifest = Story(), {}
    for turn, (move, part) in enumerate(life):
        manifest = shipped(*changed.notes(), before=manifest, at=NOW + turn).manifest
        getattr(changed, move)(part)
    with_it = shipped(*changed.notes(), before=manifest, at=NOW + len(life)).manifest
    without = shipped(*changed.notes(), at=NOW + len(life)).manifest
    live = {card: line.guid for card, line in with_it.items() if not line.retired}
    assert live == {card: line.guid for card, line in without.items()}


def test_a_copy_of_the_library_s_story_is_never_taken_for_one_without_a_key(lp, home):
    """Its cards have the library's guids; what is added to it later is the author's."""
    folder = home / ".local/share/lpcards/content"
    (folder / "own").mkdir(parents=True)
    text = (LIBRARY / "general" / "guide.yaml").read_text(encoding="utf-8")
    (folder / "guide.yaml").write_text(text, encoding="utf-8")
    (folder / "own" / "cellar.yaml").write_text(json.dumps(story()), encoding="utf-8")
    lp("build", now=None)
    first = (folder / "lpcards-author.txt").read_text(encoding="utf-8")
    shutil.rmtree(home / ".cache")
    (folder / "own" / "cellar.yaml").write_text(
        json.dumps({**story(), "overview": "It was wet."}), encoding="utf-8"
    )
    lp("build", now=None)
    assert "none" not in first
    assert (folder / "lpcards-author.txt").read_text(encoding="utf-8") == first
