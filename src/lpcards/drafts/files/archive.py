"""A zip read in memory: nothing in it may lead out of it, be huge, or be an archive of archives."""

from collections.abc import Mapping

from lpcards.system.problem import UserFault

MOST_MEMBERS = 3_000
MOST_BYTES = 20_000_000
"""Of all that is unpacked."""


def members_of(data: bytes) -> tuple[str, ...]:
    """Return the names in a zip. Raises UserFault for what is damaged, locked or leads out."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
    except _damages() as fault:
        raise UserFault("this is a damaged zip: save it anew") from fault
    if len(infos) > MOST_MEMBERS:
        raise UserFault(f"it holds more than {MOST_MEMBERS:,} files: unpack it, and name one")
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
            raise UserFault("it holds a file that would lie outside of it: it is not read")
        if info.flag_bits & 1:
            raise UserFault("it has a password: save it without")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UserFault("it is packed in an unusual way: pack it anew")
    return tuple(info.filename for info in infos if not info.is_dir())


def unpacked(data: bytes, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """Return the bytes of some members. Raises UserFault where they are damaged or too many."""
    import io
    import zipfile

    held, left = dict[str, bytes](), MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in names:
                with file.open(name) as member:
                    held[name] = member.read(left + 1)
                left -= len(held[name])
                if left < 0:
                    raise UserFault(f"unpacked it has more than {MOST_BYTES:,} bytes: give a part")
    except _damages() as fault:
        raise UserFault("this is a damaged zip: save it anew") from fault
    return held


def _damages() -> tuple[type[Exception], ...]:
    import struct
    import zipfile
    import zlib

    broken = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error)
    return (*broken, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
