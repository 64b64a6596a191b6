"""Which step does a sentence belong to? A proposal, made of the words that the steps tend to use.

A story is told in order. So the whole is cut into five stretches, in the way that suits its
sentences best: none is moved, none is left out.
"""

import re
from collections.abc import Sequence

from lpcards.drafts.notes.told_deeds import first_deed
from lpcards.english.figures_in_text import MONEY, SHARE
from lpcards.story.models import STEPS

SITUATION, TASK, ACTION, RESULT, REFLECTION = range(5)
_BEGINNING = (
    r"\b(?:when|while|back in|last (?:year|spring|summer|fall|autumn|winter)|at the time|"
    r"we had|there (?:was|were)|every (?:day|week|month|night)|used to|our)\b"
)
_STATE = r"\b(?:was|were|had|kept|would)\b"
_WHOSE = (
    r"\b(?:my (?:job|task|role|part)|wasn't mine|not mine|not my|was(?:n't| not) my|"
    r"(?:nobody|no one) (?:had )?asked|asked me to|up to me|responsib\w+|supposed to|"
    r"(?:decided|chose|wanted|had|needed) to|took it on|the goal|owned)\b"
)
_CHANGE = (
    r"\b(?:as a result|in the end|since then|ever since|after(?:wards| that)|"
    r"went (?:from|down|up)|dropped|fell|rose|saved?|saves|saving|reduced|"
    r"from \S+ (?:\w+ ){0,3}to|now|within|still in use|adopted|other teams?|standard|"
    r"recovered|zero)\b"
)
_LESSON = (
    r"\b(?:learn(?:ed|t)|looking back|in hindsight|next time|differently|lesson|taught me|"
    r"takeaway|reali[sz]ed that|not so good|my mistake|I should(?: have|['’]ve)|"
    r"if I (?:could|had|were)|these days I|today I|since then I|"
    r"I(?:'d| would) (?:have |now |start|ask|propose|do))\b"
)
_SIGNS = (
    (SITUATION, 2, _BEGINNING),
    (SITUATION, 1, _STATE),
    (TASK, 4, _WHOSE),
    (RESULT, 3, _CHANGE),
    (RESULT, 2, rf"{SHARE}|{MONEY.pattern}"),
    (REFLECTION, 6, _LESSON),
)
_COMPILED = tuple((step, weight, re.compile(sign, re.IGNORECASE)) for step, weight, sign in _SIGNS)
MOVE = 3


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


def _scores(sentence: str, along: float) -> list[float]:
    """Return how well a sentence suits each step; `along` says how far into the text it stands."""
    scores = [1.5 * (1 - along) ** 2, 0.4, 0.6, 1.2 * along - 0.2, 1.5 * along - 1.0]
    for step, weight, sign in _COMPILED:
        scores[step] += weight * min(2, len(sign.findall(sentence)))
    if first_deed(sentence):
        scores[ACTION] += MOVE
    return scores
