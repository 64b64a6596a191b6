"""A reflection that fits any story.

It names nothing of its own story: no figure, no thing, no word that stands in the steps before it.
Or it is one of the sentences that everybody says.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from lpcards.advice.checked_file import CheckedFile, PlacedText
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.word_roots import roots_of

NAME = "reflection"

FEWEST = 2
"""Words of its own story that a reflection needs; with a stock phrase one more."""
REMEDY = "name what was missing in this one, with its noun or figure"

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
_COMMON = (
    "learn learned lesson team work people time thing project problem manager company business "
    "communication communicate important key better good always next day week month year first "
    "last everybody someone question answer story situation result change plan process way help "
    "need want make take give ask tell say know think see find look start keep use try would "
    "should could before after sooner earlier more less much many new own other together customer "
    "user goal feedback trust data listen listening big small long right wrong real"
)
ANYWHERE = roots_of(_COMMON.split())
"""What every story speaks of: it belongs to none."""
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


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the reflections that do not say where they come from."""
    rest = list(_rest(file))
    for place, text in _reflections(file):
        if spot := generic_in(text, rest, file.roots):
            yield _finding(place, text[slice(*spot)])


def generic_in(
    text: str, rest: Sequence[str], roots: Callable[[str], frozenset[str]]
) -> tuple[int, int] | None:
    """Return where a reflection fits any story: its stock phrase, else nowhere in particular.

    `rest` is what else the story says. Returns None if the reflection is its own.
    """
    held = _own_words(text, rest, roots)
    stock = STOCK.search(text) if held <= FEWEST or not rest else None
    if stock:
        return stock.span()
    return (0, 0) if rest and held < FEWEST else None


def _own_words(text: str, rest: Sequence[str], roots: Callable[[str], frozenset[str]]) -> int:
    """Return how many words of the rest of its story a reflection has; more than enough are one."""
    words = roots(text) - ANYWHERE
    held: set[str] = set()
    for other in rest:
        held |= words & roots(other)
        if len(held) > FEWEST:
            break
    return len(held)


def _finding(place: tuple[str | int, ...], stock: str) -> Finding:
    return Finding(place, f"{excerpt(stock) if stock else 'this'} fits any story: {REMEDY}", stock)


def _rest(file: CheckedFile) -> Iterator[str]:
    """Yield what the rest of the story says, but for weak answers; the longest texts first."""
    for name, step in file.each_step:
        if step.example and name != "reflection":
            yield step.example
    for key in ("overview", "summary"):
        if text := getattr(file.content, key, None):
            yield text
    for probe in file.probes:
        yield from filter(None, (probe.strong.answer, probe.ask))
    for name, _, phrase in file.key_phrases:
        if name != "reflection":
            yield from filter(None, (phrase.text, phrase.fact))


def _reflections(file: CheckedFile) -> Iterator[PlacedText]:
    reflection, place = file.steps.reflection, ("steps", "reflection")
    if reflection.example:
        yield PlacedText((*place, "example"), reflection.example)
    for level, spoken in reflection.by_level.items():
        yield PlacedText((*place, "by_level", level), spoken.text)
