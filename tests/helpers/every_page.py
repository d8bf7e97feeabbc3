"""Every document of the sample sessions as the parts that HTML and PDF are drawn from."""

from collections.abc import Iterator

from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.compose_digest import compose_digest
from tests.helpers.every_document import LANGUAGES, samples
from tests.helpers.nordby import WRITTEN, minutes
from tests.helpers.papers import paper


def every_snapshot() -> Iterator[tuple[str, DocumentSnapshot | Paper]]:
    """Yield each with a name."""
    for language in LANGUAGES:
        records = samples(language)
        for record in records:
            name = f"{record.session.title} ({language})"
            for audience in Audience:
                yield f"{audience} of {name}", minutes(record, audience, language)
            for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
                yield f"{kind} of {name}", paper(kind, language, record)
        for series in {one.series.id: one.series for one in records}.values():
            held = [one for one in records if one.series.id == series.id]
            yield f"digest of {series.title} ({language})", compose_digest(held, language, WRITTEN)
        for kind in PaperKind:
            if kind.is_handout:
                yield f"{kind} ({language})", paper(kind, language)
