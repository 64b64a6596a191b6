"""Pictures and sounds of a story, wherever the story is shown, said, counted or given away."""

import os
import re
import shutil
from base64 import b64encode
from pathlib import Path

import pytest

from author import Author
from showing import document_of
from small_media import SVG, WAV, png

STORY = """\
id: queue
title: A queue that grew
short: Queue
principle: ownership
overview: The queue grew. ![the queue over a week](pics/the%20week.png)
steps:
  situation:
    seconds: 30
    example: >-
      I saw it grow. ![what the pager sounded like](pager.wav) See [the page](https://a.b/c).
    key_phrases:
      - it grew
      - {text: nobody slept, fact: "for a week ![the week](<pics/the week.png>)"}
probes:
  - id: why
    ask: Why did it ![a plan by Anna](plan.svg) grow?
    strong: {takeaway: I drew it., points: ["two writers ![both](plan.svg)", one lock]}
"""
CARD = "queue/probe/why"


@pytest.fixture
def drawn(home, monkeypatch):
    """Return a folder of one story with a picture, a drawing and a sound beside it."""
    folder = home / "stories" / "content"
    (folder / "pics").mkdir(parents=True)
    (folder / "queue.yaml").write_text(STORY, encoding="utf-8")
    (folder / "pics" / "the week.png").write_bytes(png())
    (folder / "plan.svg").write_bytes(SVG)
    (folder / "pager.wav").write_bytes(WAV)
    monkeypatch.setenv("LPCARDS_CONTENT", str(folder))
    return folder


def test_check_finds_nothing_wrong(lp, drawn):
    assert lp("check", "--no-advice").out == "1 story, 2 cards: all well\n"


def test_a_terminal_tells_what_there_is_to_see(lp, drawn):
    told = lp("read", "queue").out
    assert "The queue grew. [picture: the queue over a week]" in told
    assert "[sound: what the pager sounded like] See the page (https://a.b/c)." in " ".join(
        told.split()
    )
    for words in (("show", CARD), ("next", CARD), ("cards", CARD), ("why", CARD)):
        out = " ".join(lp(*words).out.split())
        assert '"Why did it grow?" [picture: a plan by Anna]' in out, words
        assert "](" not in out


def test_only_what_is_said_is_asked_typed_and_counted(lp, drawn):
    said = re.sub(r" !\[[^]]*\]\([^)]*\)", "", STORY).replace(
        "[the page](https://a.b/c)", "the page"
    )
    (drawn / "other.yaml").write_text(said.replace("id: queue", "id: other"), encoding="utf-8")
    seconds = {card["id"]: card["seconds"] for card in lp("cards", "--json").json}
    assert seconds["queue/probe/why"] == seconds["other/probe/why"]
    coached = [lp("coach", name, "--json").json for name in ("queue", "other")]
    assert coached[0]["words"] == coached[1]["words"]


def test_advice_hears_no_picture(lp, drawn):
    story = STORY.replace("what the pager sounded like", "we were told to, I helped a bit")
    (drawn / "queue.yaml").write_text(story, encoding="utf-8")
    quiet = STORY.replace("![what the pager sounded like](pager.wav) ", "")
    found = []
    for text in (story, quiet):
        (drawn / "queue.yaml").write_text(text, encoding="utf-8")
        problems = lp("check", "--json").json["problems"]
        found.append([(one["rule"], one["line"], one["message"]) for one in problems])
    assert found[0] == found[1]


def embedded(data, kind):
    return f"data:{kind};base64,{b64encode(data).decode()}"


def test_a_preview_holds_them_and_loads_nothing(lp, drawn, home):
    lp("preview", "--out", "page.html")
    page = (home / "page.html").read_text("utf-8")
    assert page.count(f'<img src="{embedded(SVG, "image/svg+xml")}" alt="a plan by Anna">') == 2
    assert page.count(f'<img src="{embedded(png(), "image/png")}" alt="the week">') == 1
    assert "img-src data:; media-src data:" in page
    assert not re.search(r"lp-[0-9a-f]{32}|src=\"(?!data:)|href=\"(?!#|https://a.b/c)", page)


def test_a_preview_without_pictures_allows_none(lp, drawn, home):
    lp("preview", "queue/step/*", "--out", "page.html")
    assert "img-src" in (home / "page.html").read_text("utf-8")
    (drawn / "queue.yaml").write_text(STORY.replace("![", "["), encoding="utf-8")
    lp("preview", "--out", "page.html")
    assert "img-src" not in (home / "page.html").read_text("utf-8")


@pytest.mark.chromium
def test_a_browser_shows_them_and_runs_nothing_in_them(lp, drawn, home):
    lp("preview", "--out", "page.html")
    page = (home / "page.html").read_text("utf-8")
    widths = "document.title = [...document.images].map(one => one.naturalWidth)"
    script = f"<script>onload = () => {widths}</script>"
    page = re.sub("<meta http-equiv[^>]*>", "", page).replace("</body>", f"{script}</body>")
    (home / "seen.html").write_text(page, "utf-8")
    widths = re.search("<title>([^<]*)", document_of(home / "seen.html"))[1]
    assert len(widths.split(",")) > 3
    assert "0" not in widths.split(",")


