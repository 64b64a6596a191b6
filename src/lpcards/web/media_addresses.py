"""The addresses at which the page has a story's pictures and sounds."""

from collections.abc import Mapping

from lpcards.index.media_file import MediaFile


def addresses_of(files: Mapping[str, MediaFile]) -> dict[str, str]:
    """Return the addresses of a story's pictures and sounds, those with faults left out."""
    return {target: f"/media/{file.name}" for target, file in files.items() if file.name}
