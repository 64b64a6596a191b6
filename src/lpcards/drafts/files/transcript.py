"""A transcript to the candidate's own lines: WebVTT, SRT, `Me: ...`, `[00:12] Anna: ...`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain, repeat
from typing import NamedTuple

from lpcards.drafts.files.step_names import is_part_name
from lpcards.english.printable import counted
from lpcards.english.sentences import sentences
from lpcards.story.headings import is_interviewers, marked

CANDIDATES = frozenset("me|i|myself|candidate|interviewee|applicant".split("|"))
INTERVIEWERS = frozenset(
    "interviewer|recruiter|hiring manager|bar raiser|panel|panelist|coach|moderator"
    "|mock interviewer|the interviewer|them".split("|")
)
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_NAME = r"[^\W\d_][\w.'’-]{0,30}+(?: (?:\w[\w.'’-]{0,30}+|\(\w[\w ]{0,20}\))){0,3}"
_TURN = re.compile(
    rf"\A\s*+(?:[-*•>]\s++)?(?P<first>{_TIME}\s*+(?:[-–—|]\s*+)?)?[*_]{{0,2}}(?P<name>{_NAME})"
    rf"[*_]{{0,2}}\s?(?P<second>{_TIME})?[*_]{{0,2}}\s?[:：][*_]{{0,2}}(?:\s++|\Z)"
    rf"(?P<third>{_TIME}\s*+)?(?P<said>.*)\Z"
)
_ABOVE = re.compile(
    rf"\A\s*+[*_]{{0,2}}(?:(?P<name>{_NAME})[*_]{{0,2}}\s*+(?:[-–—|,]\s*+)?{_TIME}"
    rf"|{_TIME}\s++(?P<other>{_NAME})[*_]{{0,2}})\s*+\Z"
)
"""A line with speaker and time alone, above what is said."""
_MOMENT = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_ARROW = re.compile(rf"\A\s*+{_MOMENT}\s*+-->\s*+{_MOMENT}")
_SRT = re.compile(rf"\A\s*+\d++[ \t]*+\r?\n[ \t]*+{_MOMENT}\s*+-->")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,40})?[ \t]+([^<>]{1,80})>")
_TAG = re.compile(r"</?[a-z\d][^<>]{0,200}>|</?>", re.IGNORECASE)
_OTHER_BLOCKS = ("NOTE", "STYLE", "REGION")
_FEWEST, _MOST_SPEAKERS = 2, 8
"""Turns, speakers or steps that make a conversation or a story; people who talk in one."""


class Turn(NamedTuple):
    """What somebody says until somebody else speaks; `speaker` may be unknown ("")."""

    speaker: str
    said: str


class Transcript(NamedTuple):
    """The turns of a conversation, and what stands above them."""

    above: str
    turns: tuple[Turn, ...]
    notes: tuple[str, ...] = ()


class OwnLines(NamedTuple):
    """What the candidate says, and in sentences: whose words these are, what is left out.

    `asked` is the first question for a story that somebody else asks ("": none).
    """

    text: str
    remarks: tuple[str, ...]
    asked: str


def transcript_of(text: str) -> Transcript | None:
    """Return the turns of a transcript; None for any other text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("WEBVTT") or _SRT.match(text):
        return _of_cues(text)
    lines = text.split("\n")
    found = [_begun(line) for line in lines]
    if not _is_conversation(found, text):
        return None
    first = next(at for at, turn in enumerate(found) if turn)
    turns = list[Turn]()
    for line, begun in zip(lines[first:], found[first:], strict=True):
        if begun:
            turns.append(begun[0])
        else:
            turns[-1] = Turn(turns[-1].speaker, f"{turns[-1].said}\n{line}")
    return Transcript("\n".join(lines[:first]).strip(), tuple(_together(turns)))


def own_lines(transcript: Transcript) -> OwnLines:
    """Return what the candidate says: `Me` or `Candidate`, else who says most and does not ask."""
    words = Counter[str]()
    for turn in transcript.turns:
        words[turn.speaker] += len(turn.said.split())
    own = [name for name in words if _role(name) in CANDIDATES]
    others = [name for name in words if _role(name) not in INTERVIEWERS and name]
    answering = [name for name in others if not _mostly_asks(name, transcript.turns)]
    most = max(answering or others or words, key=lambda name: words[name], default="")
    speakers = set(own or [most])
    said = [turn.said.strip() for turn in transcript.turns if turn.speaker in speakers]
    text = "\n\n".join(part for part in (transcript.above, *said) if part)
    remarks = _remarks(transcript, sorted(speakers), is_guess=not own)
    others_say = " ".join(turn.said for turn in transcript.turns if turn.speaker not in speakers)
    asked = next(filter(is_interviewers, sentences(" ".join(others_say.split()))), "")
    return OwnLines(text, tuple(remarks), asked)


