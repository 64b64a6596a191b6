"""Pages for a printer, as HTML that needs nothing but itself. An edge: it knows CSS, no disk."""

from lpcards.paper.document import document_of
from lpcards.paper.fitting import PAPERS

__all__ = ["PAPERS", "document_of"]
