"""A learner's desk with Anki on it, to which `lpcards sync anki` talks.

`stand-in` is a server on a real collection that answers as the add-on does; `desktop` is the real
program with the real AnkiConnect under Xvfb, where LPCARDS_ANKI_DESKTOP names a Python that has
`aqt` and LPCARDS_ANKICONNECT the add-on's folder.
"""

import json
import os
import pickle
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from real_anki import PYTHONS, free_port, missing, python_of
from sizes import LONG

HERE = Path(__file__).parent / "anki" / "desk"
PYTHON, ADD_ON = (os.environ.get(f"LPCARDS_{name}") for name in ("ANKI_DESKTOP", "ANKICONNECT"))
WHEELS = {version: python_of(version) for version in PYTHONS}
"""Asked for now: in a learner's home no variable of ours is set."""
WAIT = 60
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Called:
    """Whoever answers to AnkiConnect's calls at a port."""

    port = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def call(self, action, **values):
        """Call the add-on; return its whole answer."""
        request = {"action": action, "version": 6, "params": values}
        with urlopen(self.url, json.dumps(request).encode(), timeout=WAIT) as answer:
            return json.load(answer)

    def result(self, action, **values):
        answer = self.call(action, **values)
        assert answer["error"] is None, (action, answer)
        return answer["result"]


