"""A window in English names the codes in English; what is kept and written in Danish stays so."""

from collections.abc import Iterator

import pytest

from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import use_language
from tests.helpers.app import TestApp


@pytest.fixture
def english(sample_app: TestApp) -> Iterator[TestApp]:
    use_language("en")
    yield sample_app
    use_language("da")


def test_codes_are_named_in_the_language_of_the_window(english: TestApp) -> None:
    english.workspace.open_session(None)
    english.workspace.open_session(english.base.sessions.all()[0].id)
    record = english.workspace.record
    assert record is not None
    assert [code.name for code in record.codebook.potentials][2:4] == [
        "Conversation",
        "Involvement",
    ]
    kept = english.base.codebooks.get(record.session.codebook)
    assert kept.potentials[2].name == "Samtale"
    snapshot = english.workspace.desk.minutes.prepare(
        record.session.id, Audience.PARTICIPANTS, "da", record=record
    )
    assert "Samtale" in repr(snapshot)
    assert "Conversation" not in repr(snapshot)
