"""Pages for a printer, as HTML that needs nothing but itself. An edge: it knows CSS, no disk."""

from lpcards.sharing.paper.document import document_of
from lpcards.sharing.paper.fitting import PAPERS

__all__ = ["PAPERS", "document_of"]
