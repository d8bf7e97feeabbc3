"""The openly fictional sessions that FlipDesk carries."""

from dataclasses import replace
from pathlib import Path

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import SessionId
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import resource
from flipdesk.services.history import step
from flipdesk.services.session_file import SUFFIX
from flipdesk.services.session_files import Imported, SessionFiles

EXAMPLE = "samtaleflip-3-nordby.flip.json"
"""The session that is shown as the example; the others stand around it."""


def sample_files() -> tuple[Path, ...]:
    """Return the session files of all samples, by name."""
    return tuple(sorted(resource("samples").glob(f"*{SUFFIX}")))


def add_samples(base: KnowledgeBase, clock: Clock) -> Imported:
    """Store every sample that is not here yet, and return what became of the example.

    Their series are marked as samples, which no statistics count. It is one step.
    """
    files = SessionFiles(base, clock)
    records = {path.name: files.read(path.read_bytes(), path.name) for path in sample_files()}
    taken: dict[str, Imported] = {}
    changes = Changes()
    with base.atomic():
        for name, record in records.items():
            series = replace(record.series, is_sample=True)
            taken[name] = files.take_in(replace(record, series=series), name)
            changes += taken[name].step.changes + _mark(base, taken[name].session_id)
    return replace(taken[EXAMPLE], step=step(_("import of the example"), changes))


def _mark(base: KnowledgeBase, session_id: SessionId) -> Changes:
    """Mark a series that was taken in as if it were one's own."""
    series = base.record(session_id).series
    return Changes() if series.is_sample else base.series.save(replace(series, is_sample=True))
