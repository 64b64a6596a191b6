from stories import guide, made, story

SENIOR = {"level": "senior", "bar": ["leads", "sees"], "adds": ["the cause"], "minutes": "3"}


def test_the_bar_asks_how_many_things_there_are():
    cards = made(guide(levels=[SENIOR]), "level")
    assert cards["senior.bar"].top == "Senior SDE · bar"
    assert cards["senior.bar"].front == "What two things must the story show?"
    assert cards["senior.bar"].items == ("leads", "sees")


def test_a_bar_in_one_sentence_may_bring_its_own_question():
    bar = {"level": "sde1", "bar": "A little.", "bar_ask": "How much ownership?"}
    card = made(guide(levels=[bar]), "level")["sde1.bar"]
    assert (card.front, card.back) == ("How much ownership?", "A little.")
    plain = made(guide(levels=[{**bar, "bar_ask": ""}]), "level")["sde1.bar"]
    assert plain.front == "What must the story show?"


def test_the_cards_of_a_level_are_siblings_and_for_that_level():
    cards = made(guide(levels=[SENIOR]), "level")
    assert {card.level for card in cards.values()} == {"senior"}
    assert {card.group for card in cards.values()} == {"all-of-it/level/senior"}


def test_the_minutes_of_the_levels_are_asked_together_once_from_the_guide():
    levels = [{"level": "sde1", "minutes": "2"}, SENIOR]
    card = made(guide(levels=levels), "level")["minutes.list"]
    assert card.front == "The whole story, in minutes: SDE1, Senior SDE?"
    assert card.items == ("SDE1: 2", "Senior SDE: 3")
    assert "minutes.list" not in made(story(levels=levels), "level")


def test_levels_are_called_what_the_field_calls_them():
    levels = [{"level": "sde1", "minutes": "2"}, SENIOR]
    software, product = (
        made(guide(levels=levels, field=field), "level")["minutes.list"]
        for field in ("software", "product")
    )
    assert product.front == "The whole story, in minutes: Entry level, Lead?"
    assert product.items == ("Entry level: 2", "Lead: 3")
    assert product.fingerprint == software.fingerprint


def test_a_story_says_which_story_it_is():
    cards = made(story(levels=[SENIOR]), "level")
    assert cards["senior.bar"].top == "Cellar · Senior SDE · bar"
    assert cards["senior.adds"].top == "Cellar · Senior SDE · adds"
