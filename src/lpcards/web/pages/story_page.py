"""`/stories/{story}`: a story from start to end, as `read` shows it."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.study.content_files import themes_of
from lpcards.web.media_addresses import addresses_of
from lpcards.web.visit import Page, Visit


def story(visit: Visit) -> Response:
    """Show a story with its pictures and sounds."""
    from lpcards.story.theme_rows import theme_rows  # here: the list of stories is quick

    index, name = visit.workspace.index, visit.path["story"]
    found = next((one for one in index.stories() if one.id == name), None)
    if found is None:
        raise HTTPException(404)
    themes = [(theme.name, [*theme_rows(theme)]) for theme in themes_of(found)]
    return visit.page(
        "story.html",
        story=found,
        sections=index.sections(found.id),
        media=addresses_of(index.media().get(found.id, {})),
        themes=themes,
    )


PAGES = (Page("/stories/{story}", story),)
