"""What there is to say of a text: the rules of `check`, at the very words, whatever the text is."""

import json
import textwrap
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advice_on_yaml import action, advice
from lpcards.advice.coaching import (
    answer_of,
    answer_of_story,
    coached,
    coaching_json,
    reason_of,
    targets_of,
)
from lpcards.advice.coaching.answer_text import unwrapped
from lpcards.advice.rules.disqualified import _flat, words_of
from lpcards.english.sentences import sentence_spans
from lpcards.practice.judging import Phrase
from lpcards.story.models import SECONDS
from lpcards.story.reading import read_source
from lpcards.terminal.coaching_lines import coaching_lines, marked_runs

PHRASE = Phrase("My manager asked me to look at it.", '"I chose to."', "moves only when told.")
STRONG = """\
On Sundays our app showed a night bus at 23:40 that had been cut in spring. The timetable is the
transit office's, and nobody had asked me to read it. I chose to. I read 31 complaints in one go. I
compared eight trips with the timetable at the stop. I took a list of the cut trips to the transit
office. Complaints fell from 31 a month to 2, and 40 refunds of 6 euros each went away.
"""
SENTENCES = [
    "I read the mails.",
    "Then we compared the app with the timetable, and nobody else did.",
    "We moved the shelf on a Sunday, when I had time.",
    "The timetable was changed.",
    "I reported it, and the retries were quickly fixed.",
    "A list was sent to the office.",
    "I looked into the complaints.",
    "I escalated it to the transit office.",
    "I helped the driver with the board.",
    "The rest of it was easy enough.",
    'Their lead said "we fixed it" and I hung up.',
    "I called Dr. Ames at 5 a.m. and told her.",
    "My manager asked me to look at it.",
    "It is not that my manager asked me to look at it.",
]
ANSWERS = st.lists(st.sampled_from(SENTENCES), unique=True, max_size=8).map(" ".join)
ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
LAYOUT = ["\n", "\r\n", "\r", "\t", "Task:", "**Action** -", "## Result", "[", "]1", '"', "“"]
ODD = [
    "\x1b[2J",
    "\x00",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "漢字",
    "\U0001f600",
    "from 31 to 2",
    "$8K",
]
SCRAPS = st.lists(st.sampled_from([*SENTENCES, *LAYOUT, *ODD]), max_size=12).map(" ".join)
TEXTS = st.one_of(ANYTHING, SCRAPS)
STEPS = st.sampled_from(["", "probe", *SECONDS])


def coaching(text, step="", phrases=(PHRASE,)):
    return coached(answer_of(text, SECONDS, step), phrases)


def rules(text, step=""):
    return {one.rule for one in coaching(text, step).remarks}


def marked(text, step=""):
    return [(one.rule, one.words) for one in coaching(text, step).placed]


@given(TEXTS, STEPS)
@example("We did it.\r\nWe made it.", "action")
def test_a_span_cuts_exactly_the_marked_words(text, step):
    for one in coaching(text, step).placed:
        assert text[one.start : one.end] == one.words
        assert one.words.strip() == one.words != ""


@given(TEXTS, STEPS)
def test_a_mark_changes_nothing_but_the_marks(text, step):
    spans = [(one.start, one.end) for one in coaching(text, step).placed]
    runs = list(marked_runs(text, spans))
    assert "".join(run.words for run in runs if not run.is_mark) == text
    assert sum(run.is_mark for run in runs) == 2 * len(spans)


@given(st.text(max_size=30), st.data())
def test_marks_may_lie_in_one_another_and_across(text, data):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [(a, b) for a, b in data.draw(st.lists(places, max_size=5)) if a < b]
    runs = list(marked_runs(text, spans))
    assert "".join(run.words for run in runs if not run.is_mark) == text
    at = 0
    for run in runs:
        if not run.is_mark:
            depth = sum(start <= at < end for start, end in spans)
            assert run.depth == depth
            at += len(run.words)


@given(ANSWERS)
def test_of_an_action_it_finds_what_check_finds_where_check_finds_it(text):
    asked = {"we", "passive", "vague", "without-i"}
    indent = 6
    of_check = {
        (one.rule, one.column - indent - 1) for one in advice(action(text)) if one.rule in asked
    }
    of_coach = {
        (one.rule, one.start) for one in coaching(text, "action").placed if one.rule in asked
    }
    assert of_coach == of_check


