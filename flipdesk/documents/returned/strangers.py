"""What stands in a document and is not looked at, or is a reason not to look at it at all."""

from typing import TYPE_CHECKING

from flipdesk.documents.returned.door import Package
from flipdesk.documents.returned.names import local, value
from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_FETCHES = ("INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "INCLUDE", "DATABASE")


def strangers(package: Package, body: "_Element") -> tuple[str, ...]:
    """Return a sentence for each kind of thing that was left where it is.

    Raises:
        KnownError: a field would start another program.
    """
    found: dict[str, None] = {}
    for instruction in _instructions(body):
        word = instruction.strip().partition(" ")[0].upper().strip('"')
        if word in {"DDE", "DDEAUTO"}:
            raise KnownError(
                _(
                    "This file holds a field that starts another program, and was not read. Ask for"
                    " a copy without it."
                )
            )
        if word in _FETCHES:
            found[_("a field that fetches another file")] = None
    for name in sorted(package.names):
        low = name.casefold()
        if "/embeddings/" in low or "/activex/" in low:
            found[_("an embedded object")] = None
        if low.endswith(".rels"):
            for sentence in _relations(package, name):
                found[sentence] = None
    return tuple(found)


def _relations(package: Package, name: str) -> list[str]:
    root = package.tree(name)
    sentences = []
    for one in () if root is None else root:
        if not isinstance(one.tag, str):
            continue
        kind = value(one, "Type").rpartition("/")[2]
        if kind == "aFChunk":
            sentences.append(_("another document set into this one, whose text is not read"))
        elif value(one, "TargetMode") == "External" and kind != "hyperlink":
            sentences.append(_("a link to a file or template outside this one"))
    return sentences


def _instructions(body: "_Element") -> list[str]:
    """Return the instruction of every field; Word breaks one over several runs."""
    found: list[str] = []
    nested: list[list[str]] = []
    for one in body.iter():
        name = local(one)
        if name == "fldSimple":
            found.append(value(one, "instr"))
        elif name == "fldChar" and value(one, "fldCharType") == "begin":
            nested.append([])
        elif name == "fldChar" and nested:
            if value(one, "fldCharType") == "separate":
                found.append("".join(nested[-1]))
                nested[-1] = []
            elif value(one, "fldCharType") == "end":
                found.append("".join(nested.pop()))
        elif name in {"instrText", "delInstrText"}:
            nested = nested or [[]]
            nested[-1].append(one.text or "")
    found += ["".join(one) for one in nested]
    return [one for one in found if one.strip()]
