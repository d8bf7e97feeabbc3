"""Minutes of a session: composed here, rendered anywhere, kept in the knowledge base, exported."""

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.document_form import OTHERS, DocumentForm, form_of
from flipdesk.domain.ids import MinutesId, SessionId, new_guid
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.gate_fixes import GateFixes
from flipdesk.services.pseudonyms import Pseudonyms

LANGUAGES = ("da", "en")
DRAFT = Standing()


class MinutesDesk:
    """Prepares and keeps minutes. Between `prepare` and `store` lies `render`, which may run in a
    job: it reads nothing but the snapshot.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._pseudonyms = Pseudonyms(base)
        self.gate = Gate(base, clock)
        self.gate_fixes = GateFixes(base, self.gate, clock)

    def prepare(
        self,
        session_id: SessionId,
        audience: Audience,
        language: str = "da",
        *,
        record: SessionRecord | None = None,
        standing: Standing = DRAFT,
    ) -> MinutesSnapshot:
        """Return the next version of a session's minutes as one audience may read them.

        `standing` is what the document says of itself. Who has the session's record at hand gives
        it, and spares reading it again.
        """
        from flipdesk.services.compose_minutes import compose

        version = self._base.minutes.next_version(session_id, audience, language)
        now = self._clock.now()
        record = record or self._base.record(session_id)
        # A window in another language shows other words than those the document translates from.
        kept = self._base.codebooks.get(record.session.codebook)
        record = replace(record, codebook=kept)
        hidden = self._pseudonyms.of(record) if audience is Audience.RESEARCHERS else {}
        snapshot = compose(
            record,
            audience,
            language,
            version,
            now,
            standing=standing,
            pseudonyms=hidden,
        )
        given = tuple((one.person_id, hidden[one.id]) for one in record.participants if hidden)
        return replace(snapshot, minutes_id=new_guid(), pseudonyms=given)

    @staticmethod
    def render(snapshot: MinutesSnapshot, template: bytes | None = None) -> bytes:
        """Return the Word file of a snapshot, in a template of theirs if given; for any thread.

        Raises:
            KnownError: the template cannot be used.
        """
        from flipdesk.documents.forms import draw

        return draw(snapshot, DocumentForm.WORD, template)

    @staticmethod
    def render_others(snapshot: MinutesSnapshot) -> dict[DocumentForm, bytes]:
        """Return the same as HTML and as PDF; safe on any thread."""
        from flipdesk.documents.forms import draw

        return {form: draw(snapshot, form) for form in OTHERS}

    def store(
        self,
        snapshot: MinutesSnapshot,
        document: bytes,
        others: Mapping[DocumentForm, bytes] = MappingProxyType({}),
    ) -> tuple[Minutes, Changes]:
        """Keep a written version: its bytes, their hash, audience, language and version.

        It was handed out and is a fact: not a step that can be undone. It is a draft until
        `MinutesStates` says otherwise.

        Raises:
            KnownError: that version has been written meanwhile, or something in its texts has to
                be decided first; it is then a `NotClearedError`.
        """
        from flipdesk.documents.file_name import minutes_file_name

        name = _with_version(minutes_file_name(snapshot), snapshot)
        minutes = Minutes(
            id=MinutesId(snapshot.minutes_id or new_guid()),
            session_id=snapshot.session_id,
            version=snapshot.version,
            audience=snapshot.audience,
            language=snapshot.language,
            file_name=name,
            sha256=hashlib.sha256(document).hexdigest(),
            size_bytes=len(document),
            written=snapshot.written,
        )
        following = self._base.minutes.next_version(
            snapshot.session_id, snapshot.audience, snapshot.language
        )
        if snapshot.version != following:
            raise KnownError(_("This version has been written already. Make the file again."))
        record = self._base.record(snapshot.session_id)
        self.gate.refuse(snapshot, record)
        changes = self._pseudonyms.keep(record.series.id, dict(snapshot.pseudonyms))
        with self._base.atomic():
            changes += self._base.minutes.add(minutes, document)
            changes += self._base.minutes_forms.add(minutes.id, others)
        return minutes, changes

    def export(self, minutes_id: MinutesId, path: Path) -> None:
        """Write a kept version to a file, in the form that its name asks for; an old file there is
        whole until the new one is.

        Raises:
            KnownError: the file cannot be written, the version is kept as Word alone, or somebody
                in it has withdrawn consent since.
        """
        from flipdesk.documents.forms import check_of
        from flipdesk.documents.save import save_file

        word, minutes = self._base.minutes.document(minutes_id), self._minutes(minutes_id)
        self.gate.refuse_kept(minutes, word)
        form = form_of(path)
        document: bytes | None = word
        if form is not DocumentForm.WORD:
            document = self._base.minutes_forms.document(minutes_id, form)
        if document is None:
            raise KnownError(
                _("This version is kept as Word alone. Save it as Word, or write a new version.")
            )
        save_file(path, document, check_of(form))
        self._base.uses.note(
            Act.EXPORTED,
            Thing.MINUTES,
            minutes_id,
            session=minutes.session_id,
            audience=minutes.audience,
            form=form,
        )

    def place(self, minutes_id: MinutesId, folder: Path) -> Path:
        """Return where in a folder a version can go without writing over anything else.

        A file that holds this very version already is its place. A folder that is not there yet,
        as on a new computer, is made if it may be.
        """
        minutes = self._minutes(minutes_id)
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / minutes.file_name
        number = 2
        while path.exists() and not _holds(path, minutes):
            path = folder / f"{Path(minutes.file_name).stem} ({number}).docx"
            number += 1
        return path

    def _minutes(self, minutes_id: MinutesId) -> Minutes:
        minutes = self._base.minutes.get(minutes_id)
        if minutes is None:
            raise BugError(f"no minutes {minutes_id}")
        return minutes


def _with_version(name: str, snapshot: MinutesSnapshot) -> str:
    """Return the file name with state and version, the first draft's as it is."""
    if snapshot.version == 1 and snapshot.state is MinutesState.DRAFT:
        return name
    with speaking(snapshot.language):
        words = {
            MinutesState.COMMENTS: _("for comments {version}"),
            MinutesState.APPROVED: _("approved {version}"),
        }.get(snapshot.state, _("draft {version}"))
        version = words.format(version=snapshot.version)
    return f"{Path(name).stem} {version}.docx"


def _holds(path: Path, minutes: Minutes) -> bool:
    try:
        if path.stat().st_size != minutes.size_bytes:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == minutes.sha256
    except OSError:
        return False
