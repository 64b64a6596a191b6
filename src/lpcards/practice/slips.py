"""Words typed that would sink the story: the language of hiding, and the content's own phrases."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.clauses import WeakWords, clauses_of
from lpcards.english.tokens import CONTENT, tokens_of
from lpcards.english.weak_words import RULES, SPOKEN, weak_words_in
from lpcards.practice.matching import Typed

ALIKE = 0.85
"""The share of a phrase's words that makes a sentence that phrase."""
LONGEST_REMEDY = 64


class Phrase(NamedTuple):
    """A phrase that the content says sinks a story, what to say instead, and what they hear."""

    words: str
    instead: str
    heard: str = ""


def phrases_of(cards: Iterable[Card]) -> Iterator[Phrase]:
    """Yield the phrases that `disqualifier` cards are about."""
    for card in cards:
        if card.id.endswith(".mend"):
            quoted = card.front.split('"')
            words = quoted[1] if len(quoted) > 1 else card.front
            heard = card.back.partition("\nThey hear: ")[2]
            yield Phrase(words, card.back.partition("\n")[0], heard)


def slips_in(text: str, card: Card, phrases: Iterable[Phrase] = ()) -> tuple[WeakWords, ...]:
    """Return what in an answer to `card` would sink it, in the text's order, none overlapping."""
    if not card.spoken:
        return ()
    rules = tuple(RULES) if '"I" + verb' in card.front else SPOKEN
    known = tuple(_known(text, [phrase for phrase in phrases if _is_long(phrase)]))
    others = (one for one in weak_words_in(text, rules) if _is_apart(one, known))
    return tuple(sorted((*known, *others)))


def _known(text: str, phrases: Sequence[Phrase]) -> Iterator[WeakWords]:
    """Yield the sentences that are one of the content's phrases."""
    for clause in clauses_of(text):
        typed = Typed(clause.words)
        said = clause.words.strip()
        start = clause.start + clause.words.index(said)
        for phrase in phrases:
            if typed.match(phrase.words).share >= ALIKE:
                yield WeakWords(start, start + len(said), "phrase", _remedy(phrase))
                break


def _is_long(phrase: Phrase) -> bool:
    return sum(one.weight == CONTENT for one in tokens_of(phrase.words)) > 1


def _remedy(phrase: Phrase) -> str:
    said = phrase.instead
    return f"rather: {said if len(said) <= LONGEST_REMEDY else said[: LONGEST_REMEDY - 1] + '…'}"


def _is_apart(one: WeakWords, known: Iterable[WeakWords]) -> bool:
    return all(one.end <= other.start or other.end <= one.start for other in known)