@pytest.mark.parametrize("text", [" ".join(SENTENCES[:n]) for n in (1, 2, 6, 12)])
@pytest.mark.parametrize("step", SECONDS)
def test_of_any_step_it_says_what_check_says_of_its_seconds(text, step):
    fragment = f"steps: {{{step}: {{example: {json.dumps(text)}}}}}\n"
    of_check = [one.message for one in advice(fragment) if one.rule == "seconds"]
    of_coach = [one.remedy for one in coaching(text, step).remarks if one.rule == "seconds"]
    assert of_coach == [one.removesuffix(", or give it fewer `seconds`") for one in of_check]


@pytest.mark.parametrize(
    ("rule", "step", "text"),
    [
        ("boundary", "task", "The app was wrong, so I opened the timetable."),
        ("boundary", "task", "It was not my team, and nobody had asked."),
        ("reflection", "reflection", "I learned that communication is key."),
        ("reflection", "reflection", "A cut trip never told the app."),
        ("result", "result", "It was much better, and the passengers were happy."),
    ],
)
def test_of_a_step_it_finds_what_check_finds(rule, step, text):
    of_check = {one.rule for one in advice(f"steps: {{{step}: {{example: {json.dumps(text)}}}}}\n")}
    assert (rule in rules(text, step)) == (rule in of_check)


@given(ANSWERS)
def test_it_hears_the_phrases_that_check_hears(text):
    phrase = f"disqualifiers: [{{id: a, phrase: {PHRASE.words}}}]\n"
    of_check = {one.rule for one in advice(action(text) + phrase)}
    assert ("disqualified" in rules(text, "action")) == ("disqualified" in of_check)


def test_a_phrase_is_found_in_spite_of_line_ends_and_signs():
    text = "Well: my manager ASKED me\n  to look -- at it!"
    assert marked(text) == [("disqualified", "my manager ASKED me\n  to look -- at it")]
    (one,) = coaching(text).placed
    assert (one.remedy, one.reason) == (
        'say instead: "I chose to."',
        "They hear: moves only when told.",
    )


def test_a_phrase_that_is_taken_back_may_come_again_and_counts_then():
    text = "I never say my manager asked me to look at it. But: my manager asked me to look at it."
    (one,) = coaching(text).placed
    assert one.start == text.rindex("my manager")


@given(st.text("ab ,.'’\"“”-–\n\t", max_size=60))
def test_words_with_places_are_the_words_of_a_flat_text(text):
    assert [one.word for one in words_of(text)] == _flat([text])[0].split()
    for one in words_of(text):
        assert text[one.start : one.end].lower().replace("’", "'") == one.word


@given(st.text('AIab .!?"”’)\n', max_size=60))
def test_whole_sentences_leave_nothing_out_but_blanks(text):
    spans = list(sentence_spans(text))
    assert spans == sorted(spans)
    kept = "".join("".join(text[slice(*span)].split()) for span in spans)
    assert kept == "".join(text.split())


@given(TEXTS)
def test_to_join_lines_moves_nothing(text):
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert joined.split() == text.split()


@given(ANSWERS, st.integers(50, 100))
def test_a_text_broken_for_the_eye_gets_what_the_unbroken_one_gets(text, width):
    def found(text):
        return [(one.rule, " ".join(one.words.split())) for one in coaching(text, "action").remarks]

    assert found(textwrap.fill(text, width)) == found(text)


def test_lines_of_notes_stay_lines():
    notes = "- I pulled the logs of that whole week\n- looked into the failures of it"
    assert unwrapped(notes) == notes
    assert marked(notes.replace("- ", "")) != marked("I did.\nLooked into it.")


def test_a_whole_answer_is_asked_for_a_line_a_figure_and_its_seconds():
    assert rules("I went there.") == {"boundary", "result", "seconds"}
    assert coaching("I went there.").lacking == ("figure", "boundary")
    assert coaching("I went there 12 times.").lacking == ("figure", "boundary")
    assert coaching("Wrong trips fell by 12 a week.").lacking == ("from-to", "boundary")


def test_an_answer_to_a_probe_may_be_short_but_not_long():
    assert rules("I went there.", "probe") == set()
    assert rules("I went there. " * 100, "probe") == {"seconds"}


def test_a_strong_answer_is_praised_and_blamed_for_its_length_alone():
    found = coaching(STRONG)
    assert {one.rule for one in found.remarks} == {"seconds"}
    assert found.strong == (
        '"I" 4 times and no "we"',
        "nothing passive or vague",
        'a line drawn ("nobody had asked")',
        'a before and after ("from 31 a month to 2")',
        "what it was worth, in money",
    )


