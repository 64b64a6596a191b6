"""A sitting at a terminal: pages ask, and what they decide is done."""

from functools import partial
from typing import TYPE_CHECKING

from lpcards.practice.card_turn import Decision
from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.card_page import CardPage
from lpcards.study.reviewing.sitting import Sitting
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.terminal.terminal import Terminal

if TYPE_CHECKING:
    from lpcards.terminal.answer_typing import AnswerTyping


class ReviewSitting:
    """Has a sitting at a terminal."""

    def __init__(
        self, sitting: Sitting, workspace: Workspace, terminal: Terminal, listen: str | None = None
    ) -> None:
        """Sit down; the command `listen` hears answers that are typed otherwise."""
        self._sitting = sitting
        self._workspace = workspace
        self._terminal = terminal
        self._listen = listen

    def run(self) -> None:
        """Ask until nothing is left, or the learner stops."""
        while True:
            view = self._sitting.next()
            if view is None:
                if not self._undoes_at_the_end():
                    return
                continue
            if not (self._has_time() and self._introduce_and_ask(view)):
                return

    def _has_time(self) -> bool:
        """Say whether to go on: the minutes are not over, or the learner does not mind."""
        words = self._sitting.time_is_over()
        if not words:
            return True
        from lpcards.study.reviewing.reading_pages import TimeIsOver

        return TimeIsOver(words, self._terminal).run()

    def _introduce_and_ask(self, view: CardView) -> bool:
        """Ask the card after what is to be read before it, if nobody answered it meanwhile.

        Say whether to go on.
        """
        stories = self._sitting.stories
        passages = stories.before(view)
        if passages is None:
            return self._ask(view)
        from lpcards.study.reviewing.reading_pages import PassagePages  # here: many see none

        stories.have_read(passages)
        pages = PassagePages(passages.story, passages.pages, passages.whole, self._terminal)
        goes_on = pages.run()
        if pages.has_enough:
            stories.have_enough(passages.story.id)
        return goes_on and (self._sitting.is_overtaken(view) or self._ask(view))

    def _ask(self, view: CardView) -> bool:
        """Ask one card and do what the learner decided; say whether to go on."""
        sitting, card = self._sitting, view.card.id
        flag, begun = partial(sitting.flag, card), sitting.begun(card)
        decision = CardPage(view, self._terminal, flag, self._typing(view), begun).run()
        return self._do(view, decision)

    def _typing(self, view: CardView) -> "AnswerTyping | None":
        answer = self._sitting.typed(view)
        if answer is None:
            return None
        from lpcards.terminal.answer_typing import AnswerTyping

        terminal = self._terminal
        if self._listen is None:
            return AnswerTyping(answer, is_open=not terminal.surface.plain)
        from lpcards.terminal.listening import listener_at

        listener = listener_at(terminal, self._listen)
        return AnswerTyping(answer, is_open=not terminal.surface.plain, listener=listener)

    def _do(self, view: CardView, decision: Decision) -> bool:
        """Do what was decided; say whether to go on."""
        if decision.act == "stop":
            return False
        if decision.act == "edit":
            self._edit(view)
        self._sitting.do(view, decision)
        return decision.act != "learn" or self._learn(view)

    def _learn(self, view: CardView) -> bool:
        from lpcards.study.reviewing.reading_pages import LearningPages

        sitting, card = self._sitting, view.card.id
        view = view._replace(flag=sitting.flag_of(card))
        return LearningPages(view, partial(sitting.flag, card), self._terminal).run()

    def _edit(self, view: CardView) -> None:
        from lpcards.study.reviewing.card_editing import edit_card

        try:
            message = edit_card(view.card, self._workspace, self._terminal)
        except UserFault as fault:
            message = f"{str(fault).rstrip('.')}."
        self._sitting.ask_again(view.card.id, message)

    def _undoes_at_the_end(self) -> bool:
        """Say that nothing is left; undo the last answer if the learner wishes, and say so."""
        sitting = self._sitting
        if not sitting.has_changed_anything:
            return False
        from lpcards.study.reviewing.reading_pages import LastPage

        page = LastPage(sitting.end(), sitting.message, self._terminal, undo=sitting.has_acted)
        undoes = page.run()
        if undoes:
            sitting.undo()
        return undoes
