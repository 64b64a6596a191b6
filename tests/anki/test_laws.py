"""Whatever an author edits and a learner does in between: nothing learned is lost or doubled."""

import shutil
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from author import RETIRED, present
from editions import shipped
from learners import Learner
from lpcards.anki.deck_layout import left_over
from lpcards.anki.decks import write_decks
from lpcards.anki.edition_draft import MAIN, EditionDraft, Place
from lpcards.anki.note_types import type_notes
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, Note
from sizes import examples

EXAMPLES = examples(8, 60)
APART = 100
"""Seconds between two editions; a learner's own edits fall halfway in between."""


class Written(NamedTuple):
    """A card as the author has it now."""

    name: str
    text: int
    tag: int
    sort: str
    was: tuple[str, ...] = ()

    def note(self):
        words = f"text {self.text}"
        front = f"{words} {{{{c1::blank}}}}" if self.sort == CLOZE else words
        fields = (self.name, "top", front, *("",) * (len(FIELDS[self.sort]) - 3))
        return Note(self.name, self.sort, fields, (f"lpcards::tag::{self.tag}",), "lpcards::Laws")


class Life:
    """An author and a learner over several editions; checks the laws at each import."""

    def __init__(self, learner, folder):
        self.learner, self.folder = learner, folder
        self.cards = [Written(f"s/probe/{at}", at, 0, QUESTION) for at in range(4)]
        self.cards.append(Written("s/phrase/4", 4, 0, CLOZE))
        self.spare = []
        self.manifest, self.taken = {}, {}
        self.at = present() + 1000 * APART
        self.names = len(self.cards)
        self.own = {}
        self.publish(0)
        self.take(0)

    def one(self, pick):
        return pick % len(self.cards)

    # The author

    def edit(self, pick):
        at = self.one(pick)
        self.cards[at] = self.cards[at]._replace(text=pick)

    def retag(self, pick):
        at = self.one(pick)
        self.cards[at] = self.cards[at]._replace(tag=pick)

    def turn(self, pick):
        """Make a question a cloze, or the other way round."""
        at = self.one(pick)
        sort = {QUESTION: CLOZE, CLOZE: QUESTION}[self.cards[at].sort]
        self.cards[at] = self.cards[at]._replace(sort=sort)

    def rename(self, pick):
        at, self.names = self.one(pick), self.names + 1
        card = self.cards[at]
        self.cards[at] = card._replace(name=f"s/probe/{self.names}", was=(card.name, *card.was))

    def add(self, pick):
        self.names += 1
        self.cards.insert(pick % 3, Written(f"s/probe/{self.names}", pick, 0, QUESTION))

    def remove(self, pick):
        if len(self.cards) > 1:
            self.spare.append(self.cards.pop(self.one(pick)))

    def bring_back(self, pick):
        if self.spare:
            self.cards.append(self.spare.pop(pick % len(self.spare)))

    def publish(self, pick):
        self.at += APART
        notes = [*type_notes(), *([card.note(), card.was] for card in self.cards)]
        places = {card.name: Place(MAIN, at, at) for at, card in enumerate(self.cards, 1)}
        with EditionDraft(places) as draft:
            shipment = shipped(*notes, before=self.manifest, at=self.at, take=draft.take)
            draft.end()
            left = left_over(str(self.folder), draft.parts, [])
            write_decks(str(self.folder), shipment.edition, draft, level=1, left_over=left)
        self.manifest, self.notes = shipment.manifest, shipment.notes

    # The learner

    def known(self, pick):
        guids = sorted(self.taken)
        return guids[pick % len(guids)]

    def answer(self, pick):
        self.learner.answer_note(guid=self.known(pick), rating=pick % 4 + 1)

    def write(self, pick):
        guid, text, at = self.known(pick), f"my own {pick}", self.at + APART // 2
        self.learner.edit_note(guid=guid, field="Extra1", text=text, at=at)
        self.own[guid] = (text, at)

    def suspend(self, pick):
        self.learner.suspend_note(guid=self.known(pick))

    def take(self, pick):
        """Import what is published, in either order, and see what came of it."""
        paths = [self.folder / name for name in (MAIN, RETIRED)]
        paths = [path for path in (paths if pick % 2 else reversed(paths)) if path.exists()]
        before = {note[0]: note for note in self.learner.notes()}
        taken = [self.learner.takes(path, at=self.at + APART // 4) for path in paths]
        now = {note[0]: note for note in self.learner.notes()}
        lines = {one.guid: one for one in self.manifest.values() if one.type in FIELDS}
        notes = {one.guid: self.notes[key] for key, one in self.manifest.items()}
        new = {guid for guid in lines if guid not in before}
        newer = {guid for guid in lines.keys() - new if lines[guid].mod > self.last(guid)}
        assert sum(len(one["new"]) for one in taken) == len(new)
        assert sum(len(one["updated"]) for one in taken) == len(newer)
        assert now.keys() == lines.keys()
        assert len(self.learner.schedule()) == len(now)
        assert all(note == now[guid] for guid, note in before.items() if guid not in newer)
        self.own = {guid: written for guid, written in self.own.items() if guid not in newer}
        assert all(text in now[guid][3] for guid, (text, _) in self.own.items())
        for guid in now.keys() - self.own.keys():
            assert tuple(now[guid][3]) == notes[guid].fields
            assert tuple(now[guid][4]) == notes[guid].tags
        self.taken = {guid: one.mod for guid, one in lines.items()}

    def last(self, guid):
        """Return when the learner's note last changed."""
        _, written = self.own.get(guid, ("", 0))
        return max(self.taken[guid], written)


AUTHOR = ["edit", "edit", "retag", "turn", "rename", "add", "remove", "bring_back"]
LEARNER = ["answer", "answer", "write", "suspend"]
picks = st.integers(0, 99)
moves = st.tuples(st.sampled_from([*AUTHOR, *LEARNER]), picks)
editions = st.lists(st.lists(moves, min_size=1, max_size=6), min_size=2, max_size=5)


def test_progress_and_own_edits_survive_any_editing(process, tmp_path):
    count = iter(range(10_000))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(editions, st.lists(st.booleans(), min_size=5, max_size=5))
    def law(scripts, taken):
        folder = tmp_path / str(next(count))
        learner = Learner(process, folder / "learner")
        life = Life(learner, folder / "decks")
        for script, takes in zip(scripts, taken, strict=False):
            for move, pick in script:
                getattr(life, move)(pick)
            life.publish(0)
            if takes:
                life.take(len(script))
        life.take(1)
        life.publish(0)
        again = learner.takes(life.folder / MAIN)
        assert again["new"] == again["updated"] == []
        learner.close()
        shutil.rmtree(folder)

    law()
