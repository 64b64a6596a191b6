"""Texts cut into parts that are read at one go: at the ends of sentences, at most 90 words each."""

import re
from collections.abc import Iterator, Sequence

from lpcards.english.sentences import sentence_spans
from lpcards.english.word_roots import roots_of, words_of
from lpcards.story.markup import unparted

MOST_WORDS = 90
MOST_BALANCED = 8
"""Parts that are made about equally long; of more than that a text is no story."""
MOST_COMPARED = 5_000
"""Sentences times beats that are compared."""

Span = tuple[int, int]
_WORD = re.compile(r"\S+")


def parts_of(text: str) -> list[str]:
    """Return a text in parts, about equally long."""
    if len(text.split()) <= MOST_WORDS:
        return [text] if text.strip() else []
    return _packed(text, spans_in(text))


def parts_by_beat(text: str, beats: Sequence[str]) -> list[tuple[int, str]]:
    """Return a text in parts, each with the number of the beat that it is about.

    `beats` are the words of each beat; the text tells one after the other.
    """
    spans = spans_in(text)
    if len(spans) * len(beats) > MOST_COMPARED:
        return []
    at = _beats_of([text[start:end] for start, end in spans], beats)
    return [
        (beat, part)
        for beat in range(len(beats))
        for part in _packed(text, [span for span, of in zip(spans, at, strict=True) if of == beat])
    ]


def spans_in(text: str) -> list[Span]:
    """Return from where to where each sentence goes, each line of a list by itself."""
    whole = unparted(text)
    return [
        short
        for line in re.finditer(r"[^\n]+", whole)
        for start, end in sentence_spans(line[0])
        for short in _not_too_long(whole, line.start() + start, line.start() + end)
    ]


def _not_too_long(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, in pieces if it has too many words."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    for first in range(0, len(words), MOST_WORDS):
        some = words[first : first + MOST_WORDS]
        yield some[0][0], some[-1][1]


def _packed(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the text of the spans, as many together as may be."""
    counts = [len(text[start:end].split()) for start, end in spans]
    return [text[spans[first][0] : spans[last - 1][1]] for first, last in _groups(counts)]


def _groups(counts: Sequence[int]) -> list[Span]:
    """Return from where to where counts go together: in the fewest groups, about equally large."""
    total = sum(counts)
    fewest = _filled(counts, MOST_WORDS)
    if not 1 < len(fewest) <= MOST_BALANCED:
        return fewest
    even = (_filled(counts, most) for most in range(total // len(fewest), MOST_WORDS))
    return next((groups for groups in even if len(groups) == len(fewest)), fewest)


def _filled(counts: Sequence[int], most: int) -> list[Span]:
    """Return groups of at most `most` each, filled one after the other; no count is parted."""
    groups: list[Span] = []
    first = held = 0
    for at, count in enumerate(counts):
        if at > first and held + count > most:
            groups.append((first, at))
            first, held = at, 0
        held += count
    return [*groups, (first, len(counts))] if counts else []


def _beats_of(sentences: Sequence[str], beats: Sequence[str]) -> list[int]:
    """Return the beat of each sentence: those that share most words, in the order of both."""
    wanted = [roots_of(words_of(beat)) for beat in beats]
    best, ways = [0] * len(beats), []
    for sentence in sentences:
        roots = roots_of(words_of(sentence))
        way, reached, top = [], [], 0
        for beat, words in enumerate(wanted):
            top = beat if best[beat] > best[top] else top
            way.append(top)
            reached.append(best[top] + len(roots & words))
        best = reached
        ways.append(way)
    return _traced(ways, best)


def _traced(ways: Sequence[Sequence[int]], best: Sequence[int]) -> list[int]:
    """Return the way that leads to the best end, from the last sentence back to the first."""
    beat = max(range(len(best)), key=best.__getitem__)
    found = []
    for way in reversed(ways):
        found.append(beat)
        beat = way[beat]
    return found[::-1]
