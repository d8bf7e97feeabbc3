"""The values a session can hold, as identifiers; people see the words in words.py."""

from enum import StrEnum


class SessionKind(StrEnum):
    EMPLOYEE_FLIP = "employee_flip"
    LEADER_FLIP = "leader_flip"
    CONVERSATION_FLIP = "conversation_flip"
    LEND_AN_EAR = "lend_an_ear"
    SEMINAR = "seminar"
    LEADER_SEMINAR = "leader_seminar"
    BROKER_SEMINAR = "broker_seminar"
    TRAINING_GROUP = "training_group"
    MEETING = "meeting"
    OBSERVATION = "observation"
    INTERVIEW = "interview"


class SessionState(StrEnum):
    """How far a session has come; minutes carry their own state."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class LegalBasis(StrEnum):
    CONSENT = "consent"
    RESEARCH = "research"
    OTHER = "other"


class Role(StrEnum):
    RESEARCHER = "researcher"
    KNOWLEDGE_BROKER = "knowledge_broker"
    CASEWORKER = "caseworker"
    EMPLOYER_CONSULTANT = "employer_consultant"
    MENTOR = "mentor"
    TEAM_LEADER = "team_leader"
    MANAGER = "manager"
    DIRECTOR = "director"
    POLITICIAN = "politician"
    EVALUATOR = "evaluator"
    OTHER = "other"

    @property
    def is_research(self) -> bool:
        """Whether this voice belongs to research; all others are practice (R29)."""
        return self is Role.RESEARCHER or self is Role.EVALUATOR


class Attendance(StrEnum):
    INVITED = "invited"
    PRESENT = "present"
    LATE = "late"
    REGRETS = "regrets"
    ABSENT = "absent"

    @property
    def came(self) -> bool:
        return self is Attendance.PRESENT or self is Attendance.LATE

    @property
    def is_away(self) -> bool:
        """Whether somebody has sent regrets or stayed away, and is not expected."""
        return self is Attendance.REGRETS or self is Attendance.ABSENT


class RecordingConsent(StrEnum):
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class QuoteConsent(StrEnum):
    NONE = "none"
    ROLE = "role"
    NAME = "name"


class Answer(StrEnum):
    """What somebody said when asked for a consent; the values are those of RecordingConsent."""

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class ConsentWay(StrEnum):
    """How a consent was given, or somebody was told what it is about."""

    RECORDING = "recording"
    SPOKEN = "spoken"
    WRITTEN = "written"
    EMAIL = "email"
    OTHER = "other"


class AgendaKind(StrEnum):
    FRAMING = "framing"
    PRESENTATION = "presentation"
    PRACTICE_SUPPLEMENT = "practice_supplement"
    DISCUSSION = "discussion"
    LEND_AN_EAR = "lend_an_ear"
    ROUND = "round"
    BREAK = "break"
    WRAP_UP = "wrap_up"


class ReflectionKind(StrEnum):
    REFLECTION = "reflection"
    QUOTE = "quote"
    DILEMMA = "dilemma"
    EXAMPLE = "example"
    RESEARCH_INPUT = "research_input"
    QUESTION = "question"
    OBSERVATION = "observation"
    INSIGHT = "insight"
    CONCLUSION = "conclusion"


class OutcomeKind(StrEnum):
    DECISION = "decision"
    ACTION = "action"
    PARKED = "parked"
    KNOWLEDGE_REQUEST = "knowledge_request"
    TRIAL = "trial"


class OutcomeStatus(StrEnum):
    MADE = "made"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    TAKEN_UP = "taken_up"
    ANSWERED = "answered"
    PROPOSED = "proposed"
    TRYING = "trying"
    TRIED = "tried"
    ADOPTED = "adopted"


STATUSES: dict[OutcomeKind, tuple[OutcomeStatus, ...]] = {
    OutcomeKind.DECISION: (OutcomeStatus.MADE,),
    OutcomeKind.ACTION: (OutcomeStatus.OPEN, OutcomeStatus.DONE, OutcomeStatus.DROPPED),
    OutcomeKind.PARKED: (OutcomeStatus.OPEN, OutcomeStatus.TAKEN_UP, OutcomeStatus.DROPPED),
    OutcomeKind.KNOWLEDGE_REQUEST: (
        OutcomeStatus.OPEN,
        OutcomeStatus.ANSWERED,
        OutcomeStatus.DROPPED,
    ),
    OutcomeKind.TRIAL: (
        OutcomeStatus.PROPOSED,
        OutcomeStatus.TRYING,
        OutcomeStatus.TRIED,
        OutcomeStatus.ADOPTED,
        OutcomeStatus.DROPPED,
    ),
}
"""The statuses each kind of outcome can have, the first one being where it begins."""

LIVE_STATUSES = frozenset({OutcomeStatus.OPEN, OutcomeStatus.PROPOSED, OutcomeStatus.TRYING})
"""What still waits for somebody."""


class Uptake(StrEnum):
    TAKEN_UP = "taken_up"
    OVERHEARD = "overheard"
    OVERTAKEN = "overtaken"


class QueueKind(StrEnum):
    """What somebody wants the floor for; a line closes the list."""

    FLOOR = "floor"
    REPLY = "reply"
    INTERRUPTION = "interruption"
    LINE = "line"


class Audience(StrEnum):
    """Who a document is for; decides what may stand in it."""

    PARTICIPANTS = "participants"
    RESEARCHERS = "researchers"
    DECISIONS = "decisions"
    SUMMARY = "summary"


class MinutesState(StrEnum):
    DRAFT = "draft"
    COMMENTS = "comments"
    APPROVED = "approved"
    ARCHIVED = "archived"
