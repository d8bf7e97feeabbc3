"""The words for the room are kept with what they belong to, and can be undone."""

from flipdesk.domain.audience import AudienceWords
from flipdesk.domain.ids import SessionId
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby


def test_words_hold_for_their_session_and_item_alone(desk: Desk) -> None:
    record = nordby()
    session_id, item, other = record.session.id, record.agenda[4], record.agenda[5]
    desk.audience.set_rule(session_id, "Spørgsmål  før\nråd.")
    desk.audience.set_question(item, "Hvad hører I?")
    words = desk.audience.words(session_id, item)
    assert words == AudienceWords("Spørgsmål før råd.", "Hvad hører I?")
    assert desk.audience.words(session_id, other).question == ""
    assert desk.audience.words(SessionId("en anden"), None) == AudienceWords()


def test_a_ground_rule_can_be_undone_and_is_named(desk: Desk) -> None:
    session_id = nordby().session.id
    for rule in ("Én taler.", "Spørgsmål før råd."):
        desk.history.record(desk.audience.set_rule(session_id, rule))
    assert desk.history.undo_label == "spilleregel til publikum"
    desk.history.undo()
    assert desk.audience.words(session_id, None).rule == "Én taler."
    desk.history.undo()
    assert desk.audience.words(session_id, None).rule == ""
    desk.history.redo()
    assert desk.audience.words(session_id, None).rule == "Én taler."
