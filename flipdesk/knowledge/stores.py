"""Every store of a knowledge base, by what it holds."""

from flipdesk.knowledge.agenda_library import BlockStore, TemplateStore
from flipdesk.knowledge.codebooks import CodebookStore
from flipdesk.knowledge.codings import CoderStore, CodingStore, MemoStore
from flipdesk.knowledge.consent_notes import (
    ConsentNoteStore,
    DeletionStore,
    InformationTextStore,
)
from flipdesk.knowledge.counts import Counts
from flipdesk.knowledge.ear_rounds import EarRoundStore
from flipdesk.knowledge.erasure_rows import ErasureRows
from flipdesk.knowledge.facets import FacetStore
from flipdesk.knowledge.kept_counts import KeptCountStore
from flipdesk.knowledge.kept_traces import KeptTraceStore
from flipdesk.knowledge.knowledge_items import EvidenceStore, KnowledgeItemStore
from flipdesk.knowledge.method_counts import MethodCountStore
from flipdesk.knowledge.minutes_forms import MinutesFormStore
from flipdesk.knowledge.organisations import OrganisationStore
from flipdesk.knowledge.outcomes import OutcomeStore
from flipdesk.knowledge.overview import OverviewStore
from flipdesk.knowledge.passages import PassageStore
from flipdesk.knowledge.pauses import PauseStore
from flipdesk.knowledge.people import PersonStore
from flipdesk.knowledge.pseudonym_counts import PseudonymCountStore
from flipdesk.knowledge.queue_entries import QueueStore
from flipdesk.knowledge.recordings import MinutesStore, RecordingStore
from flipdesk.knowledge.reflections import MarkerStore, ReflectionStore, TurnStore
from flipdesk.knowledge.reviews import (
    ReturnedFileStore,
    ReviewChangeStore,
    ReviewCommentStore,
    TextVersionStore,
)
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.saved_searches import SavedSearchStore
from flipdesk.knowledge.search import SearchStore
from flipdesk.knowledge.session_materials import SessionMaterialStore
from flipdesk.knowledge.sessions import AgendaStore, ParticipantStore, SeriesStore, SessionStore
from flipdesk.knowledge.set_asides import SetAsideStore
from flipdesk.knowledge.settings import SettingStore
from flipdesk.knowledge.text_cells import TextCells
from flipdesk.knowledge.transcripts import TranscriptSegmentStore, TranscriptStore
from flipdesk.knowledge.word_templates import TemplateUseStore, WordTemplateStore


class Stores:
    """Reads and writes the rows of one open knowledge base."""

    def __init__(self, rows: Rows) -> None:
        self._hold_sessions(rows)
        self._hold_documents(rows)

    def _hold_sessions(self, rows: Rows) -> None:
        self.organisations = OrganisationStore(rows)
        self.people = PersonStore(rows)
        self.codebooks = CodebookStore(rows)
        self.series = SeriesStore(rows)
        self.sessions = SessionStore(rows)
        self.participants = ParticipantStore(rows)
        self.agenda = AgendaStore(rows)
        self.agenda_templates = TemplateStore(rows)
        self.agenda_blocks = BlockStore(rows)
        self.reflections = ReflectionStore(rows)
        self.outcomes = OutcomeStore(rows)
        self.markers = MarkerStore(rows)
        self.turns = TurnStore(rows)
        self.queue = QueueStore(rows)
        self.recordings = RecordingStore(rows)
        self.passages = PassageStore(rows)
        self.pauses = PauseStore(rows)
        self.ear_rounds = EarRoundStore(rows)
        self.information_texts = InformationTextStore(rows)
        self.consent_notes = ConsentNoteStore(rows)
        self.deletions = DeletionStore(rows)
        self.kept_counts = KeptCountStore(rows)

    def _hold_documents(self, rows: Rows) -> None:
        self.minutes = MinutesStore(rows)
        self.minutes_forms = MinutesFormStore(rows)
        self.returned_files = ReturnedFileStore(rows)
        self.review_comments = ReviewCommentStore(rows)
        self.review_changes = ReviewChangeStore(rows)
        self.text_versions = TextVersionStore(rows)
        self.transcripts = TranscriptStore(rows)
        self.transcript_segments = TranscriptSegmentStore(rows)
        self.set_asides = SetAsideStore(rows)
        self.word_templates = WordTemplateStore(rows)
        self.template_uses = TemplateUseStore(rows)
        self.coders = CoderStore(rows)
        self.codings = CodingStore(rows)
        self.memos = MemoStore(rows)
        self.settings = SettingStore(rows)
        self.kept_traces = KeptTraceStore(rows)
        self.pseudonym_counts = PseudonymCountStore(rows)
        self.knowledge_items = KnowledgeItemStore(rows)
        self.method_counts = MethodCountStore(rows)
        self.evidence = EvidenceStore(rows)
        self.search = SearchStore(rows)
        self.saved_searches = SavedSearchStore(rows)
        self.facets = FacetStore(rows)
        self.overview = OverviewStore(rows)
        self.counts = Counts(rows)
        self.session_materials = SessionMaterialStore(rows)
        self.erasure_rows, self.text_cells = ErasureRows(rows), TextCells(rows)
