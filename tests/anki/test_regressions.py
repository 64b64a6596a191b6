"""`build --check --against`: nobody who has what a revision shipped is left behind. Real git."""

import json
import os
import shlex
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from author import MEND, PUMP, WHO, WHY, story
from editions import shipped as ship
from lpcards.anki.guids import guid_of
from lpcards.anki.manifest import keyed, shipped_of
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, Note
from lpcards.anki.regressions import (
    GONE,
    MOVED,
    OLDER,
    REDATED,
    REPLACED,
    RETYPED,
    SILENT,
    regressions,
)

NOW = 1_780_000_000
NOBODY = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]


def git(folder, *words, code=0):
    done = subprocess.run(
        ["git", *NOBODY, "-C", str(folder), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done
    return done.stdout.strip()


def commit(author, words="edition"):
    git(author.folder, "add", "content", "decks")
    git(author.folder, "commit", "--quiet", "--message", words)


def published(author, words):
    """Publish an edition in which the first probe's answer is `words`, and commit it."""
    author.story["probes"][0]["strong"] = words
    author.publish()
    commit(author, words)


@pytest.fixture
def shipped(author):
    """Return an author who keeps two editions in git."""
    author.publish()
    git(author.folder, "init", "--quiet", "--initial-branch=main")
    commit(author)
    published(author, "Nobody felt it was theirs.")
    return author


def held(author, *against, code=0, to=None):
    return author.build("--check", "--against", *(against or ["HEAD"]), code=code, to=to)


def rewrite(author, change):
    """Let `change` do to the manifest's lines, by card, what a merge or an editor may do."""
    lines = author.lines()
    change(lines, author)
    text = "".join(f"{json.dumps(lines[key], ensure_ascii=False)}\n" for key in sorted(lines))
    author.manifest.write_text(text, encoding="utf-8")


def found(author, against="HEAD"):
    """Return card -> fault as `--json` has them."""
    regressions = held(author, against, "--json", code=None).json["regressions"]
    return {one["card"]: one["fault"] for one in regressions}


# What may happen in a repository


def test_what_is_built_on_top_of_a_revision_leads_on_from_it(shipped):
    assert held(shipped).err == ""
    assert held(shipped, "HEAD~1").err == ""
    published(shipped, "It was nobody's.")
    assert held(shipped, "HEAD~2", "--json").json["regressions"] == []


def test_an_edition_taken_back_by_git_revert_is_found(shipped):
    git(shipped.folder, "revert", "--no-edit", "HEAD")
    assert shipped.build("--check").code == 0
    said = held(shipped, "HEAD~1", code=1)
    assert f"{WHY} went back to an older edition" in said.err
    (regression,) = held(shipped, "HEAD~1", "--json", code=1).json["regressions"]
    assert (regression["card"], regression["fault"]) == (WHY, OLDER)
    assert regression["before"]["mod"] > regression["after"]["mod"]
    assert regression["before"]["guid"] == regression["after"]["guid"] == regression["guid"]
    assert regression["after"] == shipped.lines()[WHY]


def test_a_card_whose_first_edition_was_reverted_is_gone(shipped):
    shipped.story["probes"].append({"id": "cost", "ask": "What then?", "strong": "Carpets."})
    shipped.publish()
    commit(shipped)
    git(shipped.folder, "revert", "--no-edit", "HEAD")
    (regression,) = held(shipped, "HEAD~1", "--json", code=1).json["regressions"]
    assert (regression["card"], regression["fault"], regression["after"]) == (
        "cellar/probe/cost",
        GONE,
        None,
    )


def older(lines, _):
    lines[WHY]["mod"] -= 1


def silent(lines, _):
    lines[WHY]["fields"][5] = "Other words."


def gone(lines, _):
    del lines[WHY]


def moved(lines, _):
    lines[WHY]["deck"] = "lpcards::Elsewhere"


def retyped(lines, _):
    line = lines[WHY]
    line.update(type=CLOZE, fields=line["fields"][:8], mod=line["mod"] + 1)


def redated(lines, _):
    lines[WHY]["since"] -= 1


def undated(lines, _):
    del lines[WHY]["since"]


def replaced(lines, author):
    stone = lines[f"{WHY}#old"] = {**lines[WHY], "card": f"{WHY}#old", "retired": True}
    stone["mod"] += 1
    guid = guid_of(f"{WHY}#2", QUESTION, author.key)
    lines[WHY] = {**lines[WHY], "guid": guid, "mod": stone["mod"]}


FAULTS = {OLDER: older, SILENT: silent, GONE: gone, MOVED: moved}
FAULTS |= {RETYPED: retyped, REPLACED: replaced, REDATED: redated}


@pytest.mark.parametrize(
    ("fault", "change"), [*FAULTS.items(), (REDATED, undated)], ids=[*FAULTS, "undated"]
)
def test_each_fault_is_named_and_its_remedy_helps(shipped, fault, change):
    rewrite(shipped, change)
    assert found(shipped) == {WHY: fault}
    said = held(shipped, code=1).err
    assert WHY in said
    remedy = next(part for part in said.split("`") if part.startswith("git "))
    subprocess.run(shlex.split(remedy), check=True)
    published(shipped, "It was nobody's.")
    assert found(shipped, "HEAD~1") == {}


def test_what_was_reverted_becomes_an_edition_of_its_own_by_the_remedy(shipped):
    newer = shipped.lines()[WHY]["mod"]
    git(shipped.folder, "revert", "--no-edit", "HEAD")
    said = held(shipped, "HEAD~1", code=1).err
    subprocess.run(shlex.split(said.split("`")[1]), check=True)
    shipped.story = story()
    assert shipped.publish()["changed"] == [WHY]
    assert shipped.lines()[WHY]["mod"] > newer
    assert held(shipped, "HEAD~1").err == ""


def test_a_note_type_that_went_back_is_named(shipped):
    rewrite(shipped, lambda lines, _: lines["#question"].update(mod=1))
    assert found(shipped) == {"#question": OLDER}
    assert "the note type question went back to an older edition" in held(shipped, code=1).err


def test_of_many_cards_ten_are_named_and_the_others_counted(shipped):
    probes = [{"id": f"n{at}", "ask": f"{at}?", "strong": f"{at}."} for at in range(12)]
    shipped.story["probes"] += probes
    shipped.publish()
    commit(shipped)
    git(shipped.folder, "revert", "--no-edit", "HEAD")
    said = held(shipped, "HEAD~1", code=1).err
    assert said.count("is gone") == 10
    assert "... and 2 more cards" in said
    assert len(found(shipped, "HEAD~1")) == 12


def test_a_manifest_that_is_gone_altogether_has_lost_every_card(shipped):
    shipped.manifest.unlink()
    assert set(found(shipped).values()) == {GONE}
    shipped.build()
    assert found(shipped) == {}


def test_decks_that_are_not_current_fail_whatever_was_shipped(shipped):
    shipped.story["probes"][0]["strong"] = "It was nobody's."
    shipped.write()
    said = held(shipped, code=1)
    assert "not current" in said.err
    assert "older" not in said.err


def test_a_merged_manifest_counts_as_the_next_build_reads_it(shipped):
    text = shipped.manifest.read_text()
    shipped.manifest.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n")
    assert found(shipped) == {}


# Where there is nothing to compare with


def test_a_revision_without_decks_shipped_nothing(author):
    author.write()
    git(author.folder, "init", "--quiet")
    git(author.folder, "add", "content")
    git(author.folder, "commit", "--quiet", "--message", "content")
    author.publish()
    said = held(author)
    assert said.err == f"HEAD has no {author.manifest}: nothing was shipped from there yet\n"
    assert held(author, "HEAD", "--json").json["regressions"] == []


@pytest.mark.parametrize("revision", ["nosuch", "^HEAD", "HEAD~9", "HEAD:content", "a..b", "@{x"])
def test_an_unknown_revision_is_refused(shipped, revision):
    said = held(shipped, revision, code=1)
    assert f"has no revision {revision!r}" in said.err
    assert "shallow clone" in said.err


@pytest.mark.parametrize("revision", ["-h", "--upload-pack=touch x", "", " "])
def test_what_git_might_take_for_an_option_is_refused(shipped, revision):
    said = shipped.build("--check", f"--against={revision}", code=1)
    assert f"{revision!r} is not a revision" in said.err


def test_a_folder_outside_of_any_repository_is_refused(author):
    author.publish()
    said = held(author, code=1)
    assert f"{author.decks} is not in a git repository" in said.err


def test_without_git_that_is_said(shipped, monkeypatch):
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable))
    assert "git is not installed" in held(shipped, code=1).err


