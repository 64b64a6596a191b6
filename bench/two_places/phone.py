"""Runs where the `anki` wheel is: a learner's phone, whose days go by when it is told so.

An order is a line of JSON on standard input, `[name, arguments]`; the answer is one, too.
"""

import json
import os
import sys

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

DAY = 86_400
AGO = f"UPDATE cards SET data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - {DAY})"


class Phone:
    """A collection. Its clock stands; instead all that happened moves a day back."""

    def __init__(self, path, fsrs):
        self.col = Collection(path)
        self.col.set_config("fsrs", fsrs)

    def take(self, package):
        """Import a package with Anki's default options, and choose its deck."""
        options = ImportAnkiPackageOptions()
        request = ImportAnkiPackageRequest(package_path=package, options=options)
        new = len(self.col.import_anki_package(request).log.new)
        deck = self.col.db.scalar("SELECT did FROM cards")
        parents = self.col.decks.parents(deck)
        self.col.decks.set_current(parents[0]["id"] if parents else deck)
        return new

    def sleep(self):
        """Let a day go by."""
        db = self.col.db
        db.execute("UPDATE col SET crt = crt - ?", DAY)
        db.execute("UPDATE revlog SET id = id - ?", 1000 * DAY)
        db.execute("UPDATE cards SET mod = mod - ?", DAY)
        db.execute("UPDATE cards SET due = due - ? WHERE queue = 1", DAY)
        db.execute(f"{AGO} WHERE json_extract(data, '$.lrt') IS NOT NULL")
        self.col.close()
        self.col.reopen()

    def next(self):
        """Return the id (ours) of the card that is asked next, or null: the day is done."""
        queued = self.col.sched.get_queued_cards(fetch_limit=1)
        if not queued.cards:
            return None
        self.asked = queued.cards[0]
        note = self.col.get_note(self.asked.card.note_id)
        return note.fields[0]

    def answer(self, rating):
        """Answer it with the button 1-4."""
        card = self.col.get_card(self.asked.card.id)
        card.start_timer()
        answer = self.col.sched.build_answer(card=card, states=self.asked.states, rating=rating - 1)
        self.col.sched.answer_card(answer)

    def carry(self, answers):
        """Write answers that were given elsewhere into the collection, as `sync anki` does."""
        db, today = self.col.db, self.col.sched.today
        for name, at, button, days, interval, factor, reps, lapses, kind in answers:
            card = db.scalar(
                "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid"
                " WHERE substr(n.flds, 1, instr(n.flds, char(31)) - 1) = ?",
                name,
            )
            db.execute(
                "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, 0, ?, 9000, ?)",
                *(at, card, button, interval, factor, kind),
            )
            db.execute(
                "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, factor = ?, reps = ?,"
                " lapses = ?, left = 0, data = json_object('lrt', ?), mod = ? WHERE id = ?",
                *(today + days, interval, factor, reps, lapses, at // 1000, at // 1000, card),
            )

    def due(self):
        """Return how many reviews wait today."""
        return self.col.db.scalar(
            "SELECT count() FROM cards WHERE queue IN (2, 3) AND due <= ?", self.col.sched.today
        )


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Anki prints is no answer
    phone = Phone(sys.argv[1], sys.argv[2] == "fsrs")
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(getattr(phone, name)(*arguments)), file=answers, flush=True)
    phone.col.close()


main()
