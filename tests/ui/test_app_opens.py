"""The window opens and closes on both kinds of knowledge base."""

from tests.helpers.app import TestApp, sample_session_id


def test_window_opens_at_home_on_an_empty_knowledge_base(app: TestApp) -> None:
    assert app.window.isVisible()
    assert app.window.room is not None
    assert app.window.room.name == "home"
    assert app.workspace.record is None


def test_window_opens_on_the_sample_session(sample_app: TestApp) -> None:
    record = sample_app.workspace.record
    assert record is not None
    assert record.session.id == sample_session_id()
    assert record.session.title == "Samtaleflip 3"


def test_every_room_can_be_entered(sample_app: TestApp) -> None:
    for name in ("prepare", "run", "compile", "knowledge", "home"):
        sample_app.window.enter(name)
        assert sample_app.window.room is not None
        assert sample_app.window.room.name == name
