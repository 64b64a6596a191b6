"""A paste may be cut anywhere: what is whole stays, in its own place, and no fragment slips in."""

import re
from bisect import bisect_left

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.drafts.page import (
    missing_parts,
    names_of,
    paste_of,
    refusal_of,
    story_data_of,
    walkthrough_of,
)
from lpcards.drafts.page.walkthrough import Walkthrough
from lpcards.story.decoding import text_of_paste
from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.yaml_emitter import file_text
from pasted_pages import ENCODINGS, TOWER, Style, broken, pasted, with_icons
from sizes import STRIDE

STYLES = [Style(footer=("Next", "© H.")), Style(blank=False, newline="\r\n", chrome=())]
NAMED_BY = ("name", "level", "ask")


def leaves(page):
    """Return the texts of a page by their places: `("probes", "Why you, of all", "weak")`.

    They come as they stand on the page. What the page has no words for is left out.
    """
    found = {}
    for field in page._fields[:10]:
        value = getattr(page, field)
        if not isinstance(value, tuple) or hasattr(value, "_fields"):
            found |= _leaves((field,), value)
            continue
        for part in value:
            name = next(getattr(part, key) for key in NAMED_BY if hasattr(part, key))
            found |= _leaves((field, " ".join(name.split()[:4])), part)
    ours = [place for place in found if place[0] == "steps" and place[-1] in ("name", "seconds")]
    return {place: text for place, text in found.items() if place not in ours}


def _leaves(place, value):
    if hasattr(value, "_asdict"):
        pairs = value._asdict().items()
    elif isinstance(value, tuple):
        pairs = enumerate(value)
    else:
        return {place: str(value)} if value else {}
    return {
        where: text
        for key, problem in pairs
        for where, text in _leaves((*place, key), problem).items()
    }


WHOLE = leaves(TOWER)


def test_no_text_of_the_story_is_part_of_another():
    """Or the tests below could not tell where a text comes from."""
    long = [text for place, text in WHOLE.items() if len(text.split()) > 3 and place[-1] != "level"]
    assert len(set(long)) == len(long)
    assert len(WHOLE) > 70


def ended(text):
    return re.search(r"[.!?][\"'”’]?$", text)


@pytest.mark.parametrize("style", STYLES)
def test_cut_at_any_byte_nothing_stands_where_it_does_not_belong(style):
    data = pasted(style=style).encode()
    for end in range(0, len(data) + 1, STRIDE):
        paste = paste_of(text_of_paste(data[:end]).text)
        found = leaves(walkthrough_of(paste))
        odd = {place: text for place, text in found.items() if WHOLE.get(place) != text}
        assert len(odd) <= 1, (end, odd)
        for place, text in odd.items():
            # Only the last text may have lost its end, and only whole sentences of it stay.
            assert WHOLE[place].startswith(text), (end, odd)
            assert ended(text) or place[-1] == "time", (end, odd)
            assert paste.lines[-1].text.strip('"').endswith(text[-20:]), (end, odd)


def needs(style):
    """Return after how many characters of a page each of its texts is certain, by place.

    A text is certain when the heading behind it is; the lines above a heading are its own.
    """
    text = pasted(style=style)
    starts = [0, *(found.end() for found in re.finditer(style.newline, text))]
    heads = [line.number for line in paste_of(text).lines if line.kind != "text"]
    ends = [*(starts[number] for number in heads if number < len(starts)), len(text)]
    certain = {}
    at = 0
    for place, text_there in WHOLE.items():
        at = text.index(text_there, at) + len(text_there)
        if place[-1] != "level":  # a heading alone
            certain[place] = ends[bisect_left(ends, at)]
    return text, certain


@pytest.mark.parametrize("style", STYLES)
def test_cut_at_any_character_what_is_whole_stays(style):
    text, certain = needs(style)
    for end in range(0, len(text) + 1, STRIDE):
        found = leaves(walkthrough_of(paste_of(text[:end])))
        for place in certain:
            if certain[place] <= end:
                assert found.get(place) == WHOLE[place], (end, place)


