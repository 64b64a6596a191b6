"""The index of words: as fresh as the files, and nothing but a faster way to look at each text."""

import os
import re
import sqlite3
import stat
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import LIBRARY
from content_folders import ContentFolders
from lpcards.english.search_words import Wanted, spans_of, wanted_in
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources, files_in
from lpcards.index.search_index import open_search
from lpcards.index.search_tables import has_full_text
from lpcards.index.selection import Selection

NAMES = {"type", "principle", "level", "rule", "story", "day", "also", "was", "own", "field"}
NAMES |= {"worked_example", "fits", "lacks", "principles", "must", "seconds", "minutes", "targets"}
ALL = Selection()
RANKED = pytest.mark.parametrize("ranked", [True, False])


class Searched:
    """Content folders in which words are looked for."""

    def __init__(self, folder):
        self.folders = ContentFolders(folder)
        self.sources, self.write = self.folders.sources, self.folders.write
        self.cache = self.folders.cache

    def found(self, query, chosen=ALL, most=None, *, ranked=True):
        with (
            open_index(self.sources, self.cache) as index,
            open_search(index, self.sources, self.cache, ranked=ranked) as words,
        ):
            return words.found(wanted_in(query), chosen, most)

    def titles(self, query, **options):
        return [text.text.text for text in self.found(query, **options).texts]


@pytest.fixture
def searched(tmp_path):
    return Searched(tmp_path)


def words_on(line):
    plain = unicodedata.normalize("NFKD", line)
    return re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def scalars(node, top=True):
    """Yield the texts of a file as PyYAML's own composer finds them."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from scalars(inner, top=False)
    else:
        for key, inner in node.value:
            if key.value not in NAMES and (top or key.value != "id"):
                yield from scalars(inner, top=False)


@cache
def library_lines():
    """Return the lines of the library's texts: path, number and words of each."""
    found = {}
    for file in files_in((Folder(str(LIBRARY), own=False),)):
        text = Path(file.path).read_text("utf-8")
        lines = text.splitlines()
        for node in scalars(yaml.compose(text, yaml.CSafeLoader)):
            start, end = node.start_mark, node.end_mark
            for at in range(start.line, min(end.line + 1, len(lines))):
                first = start.column if at == start.line else 0
                last = end.column if at == end.line else None
                key = (file.path, at + 1)
                found.setdefault(key, set()).update(words_on(lines[at][first:last]))
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return the library's index of words, with and without FTS5."""
    cache = str(tmp_path_factory.mktemp("cache"))
    sources = Sources((), Folder(str(LIBRARY), own=False))
    with (
        open_index(sources, cache) as index,
        open_search(index, sources, cache, ranked=True) as ranked,
        open_search(index, sources, cache, ranked=False) as plain,
    ):
        yield ranked, plain


def lines_found(index, wanted):
    return {
        (one.path, one.text.line_at(start))
        for one in index.found(wanted, ALL).texts
        for start, _ in spans_of(wanted, one.text.text)
    }


WORDS = sorted({word for words in library_lines().values() for word in words if len(word) > 1})


@given(st.sampled_from(WORDS), st.integers(2, 12))
def test_a_word_is_found_on_the_lines_where_a_plain_scan_of_the_library_finds_it(
    library, word, length
):
    start = word[:length]
    expected = {
        place
        for place, words in library_lines().items()
        if any(known.startswith(start) for known in words)
    }
    for index in library:
        assert lines_found(index, [Wanted((start,), whole=False)]) == expected
    expected = {place for place, words in library_lines().items() if start in words}
    for index in library:
        assert lines_found(index, [Wanted((start,), whole=True)]) == expected


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_without_fts5_the_same_is_found_in_the_order_of_the_files(library, words):
    ranked, plain = (index.found(wanted_in(" ".join(words)), ALL) for index in library)
    assert sorted(ranked.texts) == sorted(plain.texts)
    assert ranked[1:] == plain[1:]
    order = [*dict.fromkeys(path for path, _ in library_lines())]
    places = [(order.index(one.path), one.text.lines) for one in plain.texts]
    assert places == sorted(places)


@given(st.text(max_size=20) | st.text('"*()^:+-{}ANDORT a\0', max_size=20))
def test_nothing_that_is_typed_is_taken_for_a_command(library, typed):
    if wanted := wanted_in(typed):
        ranked, plain = (index.found(wanted, ALL) for index in library)
        assert sorted(ranked.texts) == sorted(plain.texts)


def test_this_python_has_fts5():
    assert has_full_text()


@RANKED
def test_a_changed_file_is_found_as_it_is_now(searched, ranked):
    path = searched.write("own/a.yaml", title="Red pump")
    searched.write("own/b.yaml", title="Red bell")
    assert searched.titles("red", ranked=ranked) == ["Red pump", "Red bell"]
    searched.write("own/a.yaml", title="Blue pump")
    assert searched.titles("red", ranked=ranked) == ["Red bell"]
    assert searched.titles("blue", ranked=ranked) == ["Blue pump"]
    os.unlink(path)
    assert searched.titles("pump", ranked=ranked) == []


