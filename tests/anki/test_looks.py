"""How cards look and what they say beside the text: lists to tick, quotes, decks' descriptions."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from author import PUMP, READ, WHO, WHY, story
from lpcards.anki.deck_description import DESCRIPTION
from lpcards.anki.fields import cloze, field_of, prose, ticks_of
from lpcards.anki.note_types import SORTED_BY
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, STORY
from lpcards.anki.typography import TypeSetter, typeset
from showing import document_of

EARLIER = Path(__file__).parent / "earlier_edition"
"""A story and its decks, as they were before cards could be ticked and stories read in Anki."""
BOX = '<input type="checkbox">'
HEBREW = "\u05d1\u05d3\u05e7\u05ea\u05d9 \u05d0\u05ea \u05d4\u05d9\u05d5\u05de\u05df"


# Quotes and arrows


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ('"Why so late?"', "“Why so late?”"),
        ("I don't know the drivers' list", "I don\u2019t know the drivers\u2019 list"),
        ("'quoted' and 'so on'", "\u2018quoted\u2019 and \u2018so on\u2019"),
        ("\"'No' is an answer,\" he said", "“\u2018No\u2019 is an answer,” he said"),
        ("the '90s, 'em, rock 'n' roll", "the \u201990s, \u2019em, rock \u2019n\u2019 roll"),
        ('say ("no")', "say (“no”)"),
        ("a 27\" monitor, 6' high", "a 27\" monitor, 6' high"),
        ('at "5 o\'clock"', "at “5 o\u2019clock”"),
        ("one of eight -> six of eight", "one of eight → six of eight"),
        ("back <- there <-> here", "back ← there ↔ here"),
        ("ptr->next and a--b", "ptr->next and a--b"),
        ('„so" und «so»', '„so" und «so»'),
        ("“so” it\u2019s", "“so” it\u2019s"),
    ],
)
def test_quotes_and_arrows_are_set_as_in_a_book(text, set_as):
    assert typeset(text) == set_as


def test_what_runs_from_right_to_left_is_left_alone():
    for text in (f'"{HEBREW}" -> 5', '\u05e6\u05d4"\u05dc'):
        assert typeset(text) == text


def test_code_stays_as_it_is_and_quotes_go_around_it():
    assert field_of('"`a -> \'b\'`" -> **"c"**') == ("“<code>a -&gt; 'b'</code>” → <b>“c”</b>")


def test_a_quote_may_open_before_a_blank_and_close_behind_it():
    assert cloze('I said: "', "sorry", '" twice', "'what'?") == (
        "I said: “{{c1::sorry::\u2018what\u2019?}}” twice"
    )


@given(st.lists(st.text(alphabet="ab \"'-><(5\u201c\u2019\n")))
def test_setting_changes_nothing_but_quotes_and_arrows(parts):
    setter = TypeSetter()
    done = "".join(setter.set(part, goes_on=True) for part in parts)
    for mark, plain in zip(
        "“”\u2018\u2019→←↔", ('"', '"', "'", "'", "->", "<-", "<->"), strict=True
    ):
        done = done.replace(mark, plain)
    before = "".join(parts).replace("\u201c", '"').replace("\u2019", "'")
    assert done == before
    once = typeset("".join(parts))
    assert typeset(once).count('"') <= once.count('"')


# Lists


def test_what_is_to_be_said_can_be_ticked_without_a_script():
    html = ticks_of(["one", "two"], [1])
    assert html.count(BOX) == html.count("<label>") == 2
    assert html.count("(must)") == 1
    assert "script" not in html
    assert "onclick" not in html


def test_an_item_runs_as_most_of_its_letters_do():
    html = ticks_of([f"API {HEBREW}", f"{HEBREW} {'x' * 99}", "plain words", "5"])
    assert re.findall(r"<li([^>]*)>", html) == [
        ' dir="rtl"',
        ' dir="rtl"',
        ' dir="ltr"',
        ' dir="ltr"',
    ]
    assert "dir=" not in ticks_of(["plain words"])
    assert '<li dir="rtl">API' in prose(f"- API {HEBREW}\n- {HEBREW}")
    assert '<ol start="2"><li dir="rtl">API' in prose(f"2. API {HEBREW}")


SIDES = """<!doctype html><meta charset="utf-8"><style>STYLE</style>
<body class="card"><div class="lp-card"><div class="lp-items" dir="auto">LIST</div></div><script>
const all = [...document.querySelectorAll("li")].map(item => {
  const box = item.querySelector("input").getBoundingClientRect();
  const words = item.querySelector("span").getBoundingClientRect();
  const whole = item.getBoundingClientRect();
  return box.x >= whole.x && box.right <= whole.right && box.width > 9
    ? (box.x < words.x ? "left" : "right") : "outside";
});
document.body.textContent = all.join(" ") + (document.documentElement.scrollWidth > innerWidth);
</script>"""


def test_the_box_of_an_item_stands_where_its_text_begins(tmp_path):
    from lpcards.anki.note_types import css

    page = tmp_path / "list.html"
    html = ticks_of([f"API {HEBREW}", f"{HEBREW} " * 40, "plain words", "x" * 400])
    page.write_text(SIDES.replace("STYLE", css()).replace("LIST", html), encoding="utf-8")
    assert re.search(r"<body[^>]*>([^<]*)", document_of(str(page)))[1] == (
        "right right left leftfalse"
    )


# From the edition before


@pytest.fixture
def led_on(author, learner):
    """Return an author whose decks are of an earlier version, and a learner who has them."""
    author.decks.mkdir()
    shutil.copyfile(EARLIER / "manifest", author.decks / "manifest")
    shutil.copyfile(EARLIER / "cellar.yaml", author.content / "cellar.yaml")
    learner.takes(EARLIER / "lpcards.apkg")
    for card, rating in ((WHY, 3), (PUMP, 4), (WHO, 1)):
        learner.answer(card=card, rating=rating)
    return author, learner


def test_who_has_the_edition_before_gets_the_new_looks_in_place(led_on):
    author, learner = led_on
    before = {one[3][0]: one[0] for one in learner.notes()}
    author.now += 7200
    said = author.build("--json").json
    assert (said["added"], said["retired"]) == ([READ], [])
    assert sorted(said["types"]) == ["cloze", "question"]
    taken = learner.takes(author.main)
    assert taken["new"] == [READ]
    assert set(taken["updated"]) == set(said["changed"])
    after = {one[3][0]: one[0] for one in learner.notes()}
    assert after == {**before, READ: after[READ]}
    assert sorted(learner.models()) == ["lpcards cloze", "lpcards question", "lpcards story"]
    assert learner.checked() == []
    assert {deck for _, deck, *_ in learner.cards()} == {"lpcards::Dive Deep"}
    front, back = learner.rendered()[WHY]
    assert BOX not in front
    assert back.count(BOX) == 2
    assert "One missing: <b>Hard</b>" in back
    assert "“nobody" not in front
    assert "nobody “owned” it" in back
    assert "two floods → one pump" in back
    assert "Key phrase:" in learner.rendered()[PUMP][1]
    assert "Key phrase:" not in learner.rendered()[PUMP][0]
    assert "<b>Hard</b>" not in learner.rendered()[WHO][1]
    learner.takes(author.main)


def test_the_sort_field_of_cards_stays_since_another_one_wants_a_full_sync(led_on):
    author, learner = led_on
    assert {QUESTION: 0, CLOZE: 0, STORY: FIELDS[STORY].index("Title")} == SORTED_BY
    before = learner.schema()
    author.rewrite("anki/note_types.py", "{QUESTION: 0", "{QUESTION: 2")
    author.now += 7200
    author.build()
    learner.take(package=str(author.main))
    assert learner.schema() > before


# What a deck says of itself


def test_a_deck_says_how_to_grade_and_where_it_comes_from(author, learner):
    author.publish()
    learner.takes(author.main)
    assert learner.descriptions() == {"lpcards": [DESCRIPTION, True]}
    for words in ("*Good*", "*Hard*", "*Again*", "MIT", "tag:lpcards::retired", "`ID`"):
        assert words in DESCRIPTION


def test_a_deck_of_another_name_says_it_and_those_above_it_do_not(author, learner):
    author.set(deck="Interview::LP")
    author.publish()
    learner.takes(author.main)
    assert {name for name, (text, _) in learner.descriptions().items() if text} == {"Interview::LP"}


def test_an_import_puts_the_description_in_the_place_of_the_learner_s(author, learner):
    """The docs say so: Anki has no option for it."""
    author.publish()
    learner.takes(author.main)
    learner.describe(deck="lpcards", text="mine")
    learner.takes(author.main)
    assert learner.descriptions()["lpcards"][0] == DESCRIPTION


def test_another_description_is_built_and_is_no_edition(author):
    author.publish()
    lines = author.lines()
    author.rewrite("anki/deck_description.py", "Made with", "Written by")
    author.build("--check", code=1)
    author.build()
    author.build("--check")
    assert author.lines() == lines


def test_the_story_of_the_earlier_edition_has_what_is_tested():
    assert {"probes", "steps", "quizzes"} <= story().keys()
    assert sorted(path.name for path in EARLIER.iterdir()) == [
        "cellar.yaml",
        "lpcards.apkg",
        "manifest",
    ]
