"""A sense is found however it is worded; denied, quoted, thought of or taken back it is not."""

import pytest

from lpcards.english.senses import SENSES, senses_in, senses_of_phrase

FOUND = {
    "told-to": [
        "My manager asked me to look at the failing job.",
        "I was tasked with finding the bottleneck.",
        "My team lead had told me to clean it up.",
        "I got assigned to the migration.",
        "I got handed the task.",
        "The head of sales wanted me to call them.",
        "The ticket was then handed to me.",
        "I was asked by my boss to write the report.",
        "Our director instructed me to plan it.",
        "I did what I was told.",
        "She gave me the task? No, my supervisor gave me the task.",
        "- asked by PM to investigate",
    ],
    "waited": [
        "I waited until somebody had approved the ticket.",
        "So I waited for my manager's decision.",
        "I held off until the next sprint.",
        "I reported it, and waited to hear back.",
        "I put it in the backlog.",
        "It had to wait until the next release.",
    ],
    "handed-on": [
        "I forwarded the case to head office.",
        "I passed the complaint on to my supervisor.",
        "Then I raised the issue with the vendor.",
        "I opened a ticket with the platform team.",
        "I escalated it.",
        "I pushed it to the vendor.",
        "I left it to the night shift.",
    ],
    "free-time": [
        "I had a bit of spare time that week.",
        "As I had nothing else to do, I looked at the shelf.",
        "It was a slow week, so I tried it.",
        "I was between projects.",
        "I wasn't busy.",
    ],
    "all-happy": [
        "The team was very happy with it.",
        "Everyone loved it.",
        "My boss was impressed.",
        "The feedback was really positive.",
        "It was a big success.",
        "Everything went smoothly.",
    ],
    "blame": ["It was all their fault.", "Marketing dropped the ball."],
    "perfectionist": ["I'm just a perfectionist.", "I care too much."],
    "overtime": ["I worked nights and weekends and got it done."],
}
PASS = [
    "Nobody told me to.",
    "I was not asked to look at it.",
    "My manager never asked me to look at it.",
    "My manager asked me to stop.",
    "A customer asked me to look at it.",
    'My colleague said "my boss told me to do it" and left.',
    "If my manager had asked me to write it, I would have.",
    "My manager asked me to look at one job. I chose to read all nine.",
    "I was told to patch it, but I decided to find the cause.",
    "I didn't wait until the ticket was planned.",
    "I waited twenty minutes for the build.",
    "I waited for him to finish.",
    "Instead of what I might have waited for, I called.",
    "Clients kept the old letter, and waited for a new one that repeated them.",
    "I forwarded the case to head office with the three photos.",
    "I reported it to the vendor, and then I wrote the patch.",
    "I read the report to the team.",
    "I had no spare time.",
    "It was the slow road to town.",
    "Nobody was happy.",
    "29 of 31 guests were happy.",
    "I was happy to stay.",
    "They were not amused.",
    "It wasn't their fault.",
    "I worked two nights on it.",
    "",
]


@pytest.mark.parametrize(
    ("sense", "text"), [(sense, text) for sense, several in FOUND.items() for text in several]
)
def test_a_sense_is_found_in_other_words(sense, text):
    assert [one.sense for one in senses_in(text)] == [sense]


@pytest.mark.parametrize("text", PASS)
def test_what_is_denied_quoted_thought_of_or_taken_back_passes(text):
    assert [*senses_in(text)] == []


def test_each_sense_is_tried():
    assert FOUND.keys() == {*SENSES}


def test_a_mood_is_a_fault_in_what_came_out_and_not_in_the_scene():
    text = "Clients were happy. My manager asked me to look at it."
    assert [one.sense for one in senses_in(text)] == ["all-happy", "told-to"]
    assert [one.sense for one in senses_in(text, is_scene=True)] == ["told-to"]


def test_a_phrase_has_the_sense_of_its_words_and_how_much_of_it_that_is():
    assert senses_of_phrase("My manager asked me to look at it.").keys() == {"told-to"}
    whole = senses_of_phrase("Everybody was happy.")["all-happy"]
    assert whole > senses_of_phrase("It got better and everybody was happy.")["all-happy"]


def test_words_stand_where_they_are_said_to():
    text = "I looked. Then my manager wanted me to stay longer. I had nothing else to do."
    words = [text[one.start : one.end] for one in senses_in(text)]
    assert words == ["I had nothing else to do"]
