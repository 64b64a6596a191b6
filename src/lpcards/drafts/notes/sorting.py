"""Which step does a sentence belong to? A proposal, made of the words that the steps tend to use.

A story is told in order. So the whole is cut into five stretches, in the way that suits its
sentences best: none is moved, none is left out.
"""

import re
from collections.abc import Sequence

from lpcards.drafts.notes.told_deeds import first_deed
from lpcards.english.deeds import AS_THE_BASE
from lpcards.english.figures_in_text import MONEY, SHARE
from lpcards.english.participles import past_of
from lpcards.story.models import STEPS

SITUATION, TASK, ACTION, RESULT, REFLECTION = range(5)
_BEGINNING = (
    r"\b(?:when|while|back in|last (?:year|spring|summer|fall|autumn|winter)|at the time|"
    r"we had|there (?:was|were)|every (?:day|week|month|night)|used to|our|kept \w+ing)\b"
)
_STATE = r"\b(?:was|were|had|kept|would)\b"
_NOT_MINE = (
    r"(?:was|is|were)n['’]?t (?:mine|ours|my|our)|not (?:really |even )?(?:mine|ours|my|our)|"
    r"(?:nobody|no ?one) (?:had |has )?(?:asked|owned|told|wanted)"
)
_ROLE = r"\bi(?:['’]?m| am| was) (?:just |only )?(?:an?|the) (?:\w+ ?){1,3}"
_WHOSE = (
    rf"\b(?:my (?:job|task|role|part|call|team)|{_NOT_MINE}|"
    r"(?:nobody|no ?one) (?:had |has )?(?:asked|owned|told|wanted)|"
    r"(?:asked|told|wanted) me to|up to me|responsib\w+|supposed to|(?:was|i['’]?m) on.?call|"
    r"took it on|the goal|owned|no owner|in charge|not asked|"
    r"(?:\A|(?<=\bi\s))(?:decided|chose|wanted|had|needed) to|"
    r"not (?:on|in|from|part of) (?:that|the) team|"
    r"assigned|volunteered|belonged to|was the (?:new|only)|it was (?:on|up to) me)\b"
)
_CHANGE = (
    r"\b(?:as a result|in the end|since then|ever since|after(?:wards| that)|the result was|"
    r"the outcome|went (?:from|down|up)|(?:is|are|was|were) (?:down|up) (?:to|from|by)|"
    r"dropped|fell|rose|saved?|saves|saving|reduced|"
    r"from \S+ (?:\w+ ){0,3}to|now|within|still in use|adopted|other (?:\w+ )?teams?|standard|"
    r"recovered|zero|no longer|has(?:n['’]?t| not)|have(?:n['’]?t| not)|took (?:\w+ ){0,4}over)\b|"
    r"(?:->|→)\s*[$€£]?\d"
)
_LESSON = (
    r"\b(?:(?:what )?i(?:['’]ve| have)? learn(?:ed|t)|looking back|in (?:hindsight|retrospect)|"
    r"next time|do (?:it |this |things? )?different(?:ly)?|differently|lessons?|taught me|"
    r"takeaways?|"
    r"reali[sz]ed that|not so good|my mistake|should(?: have|['’]ve|a| of)|"
    r"if I (?:could|had|were|did it again)|these days I|today I|since then I|i wish i|note to self|"
    r"I(?:['’]?d| would) (?:have |now |start|ask|propose|do))\b"
)
_SIGNS = (
    (SITUATION, 2, _BEGINNING),
    (SITUATION, 1, _STATE),
    (TASK, 4, _WHOSE),
    (TASK, 2, _ROLE),
    (RESULT, 3, _CHANGE),
    (RESULT, 2, rf"{SHARE}|{MONEY.pattern}"),
    (REFLECTION, 6, _LESSON),
)
_COMPILED = tuple((step, weight, re.compile(sign, re.IGNORECASE)) for step, weight, sign in _SIGNS)
_CONNECTED = re.compile(r"\A(?:and|but|so)\s++", re.IGNORECASE)
MOVE, LESSON = 3, 6
_WISH = re.compile(
    r"\A\W*+(?:(?:and|so|but|today|now|next time),?\s+)*+(?:i(?:['’]d| would)|would|should|"
    r"i should)(?:\s+(?:now|probably|maybe|also|rather|just|still))*+\s+(?P<verb>[a-z]+)|"
    r"\A\W*+(?:what )?(?:i )?learn(?:ed|t)\b",
    re.IGNORECASE,
)
"""How a lesson begins: what one would do. `I'd seen` is another "I'd"."""


_NOT_MINE_CLAUSE = re.compile(rf"\b(?:{_NOT_MINE})\b", re.IGNORECASE)
_WHOSE_CLAUSE = re.compile(_WHOSE, re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?()]|\s(?:but|because|so)\s", re.IGNORECASE)
_LONGEST_CLAUSE = 45


def whose_words(sentence: str) -> str:
    """Return the part of a sentence that says whose the task was; "" if none short does."""
    clauses = [_CONNECTED.sub("", clause.strip()) for clause in _CLAUSE.split(sentence)]
    short = [words for words in clauses if len(words) <= _LONGEST_CLAUSE]
    signs = (_NOT_MINE_CLAUSE, _WHOSE_CLAUSE)
    return next((words for sign in signs for words in short if sign.search(words)), "")


def sorted_into_steps(sentences: Sequence[str]) -> dict[str, list[str]]:
    """Return the sentences by step, in order."""
    steps: dict[str, list[str]] = {}
    for sentence, step in zip(sentences, _best_cut(sentences), strict=True):
        steps.setdefault(STEPS[step], []).append(sentence)
    return steps


def _best_cut(sentences: Sequence[str]) -> list[int]:
    """Return a step for each sentence, never going back, with the highest sum of scores."""
    sums = [0.0 for _ in STEPS]
    before: list[list[int]] = []  # for each sentence: the best step of the one before it, by step
    for at, sentence in enumerate(sentences):
        scores = _scores(sentence, at / max(1, len(sentences) - 1))
        ways = [max(range(step + 1), key=sums.__getitem__) for step in range(len(STEPS))]
        sums = [sums[way] + scores[step] for step, way in enumerate(ways)]
        before.append(ways)
    step = max(range(len(STEPS)), key=sums.__getitem__)
    return _followed(before, step)


def _followed(before: Sequence[Sequence[int]], step: int) -> list[int]:
    """Return the steps that lead to the last sentence's `step`."""
    found: list[int] = []
    for ways in reversed(before):
        found.append(step)
        step = ways[step]
    return found[::-1]


def _tells_lesson(sentence: str) -> bool:
    found = _WISH.match(sentence)
    if found is None:
        return False
    verb = (found["verb"] or "").lower()
    return verb in AS_THE_BASE or not past_of(verb)


def _scores(sentence: str, along: float) -> list[float]:
    """Return how well a sentence suits each step; `along` says how far into the text it stands."""
    scores = [1.5 * (1 - along) ** 2, 0.4, 0.6, 1.2 * along - 0.2, 1.5 * along - 1.0]
    for step, weight, sign in _COMPILED:
        scores[step] += weight * min(2, len(sign.findall(sentence)))
    if first_deed(sentence):
        scores[ACTION] += MOVE
    if _tells_lesson(sentence):
        scores[REFLECTION] += LESSON
    return scores