def test_a_manifest_that_cannot_be_read_in_the_revision_is_said_so(shipped):
    good = shipped.manifest.read_bytes()
    for bad in (b"{}\n", b"\xff\n"):
        shipped.manifest.write_bytes(bad)
        commit(shipped)
        shipped.manifest.write_bytes(good)
        said = held(shipped, code=1).err
        assert f"{shipped.manifest} as it is in HEAD cannot be read" in said


def test_against_belongs_to_check(shipped):
    assert "--against goes with --check" in shipped.build("--against", "HEAD", code=2).err


# Where the repository is


def test_a_hook_s_variables_and_the_folder_one_stands_in_do_not_matter(shipped, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    inside = shipped.decks / "deeper"
    inside.mkdir()
    shipped.folder, folder = inside, shipped.folder
    assert held(shipped).err == ""
    shipped.folder = folder
    for to in ("decks", "./content/../decks"):
        assert held(shipped, to=to).err == ""


def test_decks_are_found_through_a_link_and_in_a_folder_of_an_odd_name(author):
    author.decks = author.folder / "Decks: [mine], ü" / "inner"
    author.publish()
    git(author.folder, "init", "--quiet")
    git(author.folder, "add", ".")
    git(author.folder, "commit", "--quiet", "--message", "decks")
    rewrite(author, older)
    assert found(author) == {WHY: OLDER}
    link = author.folder.parent / "link"
    link.symlink_to(author.decks)
    assert WHY in held(author, code=1, to=link).err


def test_a_repository_s_settings_and_hooks_run_nothing(shipped):
    ran = shipped.folder / "ran"
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv"):
        git(shipped.folder, "config", name, f"touch {ran}; false")
    (shipped.folder / ".gitattributes").write_text("* diff=evil filter=evil\n")
    held(shipped)
    assert not ran.exists()


# The comparison alone


def note(card, text="as ever", sort=QUESTION, deck="lpcards::A"):
    return Note(card, sort, (card, text, *("",) * (len(FIELDS[sort]) - 2)), ("a",), deck)


names = st.sampled_from("abcd")
states = st.dictionaries(
    names,
    st.tuples(
        st.sampled_from([QUESTION, CLOZE]),
        st.sampled_from(["one", "two"]),
        st.lists(names, max_size=2),
        st.sampled_from(["lpcards::A", "lpcards::B"]),
    ),
)


def returned():
    """A card went over to another type and came back in the line of one that was shipped since."""
    cloze, question = (CLOZE, "one", [], "lpcards::A"), (QUESTION, "one", [], "lpcards::A")
    return [{"b": cloze}, {"a": cloze, "b": question}, {"b": (CLOZE, "one", ["a"], "lpcards::A")}]


@example(returned(), 1)
@given(st.lists(states, min_size=2, max_size=6), st.integers(0, 6))
def test_no_build_ever_does_what_is_found_here(life, at):
    manifests = [{}]
    for turn, state in enumerate(life):
        notes = [
            [note(card, text, sort, deck), tuple(was)]
            for card, (sort, text, was, deck) in state.items()
        ]
        manifests.append(ship(*notes, before=manifests[-1], at=NOW + turn).manifest)
    assert regressions(manifests[min(at, len(life))], manifests[-1]) == []


@given(states, states)
def test_the_way_back_is_found_for_every_card_that_had_gone_on(one, other):
    def edition(state, before, at):
        notes = [note(card, text, sort) for card, (sort, text, _, _) in state.items()]
        return ship(*notes, before=before, at=at).manifest

    first = edition(one, {}, NOW)
    second = edition(other, first, NOW + 1)
    went_on = {shipped.guid for shipped in second.values() if shipped.mod > NOW}
    assert {one.before.shipped.guid for one in regressions(second, first)} == went_on


def test_two_cards_of_one_name_after_a_merge_cost_one_its_past():
    """One side renamed a card to `b`, the other made a new `b`; the next build retires one."""
    before = ship(note("a"), before={}, at=NOW).manifest
    renamed = ship([note("b"), ("a",)], before=before, at=NOW + 1).manifest
    added = ship(note("a"), note("b"), before=before, at=NOW + 2).manifest
    united = keyed({one.guid: one for one in (*added.values(), *renamed.values())}.values())
    built = ship([note("b"), ("a",)], before=united, at=NOW + 3).manifest
    assert [one.fault for one in regressions(renamed, built)] == [REPLACED]


def test_a_removed_card_whose_name_another_took_over_is_no_fault():
    first = ship(note("a"), note("b"), before={}, at=NOW).manifest
    second = ship(note("a"), before=first, at=NOW + 1).manifest
    third = ship([note("b"), ("a",)], before=second, at=NOW + 2).manifest
    assert third["b"].guid == guid_of("a", QUESTION)
    assert regressions(first, third) == []


def test_a_tombstone_that_is_no_more_is_a_fault_too():
    stone = shipped_of("g", NOW, note("a"), retired=True)
    assert [one.fault for one in regressions({"a": stone}, {})] == [GONE]
    assert [str(one) for one in regressions({"a": stone}, {})] == [
        "a is gone and has left no tombstone"
    ]


def test_the_story_of_these_tests_has_what_they_name(author):
    author.publish()
    assert {WHY, WHO, PUMP, MEND} <= author.lines().keys()
