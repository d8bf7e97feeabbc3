"""The papers of the sample session, and the sample turned into a seminar of two days."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from flipdesk.domain.erasure import Carried, ErasureKind, ErasureReport
from flipdesk.domain.organisation import Person
from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing, Use
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.i18n import speaking
from flipdesk.services.compose_program import compose_program
from flipdesk.services.compose_run_sheet import compose_run_sheet
from flipdesk.services.erasure_receipt import receipt
from flipdesk.services.papers import handout
from flipdesk.services.use_report import compose_use_report
from tests.helpers.nordby import WRITTEN, nordby

_REPORT = ErasureReport(
    id="5f0c2d9e-7a31-4d55-9c1e-2b8f6a7d3e10",
    kind=ErasureKind.PERSON,
    at=WRITTEN,
    carried=(Carried("participations", 2),),
    renamed=3,
    minutes=2,
    reissued=1,
    unissued=("Samtaleflip 3: skabelonen mangler",),
    silent_ms=61_000,
    backups=4,
    refused=(("backups/gammel.sqlite", "kan ikke åbnes"),),
    exports=("Referat.docx, 22. april 2021",),
    left=("noter.txt",),
)


def paper(kind: PaperKind, language: str = "da", record: SessionRecord | None = None) -> Paper:
    """Return a paper about a session, the sample when none is given, or a handout."""
    record = record or nordby(language)
    if kind is PaperKind.PROGRAM:
        return compose_program(record, language, WRITTEN)
    if kind is PaperKind.RUN_SHEET:
        return compose_run_sheet(record, language, WRITTEN)
    if kind is PaperKind.RECEIPT:
        return receipt(_REPORT, language).paper
    if kind is PaperKind.USE_REPORT:
        return _use_report(record, language)
    return handout(kind, language, WRITTEN).paper


def _use_report(record: SessionRecord, language: str) -> Paper:
    session, somebody = record.session, record.participants[0]
    person = Person(somebody.person_id, somebody.name)
    uses = tuple(
        Use(number, WRITTEN, act, thing, session.id)
        for number, (act, thing) in enumerate(product((Act.OPENED, Act.PLAYED), (Thing.SESSION,)))
    )
    with speaking(language):
        return compose_use_report(person, uses, {session.id: session}, WRITTEN, language)


def seminar(language: str = "da") -> SessionRecord:
    """Return the sample with the run sheet of a seminar, ending the day after at 15.00."""
    record = nordby(language)
    template = next(one for one in load_templates(language) if one.key == "seminar")
    ends = record.session.ends + timedelta(days=1, hours=3)
    agenda = template.agenda(record.session.id, 0)
    return replace(record, agenda=agenda, session=replace(record.session, ends=ends))
