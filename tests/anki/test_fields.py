"""What an author wrote is shown in Anki as it stands, and does nothing."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile_texts import HOSTILE, LINE_END, MATHJAX, blank_of, card_of, plain, texts, unmarked
from lpcards.anki.fields import cloze, escaped, field_of, labelled, list_of, ticks_of
from lpcards.anki.note_types import css
from lpcards.anki.notes import note_of
from real_anki import VERSIONS
from showing import parsed, read_in_browser, same, shown_by_anki, text_of

STRAIGHT = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"}
ARROWS = {"\u2192": "->", "\u2190": "<-", "\u2194": "<->"}


def straight(text):
    """Return a text with straight quotes and arrows of two letters."""
    for mark, plainer in (STRAIGHT | ARROWS).items():
        text = text.replace(mark, plainer)
    return text


@given(texts)
@example("**\u0338x**")
def test_a_text_is_shown_as_it_is_but_for_its_quotes_and_arrows(text):
    assert text_of(escaped(text)) == plain(text)
    assert straight(text_of(field_of(text))) == straight(unmarked(text))


@given(texts)
def test_only_our_own_elements_stand_in_a_field(text):
    assert parsed(field_of(text))[1] <= {"b", "i", "code", "br", "span"}
    assert parsed(escaped(text))[1] <= {"br", "span"}


@given(texts)
@example("**\u0338x**")
def test_anki_s_composed_form_of_a_field_shows_the_same(text):
    composed = same(field_of(text))
    assert straight(same(text_of(composed))) == straight(same(unmarked(text)))
    assert parsed(composed)[1] == parsed(field_of(text))[1]


@given(texts)
def test_no_bracket_reaches_anki_s_parsers(text):
    for html in (escaped(text), field_of(text), list_of([text]), ticks_of([text]), labelled(text)):
        assert not re.search("[\\[{}\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", html)


@given(texts)
def test_mathjax_finds_nothing_to_set(text):
    for html in (escaped(text), field_of(text)):
        assert not any(MATHJAX.search(node) for node in parsed(html)[0])


@given(texts, texts, texts, texts)
def test_a_cloze_is_one_blank_whatever_stands_in_it(before, answer, after, cue):
    html = cloze(before, answer, after, cue)
    found = re.fullmatch(r"([^{}]*)\{\{c1::([^{}:]*)(?:::([^{}:]*))?\}\}([^{}]*)", html)
    shown = [straight(text_of(found[at] or "")) for at in (1, 2, 4, 3)]
    assert shown == [straight(unmarked(text)) for text in (before, answer, after, cue)]


@given(st.lists(texts, max_size=4), st.sets(st.integers(0, 3)))
def test_a_list_has_an_entry_for_each_text_and_says_which_are_musts(items, must):
    html = ticks_of(items, must)
    assert html.count("</li>") == list_of(items).count("</li>") == len(items)
    assert html.count('<input type="checkbox">') == len(items)
    assert html.count(" <small>(must)</small></span></label></li>") == len(
        [at for at in must if at < len(items)]
    )


def test_labels_stand_out_and_other_colons_do_not():
    assert labelled("Not: <x>\nBecause: a: b") == "<b>Not:</b> &lt;x&gt;<br><b>Because:</b> a: b"
    assert labelled("What comes after a long half-sentence: b").startswith("What")
    assert labelled("**a: b**") == "<b>a: b</b>"
    assert labelled("") == ""


@given(texts)
def test_labels_change_no_word(text):
    seen = "\n".join(unmarked(line) for line in re.split(LINE_END, text))
    assert straight(text_of(labelled(text))) == straight(seen)


@pytest.fixture(scope="module", params=VERSIONS)
def shown(request, tmp_path_factory):
    """Return what Anki says of an import of hostile cards, and the browser of both sides."""
    folder = str(tmp_path_factory.mktemp("hostile"))
    notes = [note_of(card_of(at, text)) for at, text in enumerate(HOSTILE)]
    notes += [blank_of(at, text) for at, text in enumerate(HOSTILE)]
    imported = shown_by_anki(request.param, notes, folder)
    sides = {
        f"{side} {name}": one[side] for name, one in imported["rendered"].items() for side in (0, 1)
    }
    return imported, read_in_browser(sides, css(), folder)


def seen_of(shown, name):
    """Return what is seen on both sides of a card, quotes straight, by the class of the part."""
    sides = (shown[1][f"{side} {name}"]["parts"] for side in (0, 1))
    return [{part: straight(same(text)) for part, text in side.items()} for side in sides]


@pytest.mark.long
@pytest.mark.chromium
def test_anki_imports_hostile_texts(shown):
    imported, _ = shown
    assert imported["imported"] == len(imported["rendered"]) == 2 * len(HOSTILE)
    assert not imported["empty"]


@pytest.mark.long
@pytest.mark.chromium
@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_a_hostile_text_is_seen_as_it_is(shown, at):
    seen = straight(same(f".{unmarked(HOSTILE[at])}"))
    asked, answered = seen_of(shown, f"hostile/probe/n{at}")
    assert asked["lp-front"] == asked["lp-options"] == answered["lp-below"] == seen
    assert asked["lp-hint"] == f"\n\nHint\n{seen}\n"
    assert "\n".join(answered[one] for one in ("lp-back", "lp-why") if one in answered) == seen
    assert asked["lp-top"] == straight(same(f".{plain(HOSTILE[at])}"))
    assert answered["lp-items"] == seen * 2


@pytest.mark.long
@pytest.mark.chromium
@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_a_hostile_blank_is_asked_and_filled(shown, at):
    words = unmarked(HOSTILE[at])
    asked, answered = seen_of(shown, f"hostile/phrase/n{at}")
    assert asked["lp-front"] == straight(same(f"a {words}[.{words}]{words} z"))
    assert answered["lp-front"] == straight(same(f"a {words}.{words}{words} z"))


@pytest.mark.long
@pytest.mark.chromium
def test_nothing_in_a_hostile_text_runs(shown):
    imported, seen = shown
    assert seen.pop("ran") == "undefined"
    assert imported["players"] == 0
    ours = {"div", "span", "b", "i", "code", "br", "hr", "ul", "li", "a", "label", "input"}
    for side in seen.values():
        assert {*side["elements"]} <= ours
        assert not any(MATHJAX.search(node) for node in side["nodes"])
