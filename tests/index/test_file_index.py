"""What the compiled cards say of the files: order, owners, settings, files that cannot be read."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_folders import AN_HOUR, GUIDE, ContentFolders, titles
from logs import nobody, quick_folder
from lpcards.index import scan
from lpcards.index.cache_file import open_tables
from lpcards.index.card_index import open_index
from lpcards.index.scan import folders_in, stat_of
from lpcards.index.selection import Selection
from sizes import examples

SETTINGS = ("kinds: quiz\n", "examples: all\n", "level: senior\n", "library: no\n")
FAULTY = "id: {id}\nnonsense: {title}\n"


@pytest.fixture
def folders(tmp_path):
    return ContentFolders(tmp_path)


def names(contents):
    return [story.id for story in contents["stories"]]


def paths(contents):
    return [(Path(problem.path).name, problem.rule) for problem in contents["problems"]]


def test_guides_go_before_their_stories_and_own_stories_before_examples(folders):
    folders.write("library/guide-all.yaml", GUIDE, principle="all")
    for principle in ("customer-obsession", "ownership", "dive-deep"):
        folders.write(f"library/guide-{principle}.yaml", GUIDE, principle=principle)
        folders.write(f"library/example-{principle}.yaml", principle=principle)
    folders.write("own/mine.yaml", principle="dive-deep")
    assert names(folders.contents()) == [
        "guide-all",
        "guide-dive-deep",
        "mine",
        "guide-customer-obsession",
        "example-customer-obsession",
        "guide-ownership",
        "example-ownership",
        "example-dive-deep",
    ]


def test_a_guide_is_its_folder_s_owner_s_too(folders):
    folders.write("library/theirs.yaml", GUIDE, principle="ownership")
    folders.write("own/mine.yaml", GUIDE, principle="dive-deep")
    assert {one.id: one.own for one in folders.contents()["stories"]} == {
        "mine": True,
        "theirs": False,
    }


def test_a_story_of_the_learner_replaces_the_library_s_of_the_same_id(folders):
    folders.write("library/same.yaml", title="Theirs")
    assert titles(folders.contents()) == ["Theirs"]
    mine = folders.write("own/same.yaml", title="Mine")
    assert titles(folders.contents()) == ["Mine"]
    assert folders.contents()["problems"] == folders.anew()["problems"]
    os.unlink(mine)
    assert titles(folders.contents()) == ["Theirs"]


def test_of_one_id_twice_in_a_folder_the_first_path_counts_and_stays_so(folders):
    folders.write("own/a.yaml", id="same", title="First")
    folders.write("own/b.yaml", id="same", title="Second")
    assert titles(folders.contents()) == ["First"]
    folders.write("own/a.yaml", id="same", title="First, edited")
    assert titles(folders.contents()) == ["First, edited"]
    assert ("b.yaml", "duplicate-id") in paths(folders.contents())


def test_the_library_comes_and_goes_with_the_settings(folders):
    folders.write("own/mine.yaml")
    folders.write("library/theirs.yaml")
    assert names(folders.contents()) == ["mine", "theirs"]
    folders.write("lpcards.yaml", "library: no\nnew: 3\n")
    contents = folders.contents()
    assert names(contents) == ["mine"]
    assert contents["settings"].new == 3
    os.unlink(f"{folders.folder}/lpcards.yaml")
    assert folders.contents() == folders.anew()
    assert names(folders.contents()) == ["mine", "theirs"]


def test_settings_rewritten_under_the_same_stat_are_seen(folders, monkeypatch):
    monkeypatch.setattr(scan, "YOUNG_NS", AN_HOUR)
    path = folders.write("lpcards.yaml", "new: 3\n")
    folders.contents()
    before = stat_of(path)
    Path(path).write_text("new: 4\n", encoding="utf-8")
    tables = open_tables(folders.sources, folders.cache)
    forged = [before, stat_of(path)]
    tables.execute("UPDATE meta SET value = replace(value, ?, ?)", forged)
    tables.close()
    assert folders.contents()["settings"].new == 4


@pytest.mark.parametrize("text", ["new: many\n", "new: [", "\0", "nwe: 3\n"])
def test_faulty_settings_are_a_problem_and_have_their_defaults(folders, text):
    folders.write("lpcards.yaml", f"minutes: 7\n{text}")
    with open_index(folders.sources, folders.cache) as index:
        assert index.faults_of_settings
        assert (index.settings.new, index.settings.minutes) == (10, 7)
        assert {Path(one.path).name for one in index.problems()} == {"lpcards.yaml"}


def test_settings_that_cannot_be_read_are_a_problem(folders):
    os.mkdir(f"{folders.folder}/lpcards.yaml")
    assert paths(folders.contents()) == [("lpcards.yaml", "file")]


def test_a_faulty_file_takes_nothing_from_the_others(folders):
    folders.write("own/good.yaml")
    bad = folders.write("own/bad.yaml", FAULTY)
    contents = folders.contents()
    assert (names(contents), contents["faulty"]) == (["good"], [bad])
    folders.write("own/bad.yaml")
    assert (names(folders.contents()), folders.contents()["faulty"]) == (["bad", "good"], [])


def test_what_is_no_readable_file_is_a_problem(folders):
    folders.write("own/good.yaml")
    own = f"{folders.folder}/own"
    os.symlink("loop.yaml", f"{own}/loop.yaml")
    os.symlink("nowhere", f"{own}/dangling.yaml")
    os.mkfifo(f"{own}/pipe.yaml")
    os.symlink("/dev/zero", f"{own}/zero.yaml")
    contents = folders.contents()
    assert names(contents) == ["good"]
    bad = ["dangling.yaml", "loop.yaml", "pipe.yaml", "zero.yaml"]
    assert [one for one in paths(contents) if one[1] == "file"] == [(name, "file") for name in bad]
    assert folders.contents() == contents


def test_a_file_without_end_is_too_large(folders):
    path = folders.write("own/big.yaml")
    os.truncate(path, 4_000_000_000)
    assert paths(folders.contents()) == [("big.yaml", "too-large")]


def test_a_name_that_is_not_utf_8_is_a_problem_of_that_file_alone(folders):
    folders.write("own/good.yaml")
    try:
        Path(os.fsdecode(os.fsencode(folders.folder) + b"/own/b\xff.yaml")).touch()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    contents = folders.contents()
    assert names(contents) == ["good"]
    [problem] = [one for one in contents["problems"] if one.rule == "file"]
    assert problem.path.endswith(r"/own/b\udcff.yaml")
    assert "UTF-8" in problem.message


def test_a_folder_or_file_without_permission_is_a_problem():
    with quick_folder() as folder:
        os.chmod(folder, 0o777)
        folders = ContentFolders(folder)
        folders.write("own/good.yaml")
        os.chmod(folders.write("own/secret.yaml"), 0)
        os.chmod(os.path.dirname(folders.write("own/closed/story.yaml")), 0)
        with nobody():
            contents = folders.contents()
        os.chmod(f"{folder}/own/closed", 0o755)
    assert names(contents) == ["good"]
    wrong = [one for one in paths(contents) if one[1] == "file"]
    assert wrong == [("closed", "file"), ("secret.yaml", "file")]
    assert all(
        "Permission denied" in one.message for one in contents["problems"] if one.rule == "file"
    )


def test_hidden_files_the_settings_and_other_endings_are_no_stories(folders):
    for name in (".hidden.yaml", ".git/x.yaml", "lpcards.yaml", "notes.md", "story.yaml~"):
        folders.write(f"own/{name}", FAULTY)
    folders.write("own/story.yml", id="story")
    contents = folders.contents()
    assert (names(contents), contents["faulty"]) == (["story"], [])


def test_what_other_programs_leave_beside_stories_is_no_story(folders):
    for name in ("~$story.yaml", "node_modules/a/x.yaml", "a/__MACOSX/x.yaml"):
        folders.write(f"own/{name}", FAULTY)
    folders.write("own/story.yaml")
    contents = folders.contents()
    assert (names(contents), contents["faulty"]) == (["story"], [])
    own = os.path.join(folders.folder, "own")
    assert {*folders_in(own)} == {own, os.path.join(own, "a")}


def test_a_selection_takes_what_matches_every_part_of_it(folders):
    folders.write("own/a.yaml", principle="ownership")
    folders.write("own/b.yaml", principle="dive-deep")
    with open_index(folders.sources, folders.cache) as index:

        def found(**values):
            return [card.id for card in index.cards(Selection(**values))]

        everything = found()
        assert found(scenarios=("a",), principles=("dive-deep",)) == []
        assert found(globs=("*/one.*",), scenarios=("a", "b")) == everything
        assert found(principles=("dive-deep",)) == found(globs=("b/*",)) != []
        assert found(kinds=("quiz",)) == []


def test_thousands_of_ids_are_found_in_one_go(folders):
    folders.write("own/a.yaml")
    with open_index(folders.sources, folders.cache) as index:
        ids = list(index.card_ids())
        wanted = [f"no/card/{n}" for n in range(2000)] + ids
        assert list(index.outlines_of(wanted)) == ids


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(
            ["own/a.yaml", "own/b.yml", "own/sub/c.yaml", "library/a.yaml", "lpcards.yaml"]
        ),
        st.sampled_from(["a", "b", "c", "faulty", "gone", "guide"]),
    ),
    max_size=8,
)


@settings(
    max_examples=examples(12, 25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(CHANGES)
def test_whatever_is_edited_the_cache_says_what_reading_everything_says(changes):
    with quick_folder() as folder:
        folders = ContentFolders(folder)
        for path, what in changes:
            _edit(folders, path, what)
            assert folders.contents() == folders.anew()


def _edit(folders, path, what):
    if path == "lpcards.yaml":
        folders.write(path, SETTINGS[len(what) % len(SETTINGS)])
    elif what == "gone":
        Path(folders.folder, path).unlink(missing_ok=True)
    elif what == "faulty":
        folders.write(path, FAULTY)
    elif what == "guide":
        folders.write(path, GUIDE, principle="dive-deep")
    else:
        folders.write(path, id=what, title=f"{what} in {path}")
