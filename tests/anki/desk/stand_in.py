"""Stands in for AnkiConnect where the desktop is not: the same calls, on a real collection.

Runs where the `anki` wheel is: `stand_in.py COLLECTION PORT`. The real add-on's answers are
recorded in `exchanges.json`, and a test holds this against them. Besides AnkiConnect's calls it
takes `desk` with an order for the learner at the desk.
"""

import contextlib
import json
import os
import re
import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from orders import Orders


def plain(name):
    """Return a name of AnkiConnect's as Python writes it."""
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)


class Calls:
    """AnkiConnect's calls as far as they are made; each does to the collection what it does."""

    def __init__(self, path):
        self.col = Collection(path)
        self.orders = Orders(self.col)
        self.key = None
        self.asked = None
        self.calls = []
        self.fatal = None
        self.account = None

    def version(self):
        return 6

    def multi(self, actions):
        return [answer_to(self, one) for one in actions]

    def get_media_dir_path(self):
        return os.path.abspath(self.col.media.dir())

    def find_cards(self, query):
        return [*self.col.find_cards(query)]

    def get_decks(self, cards):
        decks = {}
        for card in cards:
            deck = self.col.db.scalar("SELECT did FROM cards WHERE id = ?", card)
            decks.setdefault(self.col.decks.name(deck), []).append(card)
        return decks

    def deck_names(self):
        return [one.name for one in self.col.decks.all_names_and_ids()]

    def create_deck(self, deck):
        return self.col.decks.id(deck)

    def export_package(self, deck, path, include_sched=False):
        number = self.col.decks.id_for_name(deck)
        if number is None:
            return False
        options = ExportAnkiPackageOptions(
            with_scheduling=include_sched,
            with_deck_configs=include_sched,
            with_media=True,
            legacy=True,
        )
        limit = DeckIdLimit(deck_id=number)
        self.col.export_anki_package(out_path=path, options=options, limit=limit)
        return True

    def import_package(self, path):
        options = ImportAnkiPackageOptions(
            merge_notetypes=True, with_scheduling=True, with_deck_configs=True
        )
        request = ImportAnkiPackageRequest(package_path=path, options=options)
        self.col.import_anki_package(request)
        return True

    def gui_current_card(self):
        if self.asked is None:
            raise ValueError("Gui review is not currently active.")
        return {"cardId": self.asked}

    def update_model_templates(self, model):
        kind = self._model(model["name"])
        for face in kind["tmpls"]:
            sides = model["templates"].get(face["name"], {})
            face["qfmt"] = sides.get("Front") or face["qfmt"]
            face["afmt"] = sides.get("Back") or face["afmt"]
        self.col.models.update_dict(kind)

    def update_model_styling(self, model):
        kind = self._model(model["name"])
        kind["css"] = model["css"]
        self.col.models.update_dict(kind)

    def _model(self, name):
        return self.col.models.by_name(name)

    def suspend(self, cards):
        left = [card for card in cards if self.col.get_card(card).queue != -1]
        if left:
            self.col.sched.suspend_cards(left)
        return bool(left)

    def unsuspend(self, cards):
        self.col.sched.unsuspend_cards(cards)

    def update_note_fields(self, note):
        one = self.col.get_note(note["id"])
        for name, text in note["fields"].items():
            if name in one:
                one[name] = text
        self.col.update_note(one, skip_undo_entry=True)

    def add_tags(self, notes, tags):
        self.col.tags.bulk_add(notes, tags)

    def remove_tags(self, notes, tags):
        self.col.tags.bulk_remove(notes, tags)

    def insert_reviews(self, reviews):
        rows = ",".join(str(tuple(row)) for row in reviews)
        columns = "id,cid,usn,ease,ivl,lastIvl,factor,time,type"
        self.col.db.execute(f"INSERT INTO revlog ({columns}) VALUES {rows}")

    def set_specific_value_of_card(self, card, keys, new_values, warning_check=False):
        one = self.col.get_card(card)
        for key, value in zip(keys, new_values, strict=True):
            setattr(one, key, value)
        one.flush()
        return [True]

    def get_media_files_names(self, pattern="*"):
        return [one.name for one in Path(self.col.media.dir()).glob(pattern)]

    def store_media_file(self, filename, path):
        return self.col.media.write_data(filename, Path(path).read_bytes())

    def sync(self):
        if self.account:
            self.orders.synchronise(**self.account)

    # For tests alone.

    def desk(self, do, **values):
        return getattr(self.orders, do)(**values)

    def ask_card(self, card):
        """Have a card in front of the learner, or none."""
        self.asked = card and self.orders._card(card).id

    def log_in(self, key, url):
        """Have an account with a sync server."""
        self.account = {"key": key, "endpoint": url}

    def lock(self, key):
        self.key = key

    def arm(self, at, when, victim):
        """End a process at the call number `at`, `before` or `after` it is done.

        `victim` is a file with the process's number; None ends this one.
        """
        self.calls.clear()
        self.fatal = (at, when, victim)

    def disarm(self):
        self.fatal = None

    def called(self):
        """Return the calls since the last time that was asked."""
        calls, self.calls = self.calls, []
        return calls


LEARNERS = {"desk", "log_in", "ask_card", "lock", "arm", "disarm", "called"}


def answer_to(calls, request):
    name, values = request["action"], request.get("params", {})
    method = getattr(calls, plain(name), None)
    if request.get("key") != calls.key and name not in LEARNERS:
        return {"result": None, "error": "valid api key must be provided"}
    if method is None:
        return {"result": None, "error": "unsupported action"}
    try:
        if name == "multi" or name in LEARNERS:
            return {"result": method(**values), "error": None}
        calls.calls.append(name)
        strike(calls, "before")
        outcome = method(**{plain(key): value for key, value in values.items()})
        strike(calls, "after")
    except Exception as fault:  # noqa: BLE001  the add-on tells whatever it was
        return {"result": None, "error": str(fault)}
    return {"result": outcome, "error": None}


def strike(calls, when):
    if calls.fatal and calls.fatal[:2] == (len(calls.calls), when):
        victim = calls.fatal[2]
        calls.fatal = None
        os.kill(int(Path(victim).read_text()) if victim else os.getpid(), signal.SIGKILL)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = json.dumps(answer_to(self.server.desk, json.loads(body))).encode()
        with contextlib.suppress(OSError):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    def log_message(self, *_):
        pass


def main(path, port):
    telling = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Anki prints is no answer, and it may print as soon as it opens
    server = HTTPServer(("127.0.0.1", int(port)), Handler)
    server.desk = Calls(path)
    print(server.server_address[1], file=telling, flush=True)
    server.serve_forever()


main(*sys.argv[1:])
