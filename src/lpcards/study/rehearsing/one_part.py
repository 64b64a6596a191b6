"""One part said against the clock."""

from typing import NamedTuple

from lpcards.practice.script import Part
from lpcards.practice.stopwatch import announced
from lpcards.practice.telling_record import Told, told_of
from lpcards.study.rehearsing.clock_face import Scene, show_scene
from lpcards.study.rehearsing.telling_table import Table, Watch
from lpcards.terminal.card_face import Scroll
from lpcards.terminal.footer import STEPS, unheeded
from lpcards.terminal.keys import ENDED, RESUMED, decided
from lpcards.terminal.typing import TypedAnswer

KEYS = (
    ("space", "said: go on"),
    ("p", "let the clock stand still, or run on"),
    ("r", "once more from the part's beginning"),
    ("h", "hint: the cue, again what has to be heard"),
    ("arrows", "scroll"),
    ("typing", "with --type: an empty line hands it in, Esc these keys, Enter types on"),
    ("q", "stop; what was said is kept"),
)
STILL = "The clock stands still."


class Billing(NamedTuple):
    """What stands around a part: on the `top` line, which one it is, what is `known` of it.

    `before` are the seconds of the parts already said, out of `target`; 0: they are not shown.
    """

    top: str
    progress: str
    known: str = ""
    before: float = 0.0
    target: int = 0


class Stage:
    """Lets one part be said."""

    def __init__(
        self, part: Part, table: Table, billing: Billing, typed: TypedAnswer | None = None
    ) -> None:
        """Make ready; with `typed` it is typed instead."""
        self.typed = typed
        self._part = part
        self._table = table
        self._billing = billing
        self._watch = Watch(table.monotonic)
        self._announced = 0.0
        self._again = 0
        self._hints = 0
        self._scroll = Scroll()
        self._message = ""

    def told(self) -> Told | None:
        """Run the clock until the part is said; None if the learner stops."""
        self._table.surface.fresh()
        self._watch.start()
        self._table.loop.start()
        if self._part.step == "probe":
            self._table.voice.say(self._part.card.front)
        return self._said() if self._dictated() or self._until_said() else None

    def _dictated(self) -> bool:
        """Have it typed in the terminal's own line mode, where that is the way."""
        if self.typed is None or not self._table.surface.plain:
            return False
        self._draw()
        self.typed.dictated(self._table.surface, self._table.keys)
        return True

    def _said(self) -> Told:
        self._watch.stop()
        self._table.voice.hush()
        seconds, hinted = self._watch.elapsed, self._shows_items
        return told_of(self._part, seconds, again=self._again, peeked=hinted)

    def _until_said(self) -> bool:
        """Do what the keys say; return whether it was said to its end."""
        return decided(self._draw, self._read, self._act_on)

    def _act_on(self, key: str) -> bool | None:
        self._table.surface.forget(self._message)
        self._message = ""
        return self._type(key) if self._is_typing else self._pressed(key)

    @property
    def _is_typing(self) -> bool:
        return self.typed is not None and self.typed.is_open and self._watch.is_running

    def _read(self) -> str | None:
        timeout = None
        if self._watch.is_running:
            timeout = 1.0 if self._table.surface.plain else 1.02 - self._watch.elapsed % 1
        reads = self._table.keys.read_text if self._is_typing else self._table.key
        key = reads(timeout)
        if key == RESUMED and self._watch.is_running:
            self._stand_still()
        return key

    def _type(self, key: str) -> bool | None:
        typed = self.typed
        self._table.voice.hush()
        if typed is None or key == ENDED or (key == "ctrl-d" and not typed.line.text):
            return False
        self._scroll.to_end()  # what is typed stands at the end
        self._message = typed.pressed(key)
        return True if typed.is_done else None

    def _pressed(self, key: str) -> bool | None:
        if key in {"q", ENDED}:
            return False
        if key == "p" or (key in {"space", "enter"} and not self._watch.is_running):
            self._toggle()
        elif key == "enter" and self.typed is not None:
            self.typed.is_open = True
        elif key in {"space", "enter"}:
            return True
        else:
            self._aside(key)
        return None

    def _toggle(self) -> None:
        if self._watch.is_running:
            self._stand_still()
        else:
            self._run_on()
            self._message = "The clock runs." if self._table.surface.plain else ""

    def _stand_still(self) -> None:
        self._watch.stop()
        self._table.loop.stop()
        self._message = STILL

    def _run_on(self) -> None:
        self._watch.start()
        self._table.loop.start()

    def _aside(self, key: str) -> None:
        if key == "r":
            self._repeat()
        elif key == "h":
            self._hint()
        elif key in STEPS:
            self._message = self._scroll.move(STEPS[key], self._draw)
        elif key == "?":
            self._help()
        else:
            self._message = unheeded(key)

    def _help(self) -> None:
        """List the keys, while the clocks stand still."""
        was_running = self._watch.is_running
        self._stand_still()
        self._table.help(KEYS)
        if was_running:
            self._run_on()
            self._message = ""

    def _repeat(self) -> None:
        self._watch.reset()
        self._table.loop.start()
        self._announced = 0.0
        self._again += 1
        self._message = "Once more, from its beginning."

    def _hint(self) -> None:
        """Show the cue, and the next time what has to be heard."""
        card = self._part.card
        if not (card.hint or card.items):
            self._message = "There is no hint."
        elif not self._shows_items:
            self._hints += 1 if card.hint else 2

    @property
    def _shows_items(self) -> bool:
        return self._hints > 1 and bool(self._part.card.items)

    def _draw(self) -> None:
        if self._table.surface.plain and self.typed is None:
            self._announce()
        show_scene(self._scene, self._table.surface, self._scroll)

    def _announce(self) -> None:
        elapsed = self._watch.elapsed
        words = announced(self._part.seconds, self._announced, elapsed)
        self._announced = elapsed
        if words:
            self._table.surface.say(words)

    @property
    def _scene(self) -> Scene:
        part, billing, elapsed = self._part, self._billing, self._watch.elapsed
        loop = (self._table.loop.elapsed, self._table.seconds) if self._table.seconds else None
        whole = (billing.before + elapsed, billing.target) if billing.target else None
        return Scene(
            top=billing.top,
            title=part.title,
            progress=billing.progress,
            cue=part.card.front,
            target=part.seconds,
            elapsed=elapsed,
            running=self._watch.is_running,
            whole=whole,
            loop=loop,
            known=billing.known,
            hint=part.card.hint if self._hints else "",
            items=part.card.items if self._shows_items else (),
            typed=self.typed,
            typing=self._is_typing,
            message=self._message,
        )
