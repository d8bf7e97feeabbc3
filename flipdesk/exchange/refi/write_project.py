"""A research project as the XML of `project.qde`; the order of everything is that of the schema.

Every container is left out when nothing is in it: the schema allows none to be empty.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from flipdesk.domain.research_project import (
    Case,
    ProjectCoding,
    ProjectMemo,
    ProjectTranscript,
    ResearchProject,
    SoundSource,
    SourceSet,
    TextSource,
    Variable,
    VariableKind,
    VariableValue,
)
from flipdesk.exchange.refi.terms import INTERNAL, PROJECT, moment, plain
from flipdesk.exchange.refi.write_codes import add_codes

if TYPE_CHECKING:
    from lxml.etree import _Element


class _Made(Protocol):
    @property
    def coder_id(self) -> str | None: ...
    @property
    def created(self) -> datetime | None: ...


class _Selected(_Made, Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def codings(self) -> tuple[ProjectCoding, ...]: ...
    @property
    def memo_ids(self) -> tuple[str, ...]: ...


def text_file(source_id: str) -> str:
    """Return the name of the file that holds the text of a source, transcript or memo."""
    return f"{source_id}.txt"


def write_project(project: ResearchProject) -> bytes:
    """Return `project.qde`, in UTF-8 without a byte order mark."""
    from lxml import etree

    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})
    _set(root, name=project.name, origin=project.origin)
    if project.coder_id:
        root.set("creatingUserGUID", project.coder_id)
    if project.created:
        root.set("creationDateTime", moment(project.created))
    _users(root, project)
    if project.codes:
        add_codes(_add(_add(root, "CodeBook"), "Codes"), project.codes, PROJECT)
    if project.variables:
        _variables(_add(root, "Variables"), project.variables)
    kinds = {one.id: one.kind for one in project.variables}
    if project.cases:
        _cases(_add(root, "Cases"), project.cases, kinds)
    if project.texts or project.sounds:
        sources = _add(root, "Sources")
        for sound in project.sounds:
            _sound(sources, sound, kinds)
        for text in project.texts:
            _text(sources, text, kinds)
    if project.memos:
        _memos(_add(root, "Notes"), project.memos)
    if project.sets:
        _sets(_add(root, "Sets"), project.sets)
    _describe(root, project.description)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: "_Element", name: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(parent, f"{{{PROJECT}}}{name}")


def _set(element: "_Element", **values: str) -> None:
    """Set attributes; those that are empty may not be there."""
    for name, value in values.items():
        if value:
            element.set(name, plain(value))


def _made(element: "_Element", made: _Made) -> None:
    if made.coder_id:
        element.set("creatingUser", made.coder_id)
    if made.created:
        element.set("creationDateTime", moment(made.created))


def _describe(element: "_Element", text: str) -> None:
    if text:
        _add(element, "Description").text = plain(text)


def _users(root: "_Element", project: ResearchProject) -> None:
    if not project.coders:
        return
    users = _add(root, "Users")
    for one in project.coders:
        _set(_add(users, "User"), guid=one.id, name=one.name)


def _variables(parent: "_Element", variables: Iterable[Variable]) -> None:
    for one in variables:
        element = _add(parent, "Variable")
        _set(element, guid=one.id)
        element.set("name", plain(one.name))
        element.set("typeOfVariable", str(one.kind))
        _describe(element, one.description)


def _cases(parent: "_Element", cases: Iterable[Case], kinds: "dict[str, VariableKind]") -> None:
    for one in cases:
        element = _add(parent, "Case")
        _set(element, guid=one.id, name=one.name)
        _describe(element, one.description)
        _values(element, one.values, kinds)
        _refer(element, "SourceRef", one.source_ids)
        _refer(element, "SelectionRef", one.selection_ids)


def _values(
    parent: "_Element", values: Iterable[VariableValue], kinds: "dict[str, VariableKind]"
) -> None:
    for one in values:
        element = _add(parent, "VariableValue")
        _refer(element, "VariableRef", (one.variable_id,))
        _add(element, f"{kinds[one.variable_id]}Value").text = plain(one.text)


def _refer(parent: "_Element", name: str, ids: Iterable[str]) -> None:
    for one in ids:
        _add(parent, name).set("targetGUID", one)


def _codings(parent: "_Element", codings: Iterable[ProjectCoding]) -> None:
    for one in codings:
        element = _add(parent, "Coding")
        element.set("guid", one.id)
        _made(element, one)
        _refer(element, "CodeRef", (one.code_id,))
        _refer(element, "NoteRef", one.memo_ids)


def _selection(parent: "_Element", name: str, one: _Selected) -> "_Element":
    element = _add(parent, name)
    _set(element, guid=one.id, name=one.name)
    _made(element, one)
    _describe(element, one.description)
    _codings(element, one.codings)
    _refer(element, "NoteRef", one.memo_ids)
    return element


def _text(parent: "_Element", source: TextSource, kinds: "dict[str, VariableKind]") -> None:
    element = _add(parent, "TextSource")
    _set(element, guid=source.id, name=source.name)
    element.set("plainTextPath", f"{INTERNAL}{text_file(source.id)}")
    _made(element, source)
    _describe(element, source.description)
    for one in source.selections:
        selection = _selection(element, "PlainTextSelection", one)
        selection.set("startPosition", str(one.start))
        selection.set("endPosition", str(one.end))
    _codings(element, source.codings)
    _refer(element, "NoteRef", source.memo_ids)
    _values(element, source.values, kinds)


def _sound(parent: "_Element", source: SoundSource, kinds: "dict[str, VariableKind]") -> None:
    element = _add(parent, "AudioSource")
    _set(element, guid=source.id, name=source.name)
    if source.file_name:
        element.set("path", f"{INTERNAL}{source.file_name}")
    _made(element, source)
    _describe(element, source.description)
    for transcript in source.transcripts:
        _transcript(element, transcript)
    for one in source.selections:
        selection = _selection(element, "AudioSelection", one)
        selection.set("begin", str(one.from_ms))
        selection.set("end", str(one.to_ms))
    _codings(element, source.codings)
    _refer(element, "NoteRef", source.memo_ids)
    _values(element, source.values, kinds)


def _transcript(parent: "_Element", transcript: ProjectTranscript) -> None:
    element = _add(parent, "Transcript")
    _set(element, guid=transcript.id, name=transcript.name)
    element.set("plainTextPath", f"{INTERNAL}{text_file(transcript.id)}")
    _made(element, transcript)
    _describe(element, transcript.description)
    for point in transcript.sync_points:
        sync = _add(element, "SyncPoint")
        sync.set("guid", point.id)
        sync.set("timeStamp", str(point.at_ms))
        sync.set("position", str(point.position))
    for one in transcript.selections:
        selection = _selection(element, "TranscriptSelection", one)
        _set(selection, fromSyncPoint=one.from_sync or "", toSyncPoint=one.to_sync or "")
    _refer(element, "NoteRef", transcript.memo_ids)


def _memos(parent: "_Element", memos: Sequence[ProjectMemo]) -> None:
    for one in memos:
        element = _add(parent, "Note")
        _set(element, guid=one.id, name=one.name)
        element.set("plainTextPath", f"{INTERNAL}{text_file(one.id)}")
        _made(element, one)


def _sets(parent: "_Element", sets: Sequence[SourceSet]) -> None:
    for one in sets:
        element = _add(parent, "Set")
        _set(element, guid=one.id)
        element.set("name", plain(one.name))
        _describe(element, one.description)
        _refer(element, "MemberSource", one.source_ids)
        _refer(element, "MemberNote", one.memo_ids)
