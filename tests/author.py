"""An author's world: stories written, edited and built into decks, one edition after another."""

import json
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from forked import PROGRAM
from results import Result

SOURCE = Path(__file__).parent.parent / "src" / "lpcards"
MAIN, RETIRED = "lpcards-all.apkg", "lpcards-retired.apkg"

WHY, WHO = "cellar/probe/why", "cellar/probe/who"
PUMP, MEND = "cellar/phrase/pump", "cellar/disqualifier/told-to.mend"
READ = "cellar/read"
READ = "cellar/read"


def story():
    """Return a story of a flooded cellar: two probes, a disqualifier, a phrase and more."""
    return {
        "id": "cellar",
        "title": "A pump too late",
        "short": "Cellar",
        "principle": "dive-deep",
        "steps": {
            "situation": {
                "example": "The cellar was under water.",
                "key_phrases": [
                    {
                        "id": "pump",
                        "text": "a pump",
                        "sentence": "We bought {a pump | what?} late.",
                    },
                    {"text": "two floods"},
                ],
            },
        },
        "probes": [
            {"id": "why", "ask": "Why so late?", "strong": "Nobody owned the cellar."},
            {"id": "who", "ask": "Who noticed?", "strong": "I did, on a walk."},
        ],
        "disqualifiers": [{"id": "told-to", "phrase": "I was told to", "instead": "I chose to"}],
        "quizzes": [{"id": "when", "ask": "When?", "options": ["now", "later"], "answer": "now"}],
        "levels": [{"level": "senior", "bar": "the whole street"}],
    }


def present():
    """Return this machine's time, in seconds: a 2024 Anki puts it into the notes it updates."""
    return int(time.time())  # noqa: TID251


class Author:
    """A folder with content and decks. Editions come a minute apart, the first an hour ago.

    Later ones lie a little ahead of this machine's clock: a 2024 Anki notes the time of the
    import, and takes only what is newer than that.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.content, self.decks = self.folder / "content", self.folder / "decks"
        self.content.mkdir(parents=True)
        self.now = present() - 3600
        self.story = story()

    def set(self, **settings):
        """Write the settings."""
        (self.folder / "lpcards.yaml").write_text(json.dumps(settings), encoding="utf-8")

    def write(self, found=None):
        """Write a story, the cellar's by default."""
        found = found or self.story
        path = self.content / f"{found['id']}.yaml"
        path.write_text(json.dumps(found, indent=1), encoding="utf-8")
        return path

    def publish(self, *options):
        """Write the story and build an edition; return what is said as JSON."""
        self.write()
        answer = self.build(*options, "--json").json
        self.now = max(self.now, present()) + 60
        return answer

    def build(self, *options, code=0, to=None, everything=True):
        """Build the decks, of every card unless what review teaches is asked for."""
        every = ["--all"] if everything else []
        return self.run("build", "--out", to or self.decks, *every, *options, code=code)

    def run(self, *words, code=0, content=None):
        """Run the program; `content` are its options for it, the author's folder by default."""
        at = datetime.fromtimestamp(self.now, UTC).isoformat()
        content = ["--content", self.content] if content is None else content
        arguments = ["--now", at, *content, *words]
        done = PROGRAM.run(arguments, cwd=self.folder, env=self._environment())
        result = Result(words, *done)
        assert code is None or result.code == code, result
        return result

    def _environment(self):
        kept = {name: os.environ[name] for name in os.environ if not name.startswith("LPCARDS_")}
        program = self.folder / "program" / "site"
        later = {"PYTHONPATH": str(program)} if program.exists() else {}
        home = {"HOME": str(self.folder), "TZ": "Europe/Berlin"}
        return {**{name: kept[name] for name in kept if name[:4] != "XDG_"}, **home, **later}

    def install(self, library=None):
        """Have a copy of the program; `library` is the author whose content it brings along.

        It comes compiled: Python sees by a file's time whether that still holds.
        """
        program = self.folder / "program" / "site" / "lpcards"
        if not program.exists():
            shutil.copytree(SOURCE, program, ignore=shutil.ignore_patterns("*.pyc.*"))
        if library:
            shutil.copytree(library.content, program / "library", dirs_exist_ok=True)
            shutil.copy(library.manifest, program / "library" / "manifest")
        return program

    def rewrite(self, file, old, new):
        """Go on with a later version of the program, in whose `file` `old` has become `new`."""
        path = self.install() / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def main(self):
        return self.decks / MAIN

    @property
    def retired(self):
        return self.decks / RETIRED

    @property
    def key(self):
        """Return the key that the author's cards have."""
        lines = (self.content / "lpcards-author.txt").read_text(encoding="utf-8").splitlines()
        return next(line.removeprefix("key ") for line in lines if line.startswith("key "))

    @property
    def manifest(self):
        return self.decks / "manifest"

    def lines(self):
        """Return the manifest's lines by card, as JSON."""
        found = map(json.loads, self.manifest.read_text(encoding="utf-8").splitlines())
        return {line["card"]: line for line in found}

    def files(self):
        """Return the bytes of all that was built."""
        return {path.name: path.read_bytes() for path in self.decks.iterdir()}
