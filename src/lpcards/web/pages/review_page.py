"""`/review`: the cards of today, asked one after another; by forms alone, and quicker by script."""

from collections.abc import Iterable, Mapping

from starlette.responses import Response

from lpcards.practice.card_turn import LONGEST_THOUGHT, CardTurn, turn_taken
from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.going_on import Offer, offers
from lpcards.study.reviewing.story_introductions import PassagesToRead
from lpcards.study.reviewing.summary import summary_lines
from lpcards.system.problem import UserFault
from lpcards.terminal.card_keys import card_help
from lpcards.web.card_fragments import NO_FIELDS, drawn_card, new_key, typed_of
from lpcards.web.chosen_sitting import address_of
from lpcards.web.page_sitting import PageSitting
from lpcards.web.sent_answer import SentAnswer, answer_sent, form_data
from lpcards.web.visit import Page, Visit

SHOWN_FIELDS = ("once", "card", "kind", "words", "items", "order", "begun")
ELSEWHERE_ONLY = frozenset({"arrows", "typing"})
"""Keys that a browser has, or that do another thing at a terminal."""
ON_PAGE = {"e": "edit the text of the card's story"}
"""What keys do that do the same in another way."""
UNDO, GO_ON, END, AGAIN = (
    ("undo", "Undo the last answer", "u"),
    ("go_on", "Go on", "space Enter"),
    ("stop", "Stop for today", "q"),
    ("again", "Once more", ""),
)


def review(visit: Visit) -> Response:
    """Ask the next card, or show what is to be read before it, or the end."""
    asked = visit.sitting
    if asked.pause:
        choice = asked.choice._replace(options=asked.choice.options._replace(anyway=True))
        return _between(visit, asked.pause, more=[Offer("Review anyway", choice)])
    view = asked.next()
    if view is None:
        return _ended(visit, asked)
    view = view._replace(message=asked.remark_of(visit.query.get("after", "")) or view.message)
    if asked.over:
        return _between(visit, (asked.over,), GO_ON, END, message=view.message)
    found = asked.sitting.stories.before(view)
    if found is not None:
        return _passages(visit, view, found)
    return _question(visit, asked, view, _fields(asked, view), 0)


def _fields(asked: PageSitting, view: CardView) -> dict[str, str]:
    return {
        "once": new_key(),
        "card": view.card.id,
        "kind": view.kind,
        "words": view.card.fingerprint,
        "items": _listed(view.items),
        "order": _listed(view.order),
        "begun": str(asked.monotonic()),
    }


def _listed(places: tuple[int, ...]) -> str:
    return ",".join(map(str, places))


def _question(
    visit: Visit, asked: PageSitting, view: CardView, fields: Mapping[str, str], hints: int
) -> Response:
    return _card(
        visit,
        view,
        screen="question",
        fields={**fields, "hints": str(hints)},
        shown=hints,
        typing=asked.typing and asked.sitting.typed(view) is not None,
        begun_text=asked.sitting.begun(view.card.id),
        message=view.message,
    )


def _card(visit: Visit, view: CardView, **values: object) -> Response:
    card = drawn_card(view, visit.workspace)
    known = {**NO_FIELDS, "message": "", "help": _help(view), **values}
    return visit.page("review.html", card=card, **known)


def _help(view: CardView) -> list[tuple[str, str]]:
    rows = [row for row in card_help(four=view.buttons.four) if row[0] not in ELSEWHERE_ONLY]
    return [(key, ON_PAGE.get(key, words)) for key, words in rows]


def _passages(
    visit: Visit, view: CardView, found: PassagesToRead, *, whole: bool = False
) -> Response:
    sections = [section for page in found.pages for section in page]
    return visit.page(
        "review.html",
        screen="read",
        fields={"once": new_key(), "card": view.card.id},
        message=view.message,
        before={"title": found.story.title, "about": found.story.about},
        sections=found.whole if whole else sections,
        is_whole=whole,
        help=_help(view),
    )


def _between(
    visit: Visit,
    lines: tuple[str, ...],
    *choices: tuple[str, str, str],
    message: str = "",
    more: Iterable[Offer] = (),
) -> Response:
    """Show a page between two cards, or after the last, with what `more` there is to ask."""
    asked = visit.sitting
    return visit.page(
        "review_pause.html",
        lines=lines,
        choices=choices,
        fields={"once": new_key()},
        message=message or asked.remark_of(visit.query.get("after", "")),
        address=address_of(asked.choice),
        offers=[(offer.words, address_of(offer.choice)) for offer in more],
    )


def _ended(visit: Visit, asked: PageSitting) -> Response:
    """Show that nothing is left, what it came to, and the way to take the last answer back."""
    visit.sync.soon()
    lines = (asked.sitting.end(), *_summary(visit, asked))
    acts = [UNDO] if asked.sitting.has_acted else []
    if not asked.choice.counts and asked.sitting.has_acted:
        acts.append(AGAIN)
    return _between(visit, lines, *acts, more=offers(visit.workspace, asked.choice))


def _summary(visit: Visit, asked: PageSitting) -> list[str]:
    if not asked.sitting.has_changed_anything:
        return []
    sitting = asked.sitting
    return [*sitting.unwritten_lines(), *summary_lines(sitting.tally, visit.workspace)]


def summary(visit: Visit) -> Response:
    """Show what the sitting came to that was just ended."""
    asked = visit.sittings.last(visit.session.id, visit.choice)
    lines = asked.ended_lines if asked else ()
    return _between(visit, (*lines,) or ("Nothing answered.",), ("go_on", "Review", "space Enter"))


