"""`lpcards followups`: what interviewers may ask next of a story, and taking such a question up."""

from collections.abc import Iterable, Iterator

import click
from rich.console import Console

from lpcards.cards.choices import Story
from lpcards.cards.gaps import FollowUpOffer, offer_json, offers_for
from lpcards.cli.options import complete_stories, json_option
from lpcards.english.printable import counted
from lpcards.story.models import Followup
from lpcards.story.writing_answers import with_item
from lpcards.study.authoring.whole_stories import followups_of, guides_of, scenario_of
from lpcards.study.content_files import named_story
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.naming import must_be_among
from lpcards.study.reviewing.editor import editable
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault
from lpcards.terminal.text_lines import hanging, inline, text_width


@click.command("followups")
@click.argument("story", shell_complete=complete_stories)
@click.option(
    "--take", multiple=True, metavar="ID", help="Ask me this about the story. Repeatable."
)
@click.option("--all", "everything", is_flag=True, help="Also those that fit any story.")
@json_option
@click.pass_obj
def followups_command(
    workspace: Workspace, story: str, take: tuple[str, ...], everything: bool, as_json: bool
) -> None:
    """List follow-up questions that fit a story.

    They are about what STORY leaves open, and about its principle. A question that you --take
    goes into the story without an answer, and `review` asks you for one.
    """
    name = named_story(workspace.index, story)
    found = next(one for one in workspace.index.stories() if one.id == name)
    file = scenario_of(found)
    if file is None:
        raise UserFault(f"{name!r} is not a story")
    bank = followups_of(guides_of(workspace.index))
    offers = offers_for(file, bank)
    if take:
        must_be_among(take, [offer.followup.id for offer in offers], f"follow-up for {found.id}")
        chosen = [followup for followup in bank if followup.id in take]
        _take(workspace, found, chosen, as_json=as_json)
    elif as_json:
        say_json([offer_json(offer) for offer in offers])
    else:
        listed = [
            offer for offer in offers if everything or offer.lacks or offer.followup.fits.principles
        ]
        say_lines(_lines(found, listed, len(offers) - len(listed)))


def _take(workspace: Workspace, story: Story, chosen: list[Followup], *, as_json: bool) -> None:
    """Write the questions into the story, all or none."""
    with editable(story.path, workspace.sources) as path:
        rewrite(path, lambda before: _with_probes(before, chosen))
    more = f"{path}: {counted(len(chosen), 'question')} added, waiting for your answer"
    taken = [followup.id for followup in chosen]
    say_json({"path": path, "taken": taken}) if as_json else say(more)


def _with_probes(text: bytes, chosen: Iterable[Followup]) -> bytes:
    for followup in chosen:
        tests = {"tests": followup.tests} if followup.tests else {}
        text = with_item(text, "probes", {"id": followup.id, "ask": followup.ask, **tests})
    return text


def _lines(story: Story, offers: list[FollowUpOffer], more: int) -> Iterator[str]:
    width = text_width(Console().width)
    yield f"{story.short}: {counted(len(offers), 'follow-up')}"
    for offer in offers:
        one = offer.followup
        yield ""
        yield from _wrapped(f'{one.id}: "{one.ask}"', width)
        why = " · ".join(part for part in (one.tests, offer.reason) if part)
        yield from (f"    {line}" for line in _wrapped(why, width - 4))
    yield ""
    rest = f" {counted(more, 'more question')} for any story: --all." if more else ""
    yield from _wrapped(
        f"`lpcards followups {story.id} --take ID` adds one to the story.{rest}", width
    )


def _wrapped(words: str, width: int) -> list[str]:
    return [line.plain for line in hanging(inline(""), inline(words), width)]