@pytest.mark.parametrize("text", ["It went well.", "We looked into it and it was fixed.", "..."])
def test_nobody_is_praised_for_nothing(text):
    assert coaching(text).strong == ()


def test_headings_make_steps_each_with_the_rules_and_seconds_of_its_own():
    head = "My answer\n\n**Situation** (30 s): We had it.\n"
    text = f"{head}Task - We opened it.\n## Action\nWe ran it.\n"
    answer = answer_of(text, SECONDS)
    assert [(one.step, text[one.start : one.end], one.seconds) for one in answer.parts] == [
        ("situation", "We had it.", 30),
        ("task", "We opened it.", 20),
        ("action", "We ran it.", 90),
    ]
    assert marked(text) == [("we", "We")]
    assert {*coaching(text).lacking} == {"boundary", "result", "reflection"}


def test_a_framework_without_a_task_draws_the_line_elsewhere():
    told = "Context: The shelf was {}.\nAction: I moved it.\nResult: From 31 falls to 2.\n"
    assert {*coaching(told.format("in the way")).lacking} == {"boundary", "worth", "reflection"}
    assert "boundary" not in coaching(told.format("the night shift's business")).lacking


def test_the_length_is_said_once_and_last():
    for text in (STRONG, "Situation: It was late.\nAction: I ran.\n", "I ran. " * 300):
        remarks = coaching(text).remarks
        assert [one.rule for one in remarks].count("seconds") == 1
        assert remarks[-1].rule == "seconds"
    lines = [line.plain for line in coaching_lines(coaching(STRONG), 76)]
    at = next(at for at, line in enumerate(lines) if line.startswith("Length"))
    assert not any("seconds" in line for line in lines[:at])


def test_the_interviewer_s_question_above_an_answer_is_no_word_of_it():
    asked = "Tell me about a time you fixed something nobody asked you to fix.\n\n"
    told = "We looked into the queue. I cut the lock. It fell from two days to five minutes."
    [part] = answer_of(asked + told, SECONDS).parts
    assert (part.text, part.start) == (told, len(asked))
    assert rules(asked + told) == rules(told)
    assert answer_of(asked, SECONDS).parts[0].text == asked.strip()


def test_what_sets_the_scene_is_not_blamed_and_what_follows_is():
    scene = "We drew up the plan in May. It was printed in June, and nobody had asked for more. "
    deed = "I read it twice. I called the office about it, and I wrote down what they told me. "
    deed += "Then we moved the shelf to the back of the room."
    assert marked(scene + deed) == [("we", "we")]
    assert ("we", "We") in marked(scene)


def test_a_phrase_in_other_words_is_shown_with_an_example():
    [one] = coaching("I was tasked with the shelf.").placed
    assert (one.rule, one.words) == ("disqualified", "I was tasked with the shelf")
    assert one.remedy == 'for example: "I chose to."'


def test_what_is_a_phrase_of_the_content_is_not_vague_or_passive_too():
    found = coaching("The ticket was assigned to me.").placed
    assert [one.rule for one in found] == ["disqualified"]


def test_without_such_a_phrase_in_the_content_its_sense_is_no_fault():
    assert coaching("I was tasked with the shelf.", phrases=()).placed == ()


@pytest.mark.parametrize(
    ("text", "stock"),
    [
        ("I should have asked the night shift first.", False),
        ("A canary on the config would have shown it.", False),
        ("I would do it the same way again.", True),
        ("I learned that communication is key.", True),
    ],
)
def test_a_reflection_that_names_a_thing_is_its_own(text, stock):
    story = f"Situation: The same shift was written down twice.\nReflection: {text}"
    assert ("reflection" in rules(story)) == stock


def test_one_heading_or_a_word_that_opens_a_line_makes_no_steps():
    for text in ("Result: 12 trips.", "Action was needed.\nTask force of two.\nResult"):
        assert [one.step for one in answer_of(text, SECONDS).parts] == [""]


def test_a_reflection_is_compared_with_the_rest_of_its_story():
    story = "Situation: The night bus at 23:40 was cut.\nReflection: {}"
    assert "reflection" in rules(story.format("I would do it again in the same way."))
    assert "reflection" not in rules(story.format("No cut night bus ever told the app."))


