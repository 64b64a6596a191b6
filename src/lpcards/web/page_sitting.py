"""A sitting at the page: what a browser was shown, and what it sent already."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from lpcards.practice.card_turn import CardTurn, Decision, turn_taken
from lpcards.practice.card_view import CardView, view_as_asked
from lpcards.practice.coming_back import back_aloud
from lpcards.practice.typed_line import LONGEST, fit
from lpcards.study.day_words import pause_words
from lpcards.study.reviewing.next_card import feed_for
from lpcards.study.reviewing.sitting import Sitting, answered_elsewhere
from lpcards.study.reviewing.story_introductions import PassagesToRead
from lpcards.study.reviewing.time_limit import time_limit_in
from lpcards.study.sitting_choice import DAILY, SittingChoice
from lpcards.study.today import day_of
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.terminal.line_input import LONGEST_NOTE
from lpcards.web.drawn_cards import DrawnCards
from lpcards.web.sent_answer import NOT_ONE, SentAnswer

if TYPE_CHECKING:
    from lpcards.cards.card import Card

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_KEPT, MOST_SITTINGS = 2000, 50
AT_ONCE = 2_000
"""Milliseconds in which an answer that was sent at once is here."""
AGAIN = "That is recorded already; it counts once."
OTHERWISE = "This answer is recorded already, with grade {}. Undo takes it back."
GONE = "That card is no longer in your stories."
CHANGED = (
    "Its story was edited after this card was shown, and what it said then is not known any more: "
    "the answer was not recorded."
)
AS_SEEN = "Its story was edited meanwhile; the answer counts for the card as you saw it."
UNTICKED = "Without a list there is no grade to work out: choose one."


class Remembered:
    """What all sittings remember: cards as they were shown, and what was done, by its key."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.shown: dict[tuple[str, str], Card] = {}
        self.graded: dict[str, int] = {}
        self.done: dict[str, None] = {}
        self.remarks: dict[str, str] = {}


