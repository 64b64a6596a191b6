from stories import guide, made, story

MOVES = [{"text": "I cut", "fact": "the power"}, {"text": "I set", "fact": "the pump"}]
BEATS = [
    {"id": "stop", "name": "Stop the water", "key_phrases": MOVES},
    {"id": "dry", "name": "Dry it out", "key_phrases": MOVES[:1], "was": ["air"]},
]


def steps(**parts: object):
    return made(story(steps=parts), "step")


def test_a_step_is_said_aloud_in_its_seconds_phrase_by_phrase():
    card = steps(task={"seconds": 15, "key_phrases": MOVES, "cue": "whose cellar?"})["task"]
    assert card.top == "Cellar · Task · 15 s"
    assert card.front == "Say the Task aloud: whose cellar?"
    assert card.items == ('"I cut": the power', '"I set": the pump')
    assert card.seconds == 15


def test_without_a_cue_and_seconds_the_usual_ones_stand():
    card = steps(situation={"key_phrases": MOVES})["situation"]
    assert card.front == "Say the Situation aloud: what was wrong, how did it come to light?"
    assert card.seconds == 30


def test_a_single_phrase_is_a_plain_card():
    card = steps(task={"key_phrases": ["not my cellar"]})["task"]
    assert (card.back, card.items) == ("not my cellar", ())


def test_more_phrases_than_one_can_recall_are_no_checklist():
    card = steps(action={"key_phrases": [f"move {number}" for number in range(7)]})["action"]
    assert card.items == ()
    assert len(card.back.splitlines()) == 7


def test_phrases_that_must_be_heard_are_marked():
    must = {"text": "40 cm", "must": True}
    assert steps(situation={"key_phrases": ["water", must]})["situation"].must == (1,)


def test_a_step_without_phrases_makes_no_card():
    assert steps(situation={"example": "Water everywhere."}) == {}


def test_the_action_is_asked_beat_by_beat_and_its_beats_last():
    cards = steps(action={"beats": BEATS, "hint": "S - D", "key_phrases": ["never asked"]})
    assert list(cards) == ["action.stop", "action.dry", "beats.list"]
    assert cards["action.stop"].top == "Cellar · Action, beat 1 of 2"
    assert cards["action.stop"].front.startswith("Stop the water: two things you did")
    assert cards["action.dry"].front.startswith("Dry it out: one thing you did")
    assert cards["beats.list"].front == "The Action has two beats. Which?"
    assert cards["beats.list"].items == ("Stop the water", "Dry it out")


def test_the_beats_are_siblings_and_their_list_waits_for_them():
    cards = steps(action={"beats": BEATS, "hint": "S - D"})
    assert {card.group for card in cards.values()} == {"cellar/action"}
    assert cards["beats.list"].after == ("cellar/step/action.stop", "cellar/step/action.dry")


def test_without_a_cue_for_them_the_names_of_the_beats_are_not_asked():
    assert list(steps(action={"beats": BEATS})) == ["action.stop", "action.dry"]


def test_each_beat_shows_where_on_the_way_it_is():
    cards = steps(action={"beats": BEATS})
    assert {card.below for card in cards.values()} == {"Action: Stop the water · Dry it out"}


def test_one_beat_is_no_list_and_no_way():
    cards = steps(action={"beats": BEATS[:1], "hint": "S"})
    assert list(cards) == ["action.stop"]
    assert cards["action.stop"].below == ""


def test_a_renamed_beat_keeps_its_history():
    assert steps(action={"beats": BEATS})["action.dry"].was == ("cellar/step/action.air",)


def test_the_seconds_of_all_steps_are_asked_once_from_the_guide():
    targets = {"situation": {"seconds": 30, "stop_by": 45}, "task": 20}
    card = made(guide(targets=targets), "step")["targets.list"]
    assert card.items == ("S 30 (45 at most)", "T 20")
