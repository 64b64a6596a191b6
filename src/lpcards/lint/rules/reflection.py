"""A reflection that fits any story.

It names nothing of its own story: no figure, no thing, no word that stands in the steps before it.
Or it is one of the sentences that everybody says.
"""

import re
from collections.abc import Iterator

from lpcards.lint.finding import Finding, shown
from lpcards.lint.told import Text, Told
from lpcards.lint.words import roots_of

FEWEST = 2
"""Words of its own story that a reflection needs; with a stock phrase one more."""

BAD = """\
steps:
  situation:
    example: On Sundays our app showed a night bus at 23:40 that had been cut in spring.
  reflection:
    example: I learned that communication is key, and that one should always listen.
"""
GOOD = """\
steps:
  situation:
    example: On Sundays our app showed a night bus at 23:40 that had been cut in spring.
  reflection:
    example: A cut trip never told the app. I would have each cut confirmed at the stop on Sunday.
"""
STOCK = re.compile(
    r"\b(?:communicat\w+|teamwork|collaborati\w+|planning|listening|patience|persistence|honesty|"
    r"trust|feedback|data|preparation|leadership|ownership)"
    r" (?:is|was|are|really is) (?:so |very |really |the )*"
    r"(?:key|important|crucial|essential|everything|vital|critical|king|half the battle)\b"
    r"|\b(?:learned|realized|realised|understood|saw|taught me) (?:that )?(?:how |the )*"
    r"(?:important|importance|value|power|crucial)\b"
    r"|\blearned a lot\b|\bmade me (?:a )?(?:better|stronger)\b|\bgrew as a\b"
    r"|\b(?:communicate|plan|prepare|listen) (?:more|better|earlier)\b"
    r"|\b(?:go the extra mile|step out of my comfort zone|think outside the box|never give up)\b",
    re.IGNORECASE,
)
ANYWHERE = roots_of(
    "learn learned lesson team work people time thing project problem manager company business "
    "communication communicate important key better good always next day week month year first "
    "last everybody someone question answer story situation result change plan process way help "
    "need want make take give ask tell say know think see find look start start keep use try "
    "would should could before after sooner earlier more less much many new own other together "
    "customer user goal feedback trust data listen listening big small long right wrong real".split()
)


def findings(told: Told) -> Iterator[Finding]:
    """Yield the reflections that do not say where they come from."""
    own = _own_words(told)
    for place, text in _reflections(told):
        stock = STOCK.search(text)
        held = len((told.roots(text) & own) - ANYWHERE) if own else FEWEST
        if held < FEWEST + bool(stock):
            yield _finding(place, stock)


def _finding(place: tuple[str | int, ...], stock: re.Match[str] | None) -> Finding:
    remedy = "name what was missing in this one, with its noun or figure"
    if stock:
        return Finding(place, f"{shown(stock[0])} fits any story: {remedy}", stock[0])
    return Finding(place, f"this fits any story: {remedy}")


def _own_words(told: Told) -> frozenset[str]:
    """Return what the rest of the story speaks of, where it is told well."""
    file, steps = told.file, told.steps
    texts = [getattr(file, key, None) for key in ("overview", "summary")]
    texts += [one.example for one in (steps.situation, steps.task, steps.action, steps.result)]
    texts += [
        text
        for name, _, phrase in told.key_phrases()
        if name != "reflection"
        for text in (phrase.text, phrase.fact)
    ]
    texts += [text for one in told.probes for text in (one.ask, one.strong.answer)]
    return frozenset().union(*map(told.roots, texts))


def _reflections(told: Told) -> Iterator[Text]:
    reflection, place = told.steps.reflection, ("steps", "reflection")
    if reflection.example:
        yield Text((*place, "example"), reflection.example)
    for level, said in reflection.by_level.items():
        yield Text((*place, "by_level", level), said.text)
