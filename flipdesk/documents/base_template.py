"""The template that documents are drawn into: styles, page, header and footer, nothing else."""

import io
from functools import cache
from typing import TYPE_CHECKING

from flipdesk.paths import resource

if TYPE_CHECKING:
    from docx.document import Document

LOCALES = {"da": "da-DK", "en": "en-GB"}
_KEEPS_ITS_LANGUAGE = frozenset({"FlipWords"})
"""Styles for what people said, which stays Danish in an English document."""


def open_base(language: str) -> "Document":
    """Return a fresh document from the base template, its language set throughout."""
    import docx

    document = docx.Document(io.BytesIO(_template()))
    if language != "da":
        _set_language(document, LOCALES.get(language, language))
    return document


@cache
def _template() -> bytes:
    return resource("templates", "minutes.docx").read_bytes()


def _set_language(document: "Document", locale: str) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        style = next(found.iterancestors(qn("w:style")), None)
        if style is None or style.get(qn("w:styleId")) not in _KEEPS_ITS_LANGUAGE:
            found.set(qn("w:val"), locale)
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), locale)
