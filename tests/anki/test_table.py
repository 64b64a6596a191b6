"""What arrives of an edit, and what it leaves alone: real Anki, its default options."""

import pytest

from author import MEND, PUMP, WHO, WHY, present, story

RETIRED_TAG = "lpcards::retired"


@pytest.fixture
def world(author, learner):
    """Return an author and a learner who has the first edition and has answered two cards."""
    author.publish()
    learner.takes(author.main)
    learner.answer(card=WHY, rating=3)
    learner.answer(card=PUMP, rating=4)
    return author, learner


def test_a_changed_text_arrives_and_nothing_else_moves(world):
    author, learner = world
    others = [one for one in learner.notes() if one[3][0] != WHY]
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]
    assert "“Nobody felt it was theirs.”" in learner.note(WHY)["fields"]
    assert [one for one in learner.notes() if one[3][0] != WHY] == others


def test_a_changed_tag_arrives(world):
    author, learner = world
    author.story["levels"][0]["level"] = "sde2"
    author.story["principle"] = "ownership"
    author.publish("--yes")
    taken = learner.takes(author.main)
    assert taken["new"] == ["cellar/level/sde2.bar"]
    assert "lpcards::level::sde2" in learner.note("cellar/level/sde2.bar")["tags"]
    assert "lpcards::principle::ownership" in learner.note(WHY)["tags"]
    assert "lpcards::principle::dive-deep" not in learner.note(WHY)["tags"]


def test_a_card_told_for_another_principle_stays_in_its_deck(world):
    author, learner = world
    decks = {card: deck for card, deck, *_ in learner.cards()}
    author.story["principle"] = "ownership"
    author.publish()
    assert WHY in learner.takes(author.main)["updated"]
    assert {card: deck for card, deck, *_ in learner.cards()} == decks
    assert {line["deck"] for line in author.lines().values()} == {"", "lpcards"}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("anki/card.css", ".lp-card", ".lp-page, .lp-card"),
        ("anki/note_types.py", '<hr id="answer">', '<hr id="answer" class="lp-rule">'),
        ("anki/note_types.py", '"lpcards question"', '"lpcards ask"'),
    ],
    ids=["looks", "template", "name"],
)
def test_a_type_s_new_looks_arrive_without_touching_a_note(world, file, old, new):
    author, learner = world
    notes = learner.notes()
    author.rewrite(file, old, new)
    author.publish()
    assert learner.takes(author.main)["updated"] == []
    assert learner.notes() == notes
    assert new.strip('"') in str(learner.models())
    assert len(learner.models()) == 3
    assert learner.checked() == []


def test_a_renamed_field_is_renamed_in_place(world):
    author, learner = world
    before = learner.models()
    author.rewrite("anki/notes.py", '"ID", "Top"', '"Card", "Top"')
    author.rewrite("anki/notes.py", 'blank["ID"]', 'blank["Card"]')
    author.publish()
    assert learner.takes(author.main)["updated"] == []
    after = learner.models()
    assert after.keys() == before.keys()
    for name, model in after.items():
        assert model["fields"][0] == ["Card", before[name]["fields"][0][1]]
        assert model["fields"][1:] == before[name]["fields"][1:]
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]


def test_a_renamed_template_is_renamed_in_place(world):
    author, learner = world
    author.rewrite("anki/note_types.py", 'TEMPLATE = "Card"', 'TEMPLATE = "Question"')
    author.publish()
    assert learner.takes(author.main)["updated"] == []
    assert [one["faces"][0][0] for one in learner.models().values()] == ["Question"] * 3


def test_an_added_card_arrives_alone(world):
    author, learner = world
    probe = {"id": "cost", "ask": "What did it cost?", "strong": "Two carpets."}
    author.story["probes"].insert(0, probe)
    author.publish()
    taken = learner.takes(author.main)
    assert (taken["new"], taken["updated"]) == (["cellar/probe/cost"], [])


