"""Everything that sessions can be taken along as, behind one door for the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from flipdesk.domain.selection import Selection
from flipdesk.domain.shared_session import SharedSession
from flipdesk.i18n import N_, _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.shared_reader import Terms

Write = Callable[[Path, Callable[[float], None], Callable[[], bool]], bool]
"""Writes to a path, tells fractions of 1 and asks whether to end; False when it was ended."""


class TakenAs(StrEnum):
    """The values are the endings of files; a folder for Datasette has none."""

    PROJECT = "qdpx"
    CODEBOOK = "qdc"
    WORKBOOK = "xlsx"
    TABLE = "csv"
    DATASETTE = "datasette"
    DEADLINES = "ics"

    @property
    def words(self) -> str:
        return _(_TITLES[self])

    @property
    def about(self) -> str:
        """Return what it is good for, in one sentence."""
        return _(_ABOUT[self])

    @property
    def is_folder(self) -> bool:
        return self is TakenAs.DATASETTE


_TITLES = {
    TakenAs.PROJECT: N_("Project for QDA programs (REFI-QDA)"),
    TakenAs.CODEBOOK: N_("Codebook for QDA programs"),
    TakenAs.WORKBOOK: N_("Workbook (Excel)"),
    TakenAs.TABLE: N_("Numbers as CSV"),
    TakenAs.DATASETTE: N_("Folder to publish (Datasette)"),
    TakenAs.DEADLINES: N_("Deadlines for the calendar"),
}
_ABOUT = {
    TakenAs.PROJECT: N_(
        "Notes, transcripts, codes and codings for NVivo, MAXQDA, ATLAS.ti or QualCoder."
    ),
    TakenAs.CODEBOOK: N_("The codes alone, to begin an analysis with."),
    TakenAs.WORKBOOK: N_("Reflections, outcomes and tags, each on a sheet."),
    TakenAs.TABLE: N_("One line a reflection, as a Danish Excel opens it."),
    TakenAs.DATASETTE: N_(
        "An anonymised database with search, of what may leave the room and be quoted."
    ),
    TakenAs.DEADLINES: N_("What is to be done, comments that are due, recordings to delete."),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be taken along, and how."""

    kind: TakenAs
    selection: Selection
    with_sound: bool = False
    with_names: bool = False

    @property
    def terms(self) -> Terms:
        if self.kind is TakenAs.DATASETTE:
            return Terms(published=True)
        is_project = self.kind is TakenAs.PROJECT
        return Terms(
            with_names=self.with_names, with_transcripts=is_project, with_codings=is_project
        )


def ready_to_write(
    base: KnowledgeBase, wish: Wish, sessions: Sequence[SharedSession], made: datetime
) -> Write:
    """Return what writes a wish, on any thread and without the knowledge base.

    Raises:
        KnownError: sound is wanted and there is none.
    """
    match wish.kind:
        case TakenAs.PROJECT:
            from flipdesk.services.research_export import project_file

            return project_file(base, sessions, made, with_sound=wish.with_sound).write
        case TakenAs.CODEBOOK:
            from flipdesk.services.research_export import codebook_file

            return _at_once(codebook_file(sessions).write)
        case TakenAs.DATASETTE:
            from flipdesk.services.publishing import published_folder

            return _at_once(published_folder(sessions).write)
        case TakenAs.DEADLINES:
            from flipdesk.services.deadlines import deadline_file

            return _at_once(deadline_file(base, sessions, made).write)
    from flipdesk.services.shared_tables import table_files

    tables = table_files(sessions)
    if wish.kind is TakenAs.WORKBOOK:
        return _at_once(tables.write_workbook)
    return _at_once(lambda path: tables.write_csv(path, for_people=True))


def proposed_name(wish: Wish, sessions: Sequence[SharedSession]) -> str:
    """Return "2021-04-22 Samtaleflip 3 Nordby Kommune.qdpx"; a folder has no ending."""
    from flipdesk.documents.file_name import dated_name

    last = sessions[-1]
    series = {one.series_id for one in sessions}
    name = _("several series")
    if len(sessions) == 1:
        name = last.full_title
    elif len(series) == 1:
        name = last.series
    named = dated_name(last.held_on, name)
    return named if wish.kind.is_folder else f"{named}.{wish.kind}"


def _at_once(write: Callable[[Path], None]) -> Write:
    """Return what is written too quickly to be ended."""

    def written(
        path: Path, _progress: Callable[[float], None], _cancelled: Callable[[], bool]
    ) -> bool:
        write(path)
        return True

    return written
