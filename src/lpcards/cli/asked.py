"""`lpcards asked`: a question met in an interview, written down before it is forgotten."""

import os

import click

from lpcards.cli.desk import Desk
from lpcards.cli.filing import PRIVATE, private_folder, write_whole
from lpcards.cli.saying import json_option, say, say_json
from lpcards.cli.writing import SCHEMA_NAME, first_folder, write_schema
from lpcards.content.answers import with_item
from lpcards.content.reading import read_source
from lpcards.problem import UserFault
from lpcards.scenario import Guide, Met
from lpcards.words import question_ids

NAME, FILE_ID = "asked.yaml", "asked-in-interviews"
LONGEST = 300
_NEW = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
# Questions that you met in interviews; `lpcards asked "..."` adds them. A question is asked until
# it has a `story` (its id) and an `opening` (the first sentence), and from then on as a card.
type: guide
id: {FILE_ID}
title: Questions met in interviews
short: Met
principle: all
met:
"""


@click.command("asked")
@click.argument("question", nargs=-1, required=True)
@json_option
@click.pass_obj
def asked_command(desk: Desk, question: tuple[str, ...], as_json: bool) -> None:
    """Write down a QUESTION that you met in an interview; tomorrow it is asked.

    It goes into `asked.yaml` in your content folder. `review` then asks which story you would tell.
    """
    asked = _cleaned(" ".join(question))
    folder = first_folder(desk)
    path = os.path.join(folder, NAME)
    before, file = _read(path)
    _refuse_known(file.met, asked, path)
    [*_, name] = question_ids([*((one.id or "", one.ask) for one in file.met), ("", asked)])
    moment = desk.moment()
    item = {"id": name, "ask": asked, "day": moment.day.isoformat()}
    private_folder(folder)
    write_whole(path, with_item(before, "met", item), None if os.path.exists(path) else PRIVATE)
    write_schema(folder)
    card = f"{file.id}/open/{name}"
    desk.writing().note("bury", card, moment)
    say_json({"path": path, "card": card}) if as_json else say(f"{path}\nTomorrow it comes: {card}")


def _cleaned(question: str) -> str:
    asked = " ".join(question.split()).strip("\"“”' ")
    if not any(character.isalnum() for character in asked):
        raise UserFault("there is no question in that")
    if len(asked) > LONGEST:
        raise UserFault(f"that has {len(asked)} characters; a question of {LONGEST} will do")
    return asked


def _read(path: str) -> tuple[bytes, Guide]:
    """Return the file of such questions, and what it says; a new one if there is none yet."""
    try:
        with open(path, "rb") as file:
            before = file.read()
    except FileNotFoundError:
        before = _NEW.encode()
    source = read_source(path, before)
    if not isinstance(source.file, Guide):
        fault = next(iter(source.problems), f"{path} is no guide")
        raise UserFault(f"{fault} (mend that first)")
    return before, source.file


def _refuse_known(met: tuple[Met, ...], asked: str, path: str) -> None:
    if any(one.ask.casefold().rstrip("?. ") == asked.casefold().rstrip("?. ") for one in met):
        raise UserFault(f"that question is in {path} already")
