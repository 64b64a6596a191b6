"""What a sheet for the night before is made of: stories, and the cards that are weakest."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from lpcards.cards.card import Card, card_json
from lpcards.cards.choices import Story
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.memory.sm2 import memory_json
from lpcards.practice.interview_record import InterviewRecord, records_of
from lpcards.sharing.story_sheet import (
    SheetPage,
    WeakCard,
    page_json,
    sheet_page,
    weak_page,
    weakest,
)
from lpcards.study.authoring.whole_stories import guides_of, scenario_of
from lpcards.study.content_files import named_story
from lpcards.study.naming import must_be_among, principles_named
from lpcards.study.recorded_learner import set_aside
from lpcards.study.weak_cards import may_be_weak
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


class StorySheet(NamedTuple):
    """All that the night before needs."""

    stories: list[SheetPage]
    weak: list[WeakCard]
    cards: dict[str, Card]

    @property
    def pages(self) -> list[SheetPage]:
        """The stories' pages, and the one of the weakest cards."""
        return [*self.stories, *([weak_page(self.weak, self.cards)] if self.weak else [])]


def sheet_json(sheet: StorySheet) -> dict[str, object]:
    """Return a sheet as scripts read it."""
    return {
        "stories": [page_json(page) for page in sheet.stories],
        "weakest": [
            card_json(sheet.cards[weak.card])
            | {"memory": memory_json(weak.memory), "recall": weak.recall}
            for weak in sheet.weak
        ],
    }


def stories_for_sheet(
    index: CardIndex, names: tuple[str, ...], principles: tuple[str, ...]
) -> list[Story]:
    """Return the stories that are meant: one's own, or all; or those named.

    Raises UserFault for names of nothing.
    """
    stories = [story for story in index.stories() if story.type == "scenario"]
    wanted = [named_story(index, name) for name in names]
    must_be_among(wanted, [story.id for story in stories], "story (a guide has no sheet)")
    known = {name for story in stories for name in (story.principle, *story.also)}
    principles = principles_named(principles, known, "story for")
    if wanted:
        stories = [story for name in wanted for story in stories if story.id == name]
    if principles:
        return [story for story in stories if {story.principle, *story.also} & {*principles}]
    return stories if wanted else [story for story in stories if story.own] or stories


def sheet_of(workspace: Workspace, stories: list[Story], *, named: bool) -> StorySheet:
    """Return the sheet of the stories; `named`: with the weakest cards of these alone.

    Raises UserFault where there is no story.
    """
    pages = _pages(workspace, stories)
    if not pages:
        raise UserFault("there is no story yet; `lpcards new` starts one")
    return _with_weakest(workspace, pages, [story.id for story in stories] if named else [])


def own_sheet(workspace: Workspace) -> StorySheet:
    """Return the sheet of the learner's own stories, if there are any, and the weakest cards."""
    own = [story for story in workspace.index.stories(own=True) if story.type == "scenario"]
    return _with_weakest(workspace, _pages(workspace, own), [])


def pictures_of_sheet(index: CardIndex, sheet: StorySheet) -> dict[str, dict[str, str]]:
    """Return by story the `data:` addresses of the pictures on its page."""
    known = index.media()
    if not known:
        return {}
    from lpcards.study.embedded_media import data_addresses  # here: few stories have any

    shown = {
        page.id: [files[name] for name in _pictures(page) if name in files]
        for page in sheet.stories
        if (files := known.get(page.id))
    }
    found = data_addresses(one for some in shown.values() for one in some)
    return {
        story: {one.target: found[one.name] for one in some if one.name in found}
        for story, some in shown.items()
    }


def _pictures(page: SheetPage) -> list[str]:
    return [line.picture for block in page.blocks for line in block.lines if line.picture]


def _pages(workspace: Workspace, stories: list[Story]) -> list[SheetPage]:
    if not stories:
        return []
    index = workspace.index
    guides, level = list(guides_of(index)), index.settings.level or ""
    records = records_of(workspace.reading().live(""))
    return [
        _with_companies(sheet_page(file, guides, level), _told_at(records, story))
        for story in stories
        if (file := scenario_of(story))
    ]


def _told_at(records: Iterable[InterviewRecord], story: Story) -> list[str]:
    """Return the companies where a story was told, as they are called, the first one first."""
    names = {story.id, *story.was}
    told = (one.company for one in records if any(asked.story in names for asked in one.asked))
    return [*dict.fromkeys(filter(None, told))]


def _with_companies(page: SheetPage, companies: list[str]) -> SheetPage:
    """Return a page that says where the story was told: nobody there needs to hear it again."""
    told = f" · told at {', '.join(companies)}" if companies else ""
    return page._replace(about=f"{page.about}{told}")


def _with_weakest(workspace: Workspace, pages: list[SheetPage], stories: list[str]) -> StorySheet:
    index = workspace.index
    weak = _weak(workspace, stories)
    found = ((name, index.card(name)) for name, *_ in weak)
    return StorySheet(pages, weak, {name: card for name, card in found if card})


def _weak(workspace: Workspace, stories: list[str]) -> list[WeakCard]:
    """Return the weakest cards of the stories (none: of all) that are not set aside."""
    log = workspace.reading()
    aside = set_aside(workspace.index, log)
    remembered = {card: memory for card, memory in log.remembered() if card not in aside}
    known = workspace.index.outlines_of(remembered, Selection(scenarios=tuple(stories)))
    counting = (
        (card, remembered[name])
        for name, card in known.items()
        if stories or may_be_weak(workspace.index, card)
    )
    return weakest(counting, _day(workspace))


def _day(workspace: Workspace) -> date:
    """Return the day on which it has to be known: that of the interview, else tomorrow."""
    today = workspace.moment().day
    day = workspace.index.interview_day(today) or today
    return day if day > today else today + timedelta(1)
