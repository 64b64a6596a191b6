"""Cards shown by the real Anki and by a real browser."""

import json
import os
import re
import subprocess
import tempfile
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from editions import EDITION, draft_of
from learners import Learner, process_of
from lpcards.anki.edition_draft import MAIN
from lpcards.anki.guids import guid_of
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.package import part_of, write_package

READ = """
<!doctype html><meta charset="utf-8"><style>STYLE</style><body class="card">
<div id="qa"></div><script>
const sides = JSON.parse(decodeURIComponent("SIDES"));
const told = {};
function run(old) {  // as Anki's reviewer does: scripts in a card are run
  const script = document.createElement("script");
  for (const one of old.attributes) script.setAttribute(one.name, one.value);
  script.append(old.textContent);
  old.replaceWith(script);
}
function nodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found;
}
function text(root) {
  for (const end of root.querySelectorAll("br")) end.replaceWith("\\n");
  root.normalize();
  return root.textContent;
}
for (const [name, side] of Object.entries(sides)) {
  const qa = document.getElementById("qa");
  qa.innerHTML = side;
  qa.querySelectorAll("script").forEach(run);
  told[name] = {nodes: nodes(qa), elements: [...qa.querySelectorAll("*")].map(one => one.localName),
    parts: {}};
  for (const part of qa.querySelectorAll("[class^=lp-]:not(.lp-card)"))
    told[name].parts[part.className] = text(part);
}
told.ran = typeof window.ran;
document.body.textContent = encodeURIComponent(JSON.stringify(told));
</script>
"""


def shown_by_anki(version, notes, folder):
    """Import `notes` into an empty collection; return what came of it, each card's sides by id."""
    package = os.path.join(folder, "notes.apkg")
    with draft_of({guid_of(note.card, note.type): note for note in notes}) as draft:
        write_package(package, part_of(draft.path, MAIN), dict.fromkeys(TYPE_IDS, EDITION))
    process = process_of(version)
    try:
        learner = Learner(process, Path(folder))
        imported = len(learner.take(package=package)["new"])
        shown = {name: getattr(learner, name)() for name in ("rendered", "players", "empty")}
        return {"imported": imported, **shown}
    finally:
        process.end()


def document_of(page, *options):
    """Return the document, HTML, that Chromium makes of the page at `page`."""
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                "chromium",
                *quiet,
                "--no-first-run",
                f"--user-data-dir={profile}",
                *options,
                "--dump-dom",
                f"file://{page}",
            ],
            capture_output=True,
            check=False,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_in_browser(sides, style, folder):
    """Return what a browser makes of cards' sides (HTML by name), put in as Anki puts them in."""
    page = os.path.join(folder, "sides.html")
    told = "".join(f"%{byte:02x}" for byte in json.dumps(sides).encode())
    Path(page).write_text(READ.replace("STYLE", style).replace("SIDES", told), encoding="utf-8")
    return json.loads(unquote(re.search(r"<body[^>]*>([^<]*)", document_of(page))[1]))


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.nodes = [""]
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.nodes[-1] += "\n" if tag == "br" else ""
        if tag != "br":  # MathJax reads on over a line end, not over another element
            self.nodes.append("")

    def handle_endtag(self, tag):
        self.nodes.append("")

    def handle_data(self, data):
        self.nodes[-1] += data


def parsed(html):
    """Return the texts between the elements of some HTML, and the names of the elements."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader.nodes, reader.tags


def text_of(html):
    return "".join(parsed(html)[0])


def same(text):
    """Return a text as Anki keeps it: in composed form."""
    return unicodedata.normalize("NFC", text)
