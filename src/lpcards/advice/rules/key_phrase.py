"""A key phrase that stands nowhere in what is said.

Who learns the phrases and the example learns two stories. Half of the words of the phrase, or a
third of those of its fact, should stand in the step's example; their endings may differ. What a
level says otherwise (`told`) holds at least the phrases marked `must`.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile, SpokenText
from lpcards.advice.finding import Finding, excerpt
from lpcards.story.models import KeyPhrase

NAME = "key-phrase"

SAME_BEGINNING = 5
"""Letters in which two words are the same: `deploy` and `deployment`."""
HALF, THIRD = 1 / 2, 1 / 3

BAD = """\
steps:
  situation:
    example: On Sundays our app showed a night bus at 23:40 that had been cut in spring.
    key_phrases: [stale feed of the transit office]
"""
GOOD = """\
steps:
  situation:
    example: On Sundays our app showed a night bus at 23:40 that had been cut in spring.
    key_phrases: ["23:40 on Sundays", {text: still in the app, fact: cut in spring}]
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the phrases that are not said."""
    spoken = {name: _spoken_roots(file, name) for name, _ in file.each_step}
    for name, place, phrase in file.key_phrases:
        if spoken[name] and not _stands_in(phrase, spoken[name], file):
            step = "reflection" if name == "reflection" else f"{name}'s `example`"
            remedy = "say it there, or take words that are"
            yield Finding(place, f"{excerpt(phrase.text, 40)} is not said in the {step}: {remedy}")
    for said in file.spoken:
        if said.place[0] == "levels":
            yield from _missed(file, said)


def _missed(file: CheckedFile, said: SpokenText) -> Iterator[Finding]:
    """Yield what may not be missed, and is missed in what a level says."""
    roots = _with_beginnings(file.roots(said.text))
    for name, _, phrase in file.key_phrases:
        if name == said.step and phrase.must and not _stands_in(phrase, roots, file):
            remedy = "say it, or do not mark it `must`"
            yield Finding(said.place, f"{excerpt(phrase.text, 40)} is not said here: {remedy}")


def _spoken_roots(file: CheckedFile, name: str) -> frozenset[str]:
    """Return what a step says, with the beginnings of its longer words."""
    step = getattr(file.steps, name)
    texts = [step.example, *(spoken.text for spoken in getattr(step, "by_level", {}).values())]
    return _with_beginnings(frozenset().union(*map(file.roots, texts)))


def _with_beginnings(roots: frozenset[str]) -> frozenset[str]:
    return roots | {root[:SAME_BEGINNING] for root in roots if len(root) > SAME_BEGINNING}


def _stands_in(phrase: KeyPhrase, spoken: frozenset[str], file: CheckedFile) -> bool:
    text, fact = file.roots(phrase.text), file.roots(phrase.fact)
    if not (text or fact):
        return True
    return (
        _held(text, spoken) >= HALF * len(text) > 0 or _held(fact, spoken) >= THIRD * len(fact) > 0
    )


def _held(roots: frozenset[str], spoken: frozenset[str]) -> int:
    return sum(root in spoken or root[:SAME_BEGINNING] in spoken for root in roots)
