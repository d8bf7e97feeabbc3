"""Questions go out as comments to those they concern, and are not taken for a reader's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience, OutcomeKind, QuoteConsent, ReflectionKind
from flipdesk.services.minutes_questions import questions
from tests.helpers.nordby import minutes, nordby, quotable, said, with_consent
from tests.helpers.office import needs_office, saved_again
from tests.helpers.returned import WordEdit
from tests.helpers.valid_docx import complaints
from tests.helpers.word import opened


def asking(record: SessionRecord, audience: Audience = Audience.PARTICIPANTS) -> MinutesSnapshot:
    snapshot = minutes(record, audience)
    return replace(snapshot, questions=questions(record, snapshot))


@pytest.fixture
def record() -> SessionRecord:
    """The sample with a quotation by name and an action without a day."""
    record = with_consent(nordby(), "MH", quotable(QuoteConsent.NAME))
    record = said(record, "Det var godt", initials="MH", kind=ReflectionKind.QUOTE, item=1)
    outcomes = [
        replace(one, due=None) if one.kind is OutcomeKind.ACTION else one for one in record.outcomes
    ]
    return replace(record, outcomes=tuple(outcomes))


def test_each_is_asked_by_name_at_the_place_it_concerns(record: SessionRecord) -> None:
    snapshot = asking(record)
    data = render(snapshot)
    back = read_returned(data)
    homes = {one.key: one.text for one in snapshot.questions}
    assert len(homes) == len(snapshot.questions) == len(back.comments)
    for comment in back.comments:
        assert comment.piece is not None
        (target,) = back.pieces[comment.piece].targets
        assert homes[target.key] == comment.text
    texts = [one.text for one in back.comments]
    assert "Mette: er citatet ok?" in texts
    assert any(text.endswith("hvornår kan det være gjort?") for text in texts)


def test_nobody_is_asked_who_is_not_named_there(record: SessionRecord) -> None:
    assert asking(record, Audience.RESEARCHERS).questions == ()
    for quote in (QuoteConsent.ROLE, QuoteConsent.NONE):
        hidden = with_consent(record, "MH", quotable(quote))
        assert not any("Mette: er citatet" in one.text for one in asking(hidden).questions)


def test_two_of_one_first_name_are_asked_by_their_whole_names(record: SessionRecord) -> None:
    people = [
        replace(one, name="Mette Nørgaard") if one.initials == "ÅB" else one
        for one in record.participants
    ]
    texts = [one.text for one in asking(replace(record, participants=tuple(people))).questions]
    mette = next(one.name for one in record.participants if one.initials == "MH")
    assert f"{mette}: er citatet ok?" in texts


def test_a_document_with_questions_is_valid_and_always_the_same(
    record: SessionRecord, tmp_path: Path
) -> None:
    data = render(asking(record))
    assert complaints(data, tmp_path) == []
    assert data == render(asking(record))
    assert [one.author for one in opened(data).comments] == ["Nordby Kommune"] * len(
        asking(record).questions
    )


def test_questions_that_come_back_are_no_comments_but_answers_are(record: SessionRecord) -> None:
    data = render(asking(record))
    sent = read_returned(data)
    assert findings(sent, sent).comments == ()
    asked = sent.comments[0]
    answer = replace(asked, id="77", text="Ja, den er god.", parent=asked.id)
    back = replace(sent, comments=(*sent.comments, answer))
    found = [one.comment.text for one in findings(sent, back).comments]
    assert found == [asked.text, "Ja, den er god."]
    resolved = replace(asked, is_done=True)
    back = replace(sent, comments=(resolved, *sent.comments[1:]))
    assert [one.comment for one in findings(sent, back).comments] == [resolved]
    own = replace(asked, id="78", by=replace(asked.by, author="Åse Bjerre"))
    back = replace(sent, comments=(*sent.comments, own))
    assert len(findings(sent, back).comments) == 1


@pytest.mark.office
@pytest.mark.slow
@needs_office
def test_questions_survive_libreoffice(record: SessionRecord, tmp_path: Path) -> None:
    data = render(asking(record))
    edit = WordEdit(saved_again(data, tmp_path))
    back = read_returned(edit.data())
    assert len(back.comments) == len(asking(record).questions)
    found = findings(read_returned(data), back)
    assert (found.comments, found.changes) == ((), ())
