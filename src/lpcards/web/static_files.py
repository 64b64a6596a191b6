"""Style and script of the pages, read once: no file is looked for by what somebody asks."""

import functools
import hashlib
import os

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lpcards.charts.report_page import charts_css

FOLDER = os.path.join(os.path.dirname(__file__), "static")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@functools.cache
def _files() -> dict[str, tuple[bytes, str, str]]:
    """Return of each file its bytes, its type and its tag, by its name."""
    found = {}
    for name in sorted(os.listdir(FOLDER)):
        kind = TYPES.get(os.path.splitext(name)[1])
        if kind:
            with open(os.path.join(FOLDER, name), "rb") as file:
                data = file.read()
            found[name] = (data, kind, _tag(data))
    looks = charts_css().encode()
    found["charts.css"] = looks, "text/css", _tag(looks)
    return found


def _tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'


async def static_file(request: Request) -> Response:
    """Return a file, or that the browser has it already."""
    found = _files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    data, kind, tag = found
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=kind)
