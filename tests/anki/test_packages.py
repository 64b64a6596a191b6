"""What `lpcards build` writes, says and refuses."""

import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from author import MAIN, MEND, PUMP, READ, RETIRED, WHO, WHY, Author, story
from conftest import LIBRARY
from lpcards.anki.manifest import read_manifest
from lpcards.anki.notes import RETIRED_TAG, note_of
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
from sizes import some


@pytest.fixture
def published(author):
    """Return an author who has published one edition."""
    author.publish()
    return author


def rows(path, statement):
    """Return rows of the collection inside a package."""
    with zipfile.ZipFile(path) as archive:
        data = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        return database.execute(statement).fetchall()


def ids(path):
    """Return the card ids in a package, in the order of new cards."""
    found = rows(path, "SELECT n.flds FROM notes n JOIN cards c ON c.nid = n.id ORDER BY c.due")
    return [fields.partition("\x1f")[0] for (fields,) in found]


def mods(author):
    return {card: line["mod"] for card, line in author.lines().items()}


# The same again


@pytest.mark.parametrize("seconds", [0, 1, 86_400, 400_000_000, -7200])
def test_the_same_content_gives_the_same_bytes_whatever_the_clock_says(published, seconds):
    files = published.files()
    published.now += seconds
    assert published.build().out.endswith("8 unchanged\n")
    assert published.files() == files


def test_a_package_that_is_gone_is_written_again_to_the_byte(published):
    files = published.files()
    published.main.unlink()
    published.build()
    assert published.files() == files


def test_the_same_content_elsewhere_gives_the_same_bytes(published, tmp_path):
    other = Author(tmp_path / "other")
    other.now = published.now = published.now + 7200
    shutil.copy(published.content / "lpcards-author.txt", other.content)
    for one in (published, other):
        one.decks = one.folder / "anew"
        one.write()
        one.build()
    assert published.files() == other.files()


def test_a_stored_package_holds_the_same(published):
    database = zipfile.ZipFile(published.main).read("collection.anki2")
    manifest = published.manifest.read_bytes()
    published.main.unlink()
    published.build("--store")
    assert zipfile.ZipFile(published.main).read("collection.anki2") == database
    assert published.manifest.read_bytes() == manifest


def test_the_way_back_to_an_older_text_is_an_edition_of_its_own(published):
    first = mods(published)[WHY]
    for text in ("Other words.", "Nobody owned the cellar."):
        published.story["probes"][0]["strong"] = text
        published.publish()
    assert mods(published)[WHY] > first + 60


# Times


def test_an_edition_has_one_time_and_only_what_it_changed_has_it(published):
    first = mods(published)
    published.story["probes"][0]["strong"] = "Other words."
    at = published.now
    published.publish()
    second = mods(published)
    assert {card for card in second if second[card] != first[card]} == {WHY}
    assert second[WHY] == at
    assert rows(published.main, "SELECT max(mod) FROM notes") == [(at,)]


def test_no_time_is_in_the_future(published):
    assert max(mods(published).values()) <= published.now
    ((newest,),) = rows(published.main, "SELECT mod / 1000 FROM col")
    assert newest <= published.now


def test_a_change_is_refused_while_the_clock_is_behind_the_manifest(published):
    files = published.files()
    published.now = max(mods(published).values()) - 61
    published.story["probes"][0]["strong"] = "Other words."
    published.write()
    assert "seconds ahead of this machine's clock" in published.build(code=1).err
    assert published.files() == files


# To see without writing


def test_check_leaves_with_1_until_the_decks_are_built(author):
    author.write()
    assert "not current" in author.build("--check", code=1).err
    assert not author.decks.exists()
    author.build()
    assert author.build("--check").err == ""
    author.story["probes"][0]["strong"] = "Other words."
    author.write()
    files = author.files()
    author.build("--check", code=1)
    assert author.files() == files


@pytest.mark.parametrize("lost", [MAIN, RETIRED, "manifest"])
def test_check_misses_every_file(published, lost):
    del published.story["probes"][0]
    published.publish()
    published.build("--check")
    (published.decks / lost).unlink()
    published.build("--check", code=1)
    published.build()
    published.build("--check")


def test_check_sees_a_package_of_an_older_edition(published):
    older = published.main.read_bytes()
    published.story["probes"][0]["strong"] = "Other words."
    published.publish()
    published.main.write_bytes(older)
    published.build("--check", code=1)
    published.build()
    published.build("--check")