class PageSitting:
    """A sitting, with what a browser has to be told twice or sent twice.

    `choice` says which cards it has, `sitting` what is asked; `typing` says whether answers are
    typed; `pause` is what is said in a pause ("": there is none). `is_ended`: the learner stopped.
    """

    def __init__(
        self,
        workspace: Workspace,
        monotonic: Callable[[], float],
        remembered: Remembered,
        choice: SittingChoice = DAILY,
    ) -> None:
        """Sit down at what is due today, or at what was chosen."""
        index, log, self.on = workspace.index, workspace.writing(), workspace.moment().day
        day = day_of(index, log, self.on, choice.chosen, choice.options)
        self.pause = tuple(pause_words(day, self.on)) if choice.is_kept_by(day) else ()
        feed = feed_for(workspace, day, choice)
        limit = time_limit_in(workspace, choice.options.minutes, monotonic)
        self.choice = choice
        self.sitting = Sitting(workspace, feed, limit, typing=True)
        self.typing = bool(index.settings.type)
        self.is_ended = False
        self.drawn = DrawnCards()
        self.over = ""
        self.ended_lines: tuple[str, ...] = ()
        self.monotonic = monotonic
        self._workspace = workspace
        self._asked = self._asked_as = ""
        self._remembered = remembered

    # What is shown

    def next(self) -> CardView | None:
        """Return the card to ask: the one that was asked, until it is answered."""
        if self._asked:
            self.sitting.ask_again(self._asked, self.sitting.message)
        view = self.sitting.next()
        if view is not None and self._is_answered_elsewhere(view):
            self.sitting.message = view.message
            view = self.sitting.next()
        self._asked, self._asked_as = (view.card.id, view.kind) if view else ("", "")
        self.over = self.over or (self.sitting.time_is_over() if view else "")
        return view and self.keep(view)

    def _is_answered_elsewhere(self, view: CardView) -> bool:
        """Say whether the card that was asked is nothing but a drill now."""
        return view.card.id == self._asked and view.kind == "drill" != self._asked_as

    def keep(self, view: CardView) -> CardView:
        """Remember a card as it is shown now: it may be edited before the answer comes."""
        _keep(self._remembered.shown, (view.card.id, view.card.fingerprint), view.card)
        return view

    def view_of(self, sent: SentAnswer) -> CardView:
        """Return the card of an answer as it was shown. Raises UserFault if nobody knows that."""
        view = self.sitting.card(sent.card, sent.kind)
        if view is None:
            raise UserFault(GONE)
        shown = self._remembered.shown.get((sent.card, sent.words))
        if shown is None and view.card.fingerprint != sent.words:
            raise UserFault(CHANGED)
        if shown is not None:
            view = view._replace(card=shown, items=tuple(range(len(shown.items))))
        return view_as_asked(view, sent.items, sent.order)

    def turn_of(self, sent: SentAnswer, view: CardView, *, judged: bool = False) -> CardTurn:
        """Return the turn that was taken; with `judged` what was typed decides what is ticked."""
        typed = None if sent.typed is None else self.sitting.typed(view)
        if typed is not None:
            typed.hand_in(sent.typed or "")
        turn = turn_taken(view, typed, hints=sent.hints, thinking=sent.thinking, ticked=sent.ticked)
        if judged and typed is not None:
            turn.tick(typed.judge(view.order))
        return turn

    # What is said

    def remark(self, words: str) -> str:
        """Keep what is to be said of something that was done; return the key to ask for it by.

        Tabs of one browser have one sitting: without a key a remark would go to any of them.
        """
        key = secrets.token_urlsafe(6)
        _keep(self._remembered.remarks, key, words)
        return key

    def remark_of(self, key: str) -> str:
        """Return, once, what is to be said under a key; "" if nothing is."""
        return self._remembered.remarks.pop(key, "")

    # What is sent

    def record(self, sent: SentAnswer) -> str:
        """Record an answer, once under its key; return what to say. Raises UserFault."""
        _check_key(sent)
        graded = self._remembered.graded.get(sent.once)
        if graded is not None and sent.grade not in {None, graded}:
            raise UserFault(OTHERWISE.format(graded))
        log = self._workspace.writing()
        if sent.grade is not None and log.answered(sent.once, sent.card, sent.grade):
            return AGAIN
        view = self.view_of(sent)
        turn = self.turn_of(sent, view)
        grade = turn.proposed if sent.grade is None else sent.grade
        if grade is None:
            raise UserFault(UNTICKED)
        now = self._workspace.moment()
        given = self._workspace.moment_given(now.at - sent.age) if sent.age > AT_ONCE else now
        decision = turn.graded(grade, sent.seconds)
        answered = self.sitting.grade(view, decision, given, sent.once)
        _keep(self._remembered.graded, sent.once, grade)
        self._forget(sent.card)
        if answered.repeated:
            return AGAIN
        return answered_elsewhere(view, answered) or self._words(view, grade)

    def _words(self, view: CardView, grade: int) -> str:
        """Return what was recorded, and when the card comes back."""
        now = self._workspace.index.card(view.card.id)
        if now is not None and now.fingerprint != view.card.fingerprint:
            return AS_SEEN
        back = f": {back_aloud(view.intervals, grade)}" if view.intervals else ""
        return f"{view.buttons.word(grade)}{back}."

    def do(self, act: str, sent: SentAnswer, words: str) -> str:
        """Do anything but to grade, once under its key; return what to say. Raises UserFault.

        `words` are a flag's note, or what is to be written.
        """
        _check_key(sent)
        key = f"{act} {sent.once}"
        if key in self._remembered.done:
            return AGAIN
        waiting, self.sitting.message = self.sitting.message, ""
        try:
            if act == "undo":
                self.sitting.undo()
                self._asked, said = "", ""
            else:
                longest = LONGEST if act == "write" else LONGEST_NOTE
                words = fit(words, rows=False).strip()[:longest]
                said = self._do_to(self.view_of(sent), act, words)
            said = said or self.sitting.message
        finally:
            self.sitting.message = waiting
        _keep(self._remembered.done, key, None)
        return said

    def _do_to(self, view: CardView, act: str, words: str) -> str:
        sitting, card = self.sitting, view.card
        match act:
            case "learn" | "suspend" | "bury":
                sitting.do(view, Decision(act))
                self._forget(card.id)
            case "flag":
                return sitting.flag(card.id, words)
            case "unflag":
                return sitting.flag(card.id, None)
            case "write" if words and card.writes:
                sitting.write(card, words)
            case "write":
                return "Nothing was written."
            case _:
                raise UserFault("There is no such thing to do.")
        return ""

    def to_read(self, card: str) -> tuple[CardView | None, PassagesToRead | None]:
        """Return a card as it will be asked, and what is to be read before it."""
        view = self.sitting.card(card, "new" if self.choice.counts else "cram")
        return view, view and self.sitting.stories.before(view)

    def have_read(self, card: str, *, enough: bool) -> str:
        """Take note that what is before a card was read, or that no more of its story is to be.

        Return what to say if the card was answered elsewhere meanwhile.
        """
        view, found = self.to_read(card)
        if view is None:
            return ""
        if found is not None:
            self.sitting.stories.have_read(found)
            if enough:
                self.sitting.stories.have_enough(found.story.id)
        waiting, self.sitting.message = self.sitting.message, ""
        self.sitting.is_overtaken(view)
        said, self.sitting.message = self.sitting.message, waiting
        return said

    def _forget(self, card: str) -> None:
        if self._asked == card:
            self._asked = ""


def _check_key(sent: SentAnswer) -> None:
    """Raise UserFault for what would count each time that it is sent."""
    if not sent.once:
        raise UserFault(NOT_ONE)


def _keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    if len(kept) > MOST_KEPT:
        del kept[next(iter(kept))]


class Sittings:
    """The sittings of the browsers that are in: of each, one for each choice of cards.

    A new one begins each study day, and after an end.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Begin with none."""
        self._monotonic = monotonic
        self._sittings: dict[tuple[str, SittingChoice], PageSitting] = {}
        self._remembered = Remembered()

    def of(self, session: str, workspace: Workspace, choice: SittingChoice = DAILY) -> PageSitting:
        """Return the sitting of a browser, a new one where there is none or it is another day's."""
        found = self.last(session, choice)
        if found is None or found.is_ended or found.on != workspace.moment().day:
            found = PageSitting(workspace, self._monotonic, self._remembered, choice)
            self._sittings.pop((session, choice), None)
            self._sittings[session, choice] = found
            if len(self._sittings) > MOST_SITTINGS:
                del self._sittings[next(iter(self._sittings))]
        return found

    def begin_anew(self) -> None:
        """Have everybody sit down again: stories or settings are others now."""
        self._sittings.clear()

    def last(self, session: str, choice: SittingChoice = DAILY) -> PageSitting | None:
        """Return the sitting that a browser has, or had."""
        return self._sittings.get((session, choice))
