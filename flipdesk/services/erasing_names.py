"""Where somebody is named in free text: what is certainly they, and what may be somebody else."""

from collections.abc import Iterable, Iterator

from flipdesk.domain.erasure import Decision, NamedText
from flipdesk.domain.ids import SessionId
from flipdesk.domain.known_names import Known, KnownNames
from flipdesk.domain.participant import Participant
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.trace import Trace
from flipdesk.domain.words_in_text import words_of
from flipdesk.exchange.name_list_file import load_names
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.text_cells import TextCell, TextCells

_THEY = "they"
_REMOVABLE = frozenset(
    {
        *("reflection", "outcome", "marker", "text_version", "transcript_segment", "memo"),
        *("saved_search", "review_comment", "review_change", "session_material", "set_aside"),
        *("knowledge_item", "evidence", "passage", "setting", "coding"),
    }
)
_GOES = frozenset({"saved_search", "setting", "set_aside", "review_comment", "review_change"})
"""What is of no use without the name, or is what somebody said."""


class PersonNames:
    """Finds one person in texts. Near are the sessions of the series they took part in.

    There they are known by a part of the name and by initials; elsewhere by the whole name alone.
    """

    def __init__(self, base: KnowledgeBase, name: str, parts: Iterable[Participant]) -> None:
        self._base = base
        self._name = name
        self._parts = {one.session_id: one for one in parts}
        self._near = self._sessions_near()
        self._finders: dict[SessionId | None, KnownNames] = {}
        names = load_names()
        self._common = names.common | names.surname_words
        is_short = " " not in name.strip()
        self._far = KnownNames.of([Known(_THEY, name, near=is_short)], self._common)
        self.words = (
            *(part for word in words_of(name) for part in word.text.split("-") if len(part) > 1),
            *{one.initials for one in self._parts.values() if len(one.initials) > 1},
        )

    def in_cell(self, cell: TextCell) -> NamedText | None:
        """Return the cell as a text that names the person, None when it does not."""
        spans, is_certain = self.spans(cell.text, cell.session_id)
        if not spans:
            return None
        return NamedText(
            *(cell.table, cell.column, cell.row_id, cell.session_id, cell.text),
            spans=spans,
            is_certain=is_certain,
            choices=_choices(cell.table, is_certain=is_certain),
        )

    def spans(self, text: str, session_id: SessionId | None) -> tuple[tuple[Stretch, ...], bool]:
        """Return where a text of a session names the person, and whether certainly.

        Beside the whole name, a part of it means the same person wherever the text belongs. A part
        alone does in the sessions near, may in what belongs to no session, and does not elsewhere.
        """
        is_near = session_id in self._near
        found = self._found(text, self._finder(session_id))
        if is_near or session_id is None or not found:
            is_named = bool(found) if is_near else bool(self._found(text, self._far))
            return _places(found), is_named and _is_certain(found)
        return _places(self._found(text, self._finder(None))), _is_certain(found)

    def _found(self, text: str, finder: KnownNames) -> tuple[Trace, ...]:
        return tuple(one for one in finder.find(text) if _THEY in one.people)

    def texts(self, cells: TextCells, table: str, column: str) -> Iterator[NamedText]:
        """Yield every text of a column that names the person."""
        for cell in cells.read(table, column, self.words):
            named = self.in_cell(cell)
            if named is not None:
                yield named

    def is_author(self, author: str) -> bool:
        """Return whether somebody who has written rows is the person."""
        initials = {one.initials for one in self._parts.values()}
        return author in initials or bool(self.spans(author, None)[0])

    def _finder(self, session_id: SessionId | None) -> KnownNames:
        if session_id is not None and session_id not in self._near:
            return self._far
        if session_id not in self._finders:
            part = None if session_id is None else self._parts.get(session_id)
            parts = self._parts.values() if part is None else (part,)
            initials = {one.initials for one in parts} or {""}
            they = [Known(_THEY, self._name, one) for one in initials]
            others = () if session_id is None else self._others(session_id)
            self._finders[session_id] = KnownNames.of([*they, *others], self._common)
        return self._finders[session_id]

    def _others(self, session_id: SessionId) -> Iterator[Known]:
        own = {part.id for part in self._parts.values()}
        for one in self._base.participants.of_session(session_id):
            if one.id not in own and not is_stand_in(one.person_id):
                yield Known(one.id, one.name, one.initials)

    def _sessions_near(self) -> frozenset[SessionId]:
        sessions = (self._base.sessions.get(session_id) for session_id in self._parts)
        series = {one.series_id for one in sessions if one is not None}
        return frozenset(
            one.id for series_id in series for one in self._base.sessions.of_series(series_id)
        )


def _places(found: tuple[Trace, ...]) -> tuple[Stretch, ...]:
    return tuple((one.start, one.end) for one in found)


def _is_certain(found: tuple[Trace, ...]) -> bool:
    return all(one.is_certain and one.people == (_THEY,) for one in found)


def _choices(table: str, *, is_certain: bool) -> tuple[Decision, ...]:
    choices = [Decision.RENAME]
    if table in _REMOVABLE:
        choices.insert(0 if table in _GOES else 1, Decision.REMOVE)
    choices.insert(len(choices) if is_certain else 0, Decision.KEEP)
    return tuple(choices)
