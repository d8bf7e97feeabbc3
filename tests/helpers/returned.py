"""Minutes as participants send them back: edited with the very XML that Word writes."""

import copy
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from flipdesk.documents.bookmarks import bookmark_name
from flipdesk.domain.returned import By, Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DATE = "2026-11-24T10:15:00Z"
DOCUMENT = "word/document.xml"
Element = etree._Element


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was written."""

    id: str
    author: str
    text: str
    parent: str | None = None
    is_done: bool = False


class WordEdit:
    """A document opened for editing; paragraphs are found by the id they carry."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        self.comments: list[Said] = []
        self._numbers = count(900)

    @property
    def body(self) -> Element:
        found = self.root.find(w("body"))
        assert found is not None
        return found

    def paragraph(self, kind: str, key: str) -> Element:
        """Return the paragraph that shows a reflection ("r"), item ("a") or outcome ("o")."""
        name = bookmark_name(kind, key)
        marks = (one for one in self.root.iter(w("bookmarkStart")) if one.get(w("name")) == name)
        paragraph = next(marks).getparent()
        assert paragraph is not None
        return paragraph

    def paragraphs(self) -> Iterator[Element]:
        return self.root.iter(w("p"))

    def rewrite(self, paragraph: Element, spans: Sequence[Span]) -> None:
        """Let a paragraph hold these spans, its ids around them."""
        first = self._clear(paragraph)
        for number, span in enumerate(spans):
            paragraph.insert(first + number, self._run(span))

    def _clear(self, paragraph: Element) -> int:
        keep = {w("pPr"), w("bookmarkStart"), w("bookmarkEnd")}
        for child in list(paragraph):
            if child.tag not in keep:
                paragraph.remove(child)
        return sum(child.tag != w("bookmarkEnd") for child in paragraph)

    def _run(self, span: Span) -> Element:
        run = etree.Element(w("r"))
        name = "delText" if span.deleted else "t"
        for number, line in enumerate(span.text.split("\n")):
            if number:
                etree.SubElement(run, w("br"))
            text = etree.SubElement(run, w(name))
            text.text = line
            text.set(SPACE, "preserve")
        element = run
        for by, plain, moved in (
            (span.deleted, "del", "moveFrom"),
            (span.inserted, "ins", "moveTo"),
        ):
            if by is not None:
                outer = self._change(moved if span.is_move else plain, by)
                outer.append(element)
                element = outer
        return element

    def _change(self, name: str, by: By) -> Element:
        change = etree.Element(w(name))
        change.set(w("id"), str(next(self._numbers)))
        change.set(w("author"), by.author)
        if by.date:
            change.set(w("date"), by.date)
        return change

    def comment(
        self,
        paragraph: Element,
        author: str,
        text: str,
        *,
        parent: str | None = None,
        is_done: bool = False,
    ) -> str:
        """Write a comment about all of a paragraph and return its id."""
        said = Said(str(len(self.comments)), author, text, parent, is_done)
        self.comments.append(said)
        begin, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
        begin.set(w("id"), said.id)
        end.set(w("id"), said.id)
        paragraph.insert(0 if paragraph.find(w("pPr")) is None else 1, begin)
        paragraph.append(end)
        reference = etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"))
        reference.set(w("id"), said.id)
        return said.id

    def mark_end(self, paragraph: Element, name: str, by: By) -> None:
        """Track the end of a paragraph as put in ("ins") or struck out ("del")."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        run_properties = etree.SubElement(properties, w("rPr"))
        run_properties.append(self._change(name, by))

    def new_paragraph(self, text: str) -> Element:
        paragraph = etree.Element(w("p"))
        paragraph.append(self._run(Span(text)))
        return paragraph

    def split(self, paragraph: Element, first: str, second: str) -> None:
        """Press Enter in the middle: the id runs from the first half into the second."""
        self.rewrite(paragraph, (Span(first),))
        rest = self.new_paragraph(second)
        for mark in paragraph.findall(w("bookmarkEnd")):
            rest.append(mark)
        paragraph.addnext(rest)

    def join(self, paragraph: Element, following: Element) -> None:
        """Delete the end of a paragraph, untracked."""
        for child in list(following):
            if child.tag != w("pPr"):
                paragraph.append(child)
        _parent(following).remove(following)

    def remove_ids(self, *paragraphs: Element) -> None:
        """Take the hidden ids away, of these paragraphs or of the whole document."""
        for scope in paragraphs or (self.root,):
            for name in ("bookmarkStart", "bookmarkEnd"):
                for mark in list(scope.iter(w(name))):
                    _parent(mark).remove(mark)

    def forget_version(self) -> None:
        """Take away all that says which version it is."""
        core = self.parts["docProps/core.xml"]
        self.parts["docProps/core.xml"] = core.replace(b"urn:flipdesk:minutes", b"urn:other")

    def copy_of(self, paragraph: Element) -> Element:
        return copy.deepcopy(paragraph)

    def data(self) -> bytes:
        """Return the .docx."""
        parts = dict(self.parts)
        parts[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        if self.comments:
            parts["word/comments.xml"] = self._comments()
            parts["word/commentsExtended.xml"] = self._threads()
            _relate(parts)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                # The hour of packing would make two files of one.
                part = zipfile.ZipInfo(name)
                part.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(part, content)
        return buffer.getvalue()

    def _comments(self) -> bytes:
        root = etree.Element(w("comments"), nsmap={"w": W, "w14": W14})
        for said in self.comments:
            one = etree.SubElement(root, w("comment"))
            for name, value in (("id", said.id), ("author", said.author), ("date", DATE)):
                one.set(w(name), value)
            paragraph = etree.SubElement(one, w("p"))
            paragraph.set(f"{{{W14}}}paraId", _para_id(said.id))
            etree.SubElement(etree.SubElement(paragraph, w("r")), w("annotationRef"))
            paragraph.append(self._run(Span(said.text)))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _threads(self) -> bytes:
        root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
        for said in self.comments:
            one = etree.SubElement(root, f"{{{W15}}}commentEx")
            one.set(f"{{{W15}}}paraId", _para_id(said.id))
            if said.parent is not None:
                one.set(f"{{{W15}}}paraIdParent", _para_id(said.parent))
            one.set(f"{{{W15}}}done", "1" if said.is_done else "0")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _para_id(number: str) -> str:
    return f"{int(number) + 0x10000:08X}"


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _relate(parts: dict[str, bytes]) -> None:
    relations = "word/_rels/document.xml.rels"
    office15 = "http://schemas.microsoft.com/office/2011/relationships"
    added = (
        f'<Relationship Id="rIdC1" Type="{OFFICE}/comments" Target="comments.xml"/>'
        f'<Relationship Id="rIdC2" Type="{office15}/commentsExtended"'
        ' Target="commentsExtended.xml"/>'
    )
    parts[relations] = parts[relations].replace(
        b"</Relationships>", added.encode() + b"</Relationships>"
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        f'<Override PartName="/word/comments.xml" ContentType="{word}.comments+xml"/>'
        '<Override PartName="/word/commentsExtended.xml"'
        f' ContentType="{word}.commentsExtended+xml"/>'
    )
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(b"</Types>", types.encode() + b"</Types>")
