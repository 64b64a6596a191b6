"""A draft of a story: the notes' own words, and proposals for what to hear in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from lpcards.drafts.notes.guessed_title import guessed_title
from lpcards.drafts.notes.marked_notes import (
    LeftOut,
    MarkedNotes,
    NotedQuestion,
    read_notes,
)
from lpcards.drafts.notes.moves import (
    Move,
    counted_things,
    shows_figure,
    trimmed,
)
from lpcards.drafts.notes.note_lines import sentences_of
from lpcards.drafts.notes.sorting import sorted_into_steps, whose_words
from lpcards.drafts.notes.talk import is_linked
from lpcards.drafts.notes.told_deeds import deeds_in
from lpcards.english.figures_in_text import FIGURE, MONEY
from lpcards.english.vocabulary import MONTHS
from lpcards.story.models import STEPS

MOST_PHRASES = 5
FEWEST_FOR_BEATS = 4
LONGEST_SHORT = 24
BEAT_NAMES = ("First", "Then", "After that", "At the end")
ALONE = ("What I did",)
"""What beats are called until their author names them: nothing that their cards ask for."""
_TURNS = re.compile(
    r"^(?:then|after|next|finally|once|meanwhile|so|later|when|in the end|at the same time)\b",
    re.IGNORECASE,
)

TIME_SPAN = re.compile(
    r"(?<!\S)(?:about |some |nearly )?\S++ "
    r"(?:second|minute|hour|day|night|week|month|quarter|year)s?(?: \w+){0,2}",
    re.IGNORECASE,
)
"""How long it took or was, which is no part of a Task."""
_STOPS = frozenset(".!?:;,…")
_CLOSING = "\"'”’)]"
_PRONOUNS = frozenset({"it", "them", "that", "this", "him", "her", "me", "us", "one"})


class ProposedBeat(NamedTuple):
    """A beat that is proposed: its name and moves, all words of the notes."""

    name: str
    moves: tuple[Move, ...]


class StoryDraft(NamedTuple):
    """A story as far as the notes have it.

    `steps` holds sentences by step; `guessed` says that the notes did not say which is which.
    `phrases`, `beats` and `needs` are proposals, apart from those named in `confirmed`:
    `steps`, `phrases.task`, `beats.find`, `needs.metric`, ...

    `asked` are interviewers' questions and `principles` ids, as the notes name them; `left` are
    their words that have no place in a story, `doubtful` lines that look like headings and are none
    that is known.
    """

    title: str
    short: str
    loose: str
    steps: dict[str, tuple[str, ...]]
    guessed: bool
    phrases: dict[str, tuple[Move, ...]]
    beats: tuple[ProposedBeat, ...]
    needs: dict[str, str]
    questions: tuple[tuple[str, str], ...]
    confirmed: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    left: tuple[LeftOut, ...] = ()
    doubtful: tuple[tuple[int, str], ...] = ()
    is_english: bool = True
    metric_source: str = ""


def draft_of(text: str, sections: Sequence[str] = ()) -> StoryDraft:
    """Return what can be made of notes: all of their words, each in one place, and proposals.

    `sections` are the headings above the story, where the notes hold several.
    """
    notes = read_notes(text, sections)
    loose = sentences_of(notes.loose)
    steps = {name: sentences_of(lines) for name, lines in notes.steps.items()}
    guessed = not notes.is_marked or _begins_late(notes, loose)
    if guessed:
        steps, loose = _completed(steps, loose), []
    by_step = {name: tuple(steps[name]) for name in STEPS if steps.get(name)}
    title = notes.title or guessed_title([*loose, *chain.from_iterable(by_step.values())])
    draft = StoryDraft(
        title=title,
        short=short_of(title),
        loose=prose(loose),
        steps=by_step,
        guessed=bool(by_step) and (guessed or bool(notes.doubtful)),
        phrases={},
        beats=(),
        needs={},
        questions=tuple(_question(asked) for asked in notes.questions if any(asked.ask)),
        confirmed=frozenset({"title"} if notes.title else ()),
        asked=notes.asked,
        principles=notes.principles,
        left=notes.left,
        doubtful=notes.doubtful,
        is_english=notes.is_english,
    )
    return with_proposals(draft)


def _begins_late(notes: MarkedNotes, loose: Sequence[str]) -> bool:
    """Say whether the first steps seem to be told before the first mark."""
    return not {"situation", "task"} & {*notes.steps} and len(loose) > 1


def _completed(steps: dict[str, list[str]], loose: Sequence[str]) -> dict[str, list[str]]:
    """Return the steps with what stands before them, sorted into those before the first."""
    first = next((at for at, name in enumerate(STEPS) if name in steps), len(STEPS))
    found: dict[str, list[str]] = {}
    for name, sentences in sorted_into_steps(loose).items():
        found.setdefault(STEPS[min(STEPS.index(name), first - 1)], []).extend(sentences)
    return found | steps


def with_proposals(draft: StoryDraft) -> StoryDraft:
    """Return the draft with phrases, beats and needs proposed for its steps as they are."""
    steps = draft.steps
    return draft._replace(
        phrases={
            name: phrases
            for name in ("situation", "task", "reflection")
            if (phrases := _phrases_of(name, steps.get(name, ())))
        },
        beats=tuple(_beats(steps.get("action", ()))),
        needs=_needs(steps.get("result", ())),
    )


def shifted(draft: StoryDraft, name: str, *, forward: bool) -> StoryDraft:
    """Return the draft with a step's last sentence in the step after it, or its first before it.

    A step at the end of the row keeps its sentences.
    """
    at = STEPS.index(name) + (1 if forward else -1)
    sentences = list(draft.steps.get(name, ()))
    if not sentences or not 0 <= at < len(STEPS):
        return draft
    other = list(draft.steps.get(STEPS[at], ()))
    if forward:
        other.insert(0, sentences.pop())
    else:
        other.append(sentences.pop(0))
    moved = {**draft.steps, name: tuple(sentences), STEPS[at]: tuple(other)}
    steps = {step: moved[step] for step in STEPS if moved.get(step)}
    return with_proposals(draft._replace(steps=steps))


def short_of(title: str) -> str:
    """Return as many words of a title as fit on top of a card."""
    return trimmed(title, LONGEST_SHORT)[:LONGEST_SHORT].rstrip(" .,;:!?-–—")


def _question(question: NotedQuestion) -> tuple[str, str]:
    return prose(sentences_of(question.ask)), prose(sentences_of(question.answer))


def prose(sentences: Sequence[str]) -> str:
    """Return sentences as one text; what has no stop at its end is set off from what follows.

    What was said in one breath is joined as it was said.
    """
    texts = list(sentences)
    parts = texts[:1]
    for before, text in pairwise(texts):
        parts += [" " if _is_stopped(before) or is_linked(text) else "; ", text]
    return "".join(parts)


def _is_stopped(sentence: str) -> bool:
    return sentence.rstrip(_CLOSING)[-1:] in _STOPS


def moves_of(sentences: Iterable[str]) -> tuple[Move, ...]:
    """Return the key phrases to propose: what was done and what was counted, none twice."""
    found: dict[str, Move] = {}
    for sentence in sentences:
        for move in _phrases(sentence):
            found.setdefault(f"{move.text} {move.fact}".strip().casefold(), move)
    return tuple(found.values())[:MOST_PHRASES]


def _phrases(sentence: str) -> Iterator[Move]:
    words = ""
    for move in deeds_in(sentence):
        if move.fact and move.fact.lower() not in _PRONOUNS:
            yield move
            words += f"{move.text} {move.fact} "
    for figure in counted_things(sentence):
        if figure not in words:
            yield Move(figure)


def _phrases_of(step: str, sentences: Sequence[str]) -> tuple[Move, ...]:
    """Return the key phrases to propose for a step: for the Task, whose it was before all else."""
    if step != "task":
        return moves_of(sentences)
    whose = [Move(words) for one in sentences if (words := whose_words(one))]
    others = [move for move in moves_of(sentences) if not TIME_SPAN.fullmatch(move.text)]
    apart = [move for move in others if not any(move.text in one.text for one in whose)]
    return (*whose, *apart)[:MOST_PHRASES]


def moves_typed(line: str) -> tuple[Move, ...]:
    """Return the points that somebody typed, semicolons between: `I rang: the depot; I sat`."""
    parts = [part.strip() for part in line.split(";")]
    return tuple(_move_typed(part) for part in parts if part)


def _move_typed(words: str) -> Move:
    text, colon, fact = words.partition(": ")
    if colon:
        return Move(text.strip(), fact.strip())
    deed = next(deeds_in(words), None)
    return deed if deed and f"{deed.text} {deed.fact}".strip() == words else Move(words)


def _beats(sentences: Sequence[str]) -> Iterator[ProposedBeat]:
    """Yield the beats of an Action: stretches of it, cut where it takes a turn."""
    told = sum(1 for sentence in sentences for _ in _phrases(sentence))
    count = max(_turns(len(sentences)), -(-told // MOST_PHRASES))
    cuts = [0, *_cuts(sentences, min(count, len(sentences), len(BEAT_NAMES))), len(sentences)]
    told_in = [moves_of(sentences[start:end]) for start, end in pairwise(cuts)]
    stretches = [moves for moves in told_in if moves]
    names = BEAT_NAMES if len(stretches) > 1 else ALONE
    for name, moves in zip(names, stretches, strict=False):
        yield ProposedBeat(name, moves)


def _turns(sentences: int) -> int:
    """Return how many beats so many sentences make."""
    return 1 if sentences < FEWEST_FOR_BEATS else 2 + (sentences - FEWEST_FOR_BEATS) // 3


def _cuts(sentences: Sequence[str], count: int) -> Iterator[int]:
    """Yield where `count` beats begin, the first aside: at a turn near the even place, or there."""
    for number in range(1, count):
        even = round(number * len(sentences) / count)
        near = (even, even + 1, even - 1)
        yield next(
            (at for at in near if 0 < at < len(sentences) and _TURNS.match(sentences[at])), even
        )


_ELSEWHERE = (
    r"(?:other|two|three|four|five|all|every|more|whole|sister|neighbou?ring|next) (?:\w+ )?"
    r"(?:teams?|departments?|wards?|stores?|shops?|branch(?:es)?|sites?|schools?|plants?|"
    r"offices?|companies|company|regions?|hospitals?)|adopted|copied|standard|template|"
    r"rolled (?:it )?out (?:to|in|across)|took (?:\w+ ){0,4}over|part of (?:the )?onboarding|"
    r"next (?:new )?(?:hires?|person|intern|class)|runbook|checklist"
)
"""What says that it went on elsewhere, or for good."""
_MONTHS = "|".join(MONTHS)
_FEELING = (
    r"(?:thought|think|believed?|felt|feel|wanted?|had|hoped?|wondered|unsure|waiting|doubt\w*|not|no|"
    r"didn'?t|don'?t|wasn'?t|isn'?t|disagreed?|preferred|would|was|were)\b"
)
"""Behind "still" it tells what somebody felt, and not what lasted."""
_FROM_TO = (
    rf"\A(?:(?>.*?\bfrom\b)(?=.{{0,60}}(?:{FIGURE.pattern})).+\bto\b"
    r"|(?>.*?\d)(?>.*?(?:\bto\b|->|→)).*\d)"
)
_FACTS = {
    "metric": (
        _FROM_TO,
        r"%|percent",
        r"",
    ),
    "business": (
        MONEY.pattern,
        r"\b(?:revenue|costs?|saved?|saves|saving|hours|refunds|money|customers|tickets)\b",
    ),
    "second_order": (
        rf"\b(?:{_ELSEWHERE})\b",
        rf"\b(?:(?:ever )?since (?:then|{_MONTHS}|last|(?:19|20)\d\d)|still (?!{_FEELING})\w+)",
        r"\b(?:now|became|every (?:day|week|month|quarter|year|\w+day)|no longer|since)\b",
    ),
}
"""What tells the three facts of a Result, the surest sign first."""
_SIGNS = {
    name: tuple(re.compile(sign, re.IGNORECASE) for sign in signs) for name, signs in _FACTS.items()
}


def _needs(sentences: Sequence[str]) -> dict[str, str]:
    """Return the three facts of a Result, each a sentence of its own, as far as they are there."""
    left = list(sentences)
    found = {}
    for name, signs in _SIGNS.items():
        known = [one for one in left if shows_figure(one)] if name == "metric" else left
        fitting = (sentence for sign in signs for sentence in known if sign.search(sentence))
        sentence = next(fitting, None)
        if sentence is not None:
            left.remove(sentence)
            found[name] = sentence
    return found
