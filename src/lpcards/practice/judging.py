"""A typed answer judged: what of the card it says, the grade to propose, what would weaken it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.cards.disqualifier import better_line
from lpcards.english.clauses import WeakWords, clauses_of
from lpcards.english.tokens import CONTENT, tokens_of
from lpcards.english.weak_words import RULES, SPOKEN, weak_words_in
from lpcards.practice.matching import HIT, MISSED, PARTLY, Match, Typed
from lpcards.practice.ways_to_say import first_line

WHOLE, RIGHT, HARD, NEARLY, WRONG, NONE = 5, 4, 3, 2, 1, 0
HALF = 0.45
"""The share of a single answer from which it counts as right with difficulty."""
ALIKE = 0.85
"""The share of a phrase's words that makes a sentence that phrase."""
LONGEST_REMEDY = 64


class Judged(NamedTuple):
    """What became of an answer: a match for each item asked (or one for the whole answer).

    `grade` is the proposal where the card is no checklist; a checklist's follows from its ticks.
    """

    matches: tuple[Match, ...]
    grade: int | None = None

    @property
    def hits(self) -> set[int]:
        """The positions that were hit."""
        return {at for at, match in enumerate(self.matches) if match.verdict == HIT}


def judged(card: Card, items: Sequence[int], text: str, order: Sequence[int] = ()) -> Judged:
    """Hold the `text` typed against the card: against those of its `items` that are asked.

    `order` is how a quiz's options were shown.
    """
    typed = Typed(text)
    if items:
        accept = dict(enumerate(card.accept))
        matches = (typed.match(card.items[item], accept.get(item, ())) for item in items)
        return Judged(tuple(matches))
    if card.options:
        return _chosen(card, text, order)
    match = typed.match(first_line(card.back), card.accept[0] if card.accept else ())
    return Judged((match,), _grade_of(match))


def _grade_of(match: Match) -> int:
    """Return the grade: never 5 for what is not complete; other words may be as good."""
    if match.verdict == HIT:
        return WHOLE if match.is_whole else RIGHT
    if match.verdict == PARTLY:
        return HARD if match.share >= HALF and not _lacks_figure(match) else NEARLY
    return WRONG if match.share else NONE


def _lacks_figure(match: Match) -> bool:
    return any(char.isdigit() for words in match.missing for char in words)


def _chosen(card: Card, text: str, order: Sequence[int]) -> Judged:
    """Judge a quiz: the option by its letter or its words; the reason is for the learner."""
    right = card.back.partition("\n")[0]
    shown = [card.options[at] for at in order] or list(card.options)
    letters = {chr(ord("a") + at): option for at, option in enumerate(shown)}
    words = tokens_of(text)
    chosen = letters.get(words[0].word) if words else None
    if chosen is None:
        chosen = _nearest(text, shown)
    if chosen != right:
        return Judged((Match(MISSED, 0.0),), WRONG if words else NONE)
    reasoned = len(words) > 1 + len(tokens_of(right)) * (words[0].word not in letters)
    return Judged((Match(HIT, 1.0),), RIGHT if reasoned else HARD)


def _nearest(text: str, options: Sequence[str]) -> str | None:
    """Return the option that `text` says most of; None if it says none."""
    typed = Typed(text)
    best = max(options, key=lambda option: typed.match(option).share)
    return best if Typed(text).match(best).verdict == HIT else None


class Phrase(NamedTuple):
    """A phrase that the content says weakens a story, what to say instead, and what they hear."""

    words: str
    instead: str
    heard: str = ""


def phrases_of(cards: Iterable[Card]) -> Iterator[Phrase]:
    """Yield the phrases that `disqualifier` cards are about."""
    for card in cards:
        if card.id.endswith(".mend"):
            quoted = card.front.split('"')
            words = quoted[1] if len(quoted) > 1 else card.front
            yield Phrase(words, *better_line(card))


def slips_in(text: str, card: Card, phrases: Iterable[Phrase] = ()) -> tuple[WeakWords, ...]:
    """Return what in an answer to `card` would weaken it, in the text's order, none overlapping."""
    if not card.spoken:
        return ()
    rules = tuple(RULES) if '"I" + verb' in card.front else SPOKEN
    known = tuple(_known(text, [phrase for phrase in phrases if _is_long(phrase)]))
    others = (words for words in weak_words_in(text, rules) if _is_apart(words, known))
    return tuple(sorted((*known, *others)))


def _known(text: str, phrases: Sequence[Phrase]) -> Iterator[WeakWords]:
    """Yield the sentences that are one of the content's phrases."""
    for clause in clauses_of(text):
        typed = Typed(clause.words)
        words = clause.words.strip()
        start = clause.start + clause.words.index(words)
        for phrase in phrases:
            if typed.match(phrase.words).share >= ALIKE:
                yield WeakWords(start, start + len(words), "phrase", _remedy(phrase))
                break


def _is_long(phrase: Phrase) -> bool:
    return sum(token.weight == CONTENT for token in tokens_of(phrase.words)) > 1


def _remedy(phrase: Phrase) -> str:
    words = phrase.instead
    is_short = len(words) <= LONGEST_REMEDY
    return f"say instead: {words if is_short else words[: LONGEST_REMEDY - 1] + '…'}"


def _is_apart(words: WeakWords, known: Iterable[WeakWords]) -> bool:
    return all(words.end <= other.start or other.end <= words.start for other in known)
