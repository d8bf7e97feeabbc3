"""A template that came over a bad line is refused or filled, and never breaks a document."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from flipdesk.documents.template.fill import fill
from flipdesk.errors import KnownError
from tests.documents.template.test_fill import SNAPSHOT, kept_whole, made

WHOLE = made("{{punkter}}", "|{{aftaler}}", header="{{titel}}", sections=2)
PICTURE = "docProps/thumbnail.jpeg"
OTHER = b'<?xml version="1.0"?><a/>'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(held: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    return buffer.getvalue()


def damages(name: str, content: bytes) -> Iterator[bytes | None]:
    """Yield what can become of a part, None for nothing at all."""
    yield None
    if name != PICTURE:
        yield from (b"", content[: len(content) // 2], OTHER)


@pytest.mark.parametrize("name", sorted(parts(WHOLE)))
def test_no_damage_breaks_a_document(name: str) -> None:
    held = parts(WHOLE)
    for damage in damages(name, held[name]):
        broken = {key: content for key, content in held.items() if key != name}
        if damage is not None:
            broken[name] = damage
        try:
            filled = fill(SNAPSHOT, packed(broken))
        except KnownError:
            continue
        # What Word does not need may be gone.
        if not name.startswith("customXml/"):
            kept_whole(filled)


@pytest.mark.parametrize("ending", range(100, len(WHOLE), len(WHOLE) // 7))
def test_a_file_that_was_cut_off_is_refused(ending: int) -> None:
    with pytest.raises(KnownError):
        fill(SNAPSHOT, WHOLE[:ending])
