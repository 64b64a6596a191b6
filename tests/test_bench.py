"""The benchmarks measure what they say, and the published table keeps all limits."""

import os
import re
import sys

import pytest

from conftest import ROOT
from lpcards.advice.file_advice import advice_on
from lpcards.cards.kinds import cards_from
from lpcards.story.reading import read_source

NUMBERS = range(0, 1000, 40)


@pytest.fixture(autouse=True)
def bench(monkeypatch):
    monkeypatch.syspath_prepend(os.path.join(ROOT, "bench"))
    yield
    for name in ("content", "http_visitor", "measuring", "report"):
        sys.modules.pop(name, None)


def test_made_up_stories_load_and_no_two_are_alike():
    from content import story

    texts = [story(number) for number in NUMBERS]
    sources = [read_source("x.yaml", text.encode()) for text in texts]
    assert all(source.file for source in sources)
    assert {one.severity for source in sources for one in source.problems} <= {"advice"}
    assert len({source.file.id for source in sources}) == len(set(texts)) == len(texts)
    assert texts == [story(number) for number in NUMBERS]


def test_made_up_stories_are_as_good_as_real_ones_but_for_their_likeness():
    from content import story

    for number in NUMBERS[::5]:
        source = read_source("x.yaml", story(number).encode())
        assert advice_on(source, tuple(cards_from(source.file))).problems == ()


def test_made_up_stories_are_as_long_as_real_ones():
    from content import story

    assert all(8_000 < len(story(number).encode()) < 14_500 for number in NUMBERS)


def test_a_limit_that_is_not_kept_is_printed_bold():
    from measuring import Question, finding
    from report import document

    question = Question("this", "that", 2.0)
    table = document([finding(question, [1.9, 1.9]), finding(question, [2.1, 2.1])])
    assert "| this | that | 2 x | 1.90 x (1.90-1.90) |" in table
    assert "| this | that | 2 x | **2.10 x (2.10-2.10)** |" in table


def test_a_visitor_reads_the_fields_of_a_form_as_a_browser_does():
    from http_visitor import fields_of

    page = '<input type="hidden" name="a" value="x &amp; &#34;y&#34;">\n<input name="b" value="z">'
    assert fields_of(page) == {"a": 'x & "y"'}


def test_the_published_table_keeps_all_limits():
    with open(os.path.join(ROOT, "docs", "benchmarks.md"), encoding="utf-8") as file:
        text = file.read()
    rows = re.findall(r"\| ([\d.]+) (?:x|MB|s) \| \**([\d.]+) (?:x|MB|s) \(.*\)\** \|", text)
    assert len(rows) == 42
    assert all(float(measured) <= float(limit) for limit, measured in rows)
