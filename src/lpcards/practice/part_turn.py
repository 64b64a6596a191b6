"""One part of a story being said: what of it was shown, how often it was begun, what it came to."""

from typing import NamedTuple

from lpcards.practice.card_view import CardView
from lpcards.practice.script import SpokenPart
from lpcards.practice.telling_record import PartResult, part_result

NO_HINT = "There is no hint."
AGAIN = "Again, from the start."


class PartHeading(NamedTuple):
    """What stands around a part: on the `top` line, which one it is, what is `known` of it.

    `before` are the seconds of the parts already said, out of `target`; 0: they are not shown.
    """

    top: str
    progress: str
    known: str = ""
    before: float = 0.0
    target: int = 0


class PartTurn:
    """A part being said. `again` counts how often it was begun anew."""

    def __init__(self, part: SpokenPart, heading: PartHeading) -> None:
        """Begin with nothing shown."""
        self.part = part
        self.heading = heading
        self.again = 0
        self._hints = 0

    def hint(self) -> str:
        """Show the cue, and the next time what has to be heard; return what to say of it."""
        card = self.part.card
        if not (card.hint or card.items):
            return NO_HINT
        if not self.shows_items:
            self._hints += 1 if card.hint else 2
        return ""

    @property
    def shows_items(self) -> bool:
        """Say whether what has to be heard is shown."""
        return self._hints > 1 and bool(self.part.card.items)

    def begin_again(self) -> str:
        """Take note that the part is said from its start again; return what to say of it."""
        self.again += 1
        return AGAIN

    def result(self, seconds: float) -> PartResult:
        """Return what it came to after so many seconds; what was missed is not known yet."""
        return part_result(self.part, seconds, again=self.again, peeked=self.shows_items)

    def view(self) -> CardView:
        """Return what is shown of it just now."""
        card, known = self.part.card, self.heading.known
        return CardView(
            card,
            items=tuple(range(len(card.items))) if self.shows_items else (),
            progress=self.heading.progress,
            remarks=(known,) if known else (),
            hint=(card.hint,) if self._hints and card.hint else (),
        )
