"""Runs where the `anki` wheel is: does the steps it is given, and says what came out.

Input: a line of JSON a visit: `{"collection": path, "zone": name, "steps": [[name, arguments]]}`.
Output: a line of JSON each: a list of outcomes, one a step, or `null` where a step failed. Every
visit is a process of its own, forked after the wheel was loaded.
"""

import json
import os
import sys
import time
from datetime import datetime, timedelta

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

DAY = 86_400


class Inside:
    def __init__(self, path):
        self.path = path
        self.col = Collection(path)
        self.carried = 0

    def take(self, package, scheduling=True):
        """Import a package with the options that Anki offers first, but for the progress."""
        options = ImportAnkiPackageOptions(with_scheduling=scheduling)
        request = ImportAnkiPackageRequest(package_path=package, options=options)
        log = self.col.import_anki_package(request).log
        self.carried = self.col.db.scalar("SELECT max(id) FROM revlog") or 0
        return {name: len(getattr(log, name)) for name in ("new", "updated", "conflicting")}

    def born(self, days):
        """Let the collection have been made so many days ago."""
        self.col.db.execute("UPDATE col SET crt = crt - ?", DAY * days)
        self.col.close()
        self.col.reopen()

    def answer(self, guid, rating, took=1500, place=0):
        """Answer a card with the button 1-4; `place` is that of its template in the type."""
        card = self.col.get_card(self._card(guid, place))
        card.start_timer()
        states = self.col._backend.get_scheduling_states(card.id)
        answer = self.col.sched.build_answer(card=card, states=states, rating=rating - 1)
        answer.milliseconds_taken = took
        self.col.sched.answer_card(answer)
        return self.col.db.scalar("SELECT max(id) FROM revlog")

    def days_pass(self, days):
        """Put what was answered since the import so many days back: so time seems to go by."""
        db = self.col.db
        back = 1000 * DAY * days
        db.execute("UPDATE revlog SET id = id - ? WHERE id > ?", back, self.carried)
        db.execute("UPDATE cards SET due = due - ? WHERE queue IN (2, 3)", days)
        db.execute("UPDATE cards SET due = due - ? WHERE queue = 1", DAY * days)

    def set_due(self, guid, days):
        self.col.sched.set_due_date([self._card(guid)], days)

    def switch_fsrs_on(self):
        self.col.set_config("fsrs", True)

    def forget(self, guid):
        self.col.sched.schedule_cards_as_new([self._card(guid)])

    def add_template(self, guid):
        """Add a card to the type of a note."""
        models, model = self.col.models, self._note(guid).note_type()
        template = models.new_template("Reversed")
        template["qfmt"], template["afmt"] = "{{ID}}", "{{Front}}"
        models.add_template(model, template)
        models.update_dict(model)

    def copy(self, guid, rating):
        """Make a copy of a note, as the browser does, and answer it."""
        original = self._note(guid)
        note = self.col.new_note(original.note_type())
        note.fields = list(original.fields)
        self.col.add_note(note, 1)
        self.answer(note.guid, rating)

    def move_to_clone(self, guid):
        """Clone the type of a note, and move the note there."""
        note, models = self._note(guid), self.col.models
        clone = models.copy(note.note_type())
        request = models.change_notetype_info(
            old_notetype_id=note.mid, new_notetype_id=clone["id"]
        ).input
        request.note_ids.append(note.id)
        models.change_notetype_of_notes(request)

    def write(self, guid, field, text):
        """Write into a field of a note."""
        note = self._note(guid)
        note[field] = text
        self.col.update_note(note)

    def delete(self):
        """Delete all notes."""
        self.col.remove_notes(self.col.find_notes(""))

    def suspend(self, guid):
        self.col.sched.suspend_cards([self._card(guid)])

    def resume(self, guid):
        self.col.sched.unsuspend_cards([self._card(guid)])

    def cram(self, guid, rating):
        """Answer a card in a filtered deck that does not reschedule."""
        deck = self.col.sched.get_or_create_filtered_deck(deck_id=0)
        deck.config.reschedule = False
        deck.config.search_terms[0].search = f"cid:{self._card(guid)}"
        number = self.col.sched.add_or_update_filtered_deck(deck).id
        made = self.answer(guid, rating)
        self.col.sched.empty_filtered_deck(number)
        return made

    def ahead(self, guid, rating):
        """Answer a card before its day in a filtered deck that does reschedule."""
        deck = self.col.sched.get_or_create_filtered_deck(deck_id=0)
        deck.config.reschedule = True
        deck.config.search_terms[0].search = f"cid:{self._card(guid)}"
        self.col.sched.add_or_update_filtered_deck(deck)
        return self.answer(guid, rating)

    def cards(self):
        """Return the state of each card by the guid of its note; `due` is days from today."""
        rows = self.col.db.all(
            "SELECT n.guid, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.data"
            " FROM cards c JOIN notes n ON n.id = c.nid"
        )
        names = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "data")
        by_guid = {guid: dict(zip(names, row, strict=True)) for guid, *row in rows}
        for card in by_guid.values():
            card["due"] -= self.col.sched.today if card["type"] == 2 else 0
        return by_guid

    def revlog(self):
        return self.col.db.all(
            "SELECT r.id, n.guid, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type FROM revlog r"
            " JOIN cards c ON c.id = r.cid JOIN notes n ON n.id = c.nid ORDER BY r.id"
        )

    def today(self):
        """Return the study day by this process's clock and zone."""
        now = datetime.now().astimezone()  # noqa: TID251  the clock that Anki has
        return (now - timedelta(hours=4)).date().isoformat()

    def days(self):
        """Return on which day from today Anki brings each card that is not new, by guid."""
        rows = self.col.db.all(
            "SELECT n.guid, c.queue, c.due, c.odue, c.odid FROM cards c"
            " JOIN notes n ON n.id = c.nid WHERE c.type > 0"
        )
        return {guid: self._days(*numbers) for guid, *numbers in rows}

    def _days(self, queue, due, home_due, home):
        if queue == 1:
            return (due - self.col.sched.day_cutoff) // DAY + 1
        return (home_due if home else due) - self.col.sched.today

    def filter(self, guid):
        """Gather a card in a filtered deck."""
        deck = self.col.sched.get_or_create_filtered_deck(deck_id=0)
        deck.config.search_terms[0].search = f"cid:{self._card(guid)}"
        self.col.sched.add_or_update_filtered_deck(deck)

    def sql(self, statement):
        return self.col.db.all(statement)

    def check(self):
        return self.col.fix_integrity()[1]

    def export(self, out, legacy=False, scheduling=True):
        """Export a package or, if so named, a collection package."""
        if out.endswith(".colpkg"):
            self.col.export_collection_package(out, include_media=False, legacy=legacy)
            self.col.reopen()
            return
        options = ExportAnkiPackageOptions(with_scheduling=scheduling, legacy=legacy)
        self.col.export_anki_package(out_path=out, options=options, limit=None)

    def hold(self, command):
        """Run a command while the collection is open; return its exit code and what it said."""
        import subprocess

        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return [done.returncode, done.stderr]

    def crash(self):
        """End as a kill does, with the collection open."""
        os.kill(os.getpid(), 9)

    def _card(self, guid, place=0):
        return self.col.db.scalar(
            "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.guid = ? AND c.ord = ?",
            guid,
            place,
        )

    def _note(self, guid):
        return self.col.get_note(self.col.db.scalar("SELECT id FROM notes WHERE guid = ?", guid))


def visit(order):
    """Open the collection, do the steps, close it; return each step's outcome."""
    os.environ["TZ"] = order["zone"]
    time.tzset()
    inside = Inside(order["collection"])
    outcomes = [getattr(inside, name)(**arguments) for name, arguments in order["steps"]]
    inside.col.close()
    return outcomes


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Anki prints is no answer
    for line in sys.stdin:
        child = os.fork()
        if not child:
            print(json.dumps(visit(json.loads(line))), file=answers, flush=True)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            print("null", file=answers, flush=True)


main()
