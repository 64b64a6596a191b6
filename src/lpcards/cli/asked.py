"""`lpcards asked`: a question met in an interview, written down before it is forgotten."""

import click

from lpcards.cards.choices import are_same
from lpcards.cli.options import json_option
from lpcards.study.authoring.met_questions import cleaned_question, keep_question
from lpcards.study.messages import say, say_json
from lpcards.study.question_words import quoted_words
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("asked")
@click.argument("question", nargs=-1, required=True)
@json_option
@click.pass_obj
def asked_command(workspace: Workspace, question: tuple[str, ...], as_json: bool) -> None:
    """Write down a question you were asked in an interview.

    It goes into `asked.yaml` in your content folder, and from tomorrow `review` asks which story
    you would tell. `lpcards debrief` asks for all of an interview.
    """
    asked = cleaned_question(" ".join(question))
    for story in workspace.index.stories(own=True):
        if story.type == "scenario" and any(are_same(asked, known.ask) for known in story.asked):
            raise UserFault(f"{story.short} has that question already")
    kept = keep_question(workspace, asked)
    say_json(kept._asdict()) if as_json else say(
        f"{quoted_words(asked)} comes tomorrow. It is in {kept.path}."
    )
