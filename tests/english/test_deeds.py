"""Deeds are known by their form, and not from a list of verbs."""

import pytest

from lpcards.english.deeds import is_deed, is_finite, is_past


@pytest.mark.parametrize(
    "word",
    "rode flew froze spun swept lit laid spread overheard led wrote rang dug re-ran co-wrote "
    "double-checked overrode rebuilt undercut reset pinged triaged mapped Opened onboarded".split(),
)
def test_what_somebody_did_is_a_deed_by_its_form(word):
    assert is_deed(word)
    assert is_finite(word)


@pytest.mark.parametrize(
    "word",
    "was had wanted needed knew hoped belonged seemed sat learned stayed got wasn't can".split(),
)
def test_what_somebody_was_had_or_felt_is_none(word):
    assert not is_deed(word)


@pytest.mark.parametrize(
    "word", "need hundred red bed speed sacred until unless depot list well-known so-called".split()
)
def test_what_only_ends_like_a_past_is_none(word):
    assert not is_past(word)
