"""The file of an imported recording as it was, byte for byte, in clear or sealed."""

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from flipdesk.audio.durable import create_new, sync_data, write_all
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import RECORD_BYTES, About, Content, SealedWriter
from flipdesk.audio.sealed_reading import SealedFile, SealedIO
from flipdesk.audio.spec import AudioSpec

ORIGINAL_STEM = "original"
_SEALED = "sealed-"


def original_name(ending: str, seal: Seal | None) -> str:
    """Return what the copy of a file with an ending is called."""
    return f"{ORIGINAL_STEM}.{_SEALED if seal else ''}{ending}"


def is_sealed_original(path: Path) -> bool:
    """Return whether a file is an original that is sealed."""
    return path.stem == ORIGINAL_STEM and path.suffix.startswith(f".{_SEALED}")


def converted_original(name: str, *, to_plain: bool) -> str:
    """Return what an original is called in the other form, however it is called now."""
    ending = name.removeprefix(f"{ORIGINAL_STEM}.").removeprefix(_SEALED)
    return f"{ORIGINAL_STEM}.{'' if to_plain else _SEALED}{ending}"


def clear_view(path: Path, seal: Seal | None) -> BinaryIO | None:
    """Return an original as what it was before it was sealed, open; None where it is in clear.

    Raises:
        OSError: it is not there or cannot be read.
    """
    if seal is None or not is_sealed_original(path):
        return None
    return cast("BinaryIO", SealedIO(SealedFile(path, seal, ORIGINAL_STEM)))


class OriginalCopy:
    """A copy while it is made. Raises OSError when the disk refuses."""

    def __init__(self, path: Path, spec: AudioSpec, seal: Seal | None) -> None:
        self._size = 0
        self._descriptor, self._sealed = -1, None
        if seal is None:
            self._descriptor = create_new(path)
        else:
            self._sealed = SealedWriter(path, seal, ORIGINAL_STEM, About(Content.FILE, spec))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._sealed is not None:
            self._sealed.close()
        else:
            os.close(self._descriptor)

    def write(self, data: bytes) -> None:
        """Append bytes."""
        if self._sealed is not None:
            self._sealed.put(self._size, data, record_bytes=RECORD_BYTES)
        else:
            write_all(self._descriptor, data)
        self._size += len(data)

    def finish(self) -> None:
        """Return when everything is on the disk."""
        if self._sealed is not None:
            self._sealed.end(self._size)
            self._sealed.sync()
        else:
            sync_data(self._descriptor)
