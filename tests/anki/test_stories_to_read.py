"""A story stands in the decks to be read before its cards, and is no card in lpcards."""

import json
import re

import pytest

from author import MAIN, READ, WHY, Author, story
from lpcards.anki.manifest import read_manifest
from lpcards.anki.notes import FIELDS, STORY
from lpcards.anki.story_note import story_note
from lpcards.cards.choices import Story
from real_anki import step
from small_media import png

GUIDE = {
    "type": "guide",
    "id": "dig",
    "title": "Digging",
    "short": "Digging",
    "principle": "dive-deep",
    "overview": "It asks you to look yourself.",
    "signals": [{"text": "the place you went to"}],
}
LONG = "The water came in by the wall, and nobody had looked there. " * 12
READ_FIELDS = FIELDS[STORY]


def whole():
    """Return the cellar's story with an overview and all steps."""
    told = story()
    told["overview"] = "A cellar floods twice."
    for name in ("task", "action", "result", "reflection"):
        told["steps"][name] = {"example": f"Words of the {name}. {LONG}"}
    told["summary"] = "It shows who looked."
    return told


@pytest.fixture
def published(author):
    """Return an author who has published the whole story and a guide."""
    author.story = whole()
    author.write(GUIDE)
    author.publish()
    return author


def fields_of(author, card):
    return dict(zip(READ_FIELDS, author.lines()[card]["fields"], strict=True))


def order(author):
    """Return the ids of the package's cards in Anki's order of new cards."""
    import sqlite3
    import zipfile
    from contextlib import closing

    data = zipfile.ZipFile(author.decks / MAIN).read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        rows = database.execute(
            "SELECT n.flds FROM notes n JOIN cards c ON c.nid = n.id ORDER BY c.due"
        )
        return [fields.partition("\x1f")[0] for (fields,) in rows]


def test_a_story_stands_right_before_the_first_of_its_cards(published):
    published.write({**whole(), "id": "attic"})
    published.build()
    cards = order(published)
    for name in ("cellar", "attic", "dig"):
        of_it = [card for card in cards if card.startswith(f"{name}/")]
        assert of_it[0] == f"{name}/read"
        assert len(of_it) > 1
        first = cards.index(of_it[0])
        assert cards[first + 1] == of_it[1]


def test_it_is_read_as_read_tells_it_but_for_the_answers_of_its_cards(published):
    said = published.run("read", "cellar", "--json").json
    fields = fields_of(published, READ)
    assert fields["Title"] == "A pump too late"
    assert fields["Overview"] == "<p>A cellar floods twice.</p>"
    shown = [section for section in said["sections"] if section["heading"][:1] != "“"]
    assert len(shown) < len(said["sections"])
    at = 0
    for section in shown[1:]:
        at = fields["Parts"].index(f"<h3>{section['heading']}", at)
        at = fields["Parts"].index(section["text"].strip(), at)
    assert "Nobody owned the cellar." not in fields["Parts"]


def test_a_long_story_says_how_long_and_a_short_one_is_not_folded(published):
    assert fields_of(published, READ)["Fold"] == "The story in 6 parts, 3 minutes to read"
    assert fields_of(published, "dig/read")["Fold"] == ""


def test_a_guide_is_read_if_it_has_a_text_of_its_own(published):
    fields = fields_of(published, "dig/read")
    assert fields["Overview"] == "<h3>What it asks</h3><p>It asks you to look yourself.</p>"
    assert "<li>the place you went to</li>" in fields["Parts"]
    published.write({name: GUIDE[name] for name in GUIDE if name != "overview"})
    said = published.build("--json").json
    assert said["retired"] == ["dig/read"]


@pytest.mark.parametrize("split", ["principle", "scenario"])
def test_it_goes_into_the_package_of_its_cards(published, split):
    published.build("--split", split)
    name = {"principle": "dive-deep", "scenario": "cellar"}[split]
    (published.decks / f"lpcards-{name}.apkg").rename(published.decks / MAIN)
    assert order(published).count(READ) == 1


def test_its_pictures_are_shown_and_go_along(published):
    (published.content / "wall.png").write_bytes(png())
    published.story["overview"] = "The cellar:\n\n![the wet wall](wall.png)"
    published.publish()
    overview = fields_of(published, READ)["Overview"]
    assert re.search(r'<img src="lp-\w+\.png" alt="the wet wall">', overview)


def test_without_cards_in_the_package_it_is_not_there_and_not_retired(published):
    said = published.build("--scenario", "cellar", "--json").json
    assert READ in order(published)
    assert "dig/read" not in order(published)
    assert said["retired"] == []
    assert "dig/read" in published.lines()


def test_an_edit_of_the_story_changes_it_and_diff_says_so(published):
    published.story["overview"] = "A cellar floods three times."
    published.write()
    (change,) = published.run("diff", "--out", published.decks, "--json", code=None).json["changed"]
    assert change["card"] == READ
    (field,) = change["fields"]
    assert (field["field"], field["after"]) == ("Overview", "A cellar floods three times.")
    assert published.build("--check", code=1)
    assert published.publish()["changed"] == [READ]
    assert published.build("--check").code == 0


