"""A story as one level says it."""

from lpcards.practice.script import script_of
from lpcards.story.levels import at_level, in_field, level_name
from lpcards.story.passages import sections_of
from stories import guide, story

BEATS = [
    {"id": "find", "name": "Find it", "key_phrases": ["I pulled", "I traced"]},
    {"id": "mend", "name": "Mend it", "key_phrases": ["I wrote", "I asked"]},
]
STEPS = {
    "situation": {
        "seconds": 30,
        "example": "The cellar was wet, 9 crates of it, and the water rose.",
        "key_phrases": ["wet", {"text": "9 crates", "must": True}, "the water rose"],
    },
    "action": {
        "example": "I pulled the plan. I traced it. I wrote it up. I asked.",
        "beats": BEATS,
    },
    "reflection": {"example": "A pump.", "by_level": {"senior": "No owner.", "sde1": "A float."}},
}
TOLD = {
    "situation": "Nobody owned the pump, and the water rose.",
    "action": "I pulled the\nplan, and I traced it.",
}
SENIOR = {"level": "senior", "seconds": {"situation": 20}, "told": TOLD}


def cellar(**parts):
    return story(**{"steps": STEPS, "levels": [SENIOR], **parts})


def test_a_level_says_steps_in_its_own_words_and_seconds_and_all_else_as_the_story_does():
    told = at_level(cellar(), "senior").steps
    assert (told.situation.example, told.situation.seconds) == (TOLD["situation"], 20)
    assert told.action.example == TOLD["action"]
    assert told.reflection.example == "No owner."
    assert told.task == cellar().steps.task
    assert at_level(cellar(), "sde1").steps.situation == cellar().steps.situation
    assert at_level(cellar(), "sde1").steps.reflection.example == "A float."


def test_for_a_level_of_which_it_says_nothing_the_story_stays_as_it_is():
    assert at_level(cellar(), "sde2") == at_level(cellar(), "") == cellar()


def test_only_what_a_levels_words_hold_must_be_heard_and_what_may_not_be_missed():
    told = at_level(cellar(), "senior").steps
    assert [phrase.text for phrase in told.situation.key_phrases] == ["9 crates", "the water rose"]
    [beat] = told.action.beats
    assert (beat.id, [phrase.text for phrase in beat.key_phrases]) == (
        "find",
        ["I pulled", "I traced"],
    )


def test_words_that_hold_no_key_phrase_leave_all_of_them():
    levels = [{"level": "senior", "told": {"situation": "It was damp.", "action": "I left."}}]
    steps = {**STEPS, "situation": {"example": "It was wet.", "key_phrases": ["wet", "rising"]}}
    told = at_level(cellar(steps=steps, levels=levels), "senior").steps
    assert len(told.situation.key_phrases) == 2
    assert [len(beat.key_phrases) for beat in told.action.beats] == [2, 2]


def test_what_is_read_is_what_the_level_says_and_its_heading_names_the_level():
    headings = {section.heading: section for section in sections_of(cellar(), "senior")}
    assert headings["Situation · Senior SDE"].text == TOLD["situation"]
    assert headings["Situation · Senior SDE"].seconds == 20
    assert headings["Reflection · Senior SDE"].text == "No owner."
    plain = {section.heading: section.text for section in sections_of(cellar())}
    assert plain["Situation"] == STEPS["situation"]["example"]
    assert sections_of(cellar(), "sde2") == sections_of(cellar())
    other = [section.heading for section in sections_of(cellar(field="other"), "senior")]
    assert other == ["Situation · Lead", "Action · Lead", "Reflection · Lead"]


def test_what_is_said_aloud_is_what_the_level_says():
    script = script_of(in_field(cellar(), "management"), "senior")
    assert script.level == "Lead"
    assert [(part.title, part.seconds, part.card.items) for part in script.parts] == [
        ("Situation", 20, ("9 crates", "the water rose")),
        ("Action, beat 1 of 1: Find it", 90, ("I pulled", "I traced")),
        ("Reflection", 15, ("No owner.",)),
    ]
    assert script_of(cellar(), "sde2").level == ""
    assert len(script_of(cellar(), "sde2").parts) == 4


def test_a_level_is_called_by_its_author_then_by_the_field_then_by_its_id():
    levels = [{"level": "senior", "name": "Staff"}]
    assert level_name("senior", guide(levels=levels)) == "Staff"
    assert level_name("sde2", guide(levels=levels)) == "SDE2"
    assert level_name("sde2", guide(field="product")) == "Experienced"
    assert level_name("team-lead", guide()) == "Team lead"
