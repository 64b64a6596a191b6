"""A reflection that fits any story.

It names nothing of its own: no thing, and no word that stands in the steps before it. Or it is one
of the sentences that everybody says.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.word_roots import roots_of
from lpcards.story.placed_texts import PlacedText

NAME = "reflection"

FEWEST = 2
"""Words of its own story up to which a stock phrase makes a reflection everybody's."""
THINGS = 2
"""Words for things, of no story so far, that make a reflection its own."""
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
_ABSTRACT = (
    "ability able absolutely accept achieve across act action actually advice afraid agree aim "
    "allow although always aspect assume attention attitude avoid aware away back bad balance "
    "basically become beginning believe best big bit both bring build calm care careful case "
    "certain challenge chance clear clearly close collaborate colleague come comfort common "
    "conclusion confident conflict consider consistent constructive contribute control course "
    "crucial culture deal decide decision decisive deep definitely deliver depend develop "
    "difference different difficult discipline discuss disagree do doubt due each early easy "
    "effective effort else empathy encourage end energy engage enough ensure environment "
    "essential even event every everyone everything exactly example excellent expect expectation "
    "experience extra extremely face fact fail failure fast fear feel few final flexible focus "
    "follow force forward full fully future gain general get give go going great group grow "
    "growth guess handle happen happy hard hear hero high honest hope huge idea identify impact "
    "importance improve include increase influence initiative input insight integrity interest "
    "involve issue job journey just kind knowledge lack lead leader leadership least less level "
    "life line little long lot love main maintain manage matter maybe mean meet member method "
    "mile mind mindset mistake moment money motivate move natural necessary negative never "
    "nothing okay one open opinion opportunity opposite order organize others outcome overall "
    "overcome own ownership pace part passion patience patient perform perhaps persistence "
    "person perspective piece place plan point positive possible potential power practice "
    "prepare pressure pride prioritize priority proactive probably progress proud prove push put "
    "quality quick quickly quite rather reach ready really reason relationship reliable remember "
    "resilience resource respect responsibility responsible rest result return reward risk role "
    "rule same second see sense serve set several shape share short show side similar simple "
    "simply since sit skill slow small solve soon speak spend stakeholder stand start stay step "
    "stick still stop strategy strength stress strong succeed success successful support sure "
    "system talk task teach technical term than thank thorough thought through time together top "
    "topic totally toward transparency transparent turn type understand understanding unless "
    "useful usually value various view vision wait watch weakness well whatever whole why win "
    "wisdom wise without wonder word world worth yet"
)
ANYWHERE = roots_of(_COMMON.split())
"""What every story speaks of: it belongs to none."""
ABSTRACT = roots_of(_ABSTRACT.split())
"""What a lesson for everybody is made of."""
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
    return (0, 0) if rest and not held and _things_in(text, roots) < THINGS else None


def _things_in(text: str, roots: Callable[[str], frozenset[str]]) -> int:
    """Return how many words there are that not every story has."""
    return len(roots(text) - ANYWHERE - ABSTRACT)


def _own_words(text: str, rest: Sequence[str], roots: Callable[[str], frozenset[str]]) -> int:
    """Return how many words of the rest of its story a reflection has; more than enough are one."""
    words = roots(text) - ANYWHERE - ABSTRACT
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
