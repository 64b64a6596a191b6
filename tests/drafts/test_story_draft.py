"""Notes to a story: their own words in their own order, and nothing that they do not say."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.gaps import texts_of
from lpcards.cards.kinds import cards_from
from lpcards.drafts.draft_text import draft_yaml
from lpcards.drafts.notes import draft_of, prose, shifted
from lpcards.drafts.notes.marked_notes import read_notes
from lpcards.drafts.notes.note_lines import sentences_of
from lpcards.story.decoding import decoded
from lpcards.story.models import STEPS, Scenario
from lpcards.story.reading import read_source

NOTES = sorted((Path(__file__).parent / "notes").glob("*.txt"))
each = pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
MARKS = {"s", "t", "a", "r", "q", "situation", "task", "what", "i", "did", "impact", "reflection"}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def story(text: str) -> Scenario:
    text = draft_yaml(draft_of(text), "a-story", "ownership", "s.json")
    source = read_source("a", text.encode())
    assert source.file is not None, source.problems
    assert {problem.severity for problem in source.problems} <= {"advice"}
    return source.file


def texts_in(file: Scenario) -> str:
    return "\n".join([file.title, file.short, *texts_of(file)])


def examples(file: Scenario) -> str:
    return " ".join(getattr(file.steps, name).example or "" for name in STEPS)


@each
def test_every_word_of_the_story_is_a_word_of_the_notes(path):
    text = path.read_text("utf-8")
    known = set(words(text))
    assert not [word for word in words(texts_in(story(text))) if word not in known and word != "a"]


@each
def test_every_figure_of_the_story_is_a_figure_of_the_notes(path):
    text = path.read_text("utf-8")
    figures = re.findall(r"\d[\d.,]*\d|\d", texts_in(story(text)))
    assert figures
    assert all(re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d)", text) for one in figures)


@each
def test_no_word_of_the_notes_is_lost(path):
    text = path.read_text("utf-8")
    left = words(texts_in(story(text)))
    assert {word for word in words(text) if word not in left} <= MARKS | {
        "1",
        "2",
        "3",
        "4",
        "5",
        "learning",
    }


@each
def test_the_story_makes_cards_at_once(path):
    kinds = {card.kind for card in cards_from(story(path.read_text("utf-8")))}
    assert {"step", "result"} <= kinds


@each
def test_every_key_phrase_has_the_id_that_makes_its_card(path):
    steps = story(path.read_text("utf-8")).steps
    phrases = [one for name in STEPS for one in getattr(steps, name).key_phrases]
    phrases += [one for beat in steps.action.beats for one in beat.key_phrases]
    assert phrases
    assert all(one.id for one in phrases)


@each
def test_what_is_a_guess_says_so(path):
    text = draft_yaml(draft_of(path.read_text("utf-8")), "a", "ownership", "s.json")
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if re.match(
            r"    - id: |      (metric|business|second_order): .", line
        ) and at < lines.index("probes:"):
            assert line.endswith("# proposed")


def test_marks_decide_where_sentences_go():
    file = story((NOTES[0].parent / "marked.txt").read_text("utf-8"))
    steps = file.steps
    assert (file.title, file.short) == ("Late invoices", "Late invoices")
    assert steps.situation.example.startswith("Every month 340 invoices")
    assert steps.task.example == "The billing job belonged to finance IT. Nobody had asked me."
    assert steps.action.example.endswith("I added an alert on the queue.")
    assert steps.reflection.example == "I'd ask who watches a queue before it is built."
    assert steps.result.needs.business.text == "That is about $12,000 of interest a year."
    assert [(one.ask, one.strong.answer) for one in file.probes] == [
        ("Why you?", "I had seen it, and they hadn't."),
        ("How sure were you that it was the query?", None),
    ]


def test_a_monologue_is_cut_where_its_steps_begin():
    text = (NOTES[0].parent / "monologue.txt").read_text("utf-8")
    assert len(text.split()) >= 600
    file = story(text)
    steps = file.steps
    assert steps.situation.example.startswith("So this was back in spring")
    assert "my job was just to fix broken ones" in steps.situation.example + steps.task.example
    assert "I pulled the logs from forty pumps" in steps.action.example
    assert "alarms went from 300 to 90 a night" in steps.result.example
    assert "Looking back" in steps.reflection.example
    assert words(examples(file)) == words(text)
    assert len(file.steps.action.beats) >= 3


def test_key_phrases_are_verbs_with_i_and_figures():
    beats = draft_of((NOTES[0].parent / "marked.txt").read_text("utf-8")).beats
    moves = [move for beat in beats for move in beat.moves]
    assert [(one.text, one.fact) for one in moves][:2] == [
        ("I pulled", "the job logs for six weeks"),
        ("I traced", "the delay to one slow query"),
    ]
    assert all(len(f'"{one.text}": {one.fact}') <= 45 for one in moves)


def test_a_figure_comes_with_the_figure_it_stands_against():
    draft = draft_of("S: We had 3 outages in 4 months, and 200 brokers waited.")
    assert [one.text for one in draft.phrases["situation"]] == [
        "3 outages in 4 months",
        "200 brokers",
    ]


@pytest.mark.parametrize(
    ("sentence", "move"),
    [
        (
            "I phoned the head nurse of each ward every second day.",
            "I phoned the head nurse of each ward",
        ),
        (
            "I replaced it with the word BOX in big black letters.",
            "I replaced it with the word BOX",
        ),
        ("I just sat down and went through the boxes.", "went through the boxes"),
        ("I offered: keep it off the main report.", "I offered keep it off the main report"),
        ("I learned is the wrong word.", ""),
    ],
)
def test_a_move_is_a_deed_and_ends_with_a_whole_part_of_the_sentence(sentence, move):
    moves = draft_of(f"A: {sentence}").beats
    assert [f"{one.text} {one.fact}".strip() for beat in moves for one in beat.moves] == (
        [move] if move else []
    )


def test_a_year_is_no_figure_and_a_time_counts_nothing():
    draft = draft_of("S: In March 2023 our warehouse was full. At 21:40 the printers stopped.")
    assert [one.text for one in draft.phrases["situation"]] == ["21:40"]


def test_the_surest_sign_decides_which_sentence_is_a_fact_of_the_result():
    needs = draft_of(
        "R: There were 11 calls. Errors went from 8 percent to 2. I asked 140 wards, and customers "
        "complained. We stopped the van, which saved 1,900 euros a month. It still hangs there."
    ).needs
    assert list(needs.values()) == [
        "Errors went from 8 percent to 2.",
        "We stopped the van, which saved 1,900 euros a month.",
        "It still hangs there.",
    ]


def test_what_was_not_so_good_is_the_reflection():
    steps = draft_of(
        "- pulled 12 months of logs\n- asked for 20 min\n- saved 5 of 9 accounts\n"
        "- not so good: I went to my own boss first\n"
    ).steps
    assert steps["reflection"] == ("not so good: I went to my own boss first",)


def test_sloppy_notes_keep_their_sloppiness():
    file = story((NOTES[0].parent / "sloppy.txt").read_text("utf-8"))
    assert "found 38 fonts (!!) - only 2 used" in file.steps.action.example
    assert file.probes[1].strong.answer == "for a day. then maya presented it herself :)"


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (
            ['They said "no"', "I asked (twice)", "It held"],
            'They said "no"; I asked (twice); It held',
        ),
        (
            ['They said "no."', "I asked (twice!)", "It held"],
            'They said "no." I asked (twice!) It held',
        ),
    ],
)
def test_what_has_no_stop_at_its_end_is_set_off_from_what_follows(sentences, text):
    assert prose(sentences) == text


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (["I saw it. I went."], ["I saw it.", "I went."]),
        (
            ["At 5.30 Dr. Weber left, e.g. Tuesdays. We stayed."],
            ["At 5.30 Dr. Weber left, e.g. Tuesdays.", "We stayed."],
        ),
        (["It fell by 0.3 %. That is much."], ["It fell by 0.3 %.", "That is much."]),
        (['He said "No!" I stayed.'], ['He said "No!"', "I stayed."]),
        (["- pulled logs", "- found it", "  in a file"], ["pulled logs", "found it in a file"]),
        (["pulled logs", "found it"], ["pulled logs", "found it"]),
        (
            ["A line that was broken where the window ended, as", "mails are."],
            ["A line that was broken where the window ended, as mails are."],
        ),
        (["", "  ", "-"], ["-"]),
    ],
)
def test_prose_is_cut_into_sentences(lines, sentences):
    assert sentences_of(lines) == sentences


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=12))
def test_no_word_is_lost_between_lines_and_sentences(lines):
    before = [word for line in lines for word in words(line)]
    after = [word for one in sentences_of(lines) for word in words(one)]
    rest = iter(before)
    assert all(word in rest for word in after)
    assert [word for word in before if len(word) > 4] == [word for word in after if len(word) > 4]


scraps = st.sampled_from(
    [
        "S:",
        "T:",
        "A:",
        "R:",
        "Q:",
        "Reflection:",
        "- ",
        "# ",
        "I pulled the logs.",
        "\n",
        "from 3 to 1",
        "Nobody asked me.",
        "42 %",
        ": ",
        "'",
        '"',
        "#",
        "{",
        "no",
        "&a",
        "Looking back I'd go.",
        "I went.",
    ]
)
texts = st.lists(
    st.one_of(
        scraps, st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
    ),
    max_size=25,
).map(" ".join)


@given(texts)
def test_whatever_is_noted_makes_a_story_of_those_words(text):
    draft = draft_of(text)
    text = draft_yaml(draft, "a-story", "ownership", "s.json")
    source = read_source("a", text.encode())
    if decoded(text.encode()).faults:
        return  # characters that nobody can see are refused before notes are read
    assert source.file is not None, (text, source.problems)
    known = set(words(text)) | {"a", "story"}
    assert not [word for word in words(texts_in(source.file)) if word not in known]


def test_a_sentence_moves_to_the_step_beside_its_own():
    draft = draft_of("S: One. Two.\nA: I pulled three.")
    there = shifted(draft, "situation", forward=True)
    assert there.steps == {
        "situation": ("One.",),
        "task": ("Two.",),
        "action": ("I pulled three.",),
    }
    assert shifted(there, "task", forward=False).steps == draft.steps
    assert shifted(draft, "situation", forward=False) == draft
    assert shifted(draft, "reflection", forward=True) == draft


def test_a_gap_of_any_width_is_a_gap():
    assert read_notes(f"S: a{' ' * 500_000}b").steps["situation"]