def test_an_edit_of_an_answer_changes_its_card_alone(published):
    published.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    assert published.publish()["changed"] == [WHY]


def test_a_renamed_story_is_read_in_the_same_note(published):
    guid = published.lines()[READ]["guid"]
    (published.content / "cellar.yaml").unlink()
    published.story.update(id="flood", was=["cellar"])
    said = published.publish()
    assert (said["added"], said["retired"]) == ([], [])
    assert published.lines()["flood/read"]["guid"] == guid


def test_it_is_the_story_itself_whatever_the_level(published):
    told = "I asked the whole street."
    published.story["levels"] = [{"level": "senior", "told": {"action": told}}]
    published.publish()
    settings = published.folder / "lpcards.yaml"
    settings.write_text("level: senior\n", encoding="utf-8")
    assert told in published.run("read", "cellar").out
    assert READ not in published.build("--json").json["changed"]
    assert told not in fields_of(published, READ)["Parts"]


def test_no_command_takes_it_for_a_card(published):
    assert READ not in published.run("cards", "--json").out
    assert "there is no card" in published.run("show", READ, code=1).err
    assert "there is no card" in published.run("grade", READ, "4", code=1).err
    assert READ not in published.run("due", "--json").out


def test_what_an_author_writes_runs_nothing():
    hostile = "<b>x</b> {{c1::y}} [sound:a.mp3] \\(z\\)\n\n- {{Front}}\n1. <script>"
    told = Story("a", "scenario", hostile, "A", "p", (), True, "", 1)
    note = story_note(told, [("", hostile, 0), (hostile, hostile, 5)])
    for field in note.fields:
        assert "<script" not in field
        assert "{{" not in field
        assert "[sound" not in field
        assert "<b>" not in field
    assert "<ul><li>&#123;&#123;Front" in note.fields[READ_FIELDS.index("Parts")]
    assert '<ol start="1"><li>&lt;script' in note.fields[READ_FIELDS.index("Parts")]


def without_stories(author):
    """Take out of the decks what only knows stories to read, as an earlier edition has it."""
    lines = author.manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line)["type"] != STORY and '"#story"' not in line]
    assert len(kept) == len(lines) - 3
    author.manifest.write_text("".join(kept), encoding="utf-8")
    for package in author.decks.glob("*.apkg"):
        package.unlink()


def test_a_manifest_without_them_is_read_and_only_they_are_added(published):
    before = published.lines()
    without_stories(published)
    said = published.publish()
    assert (sorted(said["added"]), said["changed"]) == ([READ, "dig/read"], [])
    after = published.lines()
    for card, line in before.items():
        assert after[card]["guid"] == line["guid"]


# In Anki


def test_it_is_folded_in_front_and_open_behind(published, learner):
    learner.takes(published.main)
    front, back = learner.rendered()[READ]
    assert "Press <b>Good</b> when you have read it" in front
    assert "<details" in front
    assert "<details" not in back
    for side in (front, back):
        assert "A cellar floods twice." in side
        assert side.count("<h3>Action") == 1
    assert "<details" not in learner.rendered()["dig/read"][0]
    assert learner.checked() == []


def test_a_story_that_is_gone_gets_a_tombstone(published, learner):
    learner.takes(published.main)
    (published.content / "dig.yaml").unlink()
    assert "dig/read" in published.publish("--yes")["retired"]
    assert "dig/read" in learner.takes(published.retired)["updated"]
    front, back = learner.rendered()["dig/read"]
    assert "no longer in lpcards" in front
    assert "Read this" not in front
    assert "Retired: dig/read" in back
    assert learner.checked() == []


def test_reading_it_in_anki_is_no_review(own, attic, anki, home):
    own("build", now=None)
    package, out = str(home / "decks/lpcards.apkg"), str(home / "out.apkg")
    lines = (home / "decks/manifest").read_text(encoding="utf-8").split("\n")
    shipped, _ = read_manifest(lines, "")
    guid = shipped["attic/read"].guid
    anki.visit(
        step("take", package=package, scheduling=False),
        step("answer", guid=guid, rating=3),
        step("answer", guid=shipped["attic/probe/why"].guid, rating=3),
        step("export", out=out),
    )
    for decks in ((), ("--decks", home / "none")):
        said = own("pull", out, "--dry-run", "--json", *decks, now=None).json
        counts = {name: said[name] for name in ("added", "known", "skipped", "unknown")}
        assert counts == {"added": 1, "known": 0, "skipped": {}, "unknown": 0}


def test_of_equal_content_everybody_makes_the_same_note(published, tmp_path):
    """Own story or example: what is read does not depend on who builds."""
    other = Author(tmp_path / "other")
    other.story, other.now = {**whole(), "own": False}, published.now
    other.publish()
    assert other.lines()[READ]["fields"] == published.lines()[READ]["fields"]
