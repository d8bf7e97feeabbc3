"""What would stand in the way of somebody who reads a Word file with a screen reader."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

LEAST_CONTRAST = 4.5
"""WCAG 2.1, 1.4.3; our large text keeps to it as well."""
_PAPER = "FFFFFF"
_LOCALES = {"da": "da-DK", "en": "en-GB"}
_DANISH_STYLES = frozenset({"FlipWords", "FlipWordsAlone", "FlipQuote"})


def barriers(data: bytes, language: str) -> list[str]:
    """Return what is wrong, a sentence each; nothing when all can read it."""
    document = docx.Document(io.BytesIO(data))
    found = [*_headings(document), *_tables(document), *_gaps(document), *_pictures(document)]
    found += [*_language(document, language), *_colours(document), *_properties(document)]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if any(name.startswith("word/media/") for name in package.namelist()):
            found.append("a picture lies in the package")
    return found


def _headings(document: Document) -> Iterator[str]:
    styles = [one.style.name or "" if one.style else "" for one in document.paragraphs]
    if styles.count("Title") != 1 or styles[0] != "Title":
        yield f"{styles.count('Title')} titles"
    above = 0
    for one in document.paragraphs:
        name = one.style.name or "" if one.style else ""
        if name.startswith("Heading"):
            level = int(name.split()[-1])
            if level > above + 1:
                yield f"heading {level} after {above}: {one.text}"
            above = level
            if not one.text.strip():
                yield f"an empty heading of level {level}"
    last = document.element.body.findall(qn("w:p"))[-1]
    if "Heading" in _style_id(last):
        yield "the document ends with a heading"


def _tables(document: Document) -> Iterator[str]:
    for table in document.element.body.iter(qn("w:tbl")):
        properties = table.find(qn("w:tblPr"))
        caption = properties.find(qn("w:tblCaption"))
        name = "" if caption is None else caption.get(qn("w:val"), "")
        if not name.strip():
            yield "a table without a caption"
        if list(table.iterancestors(qn("w:tbl"))):
            yield f"a table within a table: {name}"
        rows = table.findall(qn("w:tr"))
        headers = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        look = properties.find(qn("w:tblLook"))
        if look.get(qn("w:firstRow")) == "1":
            if headers != [True] + [False] * (len(rows) - 1):
                yield f"the header row of {name} is not repeated, or not the only one"
            if any(not _text(cell).strip() for cell in rows[0].iter(qn("w:tc"))):
                yield f"a column of {name} has no title"
        elif look.get(qn("w:firstColumn")) != "1" or any(headers):
            yield f"neither the first row nor the first column of {name} is its header"
        widths = {len(list(row.iter(qn("w:tc")))) for row in rows}
        if len(widths) > 1 or list(table.iter(qn("w:gridSpan"), qn("w:vMerge"))):
            yield f"cells of {name} are merged"


def _gaps(document: Document) -> Iterator[str]:
    """Yield empty paragraphs, but for those that Word needs between and after tables."""
    body = document.element.body
    for paragraph in body.findall(qn("w:p")):
        before, after = paragraph.getprevious(), paragraph.getnext()
        is_needed = before is not None and before.tag == qn("w:tbl")
        is_needed &= after is not None and after.tag in {qn("w:tbl"), qn("w:sectPr")}
        if not _text(paragraph).strip() and not is_needed:
            yield f"an empty paragraph in {_style_id(paragraph)}"
    for cell in body.iter(qn("w:tc")):
        paragraphs = cell.findall(qn("w:p"))
        if len(paragraphs) > 1 and any(not _text(one).strip() for one in paragraphs):
            yield f"an empty paragraph in the cell {_text(cell)!r}"


def _pictures(document: Document) -> Iterator[str]:
    for one in document.element.body.iter(qn("wp:docPr")):
        if not (one.get("descr") or "").strip():
            yield "a picture without alternative text"


def _language(document: Document, language: str) -> Iterator[str]:
    locale = _LOCALES[language]
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if default is None or default.get(qn("w:val")) != locale:
        yield f"text is not in {locale} unless it says so"
    for one in document.styles.element.iter(qn("w:lang")):
        style = next(one.iterancestors(qn("w:style")), None)
        is_theirs = style is not None and style.get(qn("w:styleId")) in _DANISH_STYLES
        if one.get(qn("w:val")) != ("da-DK" if is_theirs else locale):
            yield f"a style is in {one.get(qn('w:val'))}"
    for one in document.element.body.iter(qn("w:lang")):
        if one.get(qn("w:val")) != "da-DK":
            yield f"a run is in {one.get(qn('w:val'))}"
    if document.core_properties.language != locale:
        yield "the properties name another language"


def _properties(document: Document) -> Iterator[str]:
    title = next(one.text for one in document.paragraphs if one.text)
    if document.core_properties.title != title[:255]:
        yield f"the title of the file is {document.core_properties.title!r}"


def _colours(document: Document) -> Iterator[str]:
    """Yield colours that cannot be told from what they stand on."""
    parts = (document.styles.element, document.element.body)
    for part in parts:
        for colour in part.iter(qn("w:color")):
            if colour.getparent().tag != qn("w:rPr"):
                continue
            shade = colour.getparent().find(qn("w:shd"))
            ground = _PAPER if shade is None else shade.get(qn("w:fill"))
            ink = colour.get(qn("w:val"))
            if contrast(ink, ground) < LEAST_CONTRAST:
                yield f"{ink} on {ground} has a contrast of {contrast(ink, ground):.1f}"
    for fill in document.styles.element.iter(qn("w:shd")):
        ink, ground = "22272B", fill.get(qn("w:fill"))
        if contrast(ink, ground) < LEAST_CONTRAST:
            yield f"{ink} on {ground}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as 1F5A73, by WCAG 2.1."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _style_id(paragraph: _Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if found is None else str(found.get(qn("w:val")))


def _text(element: _Element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))
