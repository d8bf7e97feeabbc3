"""Every document that FlipDesk makes of the sample sessions, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.paper_docx import render as render_paper
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.services.compose_digest import compose_digest
from flipdesk.services.samples import sample_files
from tests.helpers.nordby import WRITTEN, minutes
from tests.helpers.papers import paper

LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True)
class Made:
    """One document: what it is, of which session or series, and its bytes."""

    kind: str
    of: str
    language: str
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.kind} of {self.of} ({self.language})"


def samples(language: str) -> list[SessionRecord]:
    """Return every sample session in order of time, with codes named in a language."""
    books = load_shipped(language)
    records = [read_session(path.read_bytes(), books, path.name) for path in sample_files()]
    return sorted(records, key=lambda one: one.session.starts)


@cache
def every_document() -> tuple[Made, ...]:
    """Return them all; made once in a run."""
    return tuple(_made())


def _made() -> Iterator[Made]:
    for language in LANGUAGES:
        records = samples(language)
        for record in records:
            name = record.session.title
            for audience in Audience:
                data = render(minutes(record, audience, language))
                yield Made(str(audience), name, language, data)
            for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
                yield Made(str(kind), name, language, render_paper(paper(kind, language, record)))
        for series in {one.series.id: one.series for one in records}.values():
            of_series = [one for one in records if one.series.id == series.id]
            data = render(compose_digest(of_series, language, WRITTEN))
            yield Made("digest", series.title, language, data)
        for kind in PaperKind:
            if kind.is_handout:
                yield Made(str(kind), "no session", language, render_paper(paper(kind, language)))
