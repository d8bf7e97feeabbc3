"""The words of a Word file that FlipDesk wrote, for the search index."""

import io
import re
import zipfile
from html import unescape

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def docx_words(document: bytes) -> str:
    """Return the text of a Word file, a paragraph a line; "" when it is none.

    Only bytes that FlipDesk itself wrote come here: what came from outside is read by `documents`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as file:
            xml = file.read("word/document.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return ""
    texts = ("".join(_TEXT.findall(one)) for one in _PARAGRAPH.findall(xml))
    return "\n".join(unescape(text) for text in texts if text.strip())
