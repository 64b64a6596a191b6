"""A sitting: which card is asked next, and what each decision does. It draws nothing."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from lpcards.cards.card import Card, worded
from lpcards.day.card_order import shuffled
from lpcards.index.selection import Selection
from lpcards.log import Answered
from lpcards.memory.event import COUNTED, Moment
from lpcards.memory.schedulers import intervals
from lpcards.memory.sm2 import PASS
from lpcards.practice.card_turn import Decision
from lpcards.practice.card_view import Buttons, CardView
from lpcards.practice.typed_answer import TypedAnswer
from lpcards.study.card_record import shown, undone_words
from lpcards.study.question_words import quoted_words
from lpcards.study.reviewing.answer_details import answer_details
from lpcards.study.reviewing.card_notes import FLAG_OFF, changes_since, flag_words, leech_lines
from lpcards.study.reviewing.next_card import Feed, viewed
from lpcards.study.reviewing.story_introductions import StoryIntroductions
from lpcards.study.reviewing.summary import SittingTally
from lpcards.study.reviewing.time_limit import TimeLimit
from lpcards.study.reviewing.unwritten_answers import UnwrittenAnswers
from lpcards.study.today import today_in, trace_next
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.system.trace import is_heard

WORDS = {"review": "", "new": "new · ", "drill": "again · ", "ahead": "ahead · ", "cram": "cram · "}
ALL_DONE = "All done for today."
NOTHING_TO_GRADE = "There is nothing to grade yet: write the answer first."
ELSEWHERE = "You answered it elsewhere meanwhile: this answer is a drill."
OVERTAKEN = "You answered that card elsewhere meanwhile, so it is not asked here."
SET_ASIDE = {"suspend": "suspended", "bury": "left alone until tomorrow"}


class Sitting:
    """One sitting: `next` gives the card to ask, `do` does what was decided on it.

    `message` says what the last decision did, until the next card has it. `stories` knows what is
    to be read before a card, `limit` when the minutes are over. `tally` counts the day's answers.
    """

    def __init__(
        self, workspace: Workspace, feed: Feed, limit: TimeLimit, *, typing: bool = False
    ) -> None:
        """Take up the log where it stands; with `typing` answers are typed."""
        self.tally = SittingTally()
        self.stories = StoryIntroductions(workspace)
        self.limit = limit
        self.message = feed.greeting
        self.has_acted = self._has_written = False
        self._workspace = workspace
        self._feed = feed
        self._typing = typing
        self._wanted = ""
        self._unwritten = UnwrittenAnswers()

    # What is asked

    def next(self) -> CardView | None:
        """Return the card to ask: the one that an undo or an edit wants back, or the feed's next.

        None: nothing is left.
        """
        wanted, self._wanted = self._wanted, ""
        log = self._workspace.writing()
        view = self._feed.next(self._workspace.index, log, self._on, wanted)
        if view is None:
            return None
        if is_heard():
            trace_next(log, view.card.id, view.kind)
        message, self.message = self.message, ""
        return self._whole(view, self.tally.answers)._replace(message=message)

    def coming(self, most: int) -> Iterator[CardView]:
        """Yield the cards that are asked if nothing else happens, at most so many."""
        log, index = self._workspace.writing(), self._workspace.index
        views = self._feed.coming(index, log, self._on)
        for done, view in enumerate(islice(views, most), self.tally.answers):
            yield self._whole(view, done)

    def card(self, card_id: str, kind: str = "") -> CardView | None:
        """Return a card to be decided on, next or not; None if no story has it any more."""
        view = next(viewed(self._workspace.index, card_id, kind), None)
        return view and self._whole(view, self.tally.answers)

    def is_overtaken(self, view: CardView) -> bool:
        """Say whether a card that was to count was answered elsewhere meanwhile.

        What was to be read before it may have taken minutes. The next card is asked with that.
        """
        if view.kind not in COUNTED | {"new"}:
            return False
        answered = today_in(self._workspace.writing(), self._on).answered
        if view.card.id in answered:
            self.message = f"{view.message} {OVERTAKEN}".lstrip()
        return view.card.id in answered

    def typed(self, view: CardView) -> TypedAnswer | None:
        """Return the answer that is to be typed to a card; None if none is."""
        if not self._typing:
            return None
        index, chosen = self._workspace.index, Selection(kinds=("disqualifier",))
        return TypedAnswer(view.card, view.items, lambda: index.cards(chosen))

    def begun(self, card_id: str) -> str:
        """Return an answer that was written to a card before and could not be kept."""
        return self._unwritten.of(card_id)

    def flag_of(self, card_id: str) -> str:
        """Return what is shown of a card's flag; "" while there is none."""
        return flag_words(self._workspace.writing().flags().get(card_id))

    @property
    def _on(self) -> date:
        return self._workspace.moment().day

    def _whole(self, view: CardView, done: int) -> CardView:
        """Return the feed's card with all that is known of it; so many were answered before."""
        workspace, card = self._workspace, view.card
        log, on = workspace.writing(), self._on
        memory = log.memory([card.id]).get(card.id)
        events = log.live(card.id)
        counts = view.kind in {"new", "review", "ahead"}
        changed, changes = changes_since(card, memory, log)
        total = self.tally.answers + max(1, self._feed.left)
        return view._replace(
            card=worded(card, on),
            progress=f"{WORDS.get(view.kind, '')}{done + 1} of {total}",
            order=shuffled(len(card.options), f"{card.id} {len(events)}"),
            intervals=intervals(memory, on, workspace.rules) if counts else (),
            buttons=Buttons(workspace.index.settings.buttons == "4"),
            changed=changed,
            changes=changes,
            remarks=leech_lines(card, memory, events),
            flag=self.flag_of(card.id),
        )

    # What is decided

    def do(self, view: CardView, decision: Decision) -> None:
        """Do what was decided on a card, all but to stop and to edit: those are for a screen."""
        match decision.act:
            case "grade":
                answered = self.grade(view, decision)
                self.message = answered_elsewhere(view, answered) or self.message
            case "learn":
                self.learn(view.card)
            case "undo":
                self.undo()
            case "suspend" | "bury":
                self.set_aside(decision.act, view.card)
            case "write":
                self.write(view.card, decision.typed or "")

    def grade(
        self, view: CardView, decision: Decision, moment: Moment | None = None, once: str = ""
    ) -> Answered:
        """Record a grade, given at a `moment` (None: now), and only `once` under a key.

        Raises LogProblem for a moment too far behind the log, and for a key of another answer,
        UserFault where there is no answer yet to be graded.
        """
        card, grade = view.card, decision.grade
        if card.unanswered:
            raise UserFault(NOTHING_TO_GRADE)
        answered = self._workspace.writing().answer(
            card.id,
            grade,
            moment or self._workspace.moment(),
            seconds=round(decision.seconds, 1),
            shown=shown(card),
            details=answer_details(view, decision),
            cram=view.kind == "cram",
            once=once,
        )
        if not answered.repeated:
            self._count(view, decision, answered)
        return answered

    def _count(self, view: CardView, decision: Decision, answered: Answered) -> None:
        self._feed.answered(view.card.id, decision.grade)
        self.has_acted = True
        if answered.event.day != self._on:
            self.tally.add_earlier(view.card, answered.counted)
            return  # it was kept since another day, whose count this is not
        lapsed = answered.counted in COUNTED and decision.grade < PASS
        known = answered.memory is not None and answered.memory.lapses > 0
        self.tally.add(view.card, answered.counted, decision.seconds, lapsed=lapsed and known)

    def learn(self, card: Card) -> None:
        """Note that a new card is looked at first; it is asked at the end."""
        self._workspace.writing().note("learn", card.id, self._workspace.moment())
        self.has_acted = True

    def undo(self) -> None:
        """Take the last event back, whoever recorded it; its card is asked again."""
        undone = self._workspace.writing().undo(self._workspace.moment())
        if undone is None:
            self.message = "There is nothing to undo."
            return
        undo, event = undone
        self.message = f"Undone: {undone_words(undo, event, self._workspace.index)}."
        self._wanted = event.card
        self._feed.undone(event.card, event.kind)
        self.tally.take_back(event.card, event.kind)

    def set_aside(self, kind: str, card: Card) -> None:
        """Record that a card is left alone: `suspend` or `bury`."""
        self._workspace.writing().note(kind, card.id, self._workspace.moment())
        self._feed.left_out(card.id)
        self.has_acted = True
        self.message = f"{quoted_words(card.front)}: {SET_ASIDE[kind]}. u undoes it."

    def flag(self, card_id: str, note: str | None) -> str:
        """Flag a card with a note, or (None) take the flag off; return what to say of it."""
        details = {"off": True} if note is None else {"note": note}
        self._workspace.writing().note("flag", card_id, self._workspace.moment(), details)
        self.has_acted = True
        return FLAG_OFF if note is None else flag_words(note)

    def write(self, card: Card, answer: str) -> None:
        """Write an answer into its story; one that cannot be written is kept until it can."""
        try:
            self.message = self._unwritten.write(card, answer, self._workspace)
        except UserFault as fault:
            self.ask_again(card.id, str(fault))
        else:
            self._has_written = True

    def ask_again(self, card_id: str, message: str) -> None:
        """Have a card asked next, with a message."""
        self._wanted, self.message = card_id, message

    # How it ends

    @property
    def has_changed_anything(self) -> bool:
        """Say whether anything was recorded or written."""
        return self.has_acted or self._has_written

    def time_is_over(self) -> str:
        """Return, once, that the minutes are over; "" as long as they are not."""
        return self.limit.over(self._feed.left) if self.limit.is_over() else ""

    def end(self) -> str:
        """Return that nothing is left, or how much did not fit into the minutes."""
        return self.limit.left_out(self._feed.cut) or ALL_DONE

    def unwritten_lines(self) -> Iterator[str]:
        """Return the answers that could not be written into their stories."""
        return self._unwritten.lines()


def answered_elsewhere(view: CardView, answered: Answered) -> str:
    """Return what to say of an answer that counts for less than it was asked for; "" of others."""
    is_less = answered.counted == "drill" and view.kind in COUNTED | {"new"}
    return ELSEWHERE if is_less and not answered.repeated else ""
