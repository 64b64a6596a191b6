"""Content files read whole again: for commands that need more than their cards."""

from collections.abc import Iterable, Iterator

from lpcards.cards.choices import Story
from lpcards.index.card_index import CardIndex
from lpcards.story.models import Followup, Guide, Scenario
from lpcards.story.reading import read_source


def scenario_of(story: Story) -> Scenario | None:
    """Return a listed story as its file has it; None if it has changed and cannot be read."""
    file = _read(story)
    return file if isinstance(file, Scenario) else None


def guide_of(story: Story) -> Guide | None:
    """Return a listed guide as its file has it; None if it is none, or cannot be read any more."""
    file = _read(story)
    return file if isinstance(file, Guide) else None


def guides_of(index: CardIndex, principle: str = "") -> Iterator[Guide]:
    """Yield the guides in use, or those of one principle."""
    for story in index.stories():
        is_wanted = story.type == "guide" and principle in {"", story.principle}
        if is_wanted and isinstance(file := _read(story), Guide):
            yield file


def followups_of(guides: Iterable[Guide]) -> list[Followup]:
    """Return all follow-up questions of the guides, of one id the first."""
    found: dict[str, Followup] = {}
    for guide in guides:
        for followup in guide.followups:
            found.setdefault(followup.id, followup)
    return list(found.values())


def _read(story: Story) -> Scenario | Guide | None:
    try:
        with open(story.path, "rb") as file:
            return read_source(story.path, file.read()).file
    except OSError:
        return None
