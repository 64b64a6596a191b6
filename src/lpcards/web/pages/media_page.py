"""`/media/{name}`: a story's picture or sound, by the name that its content gives it.

No path is in the address: what the index does not know is not there. A drawing (SVG) is shown
in pages only, never as a page of its own.
"""

import re

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.story.media_kinds import TYPES
from lpcards.web.visit import Page, Visit

ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""What a drawing may do: have the looks that stand in it."""
SHOWN_IN = frozenset({"image", "audio", "video", "empty"})
"""What a browser fetches that is to be part of a page."""
_RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})\Z", re.ASCII)


def media(visit: Visit) -> Response:
    """Return a picture or sound whose content is still the one that was asked for."""
    from lpcards.index.story_media import is_named, read_media  # here: few stories have any

    name = visit.path["name"]
    path = visit.workspace.index.media_paths().get(name)
    if path is None or visit.request.headers.get("sec-fetch-dest", "image") not in SHOWN_IN:
        raise HTTPException(404)
    try:
        data = read_media(path)
    except OSError:
        raise HTTPException(404) from None
    kind = name.rpartition(".")[2]
    if not is_named(data, name):
        raise HTTPException(404)
    return _response(data, kind, visit.request.headers.get("range", ""))


def _response(data: bytes, kind: str, wanted: str) -> Response:
    """Return the bytes, or the part of them that is wanted: some players ask for nothing else."""
    headers = {"Content-Security-Policy": ALONE, "Accept-Ranges": "bytes"}
    if kind == "svg":
        headers["Content-Disposition"] = "attachment"
    part = _RANGE.match(wanted)
    if part is None:
        return Response(data, headers=headers, media_type=TYPES[kind])
    first, last = int(part[1]), min(int(part[2] or len(data)), len(data) - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], 206, headers, TYPES[kind])


PAGES = (Page("/media/{name}", media),)