@RANKED
def test_what_the_library_has_of_a_story_of_one_s_own_is_not_found(searched, ranked):
    searched.write("library/a.yaml", title="Their pump")
    searched.write("own/a.yaml", title="My pump")
    searched.write("library/c.yaml", title="Pump pump")
    assert searched.titles("pump", ranked=ranked) == ["My pump", "Pump pump"]
    os.unlink(os.path.join(searched.folders.folder, "own/a.yaml"))
    assert set(searched.titles("pump", ranked=ranked)) == {"Their pump", "Pump pump"}


@RANKED
def test_a_file_with_faults_is_searched_and_is_of_no_principle(searched, ranked):
    path = searched.write("own/a.yaml", "id: a\ntitle: [A pump\nsummary: pump\n")
    found = searched.found("pump", ranked=ranked).texts
    assert {(one.story, one.path, one.text.line_at(0)) for one in found} == {
        ("a", path, 2),
        ("a", path, 3),
    }
    assert searched.titles("pump", chosen=Selection(principles=("ownership",)), ranked=ranked) == []


@RANKED
def test_stories_and_principles_narrow_it(searched, ranked):
    searched.write("own/a.yaml", title="Pump", principle="dive-deep\nalso: [ownership]")
    searched.write("own/b.yaml", title="Pump two")
    searched.write("own/c.yaml", title="Pump three", principle="think-big")

    def chosen(**parts):
        return {
            one.story for one in searched.found("pump", Selection(**parts), ranked=ranked).texts
        }

    assert chosen() == {"a", "b", "c"}
    assert chosen(principles=("ownership",)) == {"a", "b"}
    assert chosen(principles=("think-big", "dive-deep")) == {"a", "c"}
    assert chosen(scenarios=("a",), principles=("ownership",)) == {"a"}
    assert chosen(scenarios=("c",), principles=("ownership",)) == set()


@RANKED
def test_words_that_no_text_has_together_are_found_in_the_story_that_has_them(searched, ranked):
    searched.write("own/a.yaml", title="A pump")
    searched.write("own/b.yaml", title="A bell")
    assert searched.found("pump told", ranked=ranked).apart
    assert set(searched.titles("pump told", ranked=ranked)) == {"A pump", "I was told to"}
    nothing = searched.found("pump bell", ranked=ranked)
    assert (nothing.texts, nothing.missing) == ([], ())
    assert searched.found("pump zebra yak", ranked=ranked).missing == wanted_in("zebra yak")


@RANKED
def test_most_says_how_many_more_there_are(searched, ranked):
    for number in range(5):
        searched.write(f"own/s{number}.yaml", title="Pump")
    found = searched.found("pump", most=2, ranked=ranked)
    assert (len(found.texts), found.more) == (2, 3)
    assert searched.found("pump", most=5, ranked=ranked).more == 0


def test_a_title_comes_before_a_text_and_a_whole_word_before_a_longer_one(searched):
    searched.write("own/a.yaml", title="Pumpkins")
    searched.write("own/b.yaml", title="Bell\nsummary: pump")
    searched.write("own/c.yaml", title="Pump")
    assert searched.titles("pump") == ["Pump", "pump", "Pumpkins"]


def test_the_words_lie_in_a_file_of_their_own_that_nobody_else_reads(searched):
    searched.write("own/a.yaml", title="Pump")
    searched.found("pump")
    [path] = Path(searched.cache).glob("search-*")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE texts",
        "DROP TABLE words",
        "UPDATE meta SET value = '1'",
        "DROP TABLE files; CREATE TABLE files (x)",
        "DELETE FROM meta",
        "CREATE VIEW v AS SELECT 1",
        "PRAGMA user_version",
    ],
)
def test_a_file_that_is_not_as_we_left_it_is_made_anew(searched, damage):
    searched.write("own/a.yaml", title="Pump")
    searched.found("pump")
    [path] = Path(searched.cache).glob("search-*")
    tables = sqlite3.connect(path)
    tables.executescript(damage)
    tables.close()
    searched.write("own/b.yaml", title="Pump too")
    assert searched.titles("pump") == ["Pump", "Pump too"]
    assert searched.titles("pump") == ["Pump", "Pump too"]


@RANKED
def test_a_file_that_changed_since_its_cards_were_made_is_read_the_next_time(searched, ranked):
    path = searched.write("own/a.yaml", title="Pump")
    before = Path(path).read_bytes()
    how = (searched.sources, searched.cache)
    for meanwhile in (lambda: os.unlink(path), lambda: Path(path).write_bytes(b"id: a")):
        with open_index(*how) as index:
            meanwhile()
            with open_search(index, *how, ranked=ranked) as words:
                assert words.found(wanted_in("pump"), ALL).texts == []
            Path(path).write_bytes(before)
            with open_search(index, *how, ranked=ranked) as words:
                assert len(words.found(wanted_in("pump"), ALL).texts) == 1
        searched.write("own/a.yaml", title="Bell")
        assert searched.titles("pump", ranked=ranked) == []
        Path(path).write_bytes(before)


def test_bytes_that_are_no_tables_are_thrown_away(searched):
    searched.write("own/a.yaml", title="Pump")
    searched.found("pump")
    [path] = Path(searched.cache).glob("search-*")
    path.write_bytes(b"x" * 10_000)
    assert searched.titles("pump") == ["Pump"]
    assert path.read_bytes()[:6] == b"SQLite"


def test_without_a_cache_it_is_found_all_the_same(searched):
    searched.write("own/a.yaml", title="Pump")
    Path(searched.cache).write_bytes(b"")
    assert searched.titles("pump") == ["Pump"]
