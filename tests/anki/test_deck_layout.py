"""Decks cut into packages: a part whose story or principle is gone goes, and nothing else does."""

import shutil
import zipfile

import pytest

from author import MAIN, WHY, story
from sizes import some


@pytest.fixture
def cut(author):
    """Return an author of two stories, cut by story and by principle."""
    author.write({**story(), "id": "attic", "principle": "ownership"})
    author.publish()
    for split in ("scenario", "principle"):
        author.build("--split", split)
    return author


def packages(author):
    return {path.name for path in author.decks.glob("*.apkg")}


CUT = {
    MAIN,
    *("lpcards-cellar.apkg", "lpcards-attic.apkg"),
    *("lpcards-dive-deep.apkg", "lpcards-ownership.apkg"),
}


def remove_attic(author):
    (author.content / "attic.yaml").unlink()


@pytest.mark.parametrize("split", [["--split", "scenario"], ["--split", "principle"], []])
def test_the_parts_of_a_story_that_is_gone_go_with_the_next_build(cut, split):
    assert packages(cut) == CUT
    remove_attic(cut)
    gone = {str(cut.decks / name) for name in ("lpcards-attic.apkg", "lpcards-ownership.apkg")}
    said = cut.build(*split, "--yes", "--json").json
    assert set(said["removed"]) == gone
    assert packages(cut) == CUT - {"lpcards-attic.apkg", "lpcards-ownership.apkg"} | {
        "lpcards-retired.apkg"
    }
    assert cut.build(*split, "--json").json["removed"] == []
    cut.build(*split, "--check")


def test_a_part_that_is_left_over_is_noticed_and_named(cut):
    attic = (cut.decks / "lpcards-attic.apkg").read_bytes()
    remove_attic(cut)
    cut.build("--yes")
    cut.build("--check")
    (cut.decks / "lpcards-attic.apkg").write_bytes(attic)
    said = cut.build("--check", code=1)
    assert f"{cut.decks / 'lpcards-attic.apkg'}: removed" in said.out
    assert "not current" in said.err
    assert (cut.decks / "lpcards-attic.apkg").exists()
    assert cut.build("--dry-run").code == 0
    cut.build()
    cut.build("--check")
    assert not (cut.decks / "lpcards-attic.apkg").exists()


def test_who_is_told_that_decks_are_old_is_told_what_writes_them(cut):
    cut.write({**story(), "id": "attic", "principle": "ownership", "title": "Under the roof"})
    words = "; the same without `--check` and `--dry-run` writes them"
    for options in (["--all"], ["--split", "scenario"]):
        assert words in cut.run("build", "--check", *options, code=1).err
    assert "; `lpcards build` writes them" in cut.run("build", "--check", code=1).err
    cut.run("build")
    cut.run("build", "--check")
    assert words in cut.run("build", "--check", "--all", code=1).err


def test_a_renamed_story_s_part_has_the_new_name(cut):
    remove_attic(cut)
    cut.write({**story(), "id": "loft", "principle": "ownership", "was": ["attic"]})
    cut.build("--split", "scenario")
    assert packages(cut) == CUT - {"lpcards-attic.apkg"} | {"lpcards-loft.apkg"}


@pytest.mark.parametrize("options", some([["--scenario", "cellar"], ["--kind", "quiz"], [WHY]], 1))
@pytest.mark.parametrize("split", [["--split", "scenario"], ["--split", "principle"], []])
def test_what_is_not_selected_stays(cut, options, split):
    cut.build(*split, *options)
    assert packages(cut) == CUT


def test_what_no_build_wrote_stays(cut):
    names = {"lpcards-backup.apkg", "lpcards-mine.apkg", "lpcards.apkg.old", "other-attic.apkg"}
    shutil.copy(cut.main, cut.decks / "lpcards-backup.apkg")
    for name in sorted(names - {"lpcards-backup.apkg"}):
        with zipfile.ZipFile(cut.decks / name, "w") as archive:
            archive.writestr("something", "else")
    assert cut.build("--json").json["removed"] == []
    cut.build("--check")
    assert names <= {path.name for path in cut.decks.iterdir()}


def test_a_story_called_retired_is_a_part_like_others_and_goes_like_others(author):
    author.write({**story(), "id": "retired", "principle": "ownership"})
    author.publish()
    author.build("--split", "scenario")
    assert "lpcards.retired.apkg" in packages(author)
    (author.content / "retired.yaml").unlink()
    author.build("--split", "scenario", "--yes")
    assert packages(author) == {MAIN, "lpcards-cellar.apkg", "lpcards-retired.apkg"}


def test_the_parts_of_a_refused_build_stay(cut):
    remove_attic(cut)
    assert "would be retired" in cut.build(code=1).err
    assert packages(cut) == CUT


def test_tombstones_that_are_no_more_are_said_to_go(author):
    author.publish()
    probe = author.story["probes"].pop(0)
    author.publish()
    assert author.retired.exists()
    author.story["probes"].append(probe)
    assert author.publish()["removed"] == [str(author.retired)]
    assert not author.retired.exists()
