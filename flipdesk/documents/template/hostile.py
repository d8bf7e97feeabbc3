"""What a document that is handed out must never carry, and a template therefore not hold."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flipdesk.documents.returned.door import Package
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = {
    "/activex/": N_("controls that run programs"),
    "/embeddings/": N_("embedded files"),
    "oleobject": N_("embedded files"),
    "afchunk": N_("another document inside it"),
}
_ELEMENTS = {
    "altChunk": N_("another document inside it"),
    "subDoc": N_("another document inside it"),
    "object": N_("embedded files"),
    "control": N_("controls that run programs"),
    "mailMerge": N_("a list for mail merge"),
}
_RELATIONS = {
    "control": N_("controls that run programs"),
    "oleobject": N_("embedded files"),
    "package": N_("embedded files"),
    "afchunk": N_("another document inside it"),
    "subdocument": N_("another document inside it"),
}
# Fields that fetch a file, ask another program or start one when Word works them out.
_FIELDS = frozenset(
    "DATABASE DDE DDEAUTO IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT LINK MACROBUTTON PRINT RD"
    " GOTOBUTTON AUTOTEXTLIST".split()
)
_WORD = re.compile(r"\w+")


def refuse_hostile(package: Package) -> None:
    """Look at every part of a template.

    Raises:
        KnownError: it holds what acts, fetches or embeds; the sentence lists it.
    """
    found = dict.fromkeys(_found(package))
    if found:
        sentence = _(
            "The template holds what no document that is handed out may carry: {what}. Take it out"
            " in Word, and save the template again."
        )
        raise KnownError(sentence.format(what=", ".join(found)))


def _found(package: Package) -> Iterator[str]:
    for name in sorted(package.names):
        low = f"/{name.casefold()}"
        yield from (_(words) for sign, words in _PARTS.items() if sign in low)
        if low.endswith((".xml", ".rels")):
            root = package.tree(name)
            if root is not None:
                yield from _relations(root) if low.endswith(".rels") else _elements(root)


def _relations(root: "_Element") -> Iterator[str]:
    for link in root.iterchildren("{*}Relationship"):
        kind = str(link.get("Type", "")).rpartition("/")[2].casefold()
        if kind in _RELATIONS:
            yield _(_RELATIONS[kind])
        target = str(link.get("Target", "")).strip().casefold()
        is_outside = kind == "hyperlink" and link.get("TargetMode") == "External"
        if is_outside and not target.startswith(("http:", "https:", "mailto:", "#")):
            yield _("a link to a file or a program")


def _elements(root: "_Element") -> Iterator[str]:
    for name, words in _ELEMENTS.items():
        if next(root.iter(f"{_W}{name}"), None) is not None:
            yield _(words)
    for code in _field_codes(root):
        word = _WORD.search(code)
        if word is not None and word[0].upper() in _FIELDS:
            yield _("the field {name}").format(name=word[0].upper())


def _field_codes(root: "_Element") -> Iterator[str]:
    """Yield what each field is told to do; Word splits that over runs as it likes."""
    for simple in root.iter(f"{_W}fldSimple"):
        yield str(simple.get(f"{_W}instr", ""))
    opened: list[list[str]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            opened.append([])
        elif kind == "end" and opened:
            yield "".join(opened.pop())
        elif kind is None and opened:
            opened[-1].append(element.text or "")
        elif kind is None:
            yield element.text or ""
    yield from ("".join(one) for one in opened)
