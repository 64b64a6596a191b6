"""One request as a page sees it, and what a page is."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lpcards.study.workspace import Workspace
from lpcards.web.last_port import log_name
from lpcards.web.page_templates import filled
from lpcards.web.sent_data import Sent
from lpcards.web.sessions import Session

if TYPE_CHECKING:
    from lpcards.study.sitting_choice import SittingChoice
    from lpcards.web.page_sitting import PageSitting, Sittings
    from lpcards.web.page_sync import PageSync


class Visit(NamedTuple):
    """A request of a browser that is logged in, its body read, and the workspace to answer from.

    It lives in the workspace's thread. `remarks` are what the workspace says of settings and log.
    """

    workspace: Workspace
    request: Request
    session: Session
    sent: Sent
    remarks: list[str]

    @property
    def sittings(self) -> "Sittings":
        """The sittings of the browsers that are in."""
        found: Sittings = self.request.app.state.sittings
        return found

    @property
    def sitting(self) -> "PageSitting":
        """The sitting of whoever sent the request."""
        return self.sittings.of(self.session.id, self.workspace, self.choice)

    @property
    def choice(self) -> "SittingChoice":
        """Which sitting the address asks for. Raises UserFault for what is none."""
        from lpcards.web.chosen_sitting import choice_in  # here: most pages have no sitting

        return choice_in(self.request.query_params, self.workspace.index)

    @property
    def sync(self) -> "PageSync":
        """What brings answers to other machines, and theirs here."""
        found: PageSync = self.request.app.state.sync
        return found

    @property
    def path(self) -> Mapping[str, str]:
        """The parts of the address that the page's pattern names."""
        return self.request.path_params

    @property
    def query(self) -> Mapping[str, str]:
        """What stands behind the address's question mark."""
        return self.request.query_params

    @property
    def data(self) -> Any:  # noqa: ANN401  whatever JSON has
        """What the page's script sent; None for a form."""
        return self.sent.data

    def field(self, name: str) -> str:
        """Return a field of the form, its lines ended by newlines; "" if it is not there."""
        value = self.sent.form.get(name, "")
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def fields(self, name: str) -> list[str]:
        """Return all fields of that name: the boxes that are ticked."""
        return [value for value in self.sent.form.getlist(name) if isinstance(value, str)]

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page: a template, with what all of them get."""
        common = {
            "path": self.request.url.path,
            "form_key": self.session.form_key,
            "remarks": self.remarks,
            "log": log_name(self.workspace.database),
        }
        return HTMLResponse(filled(template, **common, **values), status)

    def json(self, value: object) -> Response:
        """Return a value for the page's script."""
        return json_response(value)

    def go(self, path: str) -> Response:
        """Lead the browser to a page of ours after a form, such as `/review`."""
        return RedirectResponse(path, 303)


class Page(NamedTuple):
    """An address, `/stories/{story}`, who shows what is there, and who takes what is sent there."""

    path: str
    show: Callable[[Visit], Response] | None = None
    take: Callable[[Visit], Response] | None = None


def json_response(value: object, status: int = 200) -> Response:
    """Return a value as JSON, in ASCII."""
    return Response(json.dumps(value), status, media_type="application/json")
