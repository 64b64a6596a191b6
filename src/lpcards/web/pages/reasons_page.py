"""`/card?id=...`: what `lpcards why` and `show` say of a card, but for its answer."""

from starlette.responses import Response

from lpcards.study.card_words import account_words, memory_lines, reasons_of, today_words
from lpcards.study.naming import named_card
from lpcards.system.folders import with_tilde
from lpcards.web.visit import Page, Visit


def reasons(visit: Visit) -> Response:
    """Show why a card comes when it does, its history, and where it stands in its file.

    Whoever comes from its question sees no more of it than that.
    """
    workspace = visit.workspace
    found = named_card(workspace.index, visit.query.get("id", ""))
    known = reasons_of(workspace, found)
    return visit.page(
        "card_reasons.html",
        card=found,
        today=list(today_words(found, known.today, workspace.index)),
        answers=[account_words(answer) for answer in known.answers],
        kept=memory_lines(found, workspace.reading(), workspace.rules),
        source=f"{with_tilde(found.path)}:{found.line}",
    )


PAGES = (Page("/card", reasons),)
