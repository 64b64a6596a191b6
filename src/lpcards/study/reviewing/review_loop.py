"""The review itself: what is asked next, what the answer does to the log."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lpcards.cards.card import Card, worded
from lpcards.day.card_order import shuffled
from lpcards.index.selection import Selection
from lpcards.memory.event import COUNTED
from lpcards.memory.sm2 import PASS, intervals
from lpcards.practice.card_turn import Decision
from lpcards.practice.card_view import Buttons, CardView
from lpcards.study.card_record import shown, undone_words
from lpcards.study.question_words import quoted_words
from lpcards.study.reviewing.card_notes import changes_since, flag_words, leech_lines
from lpcards.study.reviewing.card_page import CardPage
from lpcards.study.reviewing.next_card import Feed
from lpcards.study.reviewing.story_introductions import StoryIntroductions
from lpcards.study.reviewing.summary import SittingTally
from lpcards.study.reviewing.time_limit import TimeIsOver, TimeLimit
from lpcards.study.today import trace_next
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.system.trace import is_heard
from lpcards.terminal.terminal import Terminal

if TYPE_CHECKING:
    from lpcards.terminal.answer_typing import AnswerTyping

WORDS = {"review": "", "new": "new · ", "drill": "again · ", "ahead": "ahead · ", "cram": "cram · "}
MOST_TYPED = 2_000
"""Characters of a typed answer that its event keeps."""


class UnwrittenAnswer(NamedTuple):
    """An answer that could not be written into its story yet, and the question."""

    question: str
    answer: str


class ReviewSitting:
    """One sitting."""

    def __init__(
        self,
        workspace: Workspace,
        feed: Feed,
        terminal: Terminal,
        limit: TimeLimit,
        *,
        typing: bool = False,
    ) -> None:
        """Take up the log where it stands; with `typing` answers are typed."""
        self._workspace = workspace
        self._feed = feed
        self._terminal = terminal
        self._limit = limit
        self._typing = typing
        self._buttons = Buttons(workspace.index.settings.buttons == "4")
        self._stories = StoryIntroductions(workspace, terminal)
        self._wanted = ""
        self._message = feed.greeting
        self._acted = self._wrote = False
        self._unwritten: dict[str, UnwrittenAnswer] = {}
        self.tally = SittingTally()

    def run(self) -> None:
        """Ask until nothing is left, or the learner stops."""
        while True:
            view = self._next()
            if view is None:
                if not self._undoes_at_the_end():
                    return
                continue
            if self._limit.is_over() and not self._goes_on():
                return
            if not (self._stories.introduce(view) and self._ask(view)):
                return

    def unwritten_lines(self) -> Iterator[str]:
        """Yield the answers that could not be written into their stories."""
        for front, answer in self._unwritten.values():
            yield f"Not written, {quoted_words(front)}: {answer}"

    def _goes_on(self) -> bool:
        return TimeIsOver(self._limit.minutes, self._feed.left, self._terminal).run()

    @property
    def _on(self) -> date:
        return self._workspace.moment().day

    def _next(self) -> CardView | None:
        """Return the card that an undo or an edit wants back, or else the feed's next."""
        wanted, self._wanted = self._wanted, ""
        log = self._workspace.writing()
        view = self._feed.next(self._workspace.index, log, self._on, wanted)
        if view and is_heard():
            trace_next(log, view.card.id, view.kind)
        return view

    def _ask(self, view: CardView) -> bool:
        """Ask one card and do what the learner decided; say whether to go on."""
        view = self._whole(view)
        self._message = ""
        card = view.card.id
        typed, unwritten = self._typed(view), self._unwritten.get(card)
        begun = unwritten.answer if unwritten else ""
        decision = CardPage(view, self._terminal, self._marker(card), typed, begun).run()
        return self._do(view, decision)

    def _do(self, view: CardView, decision: Decision) -> bool:
        """Do what was decided; say whether to go on."""
        match decision.act:
            case "stop":
                return False
            case "learn":
                return self._learn(view)
            case "grade":
                self._grade(view, decision)
            case "undo":
                self._undo()
            case "suspend":
                self._mark("suspend", view.card, "suspended")
            case "bury":
                self._mark("bury", view.card, "left alone until tomorrow")
            case "edit":
                self._edit(view)
            case "write":
                self._write(view, decision.typed or "")
        return True

    def _marker(self, card: str) -> Callable[[str | None], None]:
        """Return what flags a card with a note, or (None) takes the flag off."""

        def flag(note: str | None) -> None:
            details = {"off": True} if note is None else {"note": note}
            self._workspace.writing().note("flag", card, self._workspace.moment(), details)
            self._acted = True

        return flag

    def _typed(self, view: CardView) -> "AnswerTyping | None":
        if not self._typing:
            return None
        from lpcards.practice.typed_answer import TypedAnswer
        from lpcards.terminal.answer_typing import AnswerTyping

        chosen = Selection(kinds=("disqualifier",))
        index, open_at_once = self._workspace.index, not self._terminal.surface.plain
        answer = TypedAnswer(view.card, view.items, lambda: index.cards(chosen))
        return AnswerTyping(answer, is_open=open_at_once)

    def _whole(self, view: CardView) -> CardView:
        """Return the feed's card with all that is known of it."""
        card, log = view.card, self._workspace.writing()
        memory = log.memory([card.id]).get(card.id)
        events = log.live(card.id)
        counts = view.kind in {"new", "review", "ahead"}
        changed, changes = changes_since(card, memory, log)
        return view._replace(
            card=worded(card, self._on),
            progress=f"{WORDS[view.kind]}{self._progress()}",
            order=shuffled(len(card.options), f"{card.id} {len(events)}"),
            intervals=intervals(memory, self._on, self._workspace.rules) if counts else (),
            buttons=self._buttons,
            changed=changed,
            changes=changes,
            remarks=leech_lines(card, memory, events),
            flag=self._flag(card.id),
            message=self._message,
        )

    def _flag(self, card: str) -> str:
        return flag_words(self._workspace.writing().flags().get(card))

    def _progress(self) -> str:
        done = self.tally.answers
        return f"{done + 1} of {done + max(1, self._feed.left)}"

    def _grade(self, view: CardView, decision: Decision) -> None:
        card, grade = view.card, decision.grade
        answered = self._workspace.writing().answer(
            card.id,
            grade,
            self._workspace.moment(),
            seconds=round(decision.seconds, 1),
            shown=shown(card),
            details=_details(view, decision),
            cram=view.kind == "cram",
        )
        self._feed.answered(card.id, grade)
        self._acted = True
        lapsed = answered.counted in COUNTED and grade < PASS
        known = answered.memory is not None and answered.memory.lapses > 0
        self.tally.add(card, answered.counted, decision.seconds, lapsed=lapsed and known)

    def _learn(self, view: CardView) -> bool:
        from lpcards.study.reviewing.reading_pages import LearningPages

        card = view.card
        self._workspace.writing().note("learn", card.id, self._workspace.moment())
        self._acted = True
        marker = self._marker(card.id)
        pages = LearningPages(card, view.progress, self._flag(card.id), marker, self._terminal)
        return pages.run()

    def _undo(self) -> None:
        undone = self._workspace.writing().undo(self._workspace.moment())
        if undone is None:
            self._message = "There is nothing to undo."
            return
        undo, event = undone
        self._message = f"Undone: {undone_words(undo, event, self._workspace.index)}."
        self._wanted = event.card
        self._feed.undone(event.card, event.kind)
        self.tally.take_back(event.card, event.kind)

    def _mark(self, kind: str, card: Card, words: str) -> None:
        self._workspace.writing().note(kind, card.id, self._workspace.moment())
        self._feed.left_out(card.id)
        self._acted = True
        self._message = f"{quoted_words(card.front)}: {words}. u undoes it."

    def _edit(self, view: CardView) -> None:
        from lpcards.study.reviewing.editor import edit_card

        self._wanted = view.card.id
        try:
            self._message = edit_card(view.card, self._workspace, self._terminal)
        except UserFault as fault:
            self._message = f"{str(fault).rstrip('.')}."

    def _write(self, view: CardView, answer: str) -> None:
        """Write the answer down; one that cannot be written is kept until it can, or the end."""
        from lpcards.study.authoring.answers_of_cards import WRITERS  # here: they write YAML

        card = view.card
        self._unwritten[card.id] = UnwrittenAnswer(card.front, answer)
        try:
            self._message = WRITERS[card.writes](card, answer, self._workspace)
        except (UserFault, OSError) as fault:
            self._wanted = card.id
            self._message = f"{_words_of(fault)}. What you typed is kept."
        else:
            self._wrote = True
            del self._unwritten[card.id]

    def _undoes_at_the_end(self) -> bool:
        """Say that nothing is left; undo the last answer if the learner wishes, and say so."""
        if not (self._acted or self._wrote):
            return False
        from lpcards.study.reviewing.reading_pages import LastPage

        left_out = self._limit.left_out(self._feed.cut)
        page = LastPage(left_out, self._message, self._terminal, undo=self._acted)
        undoes = page.run()
        if undoes:
            self._undo()
        return undoes


def _words_of(fault: UserFault | OSError) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}"
    return str(fault).rstrip(".")


def _details(view: CardView, decision: Decision) -> dict[str, object]:
    """Return what else the event of an answer keeps."""
    details: dict[str, object] = {}
    if view.card.items:
        details["missed"] = list(decision.missed)
    if decision.hints:
        details |= {"hint": True, "hints": decision.hints}
    if decision.typed is not None:
        details["typed"] = decision.typed[:MOST_TYPED]
    if view.card.seconds:
        details["said"] = round(decision.thinking, 1)
    if view.order:
        details["order"] = list(view.order)
    return details
