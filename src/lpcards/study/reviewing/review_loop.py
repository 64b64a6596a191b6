"""The review itself: what is asked next, what the answer does to the log."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from lpcards.cards.card import Card
from lpcards.day.spacing import shuffled
from lpcards.index.selection import Selection
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.sm2 import PASS, Memory, intervals
from lpcards.study.card_json import shown, undone_words
from lpcards.study.open_content import Desk
from lpcards.study.reviewing.flagging import flag_words
from lpcards.study.reviewing.next_card import Asked, Feed
from lpcards.study.reviewing.one_card import Asking
from lpcards.study.reviewing.sitting import Outcome, Table
from lpcards.study.reviewing.sitting_time import Hourglass
from lpcards.study.reviewing.summary import Tally
from lpcards.study.today import queue_today, trace_next
from lpcards.system.problem import UserFault
from lpcards.system.trace import is_heard
from lpcards.terminal.card_state import Question
from lpcards.terminal.footer import NOT_KEYS, Buttons
from lpcards.terminal.keys import PASTED, Keys, decided
from lpcards.terminal.screen import Surface

if TYPE_CHECKING:
    from lpcards.terminal.typing import TypedAnswer

WORDS = {"review": "", "new": "new · ", "drill": "again · ", "ahead": "ahead · ", "cram": "cram · "}


class Review:
    """One sitting."""

    def __init__(
        self,
        desk: Desk,
        feed: Feed,
        surface: Surface,
        keys: Keys,
        hourglass: Hourglass,
        monotonic: Callable[[], float],
        *,
        typing: bool = False,
    ) -> None:
        """Take up the log where it stands; with `typing` answers are typed."""
        self._hourglass = hourglass
        self._monotonic = monotonic
        self._desk = desk
        self._feed = feed
        self._surface = surface
        self._keys = keys
        self._typing = typing
        self._buttons = Buttons(desk.compiled.settings.buttons == "4")
        self._told: set[str] = set()
        self._wanted = ""
        self._message = feed.greeting
        self._acted = self._wrote = False
        self.unwritten: dict[str, str] = {}
        self.tally = Tally()

    def run(self) -> None:
        """Ask until nothing is left, or the learner stops."""
        while True:
            asked = self._next()
            if asked is None:
                if not self._another_undo():
                    return
                continue
            if self._hourglass.is_over() and not self._goes_on():
                return
            if not (self._introduced(asked) and self._ask(asked)):
                return

    def _goes_on(self) -> bool:
        return self._hourglass.goes_on(self._feed.left, self._surface, self._keys)

    def begins_with_story(self) -> bool:
        """Show the story of the first new card that has one; say whether to go on."""
        compiled, log = self._desk.compiled, self._desk.writing()
        new = (entry for entry in queue_today(compiled, log, self._on).new if not entry.guide)
        scenario = next((entry.scenario for entry in new), "")
        if not compiled.sections(scenario):
            return True
        self._told.add(scenario)
        return self._read(scenario)

    @property
    def _on(self) -> date:
        return self._desk.moment().day

    def _next(self) -> Asked | None:
        """Return the card that an undo or an edit wants back, or else the feed's next."""
        wanted, self._wanted = self._wanted, ""
        log = self._desk.writing()
        asked = self._feed.next(self._desk.compiled, log, self._on, wanted)
        if asked and is_heard():
            trace_next(log, asked.card.id, asked.sort)
        return asked

    def _introduced(self, asked: Asked) -> bool:
        """Show the story before its first card; say whether to go on."""
        scenario = asked.card.scenario
        if scenario in self._told:
            return True
        self._told.add(scenario)
        if self._begun(scenario):
            return True
        compiled = self._desk.compiled
        story = next((one for one in compiled.stories() if one.id == scenario), None)
        if story is None or story.type != "scenario" or not compiled.sections(scenario):
            return True
        return self._read(scenario)

    def _begun(self, scenario: str) -> bool:
        """Say whether any of the story's cards was seen before."""
        log = self._desk.writing()
        return any(map(log.live, self._desk.compiled.card_ids(Selection(scenarios=(scenario,)))))

    def _read(self, scenario: str) -> bool:
        compiled = self._desk.compiled
        story = next(one for one in compiled.stories() if one.id == scenario)
        from lpcards.study.reviewing.pages import Reading  # here: the first card waits for imports

        return Reading(story, compiled.sections(scenario), self._surface, self._keys).finished()

    def _ask(self, asked: Asked) -> bool:
        """Ask one card and do what the learner decided; say whether to go on."""
        question = self._question(asked)
        self._message = ""
        outcome = Asking(question, self._table(asked.card), self._typed(question)).outcome()
        if outcome.act == "q":
            return False
        do = getattr(self, f"_do_{ACTS[outcome.act]}")
        return do(asked, question, outcome) is not False

    def _table(self, card: Card) -> Table:
        def flag(note: str | None) -> None:
            told = {"off": True} if note is None else {"note": note}
            self._desk.writing().note("flag", card.id, self._desk.moment(), told)
            self._acted = True

        return Table(self._surface, self._keys, self._buttons, self._monotonic, flag)

    def _typed(self, question: Question) -> "TypedAnswer | None":
        if not self._typing:
            return None
        from lpcards.terminal.typing import TypedAnswer

        chosen = Selection(kinds=("disqualifier",))
        compiled, open_at_once = self._desk.compiled, not self._surface.plain
        return TypedAnswer(
            question.card, question.items, lambda: compiled.cards(chosen), is_open=open_at_once
        )

    def _question(self, asked: Asked) -> Question:
        card, log = asked.card, self._desk.writing()
        memory = log.memory([card.id]).get(card.id)
        events = log.live(card.id)
        seed = f"{card.id} {len(events)}"
        changed, changes = self._changes(card, memory)
        return Question(
            card=card,
            sort=asked.sort,
            progress=f"{WORDS[asked.sort]}{self._progress()}",
            intervals=intervals(memory, self._on, self._desk.rules)
            if asked.sort in {"new", "review", "ahead"}
            else (),
            items=asked.missed or tuple(range(len(card.items))),
            order=shuffled(len(card.options), seed),
            changed=changed,
            changes=changes,
            flag=self._flag(card),
            message=self._message,
            leech=_leech(card, memory, events),
            unwritten=self.unwritten.get(card.id, ""),
        )

    def _flag(self, card: Card) -> str:
        return flag_words(self._desk.writing().flags().get(card.id))

    def _progress(self) -> str:
        done = self.tally.answers
        return f"{done + 1} of {done + max(1, self._feed.left)}"

    def _changes(
        self, card: Card, memory: Memory | None
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return a note and the words then and now, if the card changed since its last answer."""
        if memory is None or memory.fingerprint in {"", card.fingerprint}:
            return "", ()
        then = self._desk.writing().text(memory.fingerprint)
        note = f"This card changed since you last answered it on {memory.last}."
        if then is None:
            return note, ()
        pairs = (
            (then.front, card.front),
            (then.back, card.back),
            ("\n".join(then.items), "\n".join(card.items)),
        )
        return note, tuple(pair for pair in pairs if pair[0] != pair[1])

    def _do_grade(self, asked: Asked, question: Question, outcome: Outcome) -> None:
        grade = outcome.grade or 0
        card = asked.card
        answered = self._desk.writing().answer(
            card.id,
            grade,
            self._desk.moment(),
            seconds=round(outcome.seconds, 1),
            shown=shown(card),
            details=_details(question, outcome),
            cram=asked.sort == "cram",
        )
        self._feed.answered(card.id, grade)
        self._acted = True
        lapsed = answered.counted in COUNTED and grade < PASS
        known = answered.memory is not None and answered.memory.lapses > 0
        self.tally.add(card, answered.counted, outcome.seconds, lapsed=lapsed and known)

    def _do_learn(self, asked: Asked, question: Question, _: Outcome) -> bool:
        from lpcards.study.reviewing.pages import Learning

        card = asked.card
        self._desk.writing().note("learn", card.id, self._desk.moment())
        self._acted = True
        return Learning(card, question.progress, self._flag(card), self._table(card)).finished()

    def _do_undo(self, *_: object) -> None:
        self._undo()

    def _undo(self) -> None:
        undone = self._desk.writing().undo(self._desk.moment())
        if undone is None:
            self._message = "There is nothing to undo."
            return
        undo, event = undone
        self._message = f"Undone: {undone_words(undo, event)}."
        self._wanted = event.card
        self._feed.undone(event.card, event.kind)
        self.tally.take_back(event.card, event.kind)

    def _do_suspend(self, asked: Asked, *_: object) -> None:
        self._mark("suspend", asked.card.id, "suspended")

    def _do_bury(self, asked: Asked, *_: object) -> None:
        self._mark("bury", asked.card.id, "left alone until tomorrow")

    def _mark(self, kind: str, card: str, words: str) -> None:
        self._desk.writing().note(kind, card, self._desk.moment())
        self._feed.left_out(card)
        self._acted = True
        self._message = f"{card}: {words} (u undoes it)."

    def _do_edit(self, asked: Asked, *_: object) -> None:
        from lpcards.study.reviewing.edit_card import edited

        self._wanted = asked.card.id
        try:
            self._message = edited(asked.card, self._desk, self._surface, self._keys)
        except UserFault as fault:
            self._message = f"{str(fault).rstrip('.')}."

    def _do_write(self, asked: Asked, _: Question, outcome: Outcome) -> None:
        """Write the answer down; one that cannot be written is kept until it can, or is told."""
        from lpcards.study.answering import written  # here: only this needs to write YAML

        card, told = asked.card, outcome.typed or ""
        self.unwritten[card.id] = told
        try:
            self._message = written(card, told, self._desk)
        except (UserFault, OSError) as fault:
            self._wanted = card.id
            self._message = f"{_words_of(fault)}. What you typed is kept."
        else:
            self._wrote = True
            del self.unwritten[card.id]

    def _another_undo(self) -> bool:
        """Nothing is left: `u` takes the last answer back, any other key ends."""
        if not (self._acted or self._wrote):
            return False
        from lpcards.study.reviewing.pages import done_lines

        def draw() -> None:
            left = self._hourglass.left_out(self._feed.cut)
            width = self._surface.width
            self._surface.draw(*done_lines(width, self._message, left, undo=self._acted))

        key = decided(draw, self._keys.read, self._left_by)
        if key == "u":
            self._undo()
        return key == "u"

    def _left_by(self, key: str) -> str | None:
        """Return the key that leaves the last page; to ask or to paste does not."""
        self._surface.forget(self._message)
        if key == "?":
            self._surface.fresh()  # the page itself says what its keys do
        elif key == PASTED:
            self._message = NOT_KEYS
        else:
            return key if self._acted else ""
        return None


MOST_TYPED = 2_000
"""Characters of a typed answer that its event keeps."""
ACTS = {
    "grade": "grade",
    "l": "learn",
    "u": "undo",
    "s": "suspend",
    "b": "bury",
    "e": "edit",
    "w": "write",
}


def _words_of(fault: UserFault | OSError) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}"
    return str(fault).rstrip(".")


def _leech(card: Card, memory: Memory | None, events: list[Event]) -> tuple[str, ...]:
    if memory is None or not memory.lapses:
        return ()
    from lpcards.study.reviewing.leech_lines import leech_lines

    return leech_lines(card, memory, events)


def _details(question: Question, outcome: Outcome) -> dict[str, object]:
    """Return what else an answer's event tells."""
    told: dict[str, object] = {}
    if question.card.items:
        told["missed"] = list(outcome.missed)
    if outcome.hints:
        told |= {"hint": True, "hints": outcome.hints}
    if outcome.typed is not None:
        told["typed"] = outcome.typed[:MOST_TYPED]
    if question.card.seconds:
        told["said"] = round(outcome.said, 1)
    if question.order:
        told["order"] = list(question.order)
    return told
