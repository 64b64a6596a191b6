"""`export --redact`: what is replaced, the cards without it, and the lines about it."""

import json
import os
import stat
from collections.abc import Callable, Iterable

from lpcards.cards.card import Card
from lpcards.index.scan import Sources, bytes_of
from lpcards.sharing.redact_file import read_listed
from lpcards.sharing.redacted_cards import (
    RedactedIds,
    SharedCard,
    ids_in,
    in_words_alone,
    shared_cards,
    shared_json,
    without_folder,
)
from lpcards.sharing.redaction_report import Redaction, SharedTitle, left_lines, replaced_lines
from lpcards.sharing.redactor import Redactor
from lpcards.story.media_kinds import counted_media
from lpcards.story.redact_list import Listed, united
from lpcards.study.messages import note
from lpcards.study.places import list_paths, private_stories
from lpcards.study.workspace import Workspace
from lpcards.system.folders import REDACT, config_folder
from lpcards.system.private_files import PRIVATE
from lpcards.system.problem import Problem, UserFault


def read_lists(sources: Sources) -> tuple[list[Listed], list[Problem]]:
    """Return the lists that there are, and the problems of all; each is made the learner's alone.

    Raises OSError where one cannot be read.
    """
    lists, problems = list[Listed](), list[Problem]()
    for path in filter(os.path.lexists, list_paths(sources)):
        listed, found = read_listed(path, bytes_of(path))
        lists += [listed] if listed else []
        problems += found
        _make_private(path)
    return lists, problems


def _make_private(path: str) -> None:
    if os.stat(path).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        try:
            os.chmod(path, PRIVATE)
            note(f"{path} could be read by others; now only you can read it (mode 0600)")
        except OSError:
            note(f"{path} can be read by others: `chmod 600` it")


def redacted(
    workspace: Workspace,
    cards: list[Card],
    wanted: str,
    form: Callable[[list[Card], dict[str, str], dict[str, dict[str, str]]], str],
) -> tuple[str, list[str]]:
    """Return the export without what may not be shared, and the lines to say of it.

    Raises UserFault where a list has faults: a word that could not be read would be left.
    """
    lists, problems = read_lists(workspace.sources)
    for problem in problems:
        note(str(problem))
    if any(problem.severity == "error" for problem in problems):
        raise UserFault("nothing is exported until the list is fixed")
    redactor = Redactor(united(lists))
    left_out = {name for card in cards for _, name in card.media}
    everything = [_inside(workspace.sources, card) for card in workspace.index.cards()]
    chosen = {card.id for card in cards}
    cards = [card for card in everything if card.id in chosen]
    titles = _titles(workspace, redactor, {card.scenario for card in cards})
    ids = _ids(redactor, everything, [story.id for story in workspace.index.stories()])
    own = frozenset(private_stories(workspace.index.stories(), workspace.sources))
    redaction = Redaction(cards, list(shared_cards(cards, redactor, ids)), own, titles)
    if wanted == "json":
        text = _json(redaction.shared)
    else:
        named = {ids.of(story): title.text for story, title in titles.items()}
        text = form([shared.card for shared in redaction.shared], named, {})
    path = os.path.join(config_folder(), REDACT)
    pictures = [_LEFT_OUT.format(counted_media(left_out))] if left_out else []
    left = left_lines(redaction, redactor, everything, path)
    return text, [*replaced_lines(redaction), *pictures, *left]


_LEFT_OUT = "Left out {}, in which no names can be looked for; words stand for each."


def _inside(sources: Sources, card: Card) -> Card:
    folders = (folder.path for folder in sources.using(library=True))
    return in_words_alone(card)._replace(path=without_folder(card.path, folders))


def _titles(workspace: Workspace, redactor: Redactor, chosen: set[str]) -> dict[str, SharedTitle]:
    stories = workspace.index.stories()
    return {
        story.id: SharedTitle(*redactor.redacted(story.title))
        for story in stories
        if story.id in chosen
    }


def _ids(redactor: Redactor, cards: list[Card], titles: Iterable[str]) -> RedactedIds:
    words = {card.kind for card in cards}
    every = [*titles, *(name for card in cards for name in ids_in(card))]
    return RedactedIds(redactor, every, words)


def _json(cards: Iterable[SharedCard]) -> str:
    return json.dumps([shared_json(shared) for shared in cards]) + "\n"