def test_a_removed_card_becomes_a_tombstone_for_those_who_have_it(world):
    author, learner = world
    del author.story["probes"][0]
    assert author.publish()["retired"] == [WHY]
    assert learner.takes(author.main)["updated"] == []
    assert learner.takes(author.retired)["updated"] == [WHY]
    assert learner.find(search="tag:lpcards::retired") == [WHY]
    front, back = learner.rendered()[WHY]
    assert "no longer in lpcards" in front
    assert f"Retired: {WHY}" in back
    assert learner.checked() == []


def test_a_removed_cloze_becomes_a_tombstone_with_a_blank(world):
    author, learner = world
    del author.story["steps"]["situation"]["key_phrases"][0]["id"]
    assert author.publish()["retired"] == [PUMP]
    assert learner.takes(author.retired)["updated"] == [PUMP]
    assert "no longer in lpcards" in learner.rendered()[PUMP][0]
    assert learner.checked() == []


def test_somebody_new_never_sees_a_retired_card(author, learner):
    author.publish()
    del author.story["probes"][0]
    author.publish()
    assert WHY not in learner.takes(author.main)["new"]
    assert learner.find(search="tag:lpcards::retired") == []


def test_a_card_that_comes_back_takes_its_tombstone_up_again(world):
    author, learner = world
    probe = author.story["probes"].pop(0)
    author.publish()
    learner.takes(author.retired)
    author.story["probes"].append(probe)
    assert author.publish()["added"] == [WHY]
    assert not author.retired.exists()
    taken = learner.takes(author.main)
    assert (taken["new"], taken["updated"]) == ([], [WHY])
    assert RETIRED_TAG not in learner.note(WHY)["tags"]
    assert "“Nobody owned the cellar.”" in learner.note(WHY)["fields"]


def test_a_renamed_card_keeps_its_guid_and_its_progress(world):
    author, learner = world
    guid, known = learner.note(WHY)["guid"], learner.progress(card=WHY)
    author.story["probes"][0].update(id="late", was=["why"])
    said = author.publish()
    assert (said["added"], said["retired"]) == ([], [])
    taken = learner.takes(author.main)
    assert (taken["new"], taken["updated"]) == ([], ["cellar/probe/late"])
    assert learner.note("cellar/probe/late")["guid"] == guid
    assert learner.progress(card="cellar/probe/late") == known
    assert known[0][-1] == 1


def test_a_renamed_story_keeps_all_progress(world):
    author, learner = world
    guids = {one[0] for one in learner.notes()}
    (author.content / "cellar.yaml").unlink()
    author.story.update(id="flood", was=["cellar"])
    author.publish()
    taken = learner.takes(author.main)
    assert taken["new"] == []
    assert {one[0] for one in learner.notes()} == guids


def test_a_new_card_under_a_name_that_was_given_up_is_a_card_of_its_own(world):
    author, learner = world
    author.story["probes"][0].update(id="late", was=["why"])
    author.publish()
    del author.story["probes"][0]["was"]
    author.story["probes"].append({"id": "why", "ask": "Why you?", "strong": "I live there."})
    author.publish()
    taken = learner.takes(author.main)
    assert taken["new"] == [WHY]
    assert len({one[0] for one in learner.notes()}) == len(learner.notes()) == 9
    assert learner.progress(card="cellar/probe/late")[0][-1] == 1


def cloze_no_more(author):
    author.rewrite("cards/phrase.py", 'note="cloze"', 'note="question"')


def cloze_again(author):
    author.rewrite("cards/phrase.py", 'note="question"', 'note="cloze"')


def test_a_card_of_another_type_is_a_new_note_and_the_old_one_a_tombstone(world):
    author, learner = world
    cloze_no_more(author)
    said = author.publish()
    assert (said["added"], said["retired"]) == ([PUMP], [PUMP])
    assert learner.takes(author.main)["new"] == [PUMP]
    assert learner.takes(author.retired)["updated"] == [PUMP]
    assert learner.find(search="tag:lpcards::retired") == [PUMP]
    assert sorted(one[3][0] for one in learner.notes()).count(PUMP) == 2
    assert learner.checked() == []


