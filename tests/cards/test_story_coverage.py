"""Stories against principles and questions."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from lpcards.cards.choices import CommonQuestion as Asked
from lpcards.cards.choices import Story, how_it_answers, how_it_serves
from lpcards.cards.story_coverage import by_principle, coverage_of
from lpcards.terminal.text_lines import column_letters, sign_table

NAMES = ("ownership", "dive-deep", "frugality", "think-big")


def teller(name, principle, also=(), pivots=(), asked=()):
    named = tuple(Asked(ask, principle) for ask in asked)
    about = (name, principle, also, True, "x.yaml", 1)
    return Story(name, "scenario", name, *about, asked=named, pivots=pivots)


some = st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple)
tellers = st.lists(
    st.builds(
        teller,
        name=st.text("abcdef", min_size=1, max_size=3),
        principle=st.sampled_from(NAMES),
        also=some,
        pivots=some,
        asked=st.lists(st.sampled_from(["When did you save money?", "Why?"]), max_size=1).map(
            tuple
        ),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
QUESTIONS = [
    Asked("When did you take something on?", "ownership"),
    Asked("When did you go down to the detail?", "dive-deep"),
    Asked("How did you save some money?", "frugality"),
    Asked("When did you aim high?", "think-big"),
    Asked("What did you throw away?", "frugality"),
]


@given(tellers)
def test_a_story_stands_where_it_serves_and_nowhere_else(stories):
    found = coverage_of(stories, NAMES, QUESTIONS)
    for name in NAMES:
        assert found.principles[name] == {
            one.id: how for one in stories if (how := how_it_serves(name, one))
        }
        assert (name in found.thin) == (len(found.principles[name]) < 2)


@given(tellers)
def test_a_question_is_answered_by_those_who_name_it_first(stories):
    for one in coverage_of(stories, NAMES, QUESTIONS).questions:
        hows = [how in {"asked", "alike"} for how in one.stories.values()]
        assert hows == sorted(hows, reverse=True)
        question = Asked(one.ask, one.principle)
        answered = {story.id: how_it_answers(question, story) for story in stories}
        assert one.stories == {story: how for story, how in answered.items() if how}


def test_a_question_about_no_principle_is_answered_by_who_names_it():
    stories = [teller("a", "ownership"), teller("b", "ownership", asked=("Why?",))]
    asked = [
        Asked("Why?", "all"),
        Asked("Who?", "all"),
        Asked("What?", "all", "a"),
    ]
    found = coverage_of(stories, NAMES, asked)
    assert [one.stories for one in found.questions] == [{"b": "asked"}, {}, {"a": "asked"}]
    assert (found.answered, found.unasked) == (2, ())


def test_questions_stand_with_their_principles_and_those_of_none_come_last():
    asked = [
        Asked("A?", "all"),
        Asked("B?", "think-big"),
        Asked("C?", "ownership"),
    ]
    assert [one.ask for one in by_principle(asked, NAMES)] == ["C?", "B?", "A?"]


def test_a_story_that_would_be_told_for_everything_is_named():
    wide = teller("wide", "ownership", NAMES, NAMES)
    other = teller("other", "dive-deep")
    found = coverage_of([wide, other], NAMES, QUESTIONS)
    assert (found.overused, found.overused_for) == ("wide", 4)
    assert coverage_of([wide], NAMES, QUESTIONS).overused == ""
    each = [teller(name, name) for name in NAMES]
    assert coverage_of(each, NAMES, QUESTIONS).overused == ""


def test_stories_that_name_no_question_are_named():
    stories = [teller("a", "ownership"), teller("b", "ownership", asked=("Why?",))]
    assert coverage_of(stories, NAMES, QUESTIONS).unasked == ("a",)


@given(st.integers(1, 60), st.integers(20, 76))
@example(800, 40)
def test_a_grid_fits_its_width_and_shows_every_column_once(count, width):
    labels = [*column_letters([str(n) for n in range(count)]).values()]
    assert len(set(labels)) == count
    rows = [("Success and Scale", ["#"] * count), ("漢字" * 9, ["."] * count)]
    lines = [*sign_table(labels, rows, width)]
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("#") for line in lines) == count
    assert [word for line in lines if line.startswith("  ") for word in line.split()] == labels
