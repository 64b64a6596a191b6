"""What a learner does at Anki's desk, and what can be seen there: for a collection that is open.

It runs wherever the `anki` wheel is: in the stand-in for AnkiConnect and, as an add-on of ours, in
the real desktop program. An order is a method's name and its arguments.
"""

import json
from pathlib import Path

from anki.sync import SyncAuth

CARD = (
    "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.flds LIKE ? || char(31) || '%'"
)


class Orders:
    def __init__(self, col):
        self.col = col

    def answer(self, card, rating):
        """Answer our card with the button 1-4; return the time of the answer's row."""
        one = self._card(card)
        one.start_timer()
        states = self.col._backend.get_scheduling_states(one.id)
        answer = self.col.sched.build_answer(card=one, states=states, rating=rating - 1)
        self.col.sched.answer_card(answer)
        return self.col.db.scalar("SELECT max(id) FROM revlog")

    def note_of(self, card):
        """Return the note of an Anki card, by its number."""
        return self.col.get_card(card).nid

    def due(self):
        """Return our cards that Anki would ask today and that are not new."""
        found = self.col.find_cards("(is:due OR is:learn) -is:suspended")
        return sorted(self._name(number) for number in found)

    def revlog(self):
        """Return each row of the review log: its time, our card, the button, the row's kind."""
        rows = self.col.db.all("SELECT id, cid, ease, type FROM revlog ORDER BY id")
        return [[at, self._name(card), *more] for at, card, *more in rows]

    def notes(self):
        """Return our notes by card: fields by name, tags, time of change, guid."""
        found = {}
        for number in self.col.find_notes("tag:lpcards::* OR ID:_*"):
            note = self.col.get_note(number)
            found[note["ID"]] = {
                "fields": dict(note.items()),
                "tags": sorted(note.tags),
                "mod": note.mod,
                "guid": note.guid,
            }
        return found

    def cards(self):
        """Return our cards by id: deck and schedule; `due` in days from today, where it is one."""
        rows = self.col.db.all(
            "SELECT id, did, odid, type, queue, due, ivl, factor, reps, lapses, data FROM cards"
        )
        names = ["type", "queue", "due", "interval", "factor", "reps", "lapses"]
        found = {}
        for number, deck, home, *schedule, data in rows:
            values = dict(zip(names, schedule, strict=True))
            values["due"] -= self.col.sched.today if values["type"] == 2 else 0
            values["deck"] = self.col.decks.name(home or deck)
            found[self._name(number)] = {**values, "data": json.loads(data or "{}")}
        return found

    def decks(self):
        return sorted(one.name for one in self.col.decks.all_names_and_ids())

    def rename(self, deck, to):
        self.col.decks.rename(self.col.decks.id(deck), to)

    def move(self, card, deck):
        self.col.set_deck([self._card(card).id], self.col.decks.id(deck))

    def tag(self, card, tags):
        note = self._card(card).note()
        note.tags = [*note.tags, *tags]
        self.col.update_note(note)

    def edit(self, card, field, text):
        note = self._card(card).note()
        note[field] = text
        self.col.update_note(note)

    def suspend(self, card, on=True):
        order = self.col.sched.suspend_cards if on else self.col.sched.unsuspend_cards
        order([self._card(card).id])

    def delete(self, card):
        self.col.remove_notes([self._card(card).nid])

    def reguid(self):
        """Give all notes other guids."""
        self.col.db.execute("UPDATE notes SET guid = 'x' || guid")

    def set_due(self, card, days):
        self.col.sched.set_due_date([self._card(card).id], str(days))

    def filtered(self, search):
        """Gather cards in a filtered deck."""
        deck = self.col.sched.get_or_create_filtered_deck(deck_id=0)
        deck.config.search_terms[0].search = search
        return self.col.sched.add_or_update_filtered_deck(deck).id

    def empty_filtered(self, deck):
        self.col.sched.empty_filtered_deck(deck)

    def add_field(self, model, name):
        models = self.col.models
        kind = models.by_name(model)
        models.add_field(kind, models.new_field(name))
        models.update_dict(kind)

    def looks(self, model):
        kind = self.col.models.by_name(model)
        return [kind["css"], *([one["qfmt"], one["afmt"]] for one in kind["tmpls"])]

    def restyle(self, model, css):
        kind = self.col.models.by_name(model)
        kind["css"] = css
        self.col.models.update_dict(kind)

    def age_looks(self, seconds):
        """Put the last change of all note types so many seconds back."""
        self.col.db.execute("UPDATE notetypes SET mtime_secs = mtime_secs - ?", seconds)
        self.col.models._clear_cache()

    def preset(self, new_a_day=None):
        """Return how many new cards the first preset gives, after setting it."""
        config = self.col.decks.get_config(1)
        if new_a_day:
            config["new"]["perDay"] = new_a_day
            self.col.decks.update_config(config)
        return self.col.decks.get_config(1)["new"]["perDay"]

    def import_options(self):
        """Return the import options that Anki remembers."""
        options = self.col._backend.get_import_anki_package_presets()
        return [options.merge_notetypes, options.with_scheduling, options.with_deck_configs]

    def fsrs(self, on=True):
        self.col.set_config("fsrs", on)

    def next_intervals(self, card):
        """Return in how many days the card would come after Hard, Good, Easy; 0: it is learned."""
        states = self.col._backend.get_scheduling_states(self._card(card).id)
        return [one.normal.review.scheduled_days for one in (states.hard, states.good, states.easy)]

    def schema(self):
        return self.col.db.scalar("SELECT scm FROM col")

    def changes(self):
        """Return what shows that anything was written into the collection."""
        names = ("notes", "cards", "revlog", "decks", "notetypes", "graves")
        counts = [self.col.db.scalar(f"SELECT count() FROM {name}") for name in names]
        latest = [
            self.col.db.scalar(f"SELECT max({column}) FROM {name}")
            for name, column in (("notes", "mod"), ("cards", "mod"), ("notetypes", "mtime_secs"))
        ]
        return [*counts, *latest, self.col.db.scalar("SELECT mod FROM col")]

    def sql(self, q):
        return self.col.db.all(q)

    def media(self):
        """Return the pictures and sounds that are ours, by what is in them."""
        folder = Path(self.col.media.dir())
        return {one.name: one.read_bytes().hex() for one in folder.glob("lp-*")}

    def checked(self):
        """Check the database; return what was found."""
        return self.col.fix_integrity()[0].strip().splitlines()[:-1]

    def add(self, text):
        """Write a note of the learner's own."""
        note = self.col.new_note(self.col.models.by_name("Basic"))
        note.fields = [text, text]
        self.col.add_note(note, 1)

    def upload(self, endpoint):
        """Log in to a sync server, put all that is here there, and return the key."""
        auth = self.col.sync_login("u", "p", endpoint)
        self.col.close_for_full_sync()
        self.col.full_upload_or_download(auth=auth, server_usn=None, upload=True)
        self.col.reopen(after_full_sync=True)
        return auth.hkey

    def synchronise(self, key, endpoint):
        """Synchronise with the server; return what it took."""
        auth = SyncAuth(hkey=key, endpoint=endpoint)
        outcome = self.col.sync_collection(auth, False)
        return outcome.ChangesRequired.Name(outcome.required)

    def _card(self, card):
        numbers = self.col.db.list(CARD, card)
        assert len(numbers) == 1, (card, numbers)
        return self.col.get_card(numbers[0])

    def _name(self, number):
        return self.col.db.scalar(
            "SELECT n.flds FROM notes n JOIN cards c ON c.nid = n.id WHERE c.id = ?", number
        ).split("\x1f")[0]