def test_seconds_are_those_of_the_level():
    guide = """type: guide
id: g
title: T
short: S
principle: all
targets: {situation: 40, task: {seconds: 25, stop_by: 30}}
levels: [{level: sde1, seconds: {action: 45}}]
"""
    file = read_source("g.yaml", guide.encode()).file
    assert targets_of([], "sde1") == SECONDS
    assert targets_of([file]) == {**SECONDS, "situation": 40, "task": 25}
    assert targets_of([file], "sde1") == {**SECONDS, "situation": 40, "task": 25, "action": 45}


def test_a_story_says_its_examples_and_the_reflection_of_a_level():
    story = """id: a
title: T
short: S
principle: ownership
steps:
  task: {seconds: 7, example: "Mine: nobody asked."}
  reflection: {by_level: {sde2: Two., senior: Three.}}
levels: [{level: senior, seconds: {task: 9}, told: {task: "Mine, for three teams."}}]
"""
    file = read_source("a.yaml", story.encode()).file
    answer = answer_of_story(file)
    assert answer.text == "Task: Mine: nobody asked.\n\nReflection: Two."
    assert answer.steps == {"task": 7, "reflection": 15}
    senior = answer_of_story(file, "senior")
    assert senior.text == "Task: Mine, for three teams.\n\nReflection: Three."
    assert senior.steps["task"] == 9


@pytest.mark.parametrize(
    "text",
    [
        "Im Herbst war unser Dienst langsam, und ich habe die Protokolle gelesen, bis ich es fand.",
        "El servicio estaba lento y nadie lo miraba, así que leí los registros hasta encontrarlo.",
        "Le service était lent et personne ne regardait, alors j'ai lu les journaux.",
        "服务很慢没有人看所以我读了日志",
        "Сервис был медленным, и никто не смотрел, поэтому я прочитал журналы.",
    ],
)
def test_what_is_plainly_not_english_is_called_so_and_not_praised(text):
    assert not coaching(text).is_english
    assert coaching(text).strong == ()


@pytest.mark.parametrize(
    "text", ["OK", "Pulled delivery logs, traced retries.", STRONG, *SENTENCES]
)
def test_english_and_notes_pass_as_english(text):
    assert coaching(text).is_english


@pytest.mark.parametrize("rule", ["we", "passive", "vague", "without-i", "boundary", "seconds"])
def test_a_reason_is_one_sentence_of_the_rules_documentation(rule):
    assert reason_of(rule).endswith(".")
    assert len(reason_of(rule)) < 60


@given(TEXTS, STEPS)
def test_whatever_is_typed_is_json_whose_offsets_hold(text, step):
    made = json.loads(json.dumps(coaching_json(coaching(text, step))))
    assert made["text"] == text
    for one in (*made["findings"], *made["figures"]):
        if one["start"] is not None:
            assert text[one["start"] : one["end"]] == one["words"]
    for one in made["findings"]:
        if one["start"] is not None:
            line = text.split("\n")[one["line"] - 1]
            assert line[one["column"] - 1 :].startswith(one["words"].split("\n")[0])


@given(TEXTS, STEPS, st.integers(24, 76))
def test_whatever_is_typed_fits_the_terminal_and_moves_nothing_in_it(text, step, width):
    for line in coaching_lines(coaching(text, step), width):
        assert line.cell_len <= width
        for char in line.plain:
            assert unicodedata.category(char) not in {"Cc", "Zl", "Zp"}
            assert char not in "\u202e\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d"


@pytest.mark.parametrize(
    "form",
    [
        "### 📍 {0} (30 s)\n{1}\n",
        "> **{0}:** {1}\n>\n",
        "| **{0}** | {1} |\n",
        "1. {0}\n\t◦ {1}\n",
        "{0} → {1}\n",
        "**{0}.** {1}\n",
    ],
)
@pytest.mark.parametrize(
    "names",
    [("Challenge", "Approach", "Outcome"), ("Ausgangslage", "Maßnahmen", "Ergebnis")],
)
def test_an_answer_is_in_steps_by_any_headings_that_notes_may_have(form, names):
    told = ("The app showed a cut bus.", "I read 31 complaints.", "31 became 2.")
    text = "".join(form.format(name, words) for name, words in zip(names, told, strict=True))
    parts = answer_of(text, SECONDS).parts
    assert [part.step for part in parts] == ["situation", "action", "result"]
    for part, words in zip(parts, told, strict=True):
        assert words in text[part.start : part.end]
