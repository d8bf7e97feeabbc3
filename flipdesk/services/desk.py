"""The services over one open knowledge base, built in one place."""

from flipdesk.domain.clock import Clock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Capturing
from flipdesk.services.drafts import Drafts
from flipdesk.services.history import History
from flipdesk.services.invitations import Invitations
from flipdesk.services.minutes import MinutesDesk
from flipdesk.services.overview import Overview
from flipdesk.services.papers import Papers
from flipdesk.services.participation import Participation
from flipdesk.services.passage_export import PassageExports
from flipdesk.services.passages import Passages
from flipdesk.services.reviewing import Reviewing
from flipdesk.services.run_sheet import RunSheet
from flipdesk.services.running import Running
from flipdesk.services.series_planning import SeriesPlanning
from flipdesk.services.session_files import SessionFiles
from flipdesk.services.taking_in import TakingIn
from flipdesk.services.withdrawal import Withdrawal


class Desk:
    """What one can do with a knowledge base; every method of a service returns a `Step`."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self.base = base
        self.clock = clock
        self.history = History(base)
        self.overview = Overview(base)
        self.planning = SeriesPlanning(base, clock)
        self.run_sheet = RunSheet(base)
        self.invitations = Invitations(base)
        self.participation = Participation(base, self.invitations, self.planning)
        self.files = SessionFiles(base, clock)
        self.capturing = Capturing(base)
        self.drafts = Drafts(base)
        self.running = Running(base, clock)
        self.passages = Passages(base)
        self.withdrawal = Withdrawal(base)
        self.passage_exports = PassageExports(base)
        self.minutes = MinutesDesk(base, clock)
        self.taking_in = TakingIn(base)
        self.reviewing = Reviewing(base, clock)
        self.papers = Papers(base, clock)
