"""Tinted icons as Qt resources in memory, because a style sheet can only name files.

Format of the resource tables: Qt's qtbase/src/corelib/io/qresource.cpp, version 1.
"""

import struct
from functools import cache

from PySide6.QtCore import qRegisterResourceData

from flipdesk.ui.theme.icons import tinted_svg

_DIRECTORY = 2


@cache  # Qt keeps pointers into the tables, so they must live as long as the process
def picture_url(wanted: frozenset[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Register (icon name, "#RRGGBB") pairs; return a style sheet's url(...) for each."""
    folder = f"flipdesk-{abs(hash(wanted)):x}"
    files = {f"{name}-{colour[1:]}.svg": tinted_svg(name, colour) for name, colour in wanted}
    tables = _resource_tables(folder, files)
    qRegisterResourceData(1, *tables)
    _keep(tables)
    return {(name, colour): f"url(:/{folder}/{name}-{colour[1:]}.svg)" for name, colour in wanted}


@cache
def _keep(tables: tuple[bytes, bytes, bytes]) -> tuple[bytes, bytes, bytes]:
    return tables


def _resource_tables(folder: str, files: dict[str, bytes]) -> tuple[bytes, bytes, bytes]:
    names, offsets = b"", {}
    for name in (folder, *files):
        offsets[name] = len(names)
        names += struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    tree = struct.pack(">IHII", 0, _DIRECTORY, 1, 1)
    tree += struct.pack(">IHII", offsets[folder], _DIRECTORY, len(files), 2)
    data = b""
    for name in sorted(files, key=_hash):
        tree += struct.pack(">IHHHI", offsets[name], 0, 0, 1, len(data))
        data += struct.pack(">I", len(files[name])) + files[name]
    return tree, names, data


def _hash(name: str) -> int:
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
