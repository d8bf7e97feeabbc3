"""Files made worse: bytes, words, trees and packages, always the same for the same number."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Sequence
from random import Random
from typing import Any

from lxml import etree

AWKWARD = (
    "",
    "\x00",
    "\x1b[2J",
    "\ufffe",
    "\u202eexe.txt",
    "\u200b\u200d",
    "👩‍👩‍👧‍👦",
    "a\u0301" * 40,
    "&<>\"'",
    "{{ 7*7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "../../../tmp/undsluppet",
    "C:\\Windows\\win.ini",
    "file:///etc/passwd",
    "'; drop table session; --",
    "NEAR(",
    "%s%n{0}{a.b}",
    "2026-13-45T99:99:99+99:99",
    "99999999999999999999999",
    "-1",
    "1e309",
    "nan",
    "٣",
    "²",
    "true",
    "x" * 5_000,
    "[" * 3_000,
    "æøåÆØÅ\u2028\u2029\x85",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
)
VALUES: tuple[Any, ...] = (
    *AWKWARD,
    "\ud800",
    None,
    True,
    -1,
    0,
    2**63,
    10**30,
    1.5,
    1e300,
    [],
    {},
    [[]],
    {"id": "x"},
)
NAMES = (
    "../ud",
    "/etc/passwd",
    "a\\b",
    "C:x",
    "vbaProject.bin",
    "WORD/DOCUMENT.XML",
    "é" * 99,
)
_WORD = re.compile(rb"\w+|[^\w\s]")
MOST = 400_000
CANNOT = (
    ValueError, LookupError, RuntimeError, OSError, EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What comes of making a file worse that is too bad already."""


def worse_bytes(data: bytes, rng: Random, other: bytes = b"") -> bytes:
    """Change, repeat, cut out or put in some bytes."""
    work = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        place = rng.randrange(len(work) + 1)
        length = rng.choice((1, 1, 2, 4, 16, 200))
        match rng.randrange(7):
            case 0 if work:
                work[min(place, len(work) - 1)] ^= 1 << rng.randrange(8)
            case 1:
                del work[place : place + length]
            case 2:
                work[place:place] = work[place : place + length] * rng.choice((1, 2, 50))
            case 3:
                work[place:place] = rng.randbytes(length)
            case 4:
                work[place : place + length] = rng.choice((b"\xff", b"\x00", b"\x7f")) * length
            case 5:
                start = rng.randrange(len(other) + 1)
                work[place:place] = other[start : start + 500]
            case _ if rng.random() < 0.1:
                del work[place:]
    return bytes(work[: max(MOST, len(data))])


def worse_words(data: bytes, rng: Random) -> bytes:
    """Put awkward words in the place of some words or signs."""
    found = list(_WORD.finditer(data))
    if not found:
        return data
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 2, 6)))), key=_end)[::-1]:
        word = rng.choice((*AWKWARD, match[0].decode("utf-8", "replace") * 3))
        data = data[: match.start()] + word.encode("utf-8", "surrogatepass") + data[match.end() :]
    return data[:MOST]


def _end(match: "re.Match[bytes]") -> int:
    return match.end()


def worse_json(data: bytes, rng: Random) -> bytes:
    """Change values, names and lists of a JSON file that stays JSON."""
    root = json.loads(data)
    places: list[tuple[Any, Any]] = []
    pending = [root]
    while pending:
        one = pending.pop()
        keys: Sequence[Any] = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            places.append((one, key))
            if isinstance(one[key], dict | list):
                pending.append(one[key])
    for holder, key in rng.sample(places, min(len(places), rng.choice((1, 1, 2, 4)))):
        _worse_value(holder, key, rng)
    return json.dumps(root, ensure_ascii=rng.random() < 0.9).encode("utf-8", "surrogatepass")


def _worse_value(holder: Any, key: Any, rng: Random) -> None:
    if isinstance(holder, list) and key >= len(holder):
        return
    match rng.randrange(5):
        case 0 if isinstance(holder, dict):
            holder.pop(key, None)
        case 1 if isinstance(holder, dict):
            holder[rng.choice(AWKWARD)] = holder.pop(key, None)
        case 1 | 2 if isinstance(holder, list):
            holder.extend([holder[key]] * rng.choice((1, 3, 40)))
        case 3:
            deep: Any = "bund"
            for _ in range(rng.choice((2, 25, 500))):
                deep = [deep]
            holder[key] = deep
        case _:
            holder[key] = rng.choice(VALUES)


def worse_xml(data: bytes, rng: Random) -> bytes:
    """Move, repeat, remove and rewrite the elements of a part that stays XML."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(rng.choice((1, 2, 4, 10))):
        every = [one for one in root.iter() if isinstance(one.tag, str)]
        one, other = rng.choice(every), rng.choice(every)
        parent = one.getparent()
        match rng.randrange(6):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None and len(every) < 3_000:
                for _copy in range(rng.choice((1, 3, 30))):
                    parent.append(etree.fromstring(etree.tostring(one)))
            case 2 if parent is not None and one not in other.iterancestors() and one is not other:
                other.append(one)
            case 3 if one.attrib:
                one.set(rng.choice(list(one.attrib)), _clean(rng.choice(AWKWARD)))
            case 4 if one.attrib:
                del one.attrib[rng.choice(list(one.attrib))]
            case _:
                one.text = _clean(rng.choice(AWKWARD))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())


def worse_package(data: bytes, rng: Random) -> bytes:
    """Change one part of a ZIP file, what it is called, or the file itself."""
    if rng.random() < 0.15:
        return worse_bytes(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = [name for name in parts if "document" in name or name.endswith((".qde", ".rels"))]
    name = rng.choice(main if main and rng.random() < 0.6 else list(parts))
    content = parts[name]
    match rng.randrange(8):
        case 0:
            del parts[name]
        case 1:
            parts[rng.choice(NAMES)] = content
        case 2:
            parts[name] = worse_bytes(content, rng)
        case 3 | 4:
            parts[name] = worse_words(content, rng)
        case _:
            parts[name] = worse_xml(content, rng)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
