"""What is said of a file, a card or a part to read: its words, and no picture."""

from lpcards.advice.coaching import answer_of
from lpcards.cards.card import Card, seconds_of, seconds_to_read
from lpcards.practice.hints import hints_of
from lpcards.practice.judging import judged
from lpcards.sharing.story_sheet import sheet_page
from lpcards.story.reading_parts import parts_of
from lpcards.story.said_file import said_by
from stories import story

PICTURE = "![two jobs. Both wait at the lock. Nobody moves for eleven long minutes](lock.svg)"
SAID = story(overview="I drew it.", probes=[{"id": "why", "ask": "Why?", "strong": "Two, one."}])
SHOWN = story(
    overview=f"I drew {PICTURE} it.",
    probes=[{"id": "why", "ask": f"Why? {PICTURE}", "strong": f"{PICTURE} Two, one."}],
)


def card(**values):
    return Card("a/probe/b", "probe", "a", "ownership", "g", "top", "Why?", **values)


def test_a_file_is_said_without_its_pictures_and_links():
    assert said_by(SHOWN) == SAID
    assert said_by(story(overview="See [the page](https://a.b).")).overview == "See the page."
    assert said_by(SAID) is SAID


def test_a_typed_answer_need_not_say_what_a_picture_shows():
    asked = card(back="", items=(f"two writers {PICTURE}", "one lock"))
    for match in judged(asked, [0, 1], "two writers, one lock").matches:
        assert (match.verdict, match.is_whole) == ("hit", True)
    said = "two writers had one lock"
    grades = [judged(card(back=back), [], said).grade for back in (said, f"{said} {PICTURE}")]
    assert grades == [5, 5]


def test_an_answer_that_is_a_picture_alone_is_told_by_its_words():
    assert judged(card(back="![both at the lock](a.svg)"), [], "both at the lock").grade == 5


def test_hints_give_no_letters_of_a_picture():
    shown, said = (card(back="", items=(item, "one lock")) for item in (f"two {PICTURE}", "two"))
    assert hints_of(shown, [0, 1]) == hints_of(said, [0, 1])


def test_a_picture_takes_no_time_to_say():
    assert seconds_of(card(back=f"{PICTURE} two")) == seconds_of(card(back="two"))
    assert seconds_to_read(f"two {PICTURE}") == seconds_to_read("two")


def test_no_picture_is_parted_where_a_text_is_read_in_parts():
    for before in range(120):
        text = " ".join([*["It grew."] * before, PICTURE, *["It fell."] * 40])
        assert sum(part.count(PICTURE) for part in parts_of(text)) == 1, before


def test_a_coached_text_keeps_its_places():
    text = f"I saw it {PICTURE} grow to 40."
    [part] = answer_of(text, {"situation": 9, "task": 9}).parts
    assert part.text == f"I saw it {' ' * len(PICTURE)} grow to 40."


def test_a_sheet_cuts_no_picture():
    page = sheet_page(SHOWN, [])
    assert page.headline == "I drew it."
    assert "](" not in str(page.blocks)
    assert [line.picture for line in page.blocks[-1].lines] == ["lock.svg"]
