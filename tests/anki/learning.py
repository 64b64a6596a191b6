"""Runs in an environment that has the `anki` wheel: learners' collections, open between orders.

An order is a line of JSON on standard input: `{"collection": path, "do": name, "with": {...}}`;
the answer is a line of JSON on standard output.
"""

import json
import os
import sys
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageRequest
from anki.errors import CardTypeError

CARD = (
    "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.flds LIKE ? || char(31) || '%'"
)
LOGS = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype")


class Learner:
    def __init__(self, path):
        self.col = Collection(path)

    def take(self, package, at=None, merge=False):
        """Import a package with Anki's default options; return what it says of the notes.

        `at`: as if at that time, for an Anki that stamps what it updates with the time. `merge`:
        with *Merge note types* switched on.
        """
        began = self._seconds()
        options = self.col._backend.get_import_anki_package_presets()
        options.merge_notetypes = merge
        request = ImportAnkiPackageRequest(package_path=package, options=options)
        log = self.col.import_anki_package(request).log
        if at is not None:
            stamped = "UPDATE notes SET mod = ? WHERE mod BETWEEN ? AND ?"
            self.col.db.execute(stamped, at, began, self._seconds())
        return {name: sorted(one.fields[0] for one in getattr(log, name)) for name in LOGS}

    def _seconds(self):
        return self.col.db.scalar("SELECT CAST(strftime('%s', 'now') AS INTEGER)")

    def notes(self):
        rows = self.col.db.all("SELECT guid, mod, mid, flds, tags FROM notes ORDER BY guid")
        return [[*row[:3], row[3].split("\x1f"), sorted(row[4].split())] for row in rows]

    def schedule(self):
        """Return all that Anki knows of all cards, and their decks' names."""
        rows = self.col.db.all("SELECT * FROM cards ORDER BY id")
        return [[*row, self.col.decks.name(row[2])] for row in rows]

    def progress(self, card):
        """Return what Anki knows of the cards of one note: type, queue, due, ..., reps."""
        return self.col.db.all(
            "SELECT type, queue, due, ivl, factor, lapses, data, reps FROM cards WHERE nid = ?",
            self._card(card).nid,
        )

    def log(self):
        return self.col.db.all("SELECT * FROM revlog ORDER BY id")

    def cards(self):
        """Return each card's id (ours), deck, due position, queue and flag in order."""
        rows = self.col.db.all(
            "SELECT n.flds, c.did, c.due, c.queue, c.flags FROM cards c"
            " JOIN notes n ON n.id = c.nid ORDER BY c.due, c.id"
        )
        return [[row[0].split("\x1f")[0], self.col.decks.name(row[1]), *row[2:]] for row in rows]

    def decks(self):
        """Return the decks' ids by name."""
        return {deck.name: deck.id for deck in self.col.decks.all_names_and_ids()}

    def rename_deck(self, old, new):
        self.col.decks.rename(self.col.decks.id(old), new)

    def descriptions(self):
        """Return what each deck of ours or above one says of itself, and whether in Markdown."""
        decks = [deck for deck in self.col.decks.all() if deck["id"] != 1]
        return {deck["name"]: [deck["desc"], bool(deck.get("md"))] for deck in decks}

    def describe(self, deck, text):
        """Write a description of the learner's own."""
        found = self.col.decks.by_name(deck)
        found["desc"], found["md"] = text, False
        self.col.decks.save(found)

    def schema(self):
        return self.col.db.scalar("SELECT scm FROM col")

    def models(self):
        """Return our note types by name: fields' names and ids, template's name and id, looks."""
        self.col.models._clear_cache()  # an import goes behind its back
        return {
            model["name"]: {
                "id": model["id"],
                "fields": [[field["name"], field["id"]] for field in model["flds"]],
                "faces": [
                    [one["name"], one["id"], one["qfmt"], one["afmt"]] for one in model["tmpls"]
                ],
                "css": model["css"],
            }
            for model in self.col.models.all()
            if model["name"].startswith("lpcards")
        }

    def answer(self, card, rating):
        self._answer(self._card(card), rating)

    def answer_note(self, guid, rating):
        self._answer(self._of(guid), rating)

    def _answer(self, one, rating):
        one.start_timer()
        states = self.col._backend.get_scheduling_states(one.id)
        answer = self.col.sched.build_answer(card=one, states=states, rating=rating - 1)
        self.col.sched.answer_card(answer)

    def edit(self, card, field, text, at=None):
        """Write into a field; `at`: as if at that time, in seconds."""
        self._edit(self._card(card).note(), field, text, at)

    def edit_note(self, guid, field, text, at):
        self._edit(self._of(guid).note(), field, text, at)

    def _edit(self, note, field, text, at):
        note[field] = text
        self.col.update_note(note)
        self._as_at(note.id, at)

    def add_field(self, name):
        """Add a field to both our note types, as the learner's own."""
        for model in self.col.models.all():
            if model["name"].startswith("lpcards"):
                self.col.models.add_field(model, self.col.models.new_field(name))
                self.col.models.update_dict(model)

    def tag(self, card, tag, at=None):
        note = self._card(card).note()
        note.add_tag(tag)
        self.col.update_note(note)
        self._as_at(note.id, at)

    def _as_at(self, note, at):
        if at is not None:
            self.col.db.execute("UPDATE notes SET mod = ? WHERE id = ?", at, note)

    def add(self, text):
        """Write a note of the learner's own."""
        note = self.col.new_note(self.col.models.by_name("Basic"))
        note.fields = [text, text]
        self.col.add_note(note, 1)

    def suspend(self, card):
        self.col.sched.suspend_cards([self._card(card).id])

    def suspend_all(self, search):
        self.col.sched.suspend_cards(self.col.find_cards(search))

    def suspend_note(self, guid):
        self.col.sched.suspend_cards([self._of(guid).id])

    def flag(self, card, flag):
        self.col.set_user_flag_for_cards(flag, [self._card(card).id])

    def move(self, card, deck):
        number = self.col.decks.id(deck)
        self.col.set_deck([self._card(card).id], number)

    def delete(self, card):
        self.col.remove_notes([self._card(card).nid])

    def new_cards_of_days(self, deck, days):
        """Return the new cards that Anki serves in a deck on each of so many days to come.

        All are answered, the new ones easy, and another day begins.
        """
        self.col.decks.select(self.col.decks.id(deck))
        return [self._new_cards_of_a_day() for _ in range(days)]

    def _new_cards_of_a_day(self):
        served = []
        while queued := self.col.sched.get_queued_cards(fetch_limit=1).cards:
            card = self.col.get_card(queued[0].card.id)
            if card.type == 0:
                served.append(card.note().fields[0])
            self._answer(card, 4)
        self.col.db.execute("UPDATE col SET crt = crt - 86400")
        self.col.close()
        self.col.reopen()
        return served

    def find(self, search):
        return sorted(self.col.get_note(note).fields[0] for note in self.col.find_notes(search))

    def rendered(self):
        """Return both sides of every card by id."""
        sides = {}
        for number in self.col.find_cards(""):
            card = self.col.get_card(number)
            output = card.render_output(reload=True)
            sides[card.note().fields[0]] = [output.question_text, output.answer_text]
        return sides

    def players(self):
        """Return how many sounds and voices all cards would play."""
        cards = [self.col.get_card(number) for number in self.col.find_cards("")]
        sides = [one.render_output(reload=True) for one in cards]
        return sum(len(one.question_av_tags) + len(one.answer_av_tags) for one in sides)

    def empty(self):
        """Return the notes whose cards show nothing."""
        return [list(note.card_ids) for note in self.col.get_empty_cards().notes]

    def media(self):
        """Check Media: what is missing, what no note uses; and the files there are, as hex."""
        found = self.col.media.check()
        folder = self.col.media.dir()
        files = {path.name: path.read_bytes().hex() for path in Path(folder).iterdir()}
        return {"missing": list(found.missing), "unused": list(found.unused), "files": files}

    def checked(self):
        """Check Database, the templates and for empty cards; return what is found fault with."""
        faults = []
        report, sound = self.col.fix_integrity()
        if not sound or len(report.strip().splitlines()) > 1:
            faults.append(report)
        faults += self.empty()
        for model in self.col.models.all():
            try:
                self.col.models.update_dict(model)
            except CardTypeError as fault:
                faults.append(str(fault))
        return faults

    def sync(self, endpoint):
        """Synchronise; return what it took."""
        auth = self.col.sync_login("u", "p", endpoint)
        outcome = self.col.sync_collection(auth, False)
        needed = outcome.ChangesRequired.Name(outcome.required)
        if needed.startswith("FULL"):
            self.col.close_for_full_sync()
            upload = needed == "FULL_UPLOAD"
            self.col.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
            self.col.reopen(after_full_sync=True)
        return needed

    def close(self):
        self.col.close()

    def _card(self, card):
        numbers = self.col.db.list(CARD, card)
        assert len(numbers) == 1, (card, numbers)
        return self.col.get_card(numbers[0])

    def _of(self, guid):
        """Return the card of the note with that guid."""
        found = "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = ?"
        return self.col.get_card(self.col.db.scalar(found, guid))


def main():
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Anki may print
    learners = {}
    for line in sys.stdin:
        order = json.loads(line)
        path = order["collection"]
        learner = learners.get(path) or learners.setdefault(path, Learner(path))
        answer = getattr(learner, order["do"])(**order["with"])
        if order["do"] == "close":
            del learners[path]
        output.write(json.dumps(answer) + "\n")
        output.flush()


main()