def _remarks(transcript: Transcript, speakers: list[str], *, is_guess: bool) -> Iterator[str]:
    left = Counter(turn.speaker for turn in transcript.turns if turn.speaker not in speakers)
    if left:
        verb = "says" if len(speakers) == 1 else "say"
        why = ", as the one who answers" if is_guess else ""
        others = ", ".join(
            f"{name or 'nobody named'} ({counted(n, 'turn')})" for name, n in left.items()
        )
        yield f"Only what {' and '.join(speakers)} {verb} is read{why}; left out: {others}."
    if transcript.notes:
        yield f'Left out, as notes between the lines: "{" ".join(transcript.notes)}".'


def _mostly_asks(name: str, turns: Iterable[Turn]) -> bool:
    asks = [turn.said.rstrip().endswith("?") for turn in turns if turn.speaker == name]
    return 2 * sum(asks) > len(asks)


def _role(name: str) -> str:
    """Return what somebody is called, or the role that is told behind it in brackets."""
    bare, _, behind = name.casefold().partition("(")
    role = " ".join(behind.strip(" )").split())
    return role if role in CANDIDATES | INTERVIEWERS else " ".join(bare.split())


def _is_name(name: str) -> bool:
    """Say whether it may be somebody's name: each word of it is large, but for `me`."""
    words = name.split()
    return _role(name) in CANDIDATES | INTERVIEWERS or not any(word[0].islower() for word in words)


def _begun(line: str) -> tuple[Turn, bool] | None:
    """Return the turn that a line begins, and whether it says when."""
    line = line.rstrip()
    if found := _TURN.match(line):
        is_timed = any(found[part] for part in ("first", "second", "third"))
        return (Turn(found["name"], found["said"]), is_timed) if _is_name(found["name"]) else None
    if len(line) <= 120 and (found := _ABOVE.match(line)):  # noqa: PLR2004
        name = found["name"] or found["other"]
        return (Turn(name, ""), True) if _is_name(name) else None
    return None


def _is_conversation(found: Sequence[tuple[Turn, bool] | None], text: str) -> bool:
    """Say whether the lines that begin like turns are turns, and no headings."""
    begun = [turn for turn in found if turn]
    times = Counter(turn.speaker for turn, _ in begun)
    roles = {_role(name) for name in times}
    if len(begun) < _FEWEST or len(times) > _MOST_SPEAKERS:
        return False
    if any(map(is_part_name, roles - INTERVIEWERS)) or _is_in_steps(text):
        return False
    timed = sum(is_timed for _, is_timed in begun)
    if timed >= _FEWEST and 2 * timed >= len(begun):
        return len(times) <= _FEWEST or max(times.values()) > 1
    if len(times) < _FEWEST:
        return False
    if roles & CANDIDATES or roles & INTERVIEWERS:
        return True
    filled = sum(bool(line.strip()) for line in text.split("\n"))
    return min(times.values()) > 1 and 10 * len(begun) >= 6 * filled


def _is_in_steps(text: str) -> bool:
    """Say whether it is a story with headings, in which somebody may say something."""
    return len({piece.kind for piece in marked(text).steps}) >= _FEWEST


def _of_cues(text: str) -> Transcript:
    turns, notes = list[Turn](), list[str]()
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        at = next((at for at, line in enumerate(lines) if _ARROW.match(line)), None)
        if at is not None:
            turns.extend(_turns_of_cue(lines[at + 1 :], turns[-1].speaker if turns else ""))
        elif lines[0].startswith("WEBVTT"):
            notes.extend(words for words in (lines[0][6:].strip(), *lines[1:]) if words)
        elif lines[0].startswith(_OTHER_BLOCKS):
            notes.extend([] if lines[0].startswith("STYLE") else [" ".join(block[4:].split())])
        elif block.strip():  # an empty line inside of a cue
            turns.extend(_turns_of_cue(lines, turns[-1].speaker if turns else ""))
    return Transcript("", tuple(_together(turns, " ")), tuple(notes))


def _turns_of_cue(lines: Iterable[str], speaker: str) -> Iterator[Turn]:
    for is_first, line in zip(chain([True], repeat(False)), lines, strict=False):
        parts = _VOICE.split(line)
        for name, said in zip([speaker, *parts[1::2]], parts[::2], strict=True):
            words = unescape(_TAG.sub("", said)).strip()
            speaker = " ".join(unescape(name).split())
            if not words:
                continue
            found = _TURN.match(words) if is_first and len(parts) == 1 else None
            if found and _is_name(found["name"]) and not is_part_name(found["name"]):
                speaker, words = found["name"], found["said"]
            yield Turn(speaker, words)


def _together(turns: Iterable[Turn], between: str = "\n") -> Iterator[Turn]:
    """Yield turns, those of one speaker that follow each other as one."""
    held: Turn | None = None
    for turn in turns:
        if held and held.speaker == turn.speaker:
            held = Turn(turn.speaker, f"{held.said}{between}{turn.said}")
        else:
            if held:
                yield held
            held = turn
    if held:
        yield held
