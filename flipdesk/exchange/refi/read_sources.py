"""The sources of a project with their selections and codings."""

from typing import TYPE_CHECKING, Any

from flipdesk.domain.research_project import (
    ProjectCoding,
    ProjectTranscript,
    SoundSelection,
    SoundSource,
    SyncPoint,
    SyncSelection,
    TextSelection,
    TextSource,
    VariableValue,
)
from flipdesk.exchange.refi.door import OpenedProject
from flipdesk.exchange.refi.elements import (
    child,
    children,
    created,
    described,
    identity,
    local,
    number,
    reference,
    references,
)
from flipdesk.exchange.refi.terms import INTERNAL
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element


class Sources:
    """Reads one source after the other and counts what it cannot keep."""

    def __init__(self, package: OpenedProject, codes: frozenset[str], origin: str) -> None:
        self._package = package
        self._counts_one = "ATLAS" in origin.upper()
        self._codes = codes
        self.texts: list[TextSource] = []
        self.sounds: list[SoundSource] = []
        self._lost_codings = 0
        self._lost_places = 0
        self._textless: list[str] = []

    def read(self, element: "_Element") -> None:
        """Read a TextSource, the text of a PDFSource, or an AudioSource; raises as `elements`."""
        if local(element) == "AudioSource":
            self.sounds.append(self._sound(element))
            return
        text = element
        if local(element) == "PDFSource":
            representation = child(element, "Representation")
            if representation is None:
                self._textless.append(element.get("name", ""))
                return
            text = representation
        self.texts.append(self._text(element, text))

    def left_out(self) -> tuple[str, ...]:
        """Return in words what was lost on the way."""
        said = []
        if self._lost_codings:
            said.append(_("{count} × coding with no code").format(count=self._lost_codings))
        if self._lost_places:
            said.append(_("{count} × place outside its text").format(count=self._lost_places))
        said += [_("{name}: no text in it").format(name=name) for name in self._textless]
        return tuple(said)

    def text_of(self, element: "_Element") -> str | None:
        """Return the text of a source, transcript or note: beside it, or in the XML itself."""
        raw = self._raw(element)
        return None if raw is None else with_line_feeds(raw)

    def _raw(self, element: "_Element") -> str | None:
        path = element.get("plainTextPath", "")
        if path.startswith(INTERNAL):
            return self._package.text(path.removeprefix(INTERNAL))
        content = child(element, "PlainTextContent")
        return None if content is None else content.text or ""

    def _place(self, raw: str, place: int) -> int:
        """Return a place in a text after its line ends have become one letter each.

        ATLAS.ti counts them as one already.
        """
        return place if self._counts_one else place - raw.count("\r\n", 0, place)

    def _text(self, outer: "_Element", inner: "_Element") -> TextSource:
        raw = self._raw(inner)
        if raw is None:
            self._textless.append(outer.get("name", ""))
        raw = raw or ""
        return TextSource(
            identity(outer),
            outer.get("name", ""),
            with_line_feeds(raw),
            described(outer),
            reference(outer, "creatingUser"),
            created(outer),
            tuple(
                selection
                for one in children(inner, "PlainTextSelection")
                if (selection := self._span(one, raw)) is not None
            ),
            self._codings(outer),
            references(outer, "NoteRef"),
            read_values(outer),
        )

    def _span(self, element: "_Element", raw: str) -> TextSelection | None:
        start, end = (
            self._place(raw, number(element, name)) for name in ("startPosition", "endPosition")
        )
        if not start <= end <= len(with_line_feeds(raw)):
            self._lost_places += 1
            return None
        return TextSelection(identity(element), start, end, **self._selection(element))

    def _sound(self, element: "_Element") -> SoundSource:
        path = element.get("path", "")
        return SoundSource(
            identity(element),
            element.get("name", ""),
            path.removeprefix(INTERNAL) if path.startswith(INTERNAL) else "",
            described(element),
            reference(element, "creatingUser"),
            created(element),
            tuple(self._transcript(one) for one in children(element, "Transcript")),
            tuple(
                SoundSelection(
                    identity(one), number(one, "begin"), number(one, "end"), **self._selection(one)
                )
                for one in children(element, "AudioSelection")
            ),
            self._codings(element),
            references(element, "NoteRef"),
            read_values(element),
        )

    def _transcript(self, element: "_Element") -> ProjectTranscript:
        raw = self._raw(element)
        if raw is None:
            self._textless.append(element.get("name", ""))
        raw = raw or ""
        return ProjectTranscript(
            identity(element),
            element.get("name", ""),
            with_line_feeds(raw),
            described(element),
            reference(element, "creatingUser"),
            created(element),
            tuple(
                SyncPoint(
                    identity(one),
                    self._place(raw, number(one, "position")),
                    number(one, "timeStamp"),
                )
                for one in children(element, "SyncPoint")
            ),
            tuple(
                SyncSelection(
                    identity(one),
                    reference(one, "fromSyncPoint"),
                    reference(one, "toSyncPoint"),
                    **self._selection(one),
                )
                for one in children(element, "TranscriptSelection")
            ),
            references(element, "NoteRef"),
        )

    def _selection(self, element: "_Element") -> dict[str, Any]:
        """Return what selections of every kind have in common."""
        return {
            "name": element.get("name", ""),
            "description": described(element),
            "coder_id": reference(element, "creatingUser"),
            "created": created(element),
            "codings": self._codings(element),
            "memo_ids": references(element, "NoteRef"),
        }

    def _codings(self, element: "_Element") -> tuple[ProjectCoding, ...]:
        found = []
        for one in children(element, "Coding"):
            (code_id, *_more) = references(one, "CodeRef") or ("",)
            if code_id not in self._codes:
                self._lost_codings += 1
                continue
            found.append(
                ProjectCoding(
                    identity(one),
                    code_id,
                    reference(one, "creatingUser"),
                    created(one),
                    references(one, "NoteRef"),
                )
            )
        return tuple(found)


def with_line_feeds(text: str) -> str:
    """Return a text with one letter for each end of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_values(element: "_Element") -> tuple[VariableValue, ...]:
    """Return what variables say of a source or case."""
    found = []
    for one in children(element, "VariableValue"):
        variable = references(one, "VariableRef")
        value = next((each for each in one if local(each).endswith("Value")), None)
        if variable and value is not None:
            found.append(VariableValue(variable[0], value.text or ""))
    return tuple(found)
