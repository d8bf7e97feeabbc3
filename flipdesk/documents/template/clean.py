"""What a template leaves at the door: what points outside, comments, and our own old bookmarks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ATTRIBUTES_ALONE = (f"{_R}link", f"{_R}href", f"{_R}pict")
_BEFORE_TRACKING = frozenset(
    "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView".split()
)


def clean(document: "Document") -> None:
    """Take away what a document that is handed out must not inherit."""
    from docx.oxml.ns import qn

    for part in list(document.part.package.iter_parts()):
        _cut_off(part)
    body = document.element.body
    marks = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    for mark in [found for tag in marks for found in body.iter(qn(tag))]:
        holder = mark.getparent()
        holder.remove(mark)
        if holder.tag == qn("w:r") and all(one.tag == qn("w:rPr") for one in holder):
            holder.getparent().remove(holder)
    for key, link in list(document.part.rels.items()):
        kind = link.reltype.rpartition("/")[2].casefold()
        # Word 2010 kept its styles twice; the second would lack those that are copied.
        if "comments" in kind or kind == "styleswitheffects":
            del document.part.rels[key]
    for start in list(body.iter(qn("w:bookmarkStart"))):
        if str(start.get(qn("w:name"), "")).startswith("_fd_"):
            for end in list(body.iter(qn("w:bookmarkEnd"))):
                if end.get(qn("w:id")) == start.get(qn("w:id")):
                    end.getparent().remove(end)
            start.getparent().remove(start)


def track(document: "Document", *, wanted: bool) -> None:
    """Let Word show what is changed in the document, or let it be."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    settings = document.settings.element
    for found in settings.findall(qn("w:trackRevisions")):
        settings.remove(found)
    if wanted:
        names = [str(one.tag).rpartition("}")[2] for one in settings]
        before = [number for number, name in enumerate(names) if name in _BEFORE_TRACKING]
        settings.insert(max(before, default=-1) + 1, OxmlElement("w:trackRevisions"))


def _cut_off(part: "Part") -> None:
    """Remove what a part takes from outside; a link to be followed by hand may stay."""
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml
    from lxml import etree

    keys = {
        key
        for key, link in part.rels.items()
        if link.is_external and not link.reltype.endswith("/hyperlink")
    }
    if not keys:
        return
    if isinstance(part, XmlPart):
        _forget(part._element, keys)
    else:
        root = parse_xml(part.blob)
        _forget(root, keys)
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    for key in keys:
        del part.rels[key]


def _forget(root: "_Element", keys: set[str]) -> None:
    for element in list(root.iter()):
        for name, value in list(element.attrib.items()):
            if not str(name).startswith(_R) or value not in keys:
                continue
            parent = element.getparent()
            if name in _ATTRIBUTES_ALONE or parent is None:
                del element.attrib[name]
            else:
                parent.remove(element)
                break
