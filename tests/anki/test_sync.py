"""`lpcards sync anki`: both ways with a running Anki, as a learner sees it.

Each test runs against the stand-in and, where it is named (see `anki_desk`), the real desktop.
"""

import shutil
import time

import pytest

from anki_desk import all_desks, desk_of
from results import fields
from small_media import png

WHY, TOLD, WE = "attic/probe/why", "attic/disqualifier/told-to.mend", "attic/disqualifier/we.mend"
RED, GREEN = png(red=250), png(red=9)
READ = "attic/read"
HOW = "  - {id: how, ask: How?, tests: x, strong: {answer: So., points: [a, b], takeaway: t}}\n"
QUIET = {"in": 0, "out": 0, "added": [], "changed": [], "retired": [], "types": 0, "waiting": 0}


@pytest.fixture(params=all_desks())
def desk(request, tmp_path):
    """Return a desk on which Anki runs."""
    yield (there := desk_of(request.param, tmp_path / "desk"))
    there.end()


@pytest.fixture
def sync(own, desk):
    """Return a function that synchronises and returns what was said in JSON."""

    def run(*options):
        done = own("sync", "anki", "--url", desk.url, "--json", *options, now=None)
        return done.json

    return run


@pytest.fixture
def ours(own):
    """Return the program on the story alone, at the real time: Anki knows no other."""
    return lambda *args, **options: own(*args, now=None, **options)


def rewrite(attic, old, new):
    text = attic.read_text("utf-8")
    assert old in text
    attic.write_text(text.replace(old, new), "utf-8")


OF_OTHERS = {"future", "held", "files", "faults", "content", "error", "key"}
"""Fields of a sync with another place: `tests/cli/test_sync.py` sees them."""


def quiet(said):
    return {name: said[name] for name in QUIET}


def test_the_first_sync_brings_the_cards_and_the_second_nothing(sync, desk):
    first = sync()
    assert len(first["added"]) == len(desk.notes()) > 4
    before = desk.changes()
    assert quiet(sync()) == QUIET
    assert desk.changes() == before


def test_every_field_on_the_page_is_in_the_answer(sync):
    assert {*fields()["sync"]} - OF_OTHERS == {*sync()}


def test_decks_and_manifest_are_written_as_by_a_build(sync, ours, home):
    sync()
    assert ours("build", "--check").code == 0
    assert (home / "decks" / "lpcards.apkg").exists()


def test_what_was_begun_in_anki_is_in_the_decks_at_once(sync, desk, ours):
    sync()
    desk.answer(card=TOLD, rating=3)
    ours("set", "kinds=probe")  # by the settings alone it would be left out from here on
    assert sync()["in"] == 1
    assert ours("build", "--check").code == 0
    assert quiet(sync()) == QUIET


def test_an_answer_in_anki_comes_in_once(sync, desk, ours):
    sync()
    desk.answer(card=WHY, rating=3)
    assert sync()["in"] == 1
    assert [event["grade"] for event in ours("show", WHY, "--json").json["history"]] == [4]
    assert quiet(sync()) == QUIET


def test_an_answer_here_is_carried_over_once(sync, desk, ours):
    sync()
    ours("grade", WHY, "4")
    assert sync()["out"] == 1
    assert [row[1:] for row in desk.revlog()] == [[WHY, 3, 0]]
    assert quiet(sync()) == QUIET


def test_anki_has_the_due_day_of_here(sync, desk, ours):
    sync()
    memory = ours("grade", WHY, "5", "--json").json["memory"]
    sync()
    card = desk.cards()[WHY]
    asked = {name: card[name] for name in ("type", "queue", "due", "interval", "factor", "reps")}
    assert asked == {
        "type": 2,
        "queue": 2,
        "due": memory["interval"],
        "interval": memory["interval"],
        "factor": round(memory["ease"] * 1000),
        "reps": 1,
    }
    assert WHY not in desk.due()


def test_a_later_answer_in_anki_is_not_overwritten(sync, desk, ours):
    sync()
    ours("grade", WHY, "4")
    time.sleep(0.01)
    desk.answer(card=WHY, rating=1)
    before = desk.cards()[WHY]
    said = sync()
    assert (said["in"], said["out"]) == (1, 1)
    assert desk.cards()[WHY] == before
    assert quiet(sync()) == QUIET


