import pytest

from lpcards.story.levels import in_field
from stories import guide, made, story


def reflections(levels: object = (), **step: object):
    return made(story(steps={"reflection": step}, levels=levels), "reflection")


def test_each_level_has_its_card_and_they_are_siblings():
    by_level = {
        "sde1": "Check the switch.",
        "senior": {"text": "x", "points": ["no owner", "a list"]},
    }
    cards = reflections(by_level=by_level)
    assert {slot: card.level for slot, card in cards.items()} == {
        "sde1": "sde1",
        "senior": "senior",
    }
    assert {card.group for card in cards.values()} == {"cellar/reflection"}
    assert cards["sde1"].back == "Check the switch."
    assert cards["senior"].items == ("no owner", "a list")


def test_the_level_and_its_seconds_are_on_top():
    card = reflections(by_level={"senior": "No owner."}, seconds=12)["senior"]
    assert (card.top, card.seconds) == ("Cellar · Senior SDE · 12 s", 12)


def test_a_level_is_called_what_its_author_calls_it():
    card = reflections([{"level": "l5", "name": "Level Five"}], by_level={"l5": "No owner."})["l5"]
    assert card.top == "Cellar · Level Five · 15 s"


@pytest.mark.parametrize("field", ["product", "management", "other"])
def test_elsewhere_than_in_software_levels_have_other_names(field):
    by_level = {"sde1": "A pump.", "sde2": "A check.", "senior": "No owner.", "l5": "x"}
    file = story(steps={"reflection": {"by_level": by_level}}, field=field)
    tops = [card.top.split(" · ")[1] for card in made(file, "reflection").values()]
    assert tops == ["Entry level", "Experienced", "Lead", "L5"]


def test_a_story_of_no_field_is_told_in_the_learners():
    file = story(steps={"reflection": {"by_level": {"senior": "No owner."}}})
    for said, told in (
        (file, "Senior SDE"),
        (in_field(file, "product"), "Lead"),
        (in_field(in_field(file, "software"), "product"), "Senior SDE"),
    ):
        assert made(said, "reflection")["senior"].top == f"Cellar · {told} · 15 s"


def test_a_reflection_may_stand_with_its_level_instead():
    levels = [{"level": "sde1", "reflection": "Oil it."}, {"level": "sde2", "reflection": "List."}]
    cards = reflections(levels, by_level={"sde1": "Check the switch."})
    assert cards["sde1"].back == "Check the switch."
    assert cards["sde2"].back == "List."
    assert cards["sde2"].place == ("levels", 1, "reflection")


def test_without_levels_the_key_phrases_are_asked_of_everybody():
    card = reflections(key_phrases=["no owner", "a list"])["phrases.list"]
    assert (card.level, card.items) == ("", ("no owner", "a list"))
    both = reflections(key_phrases=["no owner", "a list"], by_level={"sde1": "x"})
    assert list(both) == ["sde1"]


def test_the_difference_between_levels_is_asked_once_from_the_guide():
    contrast = {"id": "up", "ask": "What has the senior more?", "answer": "The cause."}
    card = made(guide(contrasts=[contrast, {"id": "down", "ask": "Less?"}]), "reflection")
    assert list(card) == ["up"]
    assert card["up"].back == "The cause."
