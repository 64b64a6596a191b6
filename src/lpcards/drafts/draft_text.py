"""A draft made of notes, as the text of a story: its own words, proposals marked as such."""

from collections.abc import Iterator

from lpcards.drafts.notes import Move, StoryDraft, prose
from lpcards.english.slugs import question_ids
from lpcards.story.models import STEPS
from lpcards.story.new_ids import with_ids
from lpcards.story.yaml_emitter import flow_scalar, text_lines

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
    yield "also: []"
    yield ""
    yield "asked:  # interviewers' questions to which you would tell this story"
    if draft.loose:
        yield from ["", *text_lines("overview:", draft.loose, 0)]
    yield ""
    yield "steps:"
    for name in STEPS:
        yield from (f"  {line}" for line in _step(draft, name))
    yield ""
    yield from _probes(draft)


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
    phrases = draft.phrases.get(name, ())
    yield "  key_phrases:" + (_mark(draft, f"phrases.{name}") if phrases else "")
    yield from (f"    - {_phrase(phrase)}" for phrase in phrases)


def _phrase(move: Move) -> str:
    texts = {"text": move.text, **({"fact": move.fact} if move.fact else {})}
    inside = [f"{key}: {flow_scalar(text)}" for key, text in texts.items()]
    return f"{{{', '.join([*inside, *(['must: true'] if move.has_figure else [])])}}}"


def _beats(draft: StoryDraft) -> Iterator[str]:
    yield "  beats:"
    names = question_ids(("", beat.name) for beat in draft.beats)
    for at, (name, beat) in enumerate(zip(names, draft.beats, strict=True)):
        yield f"    - id: {name}{_mark(draft, f'beats.{at}')}"
        yield from (f"      {line}" for line in text_lines("name:", beat.name, 6))
        yield "      key_phrases:"
        yield from (f"        - {_phrase(phrase)}" for phrase in beat.moves)


def _needs(draft: StoryDraft) -> Iterator[str]:
    yield "  needs:"
    for name in ("metric", "business", "second_order"):
        need = draft.needs.get(name)
        if need:
            mark = _mark(draft, f"needs.{name}")
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
