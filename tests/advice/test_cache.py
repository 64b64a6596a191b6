"""Advice is kept with the compiled cards, and never other than reading everything would tell."""

import os
import sqlite3
from pathlib import Path

import pytest

from content_folders import STORY, ContentFolders
from logs import nobody, quick_folder
from lpcards.index.cache_file import open_tables
from lpcards.index.card_index import open_index
from lpcards.index.processes import MANY

WE = "steps: {action: {example: 'I counted. Then we moved the folders to the door.'}}\n"
I_DID = WE.replace("we moved", "I moved")


@pytest.fixture
def folders(tmp_path):
    folders = ContentFolders(tmp_path)
    write(folders, "own/one.yaml", WE)
    write(folders, "own/two.yaml")
    return folders


def write(folders, path, more=""):
    """Write a story of its own with some more in it."""
    text = STORY.replace("I was told to", path.replace("/", " ")) + _literal(more)
    return folders.write(path, text)


def _literal(text):
    return text.replace("{", "{{").replace("}", "}}")


def advice(folders, *, advise=True):
    with open_index(folders.sources, folders.cache, advise=advise) as index:
        return index.advice()


def anew(folders):
    with open_index(folders.sources, None) as index:
        return index.advice()


def rules(found):
    return {problem.rule for problem in found}


@pytest.mark.parametrize("advise", [True, False])
def test_advice_is_the_same_made_with_the_cards_or_afterwards(folders, advise):
    assert advice(folders, advise=advise) == anew(folders) == advice(folders)
    assert "we" in rules(anew(folders))


def test_prompts_make_none(folders):
    folders.contents()
    assert folders.rows("SELECT path FROM advice") == []


def test_a_changed_file_has_other_advice(folders):
    advice(folders)
    write(folders, "own/one.yaml", I_DID)
    assert "we" not in rules(advice(folders))
    assert advice(folders) == anew(folders)


def test_advice_on_a_file_that_is_gone_is_forgotten(folders):
    advice(folders)
    os.unlink(f"{folders.folder}/own/one.yaml")
    assert "we" not in rules(advice(folders))
    assert len(folders.rows("SELECT path FROM advice")) == 1


def test_a_file_that_breaks_has_no_advice_until_it_is_mended(folders):
    advice(folders)
    path = Path(folders.folder, "own", "one.yaml")
    whole = path.read_text("utf-8")
    path.write_text(whole + "nonsense: [\n", encoding="utf-8")
    assert {Path(problem.path).name for problem in advice(folders)} == {"two.yaml"}
    path.write_text(whole, encoding="utf-8")
    assert "we" in rules(advice(folders))


def test_nothing_is_read_twice(folders):
    advice(folders)
    before = folders.rows("SELECT rowid, * FROM advice")
    advice(folders)
    assert folders.rows("SELECT rowid, * FROM advice") == before


def test_advice_of_other_rules_is_made_anew(folders):
    before = advice(folders)
    tables = open_tables(folders.sources, folders.cache)
    tables.execute("UPDATE advice SET code = 'other', problems = '[]'")
    tables.execute("DELETE FROM memos")
    tables.close()
    assert advice(folders) == before


def test_a_story_that_hides_another_of_its_id_is_not_held_against_it(folders):
    text = "overview: I read a whole month of complaints in one go on that Sunday.\n"
    write(folders, "own/story.yaml", text)
    write(folders, "library/story.yaml", text)
    assert "same-words" not in rules(advice(folders))


def test_of_two_alike_it_is_never_the_library_that_is_advised(folders):
    text = "overview: I read a whole month of complaints in one go on that Sunday.\n"
    write(folders, "own/mine.yaml", text)
    write(folders, "library/theirs.yaml", text)
    [found] = [problem for problem in advice(folders) if problem.rule == "same-words"]
    assert found.path.endswith("own/mine.yaml")


def test_many_files_are_advised_as_few_are(folders):
    for number in range(MANY):
        write(folders, f"own/s{number}.yaml", WE if number % 7 else I_DID)
    with_cards, afterwards = advice(folders), anew(folders)
    assert with_cards == afterwards
    assert sum(problem.rule == "we" for problem in with_cards) == 1 + sum(
        n % 7 > 0 for n in range(MANY)
    )


def test_a_cache_that_cannot_be_written_is_no_hindrance():
    with quick_folder() as folder:
        os.chmod(folder, 0o755)
        folders = ContentFolders(folder)
        write(folders, "own/one.yaml", WE)
        folders.contents()
        folders.age()
        folders.contents()
        os.chmod(folders.cache, 0o555)
        for path in Path(folders.cache).glob("*.db"):
            path.chmod(0o444)
        with nobody():
            assert "we" in rules(advice(folders))


def test_a_locked_cache_is_no_hindrance(folders):
    folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "we" in rules(advice(folders))
    other.execute("ROLLBACK")
    other.close()
