"""What forms have written: one that is sent again leads to what it wrote before."""

from typing import TYPE_CHECKING

from lpcards.web.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lpcards.study.authoring.story_of_notes import WrittenStory

MOST = 200


class WrittenOnce:
    """The stories that were written, by the key of the form that wrote them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._written: dict[str, Sequence[WrittenStory]] = {}

    def of(self, once: str) -> "Sequence[WrittenStory]":
        """Return what a form wrote; () if it wrote nothing."""
        return self._written.get(once, ())

    def keep(self, once: str, stories: "Sequence[WrittenStory]") -> None:
        """Note what a form wrote."""
        self._written[once] = stories
        if len(self._written) > MOST:
            del self._written[next(iter(self._written))]


def written_once(visit: Visit) -> WrittenOnce:
    """Return what was written at the server that a request came to."""
    found: WrittenOnce = visit.request.app.state.written
    return found
