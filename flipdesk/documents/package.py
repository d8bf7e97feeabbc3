"""Word packages as zip files: a body put in as text, and the same bytes for the same contents.

A long body does not pass through an XML tree, which would cost more than all the rest; and minutes
are known by their hash, so every entry bears the first day that a zip file can name.
"""

import io
import zipfile
from collections.abc import Callable

from flipdesk.errors import BugError

_DOCUMENT = "word/document.xml"
_BODY = b"<w:body>"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def with_body(package: bytes, fragments: str) -> bytes:
    """Return the package with the fragments first in the body of its document."""
    return with_document(package, lambda content: _filled(content, fragments.encode()))


def with_document(package: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the package with the text of its document changed, every entry of the first day."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == _DOCUMENT:
                content = change(content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()


def _filled(document: bytes, fragments: bytes) -> bytes:
    before, found, after = document.partition(_BODY)
    if not found:
        raise BugError("the template has no body to fill")
    return before + found + fragments + after
