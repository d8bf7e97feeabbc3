"""Word packages with the same bytes for the same contents.

python-docx stamps every entry with the time of writing; minutes are known by their hash, so the
stamps are set back to the first day a zip file can name.
"""

import struct

_END = b"PK\x05\x06"
_FIRST_DAY = struct.pack("<HH", 0, 0x21)


def without_times(package: bytes) -> bytes:
    """Return the zip file with every time stamp at 1980-01-01 0.00, nothing else touched.

    Layout after PKWARE's APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
    """
    steady = bytearray(package)
    end = package.rindex(_END)
    entries, _, position = struct.unpack_from("<HLL", package, end + 10)
    for _ in range(entries):
        steady[position + 12 : position + 16] = _FIRST_DAY
        name, extra, comment = struct.unpack_from("<HHH", package, position + 28)
        (local,) = struct.unpack_from("<L", package, position + 42)
        steady[local + 10 : local + 14] = _FIRST_DAY
        position += 46 + name + extra + comment
    return bytes(steady)
