"""Which sitting an address asks for: `/review?how=cram&scenario=webhook-drops`.

The names are those of the options of `lpcards review`. What is asked for stands in the address
alone, so that two tabs may have two sittings, and one goes on when `serve` was started again.
"""

from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.study.naming import selection_of
from lpcards.study.sitting_choice import SittingChoice, contradiction
from lpcards.study.today import SittingOptions
from lpcards.system.problem import UserFault

HOW = ("ahead", "cram", "failed-today", "new-only", "due-only", "anyway")
"""Options of the terminal that have no value."""
NAMED = ("scenario", "principle", "kind", "card")
MOST_NAMED = 100
MOST_MINUTES = 600


def choice_in(query: QueryParams, index: CardIndex) -> SittingChoice:
    """Return the sitting that an address asks for. Raises UserFault for what is none."""
    how = [word for word in query.getlist("how") if word]
    if not set(how) <= set(HOW):
        raise UserFault(f"there is no such review; choose among {', '.join(HOW)}")
    if words := contradiction(how):
        raise UserFault(words)
    only = "new" if "new-only" in how else "due" if "due-only" in how else ""
    options = SittingOptions(only, _minutes(query), anyway="anyway" in how)
    named = _named(query)
    chosen = selection_of(index, named) if any(named) else named
    return SittingChoice(chosen, options, "ahead" in how, "cram" in how, "failed-today" in how)


def _named(query: QueryParams) -> Selection:
    found = [tuple(filter(None, query.getlist(name))) for name in NAMED]
    if sum(map(len, found)) > MOST_NAMED:
        raise UserFault(f"that is too much to choose; name at most {MOST_NAMED}")
    return Selection(*found)


def _minutes(query: QueryParams) -> int:
    words = query.get("minutes", "").strip()
    if not words:
        return 0
    if not (words.isascii() and words.isdecimal() and 1 <= int(words[:9]) <= MOST_MINUTES):
        raise UserFault(f"minutes are a number from 1 to {MOST_MINUTES}")
    return int(words)


def address_of(choice: SittingChoice, path: str = "/review", **more: str) -> str:
    """Return the address of a sitting, with what is said `more` in it."""
    options = choice.options
    flags = {
        "ahead": choice.ahead,
        "cram": choice.cram,
        "failed-today": choice.failed,
        "new-only": options.only == "new",
        "due-only": options.only == "due",
        "anyway": options.anyway,
    }
    fields = [("how", flag) for flag in HOW if flags[flag]]
    fields += [
        (name, value) for name, values in zip(NAMED, choice.chosen, strict=True) for value in values
    ]
    if options.minutes:
        fields.append(("minutes", str(options.minutes)))
    fields += more.items()
    return f"{path}?{urlencode(fields)}" if fields else path
