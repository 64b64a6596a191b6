"""Questions met in interviews that no story answers yet, kept in a guide of the learner's own."""

import os
from datetime import date
from typing import NamedTuple

from lpcards.english.slugs import question_ids
from lpcards.story.models import Guide, Met
from lpcards.story.reading import read_source
from lpcards.story.writing_answers import with_item
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.new_files import SCHEMA_NAME, first_folder, write_schema
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import private_folder, rewrite
from lpcards.system.problem import UserFault

NAME, FILE_ID = "asked.yaml", "asked-in-interviews"
LONGEST = 300
_NEW = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
# Questions you were asked in interviews; `lpcards asked "..."` adds them. A question is asked until
# it has a `story` (its id) and an `opening` (the first sentence), and from then on as a card.
type: guide
id: {FILE_ID}
title: Questions met in interviews
short: Met
principle: all
met:
""".encode()


class KnownQuestion(UserFault):
    """The question is written down already."""


class KeptQuestion(NamedTuple):
    """Where a question was written, and the card that asks for its story."""

    path: str
    card: str


def keep_question(workspace: Workspace, asked: str) -> KeptQuestion:
    """Write a question down; its card comes from tomorrow on. Raises KnownQuestion, UserFault."""
    folder = first_folder(workspace)
    path = os.path.join(folder, NAME)
    log, moment = workspace.writing(), workspace.moment()
    private_folder(folder)
    write_schema(folder)
    after = rewrite(path, lambda before: _with_question(path, before, asked, moment.day), _NEW)
    file = _guide(path, after)
    card = f"{file.id}/open/{file.met[-1].id}"
    log.note("bury", card, moment)
    return KeptQuestion(path, card)


def cleaned_question(question: str) -> str:
    """Return a question as it is kept. Raises UserFault for what is none."""
    asked = one_line(question).strip("\"“”' ")
    if not any(character.isalnum() for character in asked):
        raise UserFault("that is not a question")
    if len(asked) > LONGEST:
        raise UserFault(f"that has {len(asked)} characters; keep the question under {LONGEST}")
    return asked


def _with_question(path: str, before: bytes, asked: str, day: date) -> bytes:
    met = _guide(path, before).met
    _refuse_known(met, asked, path)
    [*_, name] = question_ids([*((known.id or "", known.ask) for known in met), ("", asked)])
    return with_item(before, "met", {"id": name, "ask": asked, "day": day.isoformat()})


def _guide(path: str, data: bytes) -> Guide:
    """Return what the file of such questions says."""
    source = read_source(path, data)
    if not isinstance(source.file, Guide):
        fault = next(iter(source.problems), f"{path} is not a guide")
        raise UserFault(f"{fault} (fix that first)")
    return source.file


def _refuse_known(met: tuple[Met, ...], asked: str, path: str) -> None:
    if any(_bare(known.ask) == _bare(asked) for known in met):
        raise KnownQuestion(f"that question is in {path} already")


def _bare(question: str) -> str:
    return question.casefold().rstrip("?. ")