def test_a_due_day_set_by_hand_in_anki_stays(sync, desk, ours):
    sync()
    ours("grade", WHY, "4")
    sync()
    desk.set_due(card=WHY, days=9)
    assert quiet(sync()) == QUIET
    assert desk.cards()[WHY]["due"] == 9


def test_a_suspended_card_stays_suspended(sync, desk, ours):
    sync()
    desk.suspend(card=WHY)
    ours("grade", WHY, "4")
    assert sync()["out"] == 1
    assert desk.cards()[WHY]["queue"] == -1
    assert quiet(sync()) == QUIET


def test_a_card_in_a_filtered_deck_waits_until_it_is_back(sync, desk, ours):
    sync()
    deck = desk.filtered(search=f"ID:{WHY}")
    ours("grade", WHY, "4")
    said = sync()
    assert (said["out"], said["waiting"]) == (0, 1)
    desk.empty_filtered(deck=deck)
    assert sync()["out"] == 1


def test_a_card_in_front_of_the_learner_waits(sync, desk, ours):
    sync()
    card = desk.review()
    ours("grade", card, "4")
    before = desk.cards()[card]
    said = sync()
    assert (said["out"], said["waiting"]) == (0, 1)
    assert desk.cards()[card] == before
    desk.leave()
    assert sync()["out"] == 1


def test_under_fsrs_anki_counts_our_answer_in(sync, desk, ours):
    desk.fsrs()
    sync()
    desk.answer(card=WHY, rating=4)
    sync()
    ours("grade", TOLD, "4")
    sync()
    assert "s" not in desk.cards()[TOLD]["data"]
    assert all(days > 0 for days in desk.next_intervals(card=TOLD))
    desk.answer(card=TOLD, rating=3)
    assert desk.cards()[TOLD]["data"]["s"] > 0


def test_a_changed_note_keeps_what_is_the_learners(sync, desk, attic):
    sync()
    desk.answer(card=WHY, rating=3)
    desk.tag(card=WHY, tags=["mine", "leech", "marked", "lpcards::hard-for-me"])
    desk.edit(card=WHY, field="Extra1", text="think of the ladder")
    before = desk.cards()[WHY]
    time.sleep(1.1)  # an edition is newer by a second at least
    rewrite(attic, "Why the roof?", "Why that roof?")
    said = sync()
    assert said["changed"] == [WHY]
    note = desk.notes()[WHY]
    assert "Why that roof?" in note["fields"]["Front"]
    assert note["fields"]["Extra1"] == "think of the ladder"
    assert {"mine", "leech", "marked", "lpcards::hard-for-me"} < {*note["tags"]}
    assert desk.cards()[WHY] == before
    assert quiet(sync()) == {**QUIET}


def test_an_edit_in_anki_stays_until_we_change_the_note(sync, desk, attic):
    sync()
    time.sleep(1.1)
    desk.edit(card=WHY, field="Front", text="Why, Anna?")
    rewrite(attic, "It was just a tile.", "It was but a tile.")
    assert sync()["changed"] == ["attic/disqualifier/just.mend"]
    assert desk.notes()[WHY]["fields"]["Front"] == "Why, Anna?"
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    assert sync()["changed"] == [WHY]
    assert "Why that roof?" in desk.notes()[WHY]["fields"]["Front"]


def test_a_text_that_waits_behind_a_change_in_anki_is_said_and_comes_when_asked_for(
    sync, ours, desk, attic
):
    """What a learner marks after a build is newer than the build's text."""
    sync()
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    ours("build")
    time.sleep(1.1)
    desk.edit(card=WHY, field="Extra1", text="Ask Ann.")
    said = sync()
    assert (said["changed"], said["kept"]) == ([], [WHY])
    assert "Why the roof?" in desk.notes()[WHY]["fields"]["Front"]
    assert sync("--dry-run", "--ours")["changed"] == [WHY]
    said = sync("--ours")
    assert (said["changed"], said["kept"]) == ([WHY], [])
    assert "Why that roof?" in desk.notes()[WHY]["fields"]["Front"]
    assert desk.notes()[WHY]["fields"]["Extra1"] == "Ask Ann."
    assert sync()["kept"] == []


