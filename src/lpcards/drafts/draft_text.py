"""A draft made of notes, as the text of a story: its own words, proposals marked as such."""

import re
import textwrap
from collections.abc import Iterator

from lpcards.drafts.notes import Move, StoryDraft, prose
from lpcards.english.slugs import question_ids
from lpcards.story.models import STEPS
from lpcards.story.new_ids import with_ids
from lpcards.story.yaml_emitter import WIDTH, flow_scalar, one_line, text_lines

MOST_MUSTS = 2
"""A list of what must be said that is longer is one nobody keeps."""
_CHANGE = re.compile(r"\b(?:from|to)\b|->|→")
PROPOSED = "  # proposed"
_HEAD = """\
# yaml-language-server: $schema={schema}
#
# Made from your notes: every word in it is yours. `# proposed` marks a guess at where they belong,
# and at what you must not leave out. Keep what is right, change what is not, and delete the mark;
# `lpcards check` shows what is still proposed and what is missing.
"""


def draft_yaml(draft: StoryDraft, story_id: str, principle: str, schema: str) -> str:
    """Return the YAML of a story made of a draft; `schema` is the schema's path, for editors."""
    head = _HEAD.format(schema=" ".join(schema.split())).splitlines()
    text = "\n".join([*head, "", *_lines(draft, story_id, principle)]) + "\n"
    return with_ids(text.encode())[0].decode()


def _lines(draft: StoryDraft, story_id: str, principle: str) -> Iterator[str]:
    yield f"id: {story_id}"
    title = draft.title or story_id.replace("-", " ")
    yield from text_lines("title:", title, 0, _mark(draft, "title"))
    yield from text_lines("short:", draft.short or story_id.replace("-", " ")[:24].strip(), 0)
    yield f"principle: {principle}"
    also = [name for name in draft.principles if name != principle]
    yield f"also: [{', '.join(also)}]"
    yield ""
    yield "asked:  # interviewers' questions to which you would tell this story"
    for question in draft.asked:
        yield from (f"  {line}" for line in text_lines("-", question, 2))
    if draft.loose:
        yield from ["", *text_lines("overview:", draft.loose, 0)]
    yield ""
    yield "steps:"
    for name in STEPS:
        yield from (f"  {line}" for line in _step(draft, name))
    yield ""
    yield from _probes(draft)
    yield from _named(draft)


def _named(draft: StoryDraft) -> Iterator[str]:
    """Yield as comments what has no place in a story, and what looks like a heading."""
    if draft.left:
        yield from ("", "# Your notes say this, too; it has no place in a story:")
    for left in draft.left:
        yield from _comment(f"line {left.line}{_quoted(left.name)}: {left.text}".rstrip(": "))
    if draft.doubtful:
        yield from (
            "",
            "# These look like headings that are not known, or that mean two steps. Their",
        )
        yield "# words are in the steps above, which are marked as a guess for that reason:"
    for line, name in draft.doubtful:
        yield from _comment(f"line {line}{_quoted(name)}")


def _quoted(name: str) -> str:
    return f', "{name}"' if name else ""


def _comment(words: str) -> Iterator[str]:
    room = WIDTH - 4
    for line in textwrap.wrap(
        one_line(words), room, break_long_words=False, break_on_hyphens=False
    ):
        yield f"#   {line}"


def musts(draft: StoryDraft) -> tuple[Move, ...]:
    """Return the phrases with a figure to propose as what must be said: those that say a change."""
    phrases = [move for moves in draft.phrases.values() for move in moves]
    phrases += [move for beat in draft.beats for move in beat.moves]
    figures = [move for move in phrases if move.has_figure]
    return tuple(sorted(figures, key=lambda move: not _CHANGE.search(f"{move.text} {move.fact}")))[
        :MOST_MUSTS
    ]


def _mark(draft: StoryDraft, part: str) -> str:
    return "" if part in draft.confirmed else PROPOSED


def _step(draft: StoryDraft, name: str) -> Iterator[str]:
    yield f"{name}:"
    text = prose(draft.steps.get(name, ()))
    if text:
        guessed = _mark(draft, "steps") if draft.guessed else ""
        yield from (f"  {line}" for line in text_lines("example:", text, 4, guessed))
    else:
        yield "  example:"
    inside = {"action": _beats, "result": _needs}.get(name)
    yield from inside(draft) if inside else _phrases(draft, name)


def _phrases(draft: StoryDraft, name: str) -> Iterator[str]:
    phrases, chosen = draft.phrases.get(name, ()), musts(draft)
    yield "  key_phrases:" + (_mark(draft, f"phrases.{name}") if phrases else "")
    yield from (f"    - {_phrase(phrase, chosen)}" for phrase in phrases)


def _phrase(move: Move, chosen: tuple[Move, ...]) -> str:
    texts = {"text": move.text, **({"fact": move.fact} if move.fact else {})}
    is_must = any(move is one for one in chosen)
    inside = [f"{key}: {flow_scalar(text)}" for key, text in texts.items()]
    return f"{{{', '.join([*inside, *(['must: true'] if is_must else [])])}}}"


def _beats(draft: StoryDraft) -> Iterator[str]:
    yield "  beats:"
    names, chosen = question_ids(("", beat.name) for beat in draft.beats), musts(draft)
    for at, (name, beat) in enumerate(zip(names, draft.beats, strict=True)):
        yield f"    - id: {name}{_mark(draft, f'beats.{at}')}"
        yield from (f"      {line}" for line in text_lines("name:", beat.name, 6))
        yield "      key_phrases:"
        yield from (f"        - {_phrase(phrase, chosen)}" for phrase in beat.moves)


def _needs(draft: StoryDraft) -> Iterator[str]:
    yield "  needs:"
    for name in ("metric", "business", "second_order"):
        need = draft.needs.get(name)
        if need:
            mark = _mark(draft, f"needs.{name}")
            source = draft.metric_source if name == "metric" else ""
            if source:
                yield f"    {name}:"
                yield from (f"      {line}" for line in text_lines("text:", need, 8, mark))
                yield from (f"      {line}" for line in text_lines("source:", source, 8))
            else:
                yield from (f"    {line}" for line in text_lines(f"{name}:", need, 6, mark))
        else:
            yield f"    {name}:"


def _probes(draft: StoryDraft) -> Iterator[str]:
    yield "probes:"
    names = question_ids(("", ask) for ask, _ in draft.questions)
    for name, (ask, answer) in zip(names, draft.questions, strict=True):
        yield f"  - id: {name}"
        yield from (f"    {line}" for line in text_lines("ask:", ask, 4))
        yield from (f"    {line}" for line in text_lines("strong:", answer, 4) if answer)
