"""Advice is kept with the compiled cards, and never other than reading everything would tell."""

import os
import sqlite3
from pathlib import Path

import pytest

from logs import nobody, quick_folder
from lpcards.index.cache_file import open_tables
from lpcards.index.card_index import open_compiled
from lpcards.index.processes import MANY
from shelf import STORY, Shelf

WE = "steps: {action: {example: 'I counted. Then we moved the shelf to the door.'}}\n"
I_DID = WE.replace("we moved", "I moved")


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    write(shelf, "own/one.yaml", WE)
    write(shelf, "own/two.yaml")
    return shelf


def write(shelf, path, more=""):
    """Write a story of its own with some more in it."""
    text = STORY.replace("I was told to", path.replace("/", " ")) + _literal(more)
    return shelf.write(path, text)


def _literal(text):
    return text.replace("{", "{{").replace("}", "}}")


def advice(shelf, *, advise=True):
    with open_compiled(shelf.sources, shelf.cache, advise=advise) as compiled:
        return compiled.advice()


def anew(shelf):
    with open_compiled(shelf.sources, None) as compiled:
        return compiled.advice()


def rules(found):
    return {one.rule for one in found}


@pytest.mark.parametrize("advise", [True, False])
def test_advice_is_the_same_made_with_the_cards_or_afterwards(shelf, advise):
    assert advice(shelf, advise=advise) == anew(shelf) == advice(shelf)
    assert "we" in rules(anew(shelf))


def test_prompts_make_none(shelf):
    shelf.told()
    assert shelf.rows("SELECT path FROM advice") == []


def test_a_changed_file_has_other_advice(shelf):
    advice(shelf)
    write(shelf, "own/one.yaml", I_DID)
    assert "we" not in rules(advice(shelf))
    assert advice(shelf) == anew(shelf)


def test_advice_on_a_file_that_is_gone_is_forgotten(shelf):
    advice(shelf)
    os.unlink(f"{shelf.folder}/own/one.yaml")
    assert "we" not in rules(advice(shelf))
    assert len(shelf.rows("SELECT path FROM advice")) == 1


def test_a_file_that_breaks_has_no_advice_until_it_is_mended(shelf):
    advice(shelf)
    path = Path(shelf.folder, "own", "one.yaml")
    whole = path.read_text("utf-8")
    path.write_text(whole + "nonsense: [\n", encoding="utf-8")
    assert {Path(one.path).name for one in advice(shelf)} == {"two.yaml"}
    path.write_text(whole, encoding="utf-8")
    assert "we" in rules(advice(shelf))


def test_nothing_is_read_twice(shelf):
    advice(shelf)
    before = shelf.rows("SELECT rowid, * FROM advice")
    advice(shelf)
    assert shelf.rows("SELECT rowid, * FROM advice") == before


def test_advice_of_other_rules_is_made_anew(shelf):
    before = advice(shelf)
    tables = open_tables(shelf.sources, shelf.cache)
    tables.execute("UPDATE advice SET code = 'other', problems = '[]'")
    tables.execute("DELETE FROM memos")
    tables.close()
    assert advice(shelf) == before


def test_a_story_that_hides_another_of_its_id_is_not_held_against_it(shelf):
    text = "overview: I read a whole month of complaints in one go on that Sunday.\n"
    write(shelf, "own/story.yaml", text)
    write(shelf, "library/story.yaml", text)
    assert "same-words" not in rules(advice(shelf))


def test_of_two_alike_it_is_never_the_library_that_is_advised(shelf):
    text = "overview: I read a whole month of complaints in one go on that Sunday.\n"
    write(shelf, "own/mine.yaml", text)
    write(shelf, "library/theirs.yaml", text)
    [found] = [one for one in advice(shelf) if one.rule == "same-words"]
    assert found.path.endswith("own/mine.yaml")


def test_many_files_are_advised_as_few_are(shelf):
    for number in range(MANY):
        write(shelf, f"own/s{number}.yaml", WE if number % 7 else I_DID)
    with_cards, afterwards = advice(shelf), anew(shelf)
    assert with_cards == afterwards
    assert sum(one.rule == "we" for one in with_cards) == 1 + sum(n % 7 > 0 for n in range(MANY))


def test_a_cache_that_cannot_be_written_is_no_hindrance():
    with quick_folder() as folder:
        os.chmod(folder, 0o755)
        shelf = Shelf(folder)
        write(shelf, "own/one.yaml", WE)
        shelf.told()
        shelf.age()
        shelf.told()
        os.chmod(shelf.cache, 0o555)
        for path in Path(shelf.cache).glob("*.db"):
            path.chmod(0o444)
        with nobody():
            assert "we" in rules(advice(shelf))


def test_a_locked_cache_is_no_hindrance(shelf):
    shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "we" in rules(advice(shelf))
    other.execute("ROLLBACK")
    other.close()
