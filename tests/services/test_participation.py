"""A participant with everything said about one, as one step."""

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Attendance, QuoteConsent, RecordingConsent, Role
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.history import History
from flipdesk.services.invitations import Invitations
from flipdesk.services.participation import ParticipantWish, Participation
from flipdesk.services.series_planning import NewSession, SeriesPlanning

GIVEN = Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE)


@pytest.fixture
def base(desk: Desk) -> KnowledgeBase:
    return desk.base


@pytest.fixture
def session_id(base: KnowledgeBase, clock: ManualClock) -> SessionId:
    """Return a session that nobody is invited to."""
    planning = SeriesPlanning(base, clock)
    series_id, _step = planning.add_series("Prøve", "Åkær", None)
    return planning.add_session(NewSession(series_id, "Første", clock.now()))[0]


@pytest.fixture
def participation(base: KnowledgeBase, clock: ManualClock) -> Participation:
    return Participation(base, Invitations(base, clock), SeriesPlanning(base, clock))


def test_added_with_duties_and_undone_as_one(
    base: KnowledgeBase, participation: Participation, session_id: SessionId
) -> None:
    history = History(base)
    wish = ParticipantWish(
        "Åse Bjerre",
        role=Role.TEAM_LEADER,
        organisation="Åkær Kommune",
        attendance=Attendance.REGRETS,
        consent=GIVEN,
        is_chair=True,
    )
    participant_id, step = participation.add(session_id, wish)
    history.record(step)
    stored = base.participants.get(participant_id)
    session = base.sessions.get(session_id)
    assert stored is not None
    assert session is not None
    assert (stored.initials, stored.attendance, stored.consent) == (
        "ÅB",
        Attendance.REGRETS,
        GIVEN,
    )
    assert (session.chair_id, session.minute_taker_id) == (participant_id, None)
    history.undo()
    assert base.participants.of_session(session_id) == ()
    assert base.people.all() == ()
    history.redo()
    assert base.participants.get(participant_id) == stored


def test_changed_and_relieved_of_a_duty(
    base: KnowledgeBase, participation: Participation, session_id: SessionId
) -> None:
    participant_id, _step = participation.add(
        session_id, ParticipantWish("Bo Dam", is_minute_taker=True)
    )
    participation.change(
        participant_id, ParticipantWish("Bo Damm", role=Role.MENTOR, initials="BD")
    )
    stored = base.participants.get(participant_id)
    session = base.sessions.get(session_id)
    assert stored is not None
    assert session is not None
    assert (stored.name, stored.role) == ("Bo Damm", Role.MENTOR)
    assert session.minute_taker_id is None


def test_refused_without_a_name_and_nothing_is_stored(
    base: KnowledgeBase, participation: Participation, session_id: SessionId
) -> None:
    with pytest.raises(KnownError):
        participation.add(session_id, ParticipantWish(" ", organisation="Ny"))
    assert base.participants.of_session(session_id) == ()
    assert all(one.name != "Ny" for one in base.organisations.all())


def test_change_refused_for_taken_initials_leaves_all(
    base: KnowledgeBase, participation: Participation, session_id: SessionId
) -> None:
    participation.add(session_id, ParticipantWish("Mette Holm"))
    other, _step = participation.add(session_id, ParticipantWish("Bo Dam"))
    with pytest.raises(KnownError):
        participation.change(other, ParticipantWish("Ny", initials="MH", is_chair=True))
    stored = base.participants.get(other)
    session = base.sessions.get(session_id)
    assert stored is not None
    assert session is not None
    assert stored.name == "Bo Dam"
    assert session.chair_id is None
