"""The services over one open knowledge base, built in one place."""

from flipdesk.domain.clock import Clock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.agenda_library import AgendaLibrary
from flipdesk.services.audience_words import AudienceWording
from flipdesk.services.backing_up import BackingUp
from flipdesk.services.capturing import Capturing
from flipdesk.services.coding import CodingDesk
from flipdesk.services.consents import Consents
from flipdesk.services.digests import Digests
from flipdesk.services.drafts import Drafts
from flipdesk.services.erasure_run import ErasureRun
from flipdesk.services.guests import Guests
from flipdesk.services.history import History
from flipdesk.services.information import Information
from flipdesk.services.invitations import Invitations
from flipdesk.services.journal import Journal
from flipdesk.services.knowledge_items import KnowledgeItems
from flipdesk.services.lend_an_ear import LendAnEar
from flipdesk.services.many_notes import ManyNotes
from flipdesk.services.materials import Materials
from flipdesk.services.memos import Memos
from flipdesk.services.merging import Merging
from flipdesk.services.minutes import MinutesDesk
from flipdesk.services.minutes_states import MinutesStates
from flipdesk.services.note_moments import NoteMoments
from flipdesk.services.note_order import NoteOrder
from flipdesk.services.organisations import Organisations
from flipdesk.services.overview import Overview
from flipdesk.services.papers import Papers
from flipdesk.services.participation import Participation
from flipdesk.services.passage_export import PassageExports
from flipdesk.services.passages import Passages
from flipdesk.services.pseudonyms import Pseudonyms
from flipdesk.services.research_import import ResearchImport
from flipdesk.services.retention import Retention
from flipdesk.services.reviewing import Reviewing
from flipdesk.services.run_sheet import RunSheet
from flipdesk.services.run_sheet_days import RunSheetDays
from flipdesk.services.running import Running
from flipdesk.services.saved_searches import SavedSearches
from flipdesk.services.series_memory import SeriesMemory
from flipdesk.services.series_planning import SeriesPlanning
from flipdesk.services.session_files import SessionFiles
from flipdesk.services.setting_aside import SettingAside
from flipdesk.services.sharing import Sharing
from flipdesk.services.speaking import Speaking
from flipdesk.services.taking_in import TakingIn
from flipdesk.services.text_drafts import TextDrafts
from flipdesk.services.text_versions import TextVersions
from flipdesk.services.timekeeping import Timekeeping
from flipdesk.services.transcript_export import TranscriptExport
from flipdesk.services.transcript_import import TranscriptImport
from flipdesk.services.transcript_speakers import TranscriptSpeakers
from flipdesk.services.transcripts import Transcripts
from flipdesk.services.withdrawal import Withdrawal
from flipdesk.services.word_templates import WordTemplates


class Desk:
    """What one can do with a knowledge base; every method of a service returns a `Step`."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self.base = base
        self.clock = clock
        self.history, self.journal = History(base), Journal(base, clock)
        self.texts = TextVersions(base, clock)
        self.sharing = Sharing(base, clock)
        self.materials = Materials(base, clock)
        self.research_import = ResearchImport(base, clock)
        self.overview = Overview(base)
        self.planning = SeriesPlanning(base, clock)
        self.run_sheet = RunSheet(base, self.texts)
        self.run_sheet_days = RunSheetDays(base, self.run_sheet)
        self.agenda_library = AgendaLibrary(base)
        self.memory = SeriesMemory(base, self.run_sheet)
        self.invitations = Invitations(base, clock)
        self.participation = Participation(base, self.invitations, self.planning)
        self.consents, self.information = Consents(base, clock), Information(base, clock)
        self.guests, self.organisations = Guests(base), Organisations(base)
        self.files = SessionFiles(base, clock)
        self.capturing = Capturing(base, self.texts)
        self.many_notes = ManyNotes(base, self.capturing)
        self.merging = Merging(base, self.texts)
        self.note_order = NoteOrder(base)
        self.setting_aside = SettingAside(base)
        self.note_moments = NoteMoments(base)
        self.drafts = Drafts(base)
        self.text_drafts = TextDrafts(base)
        self.running = Running(base, clock)
        self.timekeeping = Timekeeping(base, clock)
        self.speaking = Speaking(base, clock)
        self.passages, self.lend_an_ear = Passages(base), LendAnEar(base)
        self.withdrawal, self.pseudonyms = Withdrawal(base), Pseudonyms(base)
        self.minutes = MinutesDesk(base, clock)
        self.gate, self.gate_fixes = self.minutes.gate, self.minutes.gate_fixes
        self.passage_exports = PassageExports(base, self.gate)
        self.minutes_states = MinutesStates(base, clock)
        self.taking_in = TakingIn(base)
        self.reviewing = Reviewing(base, clock)
        self.transcripts = Transcripts(base)
        self.transcript_speakers = TranscriptSpeakers(base)
        self.transcript_import = TranscriptImport(base, clock)
        self.transcript_export = TranscriptExport(base, self.gate)
        self.word_templates = WordTemplates(base, clock)
        self.coding, self.memos = CodingDesk(base, clock), Memos(base, clock)
        self.papers = Papers(base, clock)
        self.digests = Digests(base, clock)
        self.knowledge_items, self.saved_searches = KnowledgeItems(base), SavedSearches(base)
        self.audience, self.backing_up = AudienceWording(base), BackingUp(base, clock)
        self.erasure = ErasureRun(base, clock, self.minutes, self.word_templates)
        self.retention = Retention(base, clock, self.erasure)
