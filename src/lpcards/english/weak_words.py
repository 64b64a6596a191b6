"""The language of a strong answer: words that hide who did what, each with a remedy.

English only, rules of thumb only: a sentence that is in order must not be blamed, so what is
doubtful passes. Quoted speech of others is left alone.
"""

from collections.abc import Iterable

from lpcards.english.clauses import Finding, sentences_of
from lpcards.english.passive_voice import passives
from lpcards.english.pronouns import others, ours, subjectless
from lpcards.english.vague_words import handed_on, vague_verbs

__all__ = ["RULES", "SPOKEN", "Finding", "findings", "sentences_of"]

RULES = {
    "we": ours,
    "they": others,
    "vague": vague_verbs,
    "handed-on": handed_on,
    "passive": passives,
    "no-subject": subjectless,
}
SPOKEN = tuple(name for name in RULES if name != "no-subject")
"""The rules for whatever is said. Lists and notes may leave the subject out."""


def findings(text: str, rules: Iterable[str] = SPOKEN) -> tuple[Finding, ...]:
    """Return what the `rules` find in `text`, in its order; none overlaps another.

    Where two rules blame the same words the one that stands first in RULES has them.
    """
    asked = [RULES[name] for name in RULES if name in set(rules)]
    found: list[Finding] = []
    for sentence in sentences_of(text):
        here: list[Finding] = []
        for rule in asked:
            here += (one for one in rule(sentence) if _is_free(one, here))
        found += here
    return tuple(sorted(found))


def _is_free(one: Finding, found: Iterable[Finding]) -> bool:
    return all(one.end <= other.start or other.end <= one.start for other in found)
