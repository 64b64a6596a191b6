"""Content carried by a folder where logs meet, with the folder's key."""

from lpcards.study.content_sync import CarriedContent, Settling, carry_content
from lpcards.study.workspace import Workspace
from lpcards.sync.content_copies import refuse_encrypted
from lpcards.sync.folder_place import FolderPlace


class ContentByFolder:
    """Content on its way to and from a folder."""

    def __init__(self, place: FolderPlace) -> None:
        """Look at the folder. UserFault where there is no key to what lies in it."""
        self._place = place
        if not place.key:
            refuse_encrypted(place.home)

    def carried(
        self, workspace: Workspace, settling: Settling | None, *, dry_run: bool
    ) -> CarriedContent:
        """Bring own content together with what lies there."""
        place = self._place
        where = (place.home, place.name, place.key)
        done = carry_content(workspace, *where, settling, dry_run=dry_run)
        if done.came or done.gone:
            workspace.keep_quiet()  # what is wrong with the settings was said
            workspace.reload()
        return done