@pytest.mark.parametrize("style", STYLES)
def test_begun_at_any_character_nothing_stands_where_it_does_not_belong(style):
    text = pasted(style=style)
    for start in range(0, len(text) + 1, STRIDE):
        found = leaves(walkthrough_of(paste_of(text[start:])))
        odd = {
            place: text_there
            for place, text_there in found.items()
            if WHOLE.get(place) != text_there
        }
        assert {*odd} <= {("title",)}, (start, odd)  # it begins with a capital: who could tell?
        assert TOWER.title.endswith(odd.get(("title",), "")), (start, odd)


def test_begun_in_the_middle_what_is_whole_stays():
    text = pasted()
    page = walkthrough_of(paste_of(text[text.index("Both firms had only") :]))
    first = TOWER.steps[0]._replace(seconds=0, example="")
    assert page == TOWER._replace(
        title="", overview="", summary="", steps=(first, *TOWER.steps[1:])
    )


def checked(text):
    """Check what is true of any page, however broken; return what is missing."""
    paste = paste_of(text)
    page = walkthrough_of(paste)
    refusal = refusal_of(paste, page)
    assert "\n" not in refusal
    story = story_data_of(page, names_of(page.title), "ownership", PRINCIPLES, own=False)
    source = read_source("a.yaml", file_text(story.data, ("a remark",)).encode())
    assert [problem for problem in source.problems if problem.severity == "error"] == [], (
        source.problems
    )
    assert source.file is not None
    lines = " ".join(line.text for line in paste.lines)
    for place, there in leaves(page).items():
        assert there.strip('"“”') in lines, (place, there)
    return missing_parts(page, story.data)


def test_the_missing_parts_of_a_cut_page_are_named():
    text = pasted()
    gaps = checked(text[: text.index("Probes: Ownership without")])
    named = {gap.part for gap in gaps}
    assert {"weak_answer", "quizzes", "pivots", "levels"} <= named
    assert "probes.sure-pigeons" not in named
    assert "steps.reflection" in named
    early = {str(gap) for gap in checked(text[: text.index("I sell tickets")])}
    assert {"probes", "steps: action, result, reflection"} <= early
    assert "steps.task: example, key_phrases, coaching, mistake" in early


@given(st.data(), st.sampled_from(STYLES))
def test_a_hole_anywhere_makes_no_traceback_and_no_words(data, style):
    text = pasted(style=style)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    checked(text[:start] + text[end:])


@given(st.lists(st.sampled_from(pasted().split("\n")), max_size=60))
def test_lines_in_any_order_make_no_traceback_and_no_words(lines):
    checked("\n".join(lines))


@given(st.data())
def test_a_page_in_which_anything_stands_anywhere_makes_no_traceback(data):
    text = pasted()
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=5)) + text[at:]
    checked(text)


