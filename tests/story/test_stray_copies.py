"""Copies that a sync or an editor leaves: none takes the place of its original."""

import os
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_folders import GUIDE, STORY, ContentFolders
from lpcards.story.together import Claim, copies_in, stated_id
from sizes import some

COPIES = [
    "bus (conflicted copy).yaml",
    "bus (Kim's conflicted copy 2026-11-29).yaml",
    "bus (1).yaml",
    "bus copy.yaml",
    "bus copy 2.yaml",
    "bus - Copy.yaml",
    "bus.bak.yaml",
    "bus.orig.yaml",
    "bus_backup.yaml",
    "bus-DESKTOP-ABC.yaml",
    "bus.sync-conflict-20261129-081500-ABCDEFG.yaml",
    "#bus#.yaml",
    "Copy of bus.yaml",
    "Kopie von bus.yaml",
    "bus~.yaml",
    "a/bus (1).yaml",
    "a/bus.yaml",
    "bus.yml",
]
UNREAD = [
    ".#bus.yaml",
    ".bus.yaml.swp",
    "~$bus.yaml",
    "bus.yaml~",
    "#bus.yaml#",
    "bus.yaml.bak",
    "bus.yaml.orig",
]


@pytest.fixture
def folders(tmp_path):
    return ContentFolders(tmp_path)


def shown(folders):
    """Return the titles of what is shown, the same from the cache and without it."""
    contents = folders.contents()
    assert contents == folders.anew()
    return [story.title for story in contents["stories"]]


def blamed(folders):
    return [
        os.path.relpath(one.path, folders.sources.folders[0].path)
        for one in folders.contents()["problems"]
        if one.severity == "error"
    ]


@pytest.mark.parametrize("text", [STORY, GUIDE], ids=["story", "guide"])
@pytest.mark.parametrize("name", some([*COPIES, *UNREAD], 8))
@pytest.mark.parametrize("original", ["bus", "My bus"])
def test_a_copy_never_replaces_the_original(folders, name, original, text):
    name = name.replace("bus", original)
    mine = folders.write(f"own/{original}.yaml", text, id="bus", title="Original")
    copy = folders.write(f"own/{name}", text, id="bus", title="Copy")
    for newer in (mine, copy):
        os.utime(newer, (2**31, 2**31))
        assert len(shown(folders)) == 1
        assert [one.path for one in folders.contents()["stories"]] == [mine]
    assert blamed(folders) == ([] if name.replace(original, "bus") in UNREAD else [name])


def test_a_copy_stays_ignored_while_the_original_is_edited_broken_and_mended(folders):
    folders.write("library/bus.yaml", title="Theirs")
    copy = folders.write("own/bus copy.yaml", id="bus", title="Copy")
    assert shown(folders) == ["Copy"]
    mine = folders.write("own/bus.yaml", title="Mine")
    assert shown(folders) == ["Mine"]
    folders.write("own/bus.yaml", "id: bus\ntitle: [\n")
    assert shown(folders) == ["Theirs"]
    folders.write("own/bus.yaml", "")
    assert shown(folders) == ["Theirs"]
    folders.write("own/bus.yaml", title="Mended")
    assert shown(folders) == ["Mended"]
    folders.write("own/bus copy.yaml", id="bus", title="A later copy")
    assert shown(folders) == ["Mended"]
    os.unlink(mine)
    assert shown(folders) == ["A later copy"]
    folders.write("own/bus.yaml", title="Back")
    os.unlink(copy)
    assert shown(folders) == ["Back"]
    assert blamed(folders) == []


def test_a_broken_file_without_an_id_ignores_only_what_is_named_after_it(folders):
    folders.write("own/bus.yaml", "title: no id\n")
    folders.write("own/late.yaml", id="bus", title="Late")
    assert shown(folders) == ["Late"]
    folders.write("own/bus (1).yaml", id="bus", title="Copy")
    assert shown(folders) == ["Late"]
    assert blamed(folders)[:2] == ["bus (1).yaml", "bus.yaml"]


def test_a_copy_s_words_are_not_looked_at_twice(folders):
    text = STORY + "also: [nonsense]\nwas: [old]\n"
    folders.write("own/bus.yaml", text)
    folders.write("own/bus copy.yaml", text, id="bus")
    rules = [(os.path.basename(one.path), one.rule) for one in folders.contents()["problems"]]
    assert rules == [("bus copy.yaml", "duplicate-id"), ("bus.yaml", "principle")]


PATHS = ["bus.yaml", "bus.yml", "bus copy.yaml", "late.yaml", "late.yml", "x/bus.yaml"]


@given(st.sets(st.sampled_from(PATHS), min_size=1))
def test_of_files_with_one_id_one_stays_in_whatever_order_they_are_found(paths):
    answers = [
        copies_in(Claim(0, path, "bus") for path in some) for some in permutations(sorted(paths))
    ]
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) == len(paths) - 1
    assert len(set(answers[0].values())) <= 1


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("id: night-bus\n", ("night-bus", 1, 5)),
        ("# words\r\ntitle: [\r\nid:   'a'  # mine\r\n", ("a", 3, 7)),
        ("\ufeffid: a\ntitle: [\n", ("a", 1, 5)),
        ("title: x\nid:\u00a0a\n", ("a", 2, 5)),
        ("probes:\n  - id: inner\n", ("named", 0, 1)),
        ("id: No id\n", ("named", 0, 1)),
    ],
)
def test_a_file_that_cannot_be_loaded_states_an_id_or_goes_by_its_name(text, stated):
    assert stated_id("stories/named.yaml", text.encode()) == stated