def test_check_sees_a_damaged_package_and_a_build_mends_it(published):
    files = published.files()
    published.main.write_bytes(files[MAIN][:-500])
    published.build("--check", code=1)
    published.build()
    assert published.files() == files


LOOKS = [
    ("anki/card.css", ".lp-card", ".lp-page, .lp-card", ["cloze", "question", "story"]),
    ("anki/note_types.py", 'id="answer"', 'id="answer" class="x"', ["cloze", "question"]),
    ("anki/note_types.py", '"lpcards cloze"', '"lpcards blank"', ["cloze"]),
]


@pytest.mark.parametrize("look", some(LOOKS, 1), ids=lambda look: look[1])
def test_an_edition_of_new_looks_alone_says_so(published, look):
    *change, types = look
    assert published.build("--json").json["types"] == []
    published.rewrite(*change)
    assert published.build("--dry-run", "--json").json["types"] == types
    assert published.build("--dry-run").out == "card layout changed, 8 unchanged\n"
    published.story["probes"][0]["strong"] = "Other words."
    published.write()
    said = published.build()
    assert said.out.endswith("1 changed, card layout changed, 7 unchanged\n")
    assert published.build().out.endswith(": 8 notes\n8 unchanged\n")


def test_a_first_edition_changes_no_layout(author):
    assert author.publish()["types"] == []


def test_a_new_order_alone_is_built_without_a_new_edition(published):
    before = mods(published)
    published.story["probes"].reverse()
    published.write()
    published.build("--check", code=1)
    assert published.build().out.endswith("8 unchanged\n")
    assert mods(published) == before
    assert ids(published.main).index(WHO) < ids(published.main).index(WHY)
    published.build("--check")


def test_a_dry_run_tells_all_and_writes_nothing(author):
    author.write()
    assert author.build("--dry-run", "--json").json["added"] == [READ, *sorted_ids(author)]
    assert not author.decks.exists()
    author.build()
    files = author.files()
    del author.story["probes"][0]
    author.story["probes"][0]["strong"] = "Other words."
    author.write()
    said = author.build("--dry-run", "--json").json
    assert (said["added"], said["changed"], said["retired"]) == ([], [WHO], [WHY])
    assert said["unchanged"] == 6
    assert author.files() == files


def sorted_ids(author):
    """Return the card ids in study order."""
    said = author.run("cards", "--json").out
    listed = json.loads(said) if said.startswith("[") else map(json.loads, said.splitlines())
    return [card["id"] for card in listed]


# Guards


def test_more_than_a_fifth_is_not_retired_without_a_word(published):
    files = published.files()
    del published.story["probes"]
    published.write()
    said = published.build(code=1)
    assert "2 of 8 cards would be retired" in said.err
    assert published.files() == files
    assert published.build("--yes", "--json").json["retired"] == sorted([WHO, WHY])


def test_a_fifth_may_go(published):
    del published.story["probes"][0]
    assert published.publish()["retired"] == [WHY]


def test_content_that_is_gone_altogether_retires_nothing(published):
    files = published.files()
    (published.content / "cellar.yaml").unlink()
    published.build(code=1)
    assert published.files() == files


def test_content_with_faults_is_refused(published):
    files = published.files()
    path = published.write({**story(), "probes": [{"id": "why"}], "tittle": "x"})
    said = published.build(code=1)
    assert f"{os.path.relpath(path, published.folder)}:" in said.err
    assert "(and 1 more)" in said.err
    assert published.files() == files


# Parts


def test_the_library_is_one_package_in_the_order_of_study(published):
    assert ids(published.main)[:2] == [READ, "cellar/step/situation"]
    assert sorted(ids(published.main)) == sorted([READ, *sorted_ids(published)])
    dues = rows(published.main, "SELECT due FROM cards ORDER BY due")
    assert dues == [(at,) for at in range(1, 9)]


def test_a_package_a_principle_or_a_scenario(published):
    published.write({**story(), "id": "retired", "principle": "ownership"})
    published.build("--split", "principle")
    published.build("--split", "scenario")
    cut = {path.name: len(ids(path)) for path in published.decks.glob("lpcards-*.apkg")}
    assert cut == {
        MAIN: 8,
        "lpcards-dive-deep.apkg": 8,
        "lpcards-ownership.apkg": 8,
        "lpcards-cellar.apkg": 8,
    }
    assert len(ids(published.decks / "lpcards.retired.apkg")) == 8


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (["--kind", "probe"], {WHO, WHY}),
        (["--scenario", "cellar", "--kind", "phrase"], {PUMP}),
        (["--principle", "dive-deep", "cellar/dis*"], {MEND}),
    ],
)
def test_a_selection_leaves_others_out_and_retires_none(published, options, chosen):
    manifest = published.manifest.read_bytes()
    said = published.build(*options, "--json").json
    assert set(ids(published.main)) == {READ, *chosen}
    assert said["retired"] == []
    assert published.manifest.read_bytes() == manifest
    assert not published.retired.exists()


