"""Learners with real Anki: collections that stay open in one process, given orders by tests."""

import json
import os
import subprocess
from pathlib import Path

from real_anki import python_with_anki

SCRIPT = Path(__file__).parent / "anki" / "learning.py"


def process_of(version):
    """Start Anki of a version; skip by name where it is missing, never in CI."""
    return Process(python_with_anki(version), version)


class Process:
    """Anki in a process of its own."""

    def __init__(self, python, version):
        self.python = python
        self.version = version
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        env = {**os.environ, "TZ": "Europe/Berlin"}
        self._process = subprocess.Popen([python, str(SCRIPT)], **pipes, env=env)

    def order(self, collection, do, values):
        line = json.dumps({"collection": collection, "do": do, "with": values})
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"Anki gave up at {line}"
        return json.loads(answer)

    def end(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)


class Learner:
    """One learner's collection. Every method of `anki/learning.py` can be called by its name."""

    def __init__(self, process, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self._process = process
        self.version = process.version
        self._path = str(folder / "collection.anki2")

    def __getattr__(self, do):
        def order(**options):
            return self._process.order(self._path, do, options)

        return order

    def takes(self, package, at=None):
        """Import a package; nothing of what was learned may change, nor the schema."""
        before = self.learned()
        taken = self.take(package=str(package), at=at)
        assert not taken["conflicting"]
        assert not taken["missing_notetype"]
        assert not taken["first_field_match"]
        after = self.learned()
        known = {row[0] for row in before["schedule"]}
        after["schedule"] = [row for row in after["schedule"] if row[0] in known]
        assert after == before
        return taken

    def learned(self):
        return {"schedule": self.schedule(), "log": self.log(), "schema": self.schema()}

    def note(self, card):
        """Return the one note whose ID is `card`, as guid, mod, type, fields and tags."""
        found = [one for one in self.notes() if one[3][0] == card]
        assert len(found) == 1, (card, found)
        return dict(zip(("guid", "mod", "type", "fields", "tags"), found[0], strict=True))
