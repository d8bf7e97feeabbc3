"""Reading Word files back the way a strict reader would."""

import io
import zipfile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def visible_text(data: bytes) -> str:
    """Return all text of the body in order: a line a paragraph, tables included."""
    body = opened(data).element.body
    return "\n".join(_paragraph_text(one) for one in body.iter(qn("w:p")))


def every_text(data: bytes) -> str:
    """Return every part of the package that is XML, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode()
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        )


def styles_and_texts(data: bytes) -> list[tuple[str, str]]:
    """Return the style and text of each paragraph outside tables."""
    document = opened(data)
    return [(one.style.name if one.style else "", one.text) for one in document.paragraphs]


def rows_of(data: bytes) -> list[list[list[str]]]:
    """Return the tables as rows of cell texts, a line a paragraph."""
    body = opened(data).element.body
    return [
        [
            ["\n".join(_paragraph_text(p) for p in cell.iter(qn("w:p"))) for cell in row]
            for row in _cells(table)
        ]
        for table in body.iter(qn("w:tbl"))
    ]


def _cells(table: etree._Element) -> list[list[etree._Element]]:
    return [list(row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr"))]


def _paragraph_text(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
        parts.append(signs.get(str(element.tag), element.text or ""))
    return "".join(parts)