@given(st.text())
@example("Target: 0s\nS\nStrong Example\n.")
@example("Target: 99999999999s\nStrong Example\n.")
@example('Weak Answer\n"\n• "\nBar Raiser Thinks')
@example('a?\nProbes:\n❌ Weak\n""\n✅ Strong\n\'')
@example("x\nReflection: .\nBar .\n0 min\nx\nReflection: .\nBar .")
@example("é\ny\nReflection: .\nBar .")
@example("Ownership\n.\nEmphasize\n.\nOwnership\n.\nEmphasize\n.")
def test_any_text_makes_no_traceback(text):
    checked(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_fault(data):
    text, faults = text_of_paste(data)
    assert (text is None) == bool(faults)
    if text is not None:
        checked(text)


@given(st.data())
def test_icons_broken_and_cut_at_once(data):
    text = with_icons(
        pasted(style=data.draw(st.sampled_from(STYLES))),
        lambda _, icon: broken(icon, data.draw(st.sampled_from([*ENCODINGS, None]))),
    )
    end = data.draw(st.integers(0, len(text)))
    for place, text_there in leaves(walkthrough_of(paste_of(text[:end]))).items():
        assert WHOLE[place].startswith(text_there), (place, text_there)


def test_an_empty_page_is_empty():
    assert walkthrough_of(paste_of("")) == Walkthrough()


PARTS = {
    "overview": ("🎬\nScenario Overview", "⏱ Target: 30s"),
    "a step": ("⏱ Target: 20s", "⏱ Target: 90s"),
    "the first step": ("⏱ Target: 30s", "⏱ Target: 20s"),
    "the last step": ("⏱ Target: 15s", "👤"),
    "all steps": ("⏱ Target: 30s", "👤"),
    "an example": ("The clock belongs", '"nobody had asked"'),
    "phrases": ('"nobody had asked"', "💡 Coaching\n\nSay whose"),
    "coaching": ("💡 Coaching\n\nSay whose", "⚠️ Common Mistake\n\nStarting"),
    "a mistake": ("⚠️ Common Mistake\n\nStarting", "⏱ Target: 90s"),
    "the last mistake": ("⚠️ Common Mistake\n\nI learned", "👤"),
    "a reflection": ("👤", "🏆"),
    "all reflections": ("👤", "How could you be sure"),
    "a probe": ("Why you, of all", "Tell me who"),
    "the first probe": ("How could you be sure", "Why you, of all"),
    "a weak answer to a probe": ('❌ Weak\n\n"I was bored', '✅ Strong\n\n"I saw the faces'),
    "a strong answer": ('✅ Strong\n\n"I saw the faces', "Tell me who"),
    "all probes": ("How could you be sure", "Weak Answer"),
    "the weak answer and all quizzes": ("Weak Answer", "Customer Obsession"),
    "a quiz": ("🧠\nWhich line", "🧠\nWhat lacks"),
    "all quizzes": ("🧠\nWhich line", "Customer Obsession"),
    "a pivot": ("Customer Obsession", "Have Backbone"),
    "all pivots": ("Customer Obsession", "SDE 1"),
    "a level": ("SDE 1", "Senior SDE"),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("style", [Style(), Style(blank=False)])
def test_where_a_whole_part_is_missing_all_others_are_there(part, style):
    begin, end = (mark if style.blank else mark.replace("\n\n", "\n") for mark in PARTS[part])
    text = pasted(style=style)
    start = text.index(begin)
    stop = text.index(end, start)
    found = leaves(walkthrough_of(paste_of(text[:start] + text[stop:])))
    inside = " ".join(text[start:stop].split())
    for place, text_there in WHOLE.items():
        if text_there not in inside:
            assert found.get(place) == text_there, place
    assert {
        place: text_there for place, text_there in found.items() if WHOLE.get(place) != text_there
    } == {}
    assert len(found) < len(WHOLE)


@pytest.mark.parametrize(
    ("begin", "end", "lost"),
    [
        ("Begin with the missed", "A guess, and no", "A guess, and no measure of it."),
        ("Begin with the missed", "Whose train was", "Whose train was gone; that you asked them."),
        ("Begin with the missed", "How could you", None),
        ("Begin with the missed", "Tell me who was", "Tell me who was against it."),
        ("Begin with the missed", '"I had 600', "I had 600 notes."),
        ("Begin with the missed", "🧠\nWhat lacks", "What lacks this Result"),
        ("I should have asked", "Nobody owned what", None),
        ("I had 600 notes", "The monument office", None),
        ("Two minutes on how", "Open with two firms", "Open with two firms"),
    ],
)
def test_a_text_behind_a_tear_is_left_out_and_named(begin, end, lost):
    text = pasted()
    page = walkthrough_of(paste_of(text[: text.index(begin)] + text[text.index(end) :]))
    for place, text_there in leaves(page).items():
        assert place[0] != "steps" or place[-1] != "coaching" or text_there == WHOLE[place]
        assert lost is None or lost not in text_there or place[0] == "pivots", place
    if lost:
        assert any(lost in line.text for line in page.left)


def test_quizzes_without_a_verdict_above_are_left_out_and_named():
    text = pasted()
    torn = text[: text.index("Weak Answer")] + text[text.index("🧠\nWhich line") :]
    page = walkthrough_of(paste_of(torn))
    assert (page.weak_answer, page.quizzes) == (None, ())
    assert TOWER.quizzes[0].ask in [line.text for line in page.left]
    assert page.pivots == TOWER.pivots
