"""Our styles in a template: its own where it has them, else copied with their numbering."""

from copy import deepcopy
from typing import TYPE_CHECKING

from flipdesk.documents.margins import NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_POINTERS = ("basedOn", "next", "link")


class Styles:
    """Finds our styles in a template, and copies those it lacks, each once."""

    def __init__(self, template: "Document", base: "Document") -> None:
        self._template, self._base = template, base
        self._ours = {_id(one): one for one in base.styles.element.iter(f"{_W}style")}
        theirs = list(template.styles.element.iter(f"{_W}style"))
        self._named = {(_kind(one), _name(one)): _id(one) for one in theirs}
        self._taken = {_id(one) for one in theirs}
        self._mapped: dict[str, str] = {}

    def of(self, ours: str) -> str:
        """Return the id of a style of ours in the template."""
        if ours not in self._mapped:
            style = self._ours[ours]
            theirs = self._named.get((_kind(style), _name(style)))
            self._mapped[ours] = theirs or self._copied(ours, style)
        return self._mapped[ours]

    def _copied(self, ours: str, style: "_Element") -> str:
        fresh = ours
        while fresh in self._taken:
            fresh += "Flip"
        self._taken.add(fresh)
        self._mapped[ours] = fresh
        copy = deepcopy(style)
        copy.set(f"{_W}styleId", fresh)
        copy.attrib.pop(f"{_W}default", None)
        for pointer in _POINTERS:
            found = copy.find(f"{_W}{pointer}")
            if found is not None:
                found.set(f"{_W}val", self.of(str(found.get(f"{_W}val"))))
        number = copy.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            number.set(f"{_W}val", str(self._numbered(str(number.get(f"{_W}val")), ours, fresh)))
        self._template.styles.element.append(copy)
        return fresh

    def _numbered(self, number: str, ours: str, fresh: str) -> int:
        """Copy a numbering definition of ours; return its new number."""
        from docx.oxml.parser import OxmlElement

        source = self._base.part.numbering_part.element
        target = _numbering(self._template)
        num = next(one for one in source.iter(f"{_W}num") if one.get(f"{_W}numId") == number)
        kept = num.find(f"{_W}abstractNumId").get(f"{_W}val")
        abstract = deepcopy(
            next(
                one
                for one in source.iter(f"{_W}abstractNum")
                if one.get(f"{_W}abstractNumId") == kept
            )
        )
        for style in abstract.iter(f"{_W}pStyle"):
            if style.get(f"{_W}val") == ours:
                style.set(f"{_W}val", fresh)
        abstract_id = _next(target, "abstractNum", "abstractNumId")
        abstract.set(f"{_W}abstractNumId", str(abstract_id))
        added: _Element = OxmlElement("w:num")
        number_id = _next(target, "num", "numId")
        added.set(f"{_W}numId", str(number_id))
        pointer = OxmlElement("w:abstractNumId")
        pointer.set(f"{_W}val", str(abstract_id))
        added.append(pointer)
        # All abstract definitions stand before the first number, all numbers before the rest.
        first = target.find(f"{_W}num")
        target.append(abstract) if first is None else first.addprevious(abstract)
        before = target.findall(f"{_W}num") or target.findall(f"{_W}abstractNum")
        before[-1].addnext(added)
        return number_id


def _numbering(document: "Document") -> "_Element":
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(link.reltype == RELATIONSHIP_TYPE.NUMBERING for link in part.rels.values()):
        name = PackURI("/word/numbering.xml")
        fresh = parse_xml(f"<w:numbering {NAMESPACE}/>".encode())
        added = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, fresh, part.package)
        part.relate_to(added, RELATIONSHIP_TYPE.NUMBERING)
    root: _Element = part.numbering_part.element
    return root


def _next(root: "_Element", tag: str, attribute: str) -> int:
    return (
        max((int(one.get(f"{_W}{attribute}", 0)) for one in root.iter(f"{_W}{tag}")), default=0) + 1
    )


def _id(style: "_Element") -> str:
    return str(style.get(f"{_W}styleId", ""))


def _kind(style: "_Element") -> str:
    return str(style.get(f"{_W}type", "paragraph"))


def _name(style: "_Element") -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else str(name.get(f"{_W}val", "")).casefold()