@pytest.mark.chromium
def test_by_night_a_drawing_lies_on_paper(lp, drawn, home):
    lp("preview", "--out", "page.html")
    page = (home / "page.html").read_text("utf-8")
    paper = """const found = ["bright", "dark"].map(one => {
      document.getElementById(one).checked = true;
      return getComputedStyle(document.querySelector(".card img")).backgroundColor;
    }); document.title = found.join(" / ");"""
    script = f"<script>onload = () => {{ {paper} }}</script>"
    page = re.sub("<meta http-equiv[^>]*>", "", page).replace("</body>", f"{script}</body>")
    (home / "seen.html").write_text(page, "utf-8")
    seen = re.search("<title>([^<]*)", document_of(home / "seen.html"))[1]
    assert seen == "rgb(253, 252, 248) / rgb(253, 252, 248)"


def test_the_sheet_shows_the_pictures_by_themselves(lp, drawn, home):
    told = lp("sheet", "queue").out
    assert "The pictures" in told
    assert "the queue over a week" in told
    blocks = lp("sheet", "queue", "--json").json["stories"][0]["blocks"]
    shown = next(block for block in blocks if block["heading"] == "The pictures")
    assert [line["picture"] for line in shown["lines"]] == ["pics/the week.png", "plan.svg"]
    assert all(
        "](" not in line["text"] + line["more"] for block in blocks for line in block["lines"]
    )
    lp("sheet", "queue", "--html", "sheet.html")
    page = (home / "sheet.html").read_text("utf-8")
    assert page.count('<img src="data:image/') == 2
    assert "img-src data:" in page


def test_exports_link_to_them_or_tell_what_they_show(lp, drawn, home):
    (home / "out").mkdir()
    lp("export", "--format", "markdown", "--out", "out/cards.md")
    text = (home / "out" / "cards.md").read_text("utf-8")
    assert "![a plan by Anna](../stories/content/plan.svg)" in text
    assert "![the week](../stories/content/pics/the%20week.png)" in text
    assert (home / "out" / "../stories/content/plan.svg").exists()
    assert "[picture: a plan by Anna]" in lp("export", "--format", "csv").out
    assert "![a plan by Anna](plan.svg)" in lp("export", "--format", "json").out


@pytest.mark.parametrize("wanted", ["markdown", "csv", "json"])
def test_no_picture_is_shared_without_its_words_being_redacted(lp, drawn, home, wanted):
    config = home / ".config" / "lpcards"
    config.mkdir(parents=True)
    (config / "redact.yaml").write_text("names: [Anna]\n", encoding="utf-8")
    shared = lp("export", "--format", wanted, "--redact")
    assert "plan.svg" not in shared.out
    assert "pics/" not in shared.out
    assert "Anna" not in shared.out
    assert "picture: a plan by Person A" in shared.out
    assert "Left out 2 pictures, in which no names can be looked for" in shared.err


def test_notes_keep_what_a_picture_shows(lp, home):
    notes = (
        "# Queue\n\n## Situation\nThe queue grew. ![the queue over a week](week.png)\n\n## Task\n"
    )
    notes += "I had to stop it.\n\n## Action\n- I drew it ![](plan.svg)\n\n## Result\n9 to 2.\n"
    (home / "notes.md").write_text(notes, encoding="utf-8")
    done = lp("new", "--from", "notes.md", "grown-queue")
    assert "Left out: 2 pictures; words stand for each." in done.err
    text = Path(done.out.splitlines()[0]).read_text("utf-8")
    assert "The queue grew. [picture: the queue over a week]" in text
    assert "](" not in text
    assert lp("check", "grown-queue", "--no-advice").code == 0


@pytest.fixture
def learner(tmp_path, drawn):
    """Return somebody who has a program whose library holds the story, and an editor."""
    author = Author(tmp_path / "author")
    shutil.copytree(drawn, author.content, dirs_exist_ok=True)
    author.build()
    author.install(library=author)
    editor = author.folder / "vi"
    editor.write_text(
        '#!/bin/sh\nls -R "$(dirname "$2")" > "$HOME/seen"\n. "$HOME/does"\n', "utf-8"
    )
    editor.chmod(0o755)
    return author


def edited(learner, does, code=0):
    (learner.folder / "does").write_text(does, "utf-8")
    os.environ["EDITOR"] = str(learner.folder / "vi")
    done = learner.run("edit", "queue", content=[], code=code)
    found = learner.folder / ".local" / "share" / "lpcards" / "content"
    return done, {str(one.relative_to(found)): one for one in found.rglob("*") if one.is_file()}


MINE = {"queue.yaml", "plan.svg", "pager.wav", "pics/the week.png"}


def test_the_copy_of_an_example_has_its_pictures(learner, monkeypatch):
    monkeypatch.setenv("EDITOR", "")
    done, files = edited(learner, 'perl -pi -e s/Queue/Line/ "$2"')
    assert {*files} - {"lpcards.schema.json"} == MINE
    assert files["pics/the week.png"].read_bytes() == png()
    assert "error" not in done.out


def test_an_example_that_was_not_changed_leaves_no_picture_behind(learner, monkeypatch):
    monkeypatch.setenv("EDITOR", "")
    _, files = edited(learner, ":")
    assert {*files} - {"lpcards.schema.json"} == set()
    seen = (learner.folder / "seen").read_text("utf-8")
    assert "plan.svg" in seen
    assert "the week.png" in seen


def test_a_file_of_ones_own_is_never_written_over_by_a_picture(learner, monkeypatch):
    monkeypatch.setenv("EDITOR", "")
    folder = learner.folder / ".local" / "share" / "lpcards" / "content"
    folder.mkdir(parents=True)
    (folder / "plan.svg").write_bytes(b"mine")
    done, files = edited(learner, ":", code=1)
    assert "is in the way of a picture of the example" in done.err
    assert {name: one.read_bytes() for name, one in files.items()} == {"plan.svg": b"mine"}