def test_a_first_build_of_a_selection_begins_only_those(author):
    author.write()
    author.build("--kind", "probe")
    first = mods(author)
    assert {card for card in first if card[0] != "#"} == {WHO, WHY, READ}
    author.now += 60
    author.build()
    later = mods(author)
    assert {card: later[card] for card in first} == first
    assert {later[card] for card in later.keys() - first.keys()} == {author.now}
    assert len(ids(author.main)) == 8


def test_tombstones_have_a_package_of_their_own(published):
    del published.story["probes"][0]
    published.publish()
    assert ids(published.retired) == [WHY]
    assert WHY not in ids(published.main)
    ((tags,),) = rows(published.retired, "SELECT tags FROM notes")
    assert RETIRED_TAG in tags.split()


def test_the_decks_stand_beside_the_content(published):
    published.run("build", "--all")
    assert (published.folder / "decks" / MAIN).exists()
    inside = published.folder / "elsewhere"
    inside.mkdir()
    published.content.rename(inside / "content")
    published.content = inside / "content"
    published.run("build", "--all")
    assert (inside / "decks" / MAIN).exists()


# A manifest that is not as it should be


def test_a_lost_manifest_is_read_back_from_the_packages(published):
    published.story["probes"][0].update(id="late", was=["why"])
    published.publish()
    published.rewrite("cards/phrase.py", 'note="cloze"', 'note="question"')
    published.publish()
    files = published.files()
    published.manifest.unlink()
    published.now += 3600
    said = published.build()
    assert f"{published.manifest} was missing; it was read back" in said.err
    assert published.files() == files


def test_a_manifest_is_not_begun_anew_where_packages_cannot_be_read(published):
    published.manifest.unlink()
    published.main.write_bytes(b"PK\x03\x04 and no more")
    said = published.build(code=1)
    assert str(published.main) in said.err
    assert not published.manifest.exists()


def test_a_foreign_package_among_the_decks_does_no_harm(published):
    files = published.files()
    with zipfile.ZipFile(published.decks / "lpcards-mine.apkg", "w") as archive:
        archive.writestr("something", "else")
    published.build()
    published.manifest.unlink()
    assert "lpcards-mine.apkg" in published.build(code=1).err
    (published.decks / "lpcards-mine.apkg").unlink()
    published.build()
    assert published.files() == files


def test_both_sides_of_a_merge_are_united_and_said_so(published):
    base = published.manifest.read_text()
    sides = []
    for at in (0, 1):
        published.manifest.write_text(base)
        published.main.unlink(missing_ok=True)
        published.story = story()
        published.story["probes"][at]["strong"] = f"Other words {at}."
        published.publish()
        sides.append(published.manifest.read_text())
    published.manifest.write_text(f"<<<<<<< HEAD\n{sides[0]}=======\n{sides[1]}>>>>>>> other\n")
    published.story["probes"][0]["strong"] = "Other words 0."
    published.write()
    said = published.build()
    assert "held both sides of a merge" in said.err
    assert "8 unchanged" in said.out
    united, repaired = read_manifest(published.manifest.read_text().splitlines(), "m")
    assert not repaired
    assert [united[one].mod for one in (WHY, WHO)] == [
        read_manifest(sides[at].splitlines(), "m")[0][one].mod for at, one in enumerate((WHY, WHO))
    ]
    published.build("--check")


def test_a_manifest_that_was_put_back_gives_way_to_the_packages(published):
    older = published.manifest.read_bytes()
    published.story["probes"][0].update(id="late", was=["why"])
    published.story["probes"].append({"id": "cost", "ask": "What then?", "strong": "Carpets."})
    published.publish()
    newer = published.files()
    published.manifest.write_bytes(older)
    published.now += 60
    said = published.build()
    assert "the packages were 2 cards ahead of the manifest; they count" in said.err
    assert published.files() == newer


