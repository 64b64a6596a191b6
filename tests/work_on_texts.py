"""What is done with texts that strangers send, by name: a text goes in, all of it is worked on."""

import json

from lpcards.advice.coaching import answer_of, coached, coaching_json
from lpcards.advice.file_advice import advice_on
from lpcards.anki.notes import note_of
from lpcards.anki.preview_page import rendered
from lpcards.cards.kinds import cards_from
from lpcards.drafts.draft_text import draft_yaml
from lpcards.drafts.files import text_of_file
from lpcards.drafts.notes import draft_of as noted
from lpcards.drafts.page.page_lines import paste_of
from lpcards.drafts.page.page_reading import walkthrough_of
from lpcards.english.difference import word_runs
from lpcards.practice.hints import hints_of
from lpcards.practice.judging import Phrase, judged, slips_in
from lpcards.sharing.exports import as_csv, as_markdown
from lpcards.sharing.redactor import Redactor
from lpcards.sharing.story_sheet import sheet_page
from lpcards.sharing.suspects import common_words, suspects_in
from lpcards.story.models import SECONDS
from lpcards.story.reading import read_source
from lpcards.story.redact_list import Listed

PHRASES = (Phrase("My manager asked me to look at it", "I chose to look at it"),)
REDACTOR = Redactor(Listed(names=["Anna Berg"], employers=["Acme Cloud"], keep=["Acme Cloud Day"]))


def content_with(text: str) -> bytes:
    """Return a story that has the text in every place that takes one."""
    value = json.dumps(text, ensure_ascii=False)
    phrases = f"[{value}, {{id: one, text: {value}, fact: {value}}}, {{text: x, accept: {value}}}]"
    need = f"{{text: {value}, source: {value}}}"
    return f"""\
id: long-text
title: {value}
short: Long text
principle: ownership
own: true
overview: {value}
asked: [{value}]
steps:
  situation: {{example: {value}, key_phrases: {phrases.replace("one", "s")},
    mistake: {{line: {value}, diagnosis: {value}}}}}
  task: {{example: {value}}}
  action: {{example: {value}, beats: [{{id: a, name: {value}, key_phrases: {phrases}}}]}}
  result: {{example: {value}, needs: {{metric: {need}, business: {need}}}}}
  reflection: {{example: {value}}}
probes:
  - {{id: p, ask: {value}, strong: {{takeaway: {value}, answer: {value}, points: [{value}, b]}},
     weak: {{answer: {value}, why: {value}}}}}
disqualifiers: [{{id: d, phrase: {value}, instead: {value}, signals: {value}}}]
weak_answer: {{text: {value}, flags: [{{quote: {value}, fault: vague}}, {{absent: {value}}}]}}
quizzes: [{{id: q, ask: {value}, options: [{value}, b], answer: b, why: {value}}}]
pivots: [{{principle: think-big, lead_with: {value}, downplay: [{value}, b]}}]
levels: [{{level: sde1, focus: {value}, bar: [{value}], minutes: {value}}}]
""".encode("utf-8", "replace")


def loaded(text: str):
    source = read_source("long-text.yaml", content_with(text))
    assert source.file, source.problems
    return source


def cards(text: str):
    return [*cards_from(loaded(text).file)]


def advice(text: str):
    source = loaded(text)
    return advice_on(source, [*cards_from(source.file)])


def preview(text: str):
    made = [card for card in cards(text) if card.note]
    return [rendered(note_of(card)) for card in made]


def tables(text: str):
    made = cards(text)
    return as_csv(made), as_markdown(made, {})


def sheet(text: str):
    return sheet_page(loaded(text).file, ())


def typed(text: str):
    """Judge the text as an answer to the cards that are made of it."""
    made = cards(text)[:3]
    return [judged(card, range(len(card.items)), text) for card in made]


def slips(text: str):
    card = next(card for card in cards("I did it. It fell from 9 to 2.") if card.kind == "step")
    return slips_in(text, card, PHRASES)


def hints(text: str):
    return [hints_of(card, range(len(card.items))) for card in cards(text)]


def coaching(text: str):
    return coaching_json(coached(answer_of(text, SECONDS), PHRASES))


def action(text: str):
    return coaching_json(coached(answer_of(text, SECONDS, "action"), PHRASES))


def notes(text: str):
    return draft_yaml(noted(text), "some-notes", "ownership", "x.json")


def page(text: str):
    return walkthrough_of(paste_of(text))


def file(text: str):
    return text_of_file(text.encode(), "a file")


def redaction(text: str):
    return REDACTOR.redacted(text), [*suspects_in(text, common_words([text]), frozenset())]


def difference(text: str):
    words = text.split()
    return [*word_runs(text, " ".join(words[::-1])), *word_runs(text, " ".join(words[::2]))]


WORK = {
    one.__name__: one
    for one in (
        cards,
        advice,
        preview,
        tables,
        sheet,
        typed,
        slips,
        hints,
        coaching,
        action,
        notes,
        page,
        file,
        redaction,
        difference,
    )
}