def test_a_card_that_gets_its_type_back_gets_its_old_note_back(world):
    author, learner = world
    guid = learner.note(PUMP)["guid"]
    for turn in (cloze_no_more, cloze_again, cloze_no_more, cloze_again):
        turn(author)
        author.publish()
        learner.takes(author.main)
        learner.takes(author.retired)
    assert len(learner.notes()) == 9
    (live,) = (one for one in learner.notes() if one[3][0] == PUMP and RETIRED_TAG not in one[4])
    assert live[0] == guid
    assert author.build("--check").code == 0


def test_the_learner_s_own_edit_of_an_unchanged_note_stays(world):
    author, learner = world
    learner.edit(card=WHO, field="Extra1", text="The neighbour's dog.")
    learner.tag(card=MEND, tag="marked")
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]
    assert "The neighbour's dog." in learner.note(WHO)["fields"]
    assert "marked" in learner.note(MEND)["tags"]
    assert "The neighbour's dog." in learner.rendered()[WHO][1]


def test_a_changed_note_replaces_the_learner_s_edit_of_it(world):
    author, learner = world
    learner.edit(card=WHY, field="Extra1", text="The neighbour's dog.")
    learner.tag(card=WHY, tag="leech")
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]
    assert "The neighbour's dog." not in learner.note(WHY)["fields"]
    assert "leech" not in learner.note(WHY)["tags"]


def test_an_edit_younger_than_the_edition_holds_until_the_next_change(world):
    author, learner = world
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    learner.edit(card=WHY, field="Extra1", text="mine", at=author.now + 1)
    assert learner.takes(author.main)["updated"] == []
    author.now += 60
    author.story["probes"][0]["strong"] = "It was nobody's."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]


def test_check_database_sets_a_time_in_the_future_to_now(world):
    """A clock that was ahead keeps updates out: until then, or until the database is checked."""
    author, learner = world
    learner.edit(card=WHY, field="Extra1", text="mine", at=present() + 1_000_000)
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == []
    before = present()
    learner.checked()
    assert before <= learner.note(WHY)["mod"] <= present()
    author.story["probes"][0]["strong"] = "It was nobody's."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]


def test_an_anki_of_2024_notes_the_time_of_the_import_and_a_later_one_the_edition_s(world):
    author, learner = world
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    shipped, before = author.lines()[WHY]["mod"], present()
    assert learner.takes(author.main)["updated"] == [WHY]
    noted = learner.note(WHY)["mod"]
    assert (noted == shipped) == (learner.version == "current")
    assert learner.version == "current" or before <= noted <= present()


def test_an_old_edition_imported_late_hides_a_newer_one_from_an_anki_of_2024(world):
    author, learner = world
    author.now = present() - 1800
    for words, name in (("Nobody felt it was theirs.", "older"), ("It was nobody's.", "newer")):
        author.story["probes"][0]["strong"] = words
        author.write()
        author.build()
        (author.folder / f"{name}.apkg").write_bytes(author.main.read_bytes())
        author.now += 600
    assert learner.takes(author.folder / "older.apkg")["updated"] == [WHY]
    arrived = learner.takes(author.folder / "newer.apkg")["updated"]
    assert arrived == ([WHY] if learner.version == "current" else [])
    author.now = present() + 1
    author.story["probes"][0]["strong"] = "It was everybody's."
    author.write()
    author.build()
    assert learner.takes(author.main)["updated"] == [WHY]


@pytest.mark.parametrize("tag", ["leech", "marked"])
def test_tags_of_the_learner_stay_on_unchanged_notes(world, tag):
    author, learner = world
    learner.tag(card=WHY, tag=tag)
    author.story["probes"][1]["strong"] = "I did, on a walk with the dog."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHO]
    assert tag in learner.note(WHY)["tags"]


