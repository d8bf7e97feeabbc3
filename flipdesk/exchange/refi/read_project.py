"""A research project from a .qdpx file: bytes in, frozen values out, nothing else read or written.

What refers to something that is not there is left out, and what is of a kind FlipDesk has no place
for (pictures, graphs) too: `ResearchProject.left_out` says what.
"""

import io
from collections import Counter
from typing import TYPE_CHECKING

from flipdesk.domain.research_project import (
    Case,
    Coder,
    ProjectMemo,
    ResearchProject,
    SourceSet,
    Variable,
    VariableKind,
)
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.door import OpenedProject, open_project
from flipdesk.exchange.refi.elements import (
    child,
    children,
    created,
    described,
    identity,
    inside,
    local,
    reference,
    references,
)
from flipdesk.exchange.refi.read_codes import read_codes
from flipdesk.exchange.refi.read_sources import Sources, read_values
from flipdesk.i18n import N_, _

if TYPE_CHECKING:
    from lxml.etree import _Element

_HAS_NO_PLACE = {
    "PictureSource": N_("{count} × picture"),
    "VideoSource": N_("{count} × film"),
    "Link": N_("{count} × link"),
    "Graph": N_("{count} × graph"),
}


def read_package(data: bytes) -> ResearchProject:
    """Return the project in a .qdpx file; sounds stay where they are.

    Raises:
        KnownError: it is no project, is damaged, or must not be unpacked.
    """
    return read_opened(open_project(io.BytesIO(data)))


def read_opened(package: OpenedProject) -> ResearchProject:
    """Return the project in a package; raises as `read_package` does."""
    root = package.xml()
    if local(root) != "Project":
        raise KnownError(
            _("This file holds no project that can be read. Export it again as REFI-QDA (.qdpx).")
        )
    codebook = child(root, "CodeBook")
    codes = None if codebook is None else child(codebook, "Codes")
    found = () if codes is None else tuple(read_codes(codes))
    sources = Sources(package, frozenset(one.id for one in found), root.get("origin", ""))
    for one in inside(root, "Sources", "TextSource", "PDFSource", "AudioSource"):
        sources.read(one)
    return ResearchProject(
        name=root.get("name", ""),
        origin=root.get("origin", ""),
        description=described(root),
        created=created(root),
        coder_id=reference(root, "creatingUserGUID"),
        coders=tuple(
            Coder(identity(one), one.get("name", "")) for one in inside(root, "Users", "User")
        ),
        codes=found,
        variables=tuple(_variable(one) for one in inside(root, "Variables", "Variable")),
        cases=tuple(_case(one) for one in inside(root, "Cases", "Case")),
        texts=tuple(sources.texts),
        sounds=tuple(sources.sounds),
        memos=tuple(_memo(one, sources) for one in inside(root, "Notes", "Note")),
        sets=tuple(
            SourceSet(
                identity(one),
                one.get("name", ""),
                described(one),
                references(one, "MemberSource"),
                references(one, "MemberNote"),
            )
            for one in inside(root, "Sets", "Set")
        ),
        left_out=(*_strangers(root), *sources.left_out()),
    )


def _variable(element: "_Element") -> Variable:
    kinds = {str(one): one for one in VariableKind}
    kind = kinds.get(element.get("typeOfVariable", ""), VariableKind.TEXT)
    return Variable(identity(element), element.get("name", ""), kind, described(element))


def _case(element: "_Element") -> Case:
    return Case(
        identity(element),
        element.get("name", ""),
        described(element),
        read_values(element),
        references(element, "SourceRef"),
        references(element, "SelectionRef"),
    )


def _memo(element: "_Element", sources: Sources) -> ProjectMemo:
    return ProjectMemo(
        identity(element),
        element.get("name", ""),
        sources.text_of(element) or "",
        reference(element, "creatingUser"),
        created(element),
    )


def _strangers(root: "_Element") -> tuple[str, ...]:
    counted = Counter(
        local(one)
        for container in children(root, "Sources", "Links", "Graphs")
        for one in container
        if local(one) in _HAS_NO_PLACE
    )
    return tuple(_(_HAS_NO_PLACE[name]).format(count=count) for name, count in counted.items())