def test_a_retired_card_is_tagged_and_suspended_once(sync, desk, attic):
    sync()
    time.sleep(1.1)
    rewrite(
        attic,
        "  - {id: we, phrase: We mended it., signals: whose hands?, instead: I held the ladder.}\n",
        "",
    )
    assert WE in sync("--dry-run")["retired"]  # what would be refused is told
    assert WE in sync("--yes")["retired"]
    note = desk.notes()[WE]
    assert "lpcards::retired" in note["tags"]
    assert desk.cards()[WE]["queue"] == -1
    desk.suspend(card=WE, on=False)  # the learner keeps it
    assert quiet(sync()) == QUIET
    assert desk.cards()[WE]["queue"] == 0


def test_a_card_that_comes_back_is_asked_again(sync, desk, attic):
    line = (
        "  - {id: we, phrase: We mended it., signals: whose hands?, instead: I held the ladder.}\n"
    )
    sync()
    time.sleep(1.1)
    rewrite(attic, line, "")
    sync("--yes")
    time.sleep(1.1)
    rewrite(attic, "probes:\n", f"{line}probes:\n")
    assert WE in sync()["changed"]
    assert "lpcards::retired" not in desk.notes()[WE]["tags"]
    assert desk.cards()[WE]["queue"] == 0


def test_new_cards_go_to_where_the_learner_has_ours(sync, desk, attic):
    sync()
    desk.rename(deck="lpcards", to="Interview::LP")
    decks = desk.decks()
    rewrite(attic, "probes:\n", f"probes:\n{HOW}")
    assert "attic/probe/how" in sync()["added"]
    assert desk.cards()["attic/probe/how"]["deck"] == "Interview::LP"
    assert desk.decks() == decks


def test_new_cards_go_to_the_deck_that_the_settings_name(sync, desk, ours, attic):
    sync()
    ours("set", "deck=Interview::mine")
    rewrite(attic, "probes:\n", f"probes:\n{HOW}")
    assert "attic/probe/how" in sync()["added"]
    decks = {card: state["deck"] for card, state in desk.cards().items()}
    assert decks["attic/probe/how"] == "Interview::mine"
    assert decks[WHY] == "lpcards"


def test_the_import_options_are_left_as_the_manual_says(sync, desk):
    assert desk.import_options() == [False, False, False]
    sync()
    assert desk.import_options() == [True, True, True]


@pytest.mark.parametrize("deck", ["lpcards::A", 'a "b" *c*_d::x', "lpcards"])
def test_cards_in_many_decks_are_all_found(sync, desk, ours, deck):
    sync()
    desk.move(card=WHY, deck=deck)
    desk.move(card=TOLD, deck=f"{deck}::deeper")
    desk.move(card=WE, deck="My own")
    for card in (WHY, TOLD, WE):
        desk.answer(card=card, rating=3)
    assert sync()["in"] == 3
    for card in (WHY, TOLD, WE):
        ours("grade", card, "4")
    assert quiet(sync()) == QUIET  # drills: Anki asked first
    assert desk.cards()[WHY]["deck"] == deck


def test_an_undone_answer_that_went_out_is_not_taken_for_one_of_ankis(sync, desk, ours):
    sync()
    ours("grade", WHY, "4")
    sync()
    ours("undo")
    assert quiet(sync()) == QUIET
    assert len(desk.revlog()) == 1


def test_a_field_of_the_learners_own_stops_nothing(sync, desk, attic):
    sync()
    desk.add_field(model="lpcards question", name="Mine")
    desk.edit(card=WHY, field="Mine", text="my own")
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    rewrite(attic, "probes:\n", f"probes:\n{HOW}")
    said = sync()
    assert said["changed"] == [WHY]
    fields = desk.notes()[WHY]["fields"]
    assert "Why that roof?" in fields["Front"]
    assert fields["Mine"] == "my own"
    assert "attic/probe/how" in desk.notes()


def test_looks_are_renewed_unless_the_learner_changed_them_later(sync, desk):
    sync()
    ours = desk.looks(model="lpcards question")
    desk.restyle(model="lpcards question", css="/* mine */")
    assert sync()["types"] == 0
    desk.age_looks(seconds=10**9)
    schema = desk.schema()
    assert sync()["types"] == 1
    assert desk.looks(model="lpcards question") == ours
    assert desk.schema() == schema  # no full synchronisation
    assert sync()["types"] == 0