def test_an_edition_that_was_put_back_is_made_anew_later(published):
    older = published.files()
    published.story["probes"][0]["strong"] = "Other words."
    published.publish()
    for name, data in older.items():
        (published.decks / name).write_bytes(data)
    published.build()
    assert mods(published)[WHY] == published.now


def test_an_unreadable_line_is_refused_with_its_place(published):
    text = published.manifest.read_text()
    published.manifest.write_text(text.replace('"mod"', '"mad"', 1))
    said = published.build(code=1)
    assert f"{published.manifest}:1: this line cannot be read" in said.err


def test_a_manifest_that_is_no_text_is_refused(published):
    published.manifest.write_bytes(b"\xff\xfe\x00")
    assert f"{published.manifest} cannot be read" in published.build(code=1).err


def test_a_stale_part_does_not_bring_back_what_was_renamed(published):
    published.build("--split", "scenario")
    published.story["probes"][0].update(id="late", was=["why"])
    assert published.publish()["changed"] == ["cellar/probe/late"]
    published.now += 60
    assert published.build("--json").json["retired"] == []
    assert not published.retired.exists()


# A learner's own decks, on top of the library's


@pytest.fixture
def learner_at_home(tmp_path):
    """Return the library's author after two editions, and somebody who has it installed."""
    library = Author(tmp_path / "library")
    library.story["own"] = "no"
    library.publish()
    library.story["probes"][0].update(id="late", was=["why"])
    del library.story["disqualifiers"]
    library.publish()
    somebody = Author(tmp_path / "somebody")
    somebody.install(library)
    somebody.now = library.now + 600
    return library, somebody


def built_at_home(somebody, *options, code=0):
    said = somebody.run("build", "--all", *options, content=(), code=code)
    somebody.decks = somebody.folder / ".local/share/lpcards/decks"
    return said


def test_a_learner_s_first_build_goes_on_from_the_library_s_manifest(learner_at_home):
    library, somebody = learner_at_home
    built_at_home(somebody)
    listed = {card: line for card, line in library.lines().items() if "retired" not in line}
    assert somebody.lines() == listed
    assert not somebody.retired.exists()
    assert sorted(ids(somebody.main)) == sorted(ids(library.main))


def test_own_stories_are_added_to_the_library_s(learner_at_home):
    library, somebody = learner_at_home
    own = somebody.folder / ".local/share/lpcards/content"
    own.mkdir(parents=True)
    (own / "attic.yaml").write_text(json.dumps({**story(), "id": "attic"}))
    built_at_home(somebody)
    listed = somebody.lines()
    assert {line["mod"] for card, line in listed.items() if "attic" in card} == {somebody.now}
    live = {card: line for card, line in library.lines().items() if "retired" not in line}
    assert {card: listed[card] for card in live} == live


def test_without_the_library_only_own_stories_are_built(learner_at_home):
    _, somebody = learner_at_home
    own = somebody.folder / ".local/share/lpcards/content"
    own.mkdir(parents=True)
    (own / "attic.yaml").write_text(json.dumps({**story(), "id": "attic"}))
    settings = somebody.folder / ".config/lpcards/lpcards.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("library: no\n")
    built_at_home(somebody)
    assert {card.partition("/")[0] for card in somebody.lines()} == {
        "attic",
        "#cloze",
        "#question",
        "#story",
    }
    settings.write_text("library: yes\n")
    built_at_home(somebody)
    settings.write_text("library: no\n")
    assert "cards would be retired" in built_at_home(somebody, code=1).err


def test_content_of_its_own_has_times_of_its_own(learner_at_home):
    library, somebody = learner_at_home
    somebody.write({**story(), "id": "attic"})
    somebody.build()
    assert set(mods(somebody).values()) == {somebody.now}
    assert max(mods(library).values()) < somebody.now


# The library's order


def test_every_card_of_the_library_has_its_place_in_tags():
    with open_index(Sources((Folder(str(LIBRARY), own=False),), None, ""), None) as index:
        for card in index.cards():
            tags = note_of(card).tags
            assert {f"lpcards::kind::{card.kind}", f"lpcards::scenario::{card.scenario}"} <= {*tags}
            assert all(tag and not any(map(str.isspace, tag)) for tag in tags)
            assert not any("" in tag.split("::") for tag in tags)


def test_an_hour_is_an_hour(author):
    """The first edition of these tests is in the past, so no time they see is in the future."""
    assert datetime.fromtimestamp(author.now, UTC) < datetime.now(UTC)  # noqa: TID251  a test
