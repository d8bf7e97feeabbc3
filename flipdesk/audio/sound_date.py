"""When a sound file was made, as its maker wrote into it: the clock on the wall, without a zone."""

import os
import re
from datetime import datetime
from pathlib import Path

from flipdesk.door.foreign_file import open_foreign
from flipdesk.door.imports import SOUND

_DATE = re.compile(r"(\d{4})[-:/.](\d\d)[-:/.](\d\d)[T ,]+(\d\d)[:.\-](\d\d)(?:[:.\-](\d\d))?")
_DATE_AT, _DATE_END = 320, 338
_MOST_CHUNKS = 64


def date_in_text(text: str) -> datetime | None:
    """Return the moment in "2021-04-22T09:30:00" or the like, None without a time of day."""
    match = _DATE.match(text.strip())
    if match is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None


def date_in_wave(path: Path) -> datetime | None:
    """Return OriginationDate and OriginationTime of a Broadcast Wave (EBU Tech 3285), or None.

    Dictaphones and field recorders write them when recording begins.
    """
    with open_foreign(path, SOUND) as file:
        head = file.read(12)
        if head[:4] not in {b"RIFF", b"RF64"} or head[8:] != b"WAVE":
            return None
        for _chunk in range(_MOST_CHUNKS):
            name, size = file.read(4), int.from_bytes(file.read(4), "little")
            if name == b"bext":
                text = file.read(_DATE_END)[_DATE_AT:].decode("ascii", "replace")
                return date_in_text(f"{text[:10]} {text[10:]}")
            if len(name) < 4 or name == b"data":
                return None
            file.seek(size + size % 2, os.SEEK_CUR)
    return None