def test_pictures_come_with_new_cards_and_with_changed_ones(sync, desk, attic):
    picture = attic.parent / "roof.png"
    picture.write_bytes(RED)
    rewrite(attic, "The attic was wet.", "The attic was wet. ![a roof](roof.png)")
    sync()
    assert [*desk.media().values()] == [RED.hex()]
    time.sleep(1.1)
    picture.write_bytes(GREEN)
    assert sync()["changed"] == [READ]
    shown = desk.notes()[READ]["fields"]["Overview"]
    [name] = [name for name, data in desk.media().items() if data == GREEN.hex()]
    assert name in shown
    assert quiet(sync()) == QUIET


def test_another_authors_cards_of_the_same_ids_are_left_alone(sync, desk, attic):
    sync()
    desk.reguid()
    theirs = desk.notes()
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    said = sync()
    assert WHY in said["added"]
    assert said["changed"] == []
    assert "Why the roof?" in str(theirs)
    assert quiet(sync()) == QUIET


def test_a_card_under_another_guid_is_not_doubled(sync, desk, attic):
    """Of stories without a key: what another machine began under another name."""
    (attic.parent / "lpcards-author.txt").write_text("story attic none\n", encoding="utf-8")
    sync()
    cards = {*desk.notes()}
    desk.reguid()
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    said = sync()
    assert (said["added"], said["changed"]) == ([], [WHY])
    assert len(desk.cards()) == len(cards)


def test_where_nobody_knows_whose_cards_there_are_none_is_changed_and_none_doubled(
    own, desk, attic, home
):
    """They may be a friend's, or one's own from a machine whose key did not come along."""

    def run(*command, **options):
        return own(*command, now=None, **options)

    sync = ("sync", "anki", "--url", desk.url, "--json")
    run(*sync)
    theirs = desk.notes()
    (attic.parent / "lpcards-author.txt").unlink()
    shutil.rmtree(home / "decks")
    time.sleep(1.1)
    rewrite(attic, "Why the roof?", "Why that roof?")
    for _ in range(2):
        assert "lpcards-author.txt" in run(*sync, code=1).err
    assert desk.notes() == theirs
    run("build")
    assert WHY in run(*sync).json["added"]
    assert "Why the roof?" in str(theirs)
    assert run(*sync).json["added"] == []


def test_presets_stay_as_they_were(sync, desk):
    desk.preset(new_a_day=7)
    sync()
    assert desk.preset() == 7


def test_a_dry_run_writes_nothing_anywhere(sync, desk, ours, home):
    said = sync("--dry-run")
    assert len(said["added"]) > 4
    told = ours("sync", "anki", "--url", desk.url, "--dry-run").out
    assert "import window" not in told
    assert told.endswith("dry run: nothing was written\n")
    assert desk.notes() == {}
    assert not (home / "decks").exists()
    sync()
    desk.answer(card=WHY, rating=3)
    ours("grade", TOLD, "4")
    before = desk.changes()
    said = sync("--dry-run")
    assert (said["in"], said["out"]) == (1, 1)
    assert desk.changes() == before
    assert ours("show", WHY, "--json").json["history"] == []


def test_nothing_is_found_fault_with(sync, desk, ours):
    sync()
    ours("grade", WHY, "4")
    ours("grade", TOLD, "1")
    sync()
    assert desk.checked() == []


def test_a_story_with_an_error_stops_it_before_anything_is_taken_in(sync, own, desk, ours, attic):
    sync()
    desk.answer(card=WHY, rating=3)
    text, events = attic.read_text("utf-8"), ours("log").out
    attic.write_text(text + "oops: 1\n", "utf-8")
    refused = own("sync", "anki", "--url", desk.url, now=None, code=1)
    assert "`oops` is not a key here" in refused.err
    assert ours("log").out == events
    attic.write_text(text, "utf-8")
    assert sync()["in"] == 1


def test_it_says_in_words_what_it_did(own, desk, ours):
    done = own("sync", "anki", "--url", desk.url, now=None)
    assert done.out.startswith("0 answers in from Anki, 0 out; cards there: ")
    assert "import window" in done.out
    ours("grade", WHY, "4")
    again = own("sync", "anki", "--url", desk.url, now=None)
    assert again.out == "0 answers in from Anki, 1 out; cards there: nothing new\n"


def test_a_profile_without_an_account_is_not_told_to_synchronise(sync, desk):
    assert sync()["ankiweb"] is False
