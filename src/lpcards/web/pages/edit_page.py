"""`/edit`: a story's file as a text to change, what `e` does at the terminal."""

from urllib.parse import urlencode

from markupsafe import Markup, escape
from starlette.responses import Response

from lpcards.study.authoring.story_text import (
    LONGEST,
    StoryText,
    saved_text,
    story_text,
)
from lpcards.study.naming import named_card
from lpcards.system.folders import with_tilde
from lpcards.system.problem import Problem, UserFault
from lpcards.web.visit import Page, Visit

MEANWHILE = (
    "The file was changed meanwhile, and nothing was saved. Below is yours, under it the file as "
    "it is now. Save yours, and it takes the file's place."
)


def edit(visit: Visit) -> Response:
    """Show a story's file, `?story=ID`, or that of a card at its line, `?card=ID`."""
    story, line = visit.query.get("story", ""), 0
    if card_id := visit.query.get("card", ""):
        card = named_card(visit.workspace.index, card_id)
        story, line = card.scenario, card.line
    found = story_text(visit.workspace, story)
    problems = [one for one in visit.workspace.index.problems() if one.path == found.path]
    is_saved = visit.query.get("saved", "") == found.edition
    return _form(
        visit,
        story,
        found,
        problems=problems,
        line=line,
        is_saved=is_saved,
        is_example=found.is_example,
    )


def take(visit: Visit) -> Response:
    """Save the text; or show it again with its faults, or with what somebody else saved."""
    story, text = visit.query.get("story", ""), visit.field("text")
    draft = StoryText(visit.field("path"), text, visit.field("edition"))
    try:
        saved = saved_text(visit.workspace, story, text, draft.edition)
    except (UserFault, OSError) as fault:
        words = f"{fault.filename}: {fault.strerror}" if isinstance(fault, OSError) else str(fault)
        return _form(visit, story, draft, fault=f"Nothing was saved: {words}")
    if saved.now:
        draft = draft._replace(edition=saved.now.edition)
        return _form(visit, story, draft, fault=MEANWHILE, now=saved.now)
    if saved.faults:
        words = "Nothing was saved yet: the text has faults."
        return _form(visit, story, draft, fault=words, problems=saved.faults)
    return visit.go(f"/edit?{urlencode({'story': saved.story, 'saved': saved.edition})}")


def _form(
    visit: Visit,
    story: str,
    shown: StoryText,
    *,
    fault: str = "",
    problems: "tuple[Problem, ...] | list[Problem]" = (),
    now: StoryText | None = None,
    line: int = 0,
    is_saved: bool = False,
    is_example: bool = False,
) -> Response:
    errors = [one for one in problems if one.severity == "error"]
    lines = shown.text.split("\n")
    rows = [(one.line, one.message, "".join(lines[one.line - 1 : one.line])) for one in errors]
    return visit.page(
        "edit.html",
        status=400 if fault else 200,
        story=story,
        file=with_tilde(shown.path),
        text=_unchanged(shown.text),
        edition=shown.edition,
        longest=LONGEST,
        fault=fault,
        problems=rows,
        now=_unchanged(now.text) if now else None,
        line=line or (errors[0].line if errors else 0),
        is_saved=is_saved,
        is_example=is_example,
    )


def _unchanged(text: str) -> Markup:
    """Return a text that templates show letter by letter: what they escape would be saved so.

    It begins with a newline, which is none of the text's: browsers leave out the first.
    """
    return Markup("\n") + escape(text)


PAGES = (Page("/edit", edit, take),)
