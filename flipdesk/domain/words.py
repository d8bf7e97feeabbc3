"""The words people see for the values of the vocabulary."""

from enum import StrEnum

from flipdesk.domain.comparison import Difference
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.retention import Kept
from flipdesk.domain.review import ReviewState
from flipdesk.domain.transcript import TranscriptKind
from flipdesk.domain.vocabulary import (
    AgendaKind,
    Answer,
    Attendance,
    Audience,
    ConsentWay,
    LegalBasis,
    MinutesState,
    OutcomeKind,
    OutcomeStatus,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
    Role,
    SessionKind,
    SessionState,
    Uptake,
)
from flipdesk.i18n import N_, _

_WORDS: dict[type[StrEnum], dict[str, str]] = {
    SessionKind: {
        "employee_flip": N_("Employee FLIP"),
        "leader_flip": N_("Leader FLIP"),
        "conversation_flip": N_("Conversation FLIP"),
        "lend_an_ear": N_("Lend an ear"),
        "seminar": N_("Seminar"),
        "leader_seminar": N_("Leader seminar"),
        "broker_seminar": N_("Knowledge broker seminar"),
        "training_group": N_("Training group"),
        "meeting": N_("Meeting"),
        "observation": N_("Observation"),
        "interview": N_("Interview"),
    },
    SessionState: {
        "planned": N_("Planned"),
        "running": N_("Under way"),
        "ended": N_("Held"),
    },
    ChangeKind: {
        "insertion": N_("put in"),
        "deletion": N_("struck out"),
        "replacement": N_("written instead"),
        "added": N_("new paragraph"),
        "moved": N_("moved"),
        "joined": N_("run together with the next paragraph"),
        "withdrawn": N_("put in and struck out again"),
    },
    TranscriptKind: {
        "imported": N_("imported"),
        "machine_draft": N_("machine draft"),
    },
    Difference: {
        "changed": N_("changed"),
        "added": N_("new here"),
        "removed": N_("taken out"),
        "moved": N_("moved"),
    },
    ReviewState: {
        "open": N_("not decided"),
        "accepted": N_("accepted"),
        "edited": N_("edited"),
        "rejected": N_("rejected"),
    },
    LegalBasis: {
        "consent": N_("consent"),
        "research": N_("research"),
        "other": N_("another legal basis"),
    },
    Role: {
        "researcher": N_("researcher"),
        "knowledge_broker": N_("knowledge broker"),
        "caseworker": N_("caseworker"),
        "employer_consultant": N_("employer consultant"),
        "mentor": N_("mentor"),
        "team_leader": N_("team leader"),
        "manager": N_("manager"),
        "director": N_("director"),
        "politician": N_("politician"),
        "evaluator": N_("evaluator"),
        "other": N_("other role"),
    },
    Attendance: {
        "invited": N_("invited"),
        "present": N_("present"),
        "late": N_("came late"),
        "regrets": N_("sent regrets"),
        "absent": N_("stayed away"),
    },
    RecordingConsent: {
        "given": N_("may be recorded"),
        "declined": N_("may not be recorded"),
        "withdrawn": N_("consent withdrawn"),
        "unknown": N_("consent unknown"),
    },
    QuoteConsent: {
        "none": N_("may not be quoted"),
        "role": N_("may be quoted by role"),
        "name": N_("may be quoted by name"),
    },
    Answer: {
        "given": N_("yes"),
        "declined": N_("no"),
        "withdrawn": N_("withdrawn"),
        "unknown": N_("not asked"),
    },
    ConsentWay: {
        "recording": N_("on the recording"),
        "spoken": N_("by word of mouth"),
        "written": N_("in writing"),
        "email": N_("by e-mail"),
        "other": N_("in another way"),
    },
    Kept: {
        "sound": N_("the sound"),
        "key": N_("the key list"),
        "reflections": N_("the notes"),
        "minutes": N_("the minutes"),
    },
    AgendaKind: {
        "framing": N_("Framing"),
        "presentation": N_("Presentation"),
        "practice_supplement": N_("Practice"),
        "discussion": N_("Discussion"),
        "lend_an_ear": N_("Lend an ear"),
        "round": N_("Round"),
        "break": N_("Break"),
        "wrap_up": N_("Wrap-up"),
    },
    ReflectionKind: {
        "reflection": N_("Reflection"),
        "quote": N_("Quote"),
        "dilemma": N_("Dilemma"),
        "example": N_("Example"),
        "research_input": N_("Research input"),
        "question": N_("Question"),
        "observation": N_("Observation"),
        "insight": N_("Insight"),
        "conclusion": N_("Conclusion"),
    },
    OutcomeKind: {
        "decision": N_("Decision"),
        "action": N_("Action"),
        "parked": N_("Parked"),
        "knowledge_request": N_("Knowledge request"),
        "trial": N_("Trial"),
    },
    OutcomeStatus: {
        "made": N_("made"),
        "open": N_("open"),
        "done": N_("done"),
        "dropped": N_("dropped"),
        "taken_up": N_("taken up again"),
        "answered": N_("answered"),
        "proposed": N_("proposed"),
        "trying": N_("being tried"),
        "tried": N_("tried"),
        "adopted": N_("adopted"),
    },
    Uptake: {
        "taken_up": N_("taken up"),
        "overheard": N_("overheard"),
        "overtaken": N_("overtaken"),
    },
    Audience: {
        "participants": N_("for participants"),
        "researchers": N_("for researchers"),
        "decisions": N_("decisions only"),
        "summary": N_("summary without names"),
    },
    MinutesState: {
        "draft": N_("draft"),
        "comments": N_("out for comments"),
        "approved": N_("approved"),
        "archived": N_("archived"),
    },
}


def word(value: StrEnum) -> str:
    """Return the word for a value in the language in use."""
    return _(_WORDS[type(value)][value.value])
