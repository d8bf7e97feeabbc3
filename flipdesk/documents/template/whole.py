"""Whether all of a template is there: a document that is made of half a one would be broken."""

import posixpath

from flipdesk.documents.returned.door import Package
from flipdesk.errors import KnownError
from flipdesk.i18n import _

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DOCUMENT = "word/document.xml"
_ROOTS = {
    "word/styles.xml": "styles",
    "word/settings.xml": "settings",
    "word/numbering.xml": "numbering",
    "docProps/core.xml": "coreProperties",
    "docProps/app.xml": "Properties",
}


def refuse_damaged(package: Package) -> None:
    """Read every part of a template, and follow what they say of each other.

    Raises:
        KnownError: a part is missing, cut off, or is not what its name says.
    """
    roots = {}
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            root = package.tree(name)
            roots[name] = "" if root is None else _local(root.tag)
        else:
            package.part(name)
    for name, root_name in roots.items():
        wanted = "Relationships" if name.endswith(".rels") else _ROOTS.get(name, root_name)
        if root_name != wanted:
            raise KnownError(damaged())
    if "_rels/.rels" not in roots:
        raise KnownError(damaged())
    for name in roots:
        if name.endswith(".rels"):
            _refuse_missing(package, name)
    if "word/_rels/document.xml.rels" not in roots:
        _refuse_loose(package, _DOCUMENT, set())


def _refuse_missing(package: Package, name: str) -> None:
    """Refuse a part that is pointed at and is not there."""
    rels, links = posixpath.split(name)
    folder = posixpath.dirname(rels)
    root = package.tree(name)
    ids = set()
    for link in () if root is None else root.iterchildren("{*}Relationship"):
        ids.add(str(link.get("Id", "")))
        target = str(link.get("Target", "")).partition("#")[0]
        if link.get("TargetMode") == "External" or not target:
            continue
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if part not in package.names:
            raise KnownError(damaged())
    _refuse_loose(package, posixpath.join(folder, links.removesuffix(".rels")), ids)


def _refuse_loose(package: Package, part: str, ids: set[str]) -> None:
    """Refuse what points at nothing, in a part whose relationships are these."""
    root = package.tree(part) if part.endswith(".xml") else None
    for element in () if root is None else root.iter():
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value and value not in ids:
                raise KnownError(damaged())


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def damaged() -> str:
    """Return the sentence for a template that is not whole."""
    return _("This template is damaged. Open it in Word and save it again, or fetch it once more.")