class StandIn(Called):
    """The stand-in, in a process of its own."""

    name = "stand-in"

    def __init__(self, folder, version="current", at=None):
        (folder / "User").mkdir(parents=True, exist_ok=True)
        self._folder, self._version = folder, version
        self._prefer()
        self._clock = folder / "clock" if at else None
        if at:
            self.at(at)
        self.open()

    def open(self):
        """Begin, or go on with the same collection."""
        python = WHEELS[self._version] or missing(self._version)
        path = str(self._folder / "User" / "collection.anki2")
        self._process = subprocess.Popen(
            [python, str(HERE / "stand_in.py"), path, str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **self._faked()},
        )
        self.port = int(self._process.stdout.readline())

    def log_in(self, key, url):
        """Have an account with a sync server, whose key the preferences hold."""
        self.result("log_in", key=key, url=url)
        self._prefer(key, url)

    def _prefer(self, key=None, url=""):
        """Write the profile's preferences, as Anki does."""
        pickled = pickle.dumps({"syncKey": key, "customSyncUrl": url, "syncMedia": True})
        with closing(sqlite3.connect(self._folder / "prefs21.db")) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS profiles (name TEXT PRIMARY KEY, data BLOB)")
            db.execute("INSERT OR REPLACE INTO profiles VALUES ('User', ?)", [pickled])

    def at(self, moment):
        """Let it be another time there, on the wall of this zone, if it was begun with one."""
        self._clock.write_text(f"@{moment:%Y-%m-%d %H:%M:%S}")

    def _faked(self):
        if self._clock is None:
            return {}
        if FAKETIME is None:
            words = "libfaketime is not installed (for one, `apt-get install libfaketime`)"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
        return {
            "LD_PRELOAD": str(FAKETIME),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def __getattr__(self, do):
        """Return an order for the learner, by a name of `anki/desk/orders.py`."""
        if do.startswith("__"):
            raise AttributeError(do)
        return lambda **values: self.result("desk", do=do, **values)

    def review(self):
        """Have a card in front of the learner; return which."""
        card = next(card for card in self.cards() if not card.endswith("/read"))
        self.result("ask_card", card=card)
        return card

    def leave(self):
        """Leave the review."""
        self.result("ask_card", card=None)

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def end(self):
        self.kill()


class Desktop(Called):
    """The real program, on a screen that nobody sees."""

    name = "desktop"

    def __init__(self, folder):
        self._base = folder / "base"
        self._home = folder
        self.port, self._desk = free_port(), free_port()
        self._python = PYTHON
        self._base.mkdir(parents=True)
        profile = [self._python, str(HERE / "desktop_profile.py"), str(self._base)]
        subprocess.run(profile, check=True, capture_output=True)
        add_ons = self._base / "addons21"
        shutil.copytree(ADD_ON, add_ons / "AnkiConnectDev")
        config = {"webBindPort": self.port, "webBindAddress": "127.0.0.1"}
        meta = {"name": "AnkiConnect", "mod": 0, "config": config}
        (add_ons / "AnkiConnectDev" / "meta.json").write_text(json.dumps(meta))
        (add_ons / "desk").mkdir()
        shutil.copy(HERE / "addon.py", add_ons / "desk" / "__init__.py")
        shutil.copy(HERE / "orders.py", add_ons / "desk")
        self._screen = _Screen()
        self.open()

    def open(self):
        """Begin, or go on with the same profile; wait until it is open."""
        self._process = subprocess.Popen(
            [self._python, "-c", "import aqt; aqt.run()", "-b", str(self._base), "-p", "User"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                "HOME": str(self._home),
                "TMPDIR": str(self._home),  # an Anki that runs there already would be all
                "DISPLAY": self._screen.name,
                "DESK_PORT": str(self._desk),
                "QT_QPA_PLATFORM": "xcb",
                "QTWEBENGINE_DISABLE_SANDBOX": "1",
            },
        )
        until = time.monotonic() + WAIT
        while not self._is_open():
            if time.monotonic() > until or self._process.poll() is not None:
                self.end()
                pytest.fail("Anki did not come up")
            time.sleep(0.2)

    def _is_open(self):
        try:
            return self.call("deckNames")["error"] is None and self.decks() is not None
        except OSError:
            return False

    def __getattr__(self, do):
        """Return an order for the learner, by a name of `anki/desk/orders.py`."""
        if do.startswith("__"):
            raise AttributeError(do)
        return lambda **values: self._ordered({"do": do, **values})

    def _ordered(self, order):
        with (
            socket.create_connection(("127.0.0.1", self._desk), WAIT) as there,
            there.makefile("rw", encoding="utf-8") as stream,
        ):
            stream.write(json.dumps(order) + "\n")
            stream.flush()
            answer = json.loads(stream.readline())
        assert not (isinstance(answer, dict) and "fault" in answer), answer
        return answer

    def review(self):
        """Have a card in front of the learner; return which."""
        for card in [card for card in self.cards() if card.endswith("/read")]:
            self.suspend(card=card)
        self.result("guiDeckReview", name="lpcards")
        until = time.monotonic() + WAIT
        while (shown := self.call("guiCurrentCard"))["error"]:
            assert time.monotonic() < until, shown
            time.sleep(0.1)
        return shown["result"]["fields"]["ID"]["value"]

    def leave(self):
        """Leave the review."""
        self.result("guiDeckBrowser")

    def kill(self):
        self._process.kill()
        self._process.wait()

    def end(self):
        self.kill()
        self._screen.end()


class _Screen:
    """An X server without a screen."""

    def __init__(self):
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24"]
        self._process = subprocess.Popen(
            command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            self.name = f":{numbers.readline().strip()}"

    def end(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()


def has_desktop():
    """Say whether the real program and the real add-on are named."""
    return bool(PYTHON and ADD_ON)


def desks():
    """Return which desks there are, as parameters: the real one where it is named."""
    real = pytest.param("desktop", id="desktop-AnkiConnect")
    return [pytest.param("stand-in", id="stand-in"), *([real] if has_desktop() else [])]


def all_desks():
    """Return them and, in a long run, a stand-in on the Anki of 2024."""
    return [*desks(), *([pytest.param("2024", id="stand-in-2024")] if LONG else [])]


def desk_of(name, folder):
    """Set up a desk."""
    if name == "desktop":
        return Desktop(folder)
    return StandIn(folder, "2024" if name == "2024" else "current")