# What is sent


def take(visit: Visit) -> Response:
    """Do what a form asks for; what it cannot do is said above the card."""
    asked = visit.sitting
    try:
        return _taken(visit, asked)
    except UserFault as fault:
        return _back(visit, asked, f"{str(fault).rstrip('.')}.")


def _back(visit: Visit, asked: PageSitting, said: str) -> Response:
    """Go on to the next card, with what is to be said of this one."""
    more = {"after": asked.remark(said)} if said else {}
    return visit.go(address_of(asked.choice, **more))


def _taken(visit: Visit, asked: PageSitting) -> Response:
    act = "grade" if visit.field("grade") else visit.field("act")
    match act:
        case "show" | "hint":
            return _turned(visit, asked, act)
        case "stop":
            asked.ended_lines = tuple(_summary(visit, asked)) or ("Nothing answered.",)
            asked.is_ended = True
            visit.sync.soon()
            return visit.go(address_of(asked.choice, "/review/end"))
        case "again":
            asked.is_ended = True
        case "go_on":
            asked.over = ""
        case "typing" | "saying":
            asked.typing = act == "typing"
        case "read" | "enough" | "whole":
            return _read(visit, asked, act)
        case "learn":
            return _learned(visit, asked)
        case _:
            return _recorded(visit, asked, act)
    return _back(visit, asked, "")


def _recorded(visit: Visit, asked: PageSitting, act: str) -> Response:
    """Record a grade, or do another thing to a card; go on with what is to be said of it."""
    sent = _sent(visit, asked)
    if act == "grade":
        return _back(visit, asked, asked.record(sent))
    said = asked.do(act, sent, visit.field(_WORDS.get(act, "note")))
    if visit.field("learning"):
        return _learning(visit, asked, "" if act == "flag" else said)
    return _back(visit, asked, said)


_WORDS = {"flag": "note", "write": "written"}


def _sent(visit: Visit, asked: PageSitting) -> SentAnswer:
    """Return the answer in the form; its times are taken here, as the form has none."""
    names = ("once", "card", "kind", "words", "items", "order", "hints", "thinking", "grade")
    fields = {name: visit.field(name) for name in names}
    data = form_data(fields, visit.fields("tick"))
    data["seconds"] = _seconds_since(visit, asked)
    if visit.field("act") == "show" or visit.field("is_typed"):
        data["typed"] = visit.field("typed") or None
    sent = answer_sent(data)
    return sent._replace(seconds=max(sent.seconds, sent.thinking))


def _seconds_since(visit: Visit, asked: PageSitting) -> float:
    try:
        seconds = asked.monotonic() - float(visit.field("begun") or "nan")
    except ValueError:
        return 0.0
    return seconds if 0 <= seconds < LONGEST_THOUGHT else 0.0


def _turned(visit: Visit, asked: PageSitting, act: str) -> Response:
    """Show a hint more, or the answer."""
    sent = _sent(visit, asked)
    view = asked.view_of(sent)
    fields = {name: visit.field(name) for name in SHOWN_FIELDS}
    if act == "hint":
        turn = turn_taken(view, hints=sent.hints + 1, thinking=0, ticked=())
        return _question(visit, asked, view._replace(message=""), fields, turn.hints.count)
    sent = sent._replace(thinking=sent.seconds, typed=sent.typed if asked.typing else None)
    turn = asked.turn_of(sent, view, judged=True)
    return _answer(visit, turn, fields | {"thinking": f"{sent.seconds:.1f}"})


def _answer(visit: Visit, turn: CardTurn, fields: dict[str, str]) -> Response:
    view, typed = turn.view(turn.thinking or 0), typed_of(turn)
    kept = {"hints": str(turn.hints.count)}
    if typed is not None:
        kept |= {"typed": typed.text, "is_typed": "1"}
    return _card(
        visit,
        view,
        screen="answer",
        fields=fields | kept,
        ticked=view.ticked,
        notes=view.notes,
        cost=view.hint_cost,
        typing=visit.sitting.typing,
        took=0 if typed else round(turn.thinking or 0),
        typed=typed,
        proposed=view.proposed,
        begun_text=visit.sitting.sitting.begun(view.card.id),
    )


def _read(visit: Visit, asked: PageSitting, act: str) -> Response:
    """Take note of what was read, or show the whole of it."""
    card = visit.field("card")
    view, found = asked.to_read(card)
    if act == "whole" and view is not None and found is not None:
        return _passages(visit, view, found, whole=True)
    return _back(visit, asked, asked.have_read(card, enough=act == "enough"))


def _learned(visit: Visit, asked: PageSitting) -> Response:
    """Note that a card is looked at first, and show it."""
    asked.do("learn", _sent(visit, asked), "")
    return _learning(visit, asked, "")


def _learning(visit: Visit, asked: PageSitting, message: str) -> Response:
    """Show a card with its answer, to be asked later; all that can be done to it is to flag it."""
    card = drawn_card(asked.view_of(_sent(visit, asked)), visit.workspace)
    fields = {name: visit.field(name) for name in SHOWN_FIELDS}
    fields |= {"once": new_key(), "learning": "1"}
    at = address_of(asked.choice)
    return visit.page("card_learning.html", card=card, fields=fields, message=message, address=at)


PAGES = (Page("/review", review, take), Page("/review/end", summary))