def test_suspended_moved_and_flagged_cards_stay_so_though_their_notes_change(world):
    author, learner = world
    learner.suspend(card=WHY)
    learner.move(card=WHO, deck="My own")
    learner.flag(card=MEND, flag=3)
    author.story["principle"] = "ownership"
    author.publish()
    assert {WHY, WHO, MEND} <= set(learner.takes(author.main)["updated"])
    cards = {card: rest for card, *rest in learner.cards()}
    assert cards[WHY][2] == -1
    assert cards[WHO][0] == "My own"
    assert cards[MEND][3] == 3


def test_a_field_of_the_learner_s_own_stops_all_updates_until_the_types_are_merged(world):
    author, learner = world
    learner.add_field(name="Mine")
    learner.answer(card=WHY, rating=3)
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    taken = learner.take(package=str(author.main))
    assert WHY in taken["conflicting"]
    assert "theirs" not in str(learner.note(WHY)["fields"])
    before = learner.log(), learner.progress(card=WHY)
    taken = learner.take(package=str(author.main), merge=True)
    assert WHY in taken["updated"]
    assert "theirs" in str(learner.note(WHY)["fields"])
    assert (learner.log(), learner.progress(card=WHY)) == before
    assert any("Mine" in str(model["fields"]) for model in learner.models().values())


def test_the_fields_that_are_the_learner_s_stay_on_notes_that_do_not_change(world):
    author, learner = world
    learner.edit(card=WHY, field="Extra1", text="Ask Ann.", at=author.now - 1)
    learner.edit(card=WHO, field="Extra1", text="In May.", at=author.now - 1)
    assert "Ask Ann." in learner.rendered()[WHY][1]
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHY]
    assert "In May." in learner.note(WHO)["fields"]
    assert "Ask Ann." not in learner.note(WHY)["fields"]


def test_a_card_that_the_learner_deleted_comes_back_as_a_new_one(world):
    """Anki remembers no deletions on import: so the docs say, suspend what you do not want."""
    author, learner = world
    learner.delete(card=WHY)
    learner.suspend(card=PUMP)
    author.publish()
    taken = learner.take(package=str(author.main))
    assert (taken["new"], taken["updated"]) == ([WHY], [])
    assert learner.progress(card=WHY)[0][-1] == 0
    assert {card for card, _, _, queue, _ in learner.cards() if queue == -1} == {PUMP}


def test_a_deleted_tombstone_stays_deleted(world):
    author, learner = world
    del author.story["probes"][0]
    author.publish()
    learner.takes(author.retired)
    learner.delete(card=WHY)
    author.story["probes"][0]["strong"] = "I did, on a walk with the dog."
    author.publish()
    assert learner.takes(author.main)["new"] == []
    assert learner.find(search="tag:lpcards::retired") == []


def test_an_edition_that_was_left_out_is_caught_up_with(world):
    author, learner = world
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    author.story["probes"][1]["strong"] = "I did, on a walk with the dog."
    author.publish()
    assert learner.takes(author.main)["updated"] == [WHO, WHY]


def test_an_older_edition_changes_nothing(world):
    author, learner = world
    older = author.folder / "older.apkg"
    older.write_bytes(author.main.read_bytes())
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.publish()
    learner.takes(author.main)
    notes = learner.notes()
    assert learner.takes(older)["updated"] == []
    assert learner.notes() == notes


def test_an_edition_without_changes_is_no_news(world):
    author, learner = world
    notes, files = learner.notes(), author.files()
    author.publish()
    taken = learner.takes(author.main)
    assert (taken["new"], taken["updated"]) == ([], [])
    assert (learner.notes(), author.files()) == (notes, files)


def test_a_story_cut_into_packages_is_the_same_to_the_learner(world):
    author, learner = world
    notes = learner.notes()
    for cut in ("principle", "scenario"):
        author.build("--split", cut)
    for path in author.decks.glob("*.apkg"):
        taken = learner.takes(path)
        assert (taken["new"], taken["updated"]) == ([], [])
    assert learner.notes() == notes


def test_the_story_of_the_tests_has_notes_of_all_types(world):
    author, learner = world
    assert story() == author.story
    assert sorted(learner.models()) == ["lpcards cloze", "lpcards question", "lpcards story"]
    assert len(learner.notes()) == 8
    assert learner.checked() == []
