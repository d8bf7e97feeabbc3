"""The papers of the sample session, and the sample turned into a seminar of two days."""

from dataclasses import replace
from datetime import timedelta

from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.services.compose_program import compose_program
from flipdesk.services.compose_run_sheet import compose_run_sheet
from flipdesk.services.papers import handout
from tests.helpers.nordby import WRITTEN, nordby


def paper(kind: PaperKind, language: str = "da", record: SessionRecord | None = None) -> Paper:
    """Return a paper about a session, the sample when none is given, or a handout."""
    record = record or nordby(language)
    if kind is PaperKind.PROGRAM:
        return compose_program(record, language, WRITTEN)
    if kind is PaperKind.RUN_SHEET:
        return compose_run_sheet(record, language, WRITTEN)
    return handout(kind, language, WRITTEN).paper


def seminar(language: str = "da") -> SessionRecord:
    """Return the sample with the run sheet of a seminar, ending the day after at 15.00."""
    record = nordby(language)
    template = next(one for one in load_templates(language) if one.key == "seminar")
    ends = record.session.ends + timedelta(days=1, hours=3)
    agenda = template.agenda(record.session.id, 0)
    return replace(record, agenda=agenda, session=replace(record.session, ends=ends))
