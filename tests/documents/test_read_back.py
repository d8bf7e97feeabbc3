"""Minutes of sessions nobody thought of: valid, and every reflection read back once."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.documents.bookmarks import bookmark_name
from flipdesk.documents.minutes_docx import render
from flipdesk.documents.package import with_body
from flipdesk.domain.ids import OutcomeId, ReflectionId, SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Pattern, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import STATUSES, Audience, OutcomeKind, ReflectionKind, Uptake
from flipdesk.domain.withheld import WithheldReason
from flipdesk.services.compose_digest import compose_digest
from flipdesk.services.idea_journeys import IDEAS
from tests.helpers.accessible_docx import barriers
from tests.helpers.nordby import WRITTEN, minutes, nordby
from tests.helpers.returned import W
from tests.helpers.valid_docx import complaints
from tests.helpers.word import opened, visible_text

BASE = nordby()
TEXTS = st.text(st.characters(), min_size=1, max_size=80)
POTENTIALS = st.lists(
    st.sampled_from(["samtale", "strategi", "viden", "ukendt"]), max_size=3, unique=True
)


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecord:
    """Return a session with up to twelve notes and six outcomes, of any kind and by anybody."""
    people = [None, *(one.id for one in BASE.participants)]
    items = [None, *(one.id for one in BASE.agenda)]
    reflections = tuple(
        Reflection(
            id=ReflectionId(f"00000000-0000-4000-8000-{number:012d}"),
            session_id=BASE.session.id,
            position=number,
            text=f"{draw(TEXTS)}«{number}»",
            kind=draw(st.sampled_from(ReflectionKind)),
            at_ms=draw(st.none() | st.integers(0, 9_000_000)),
            agenda_item_id=draw(st.sampled_from(items)),
            speaker_id=draw(st.sampled_from(people)),
            potentials=tuple(draw(POTENTIALS)),
            pattern=draw(st.none() | st.just(Pattern("gribning", Uptake.OVERTAKEN))),
            is_private=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 12)))
    )
    outcomes = []
    for number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(OutcomeKind))
        outcomes.append(
            Outcome(
                id=OutcomeId(f"00000000-0000-4000-9000-{number:012d}"),
                session_id=BASE.session.id,
                position=number,
                kind=kind,
                text=f"{draw(TEXTS)}»{number}«",
                status=draw(st.sampled_from(STATUSES[kind])),
                owner_id=draw(st.sampled_from(people)),
                due=draw(st.none() | st.dates()),
                potentials=tuple(draw(POTENTIALS)),
            )
        )
    return replace(BASE, reflections=reflections, outcomes=tuple(outcomes))


@settings(max_examples=60)
@given(
    record=sessions(),
    audience=st.sampled_from([Audience.PARTICIPANTS, Audience.RESEARCHERS]),
    language=st.sampled_from(["da", "en"]),
)
def test_every_reflection_is_read_back_once(
    record: SessionRecord, audience: Audience, language: str
) -> None:
    snapshot = minutes(record, audience, language)
    data = render(snapshot)
    assert complaints(data) == []
    text = visible_text(data)
    gone = {
        one.key for one in snapshot.withheld if one.reason is not WithheldReason.SPEAKER_NOT_NAMED
    }
    names = Counter(
        one.get(f"{{{W}}}name") for one in opened(data).element.body.iter(f"{{{W}}}bookmarkStart")
    )
    for number, one in enumerate(record.reflections):
        again = sum(line.key == one.id for line in snapshot.summary.lines)
        expected = 0 if one.id in gone else 1
        assert text.count(f"«{number}»") == expected + again
        assert names[bookmark_name("r", one.id)] == expected
    for number, outcome in enumerate(record.outcomes):
        again = sum(line.key == outcome.id for line in snapshot.summary.lines)
        assert text.count(f"»{number}«") == 1 + again
        assert names[bookmark_name("o", outcome.id)] == 1


@settings(max_examples=25)
@given(record=sessions(), audience=st.sampled_from([Audience.DECISIONS, Audience.SUMMARY]))
def test_the_short_ones_are_valid_and_repeat_nothing(
    record: SessionRecord, audience: Audience
) -> None:
    data = render(minutes(record, audience))
    assert complaints(data) == []
    text = visible_text(data)
    for number in range(len(record.reflections)):
        assert text.count(f"«{number}»") <= 1


@settings(max_examples=25)
@given(record=sessions(), data=st.data(), language=st.sampled_from(["da", "en"]))
def test_a_digest_of_any_sessions_is_valid_and_tells_of_every_idea(
    record: SessionRecord, data: st.DataObject, language: str
) -> None:
    later = replace(
        BASE.session,
        id=SessionId("00000000-0000-4000-a000-000000000000"),
        starts=BASE.session.starts + timedelta(days=30),
        ends=BASE.session.ends + timedelta(days=30),
    )
    ids = [one.id for one in record.outcomes]
    picked = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    agenda = tuple(replace(one, takes_up=tuple(data.draw(picked))) for one in BASE.agenda)
    records = [record, replace(BASE, session=later, agenda=agenda, outcomes=())]
    document = render(compose_digest(records, language, WRITTEN))
    assert complaints(document) == []
    assert barriers(document, language) == []
    text = visible_text(document)
    for number, one in enumerate(record.outcomes):
        if one.kind in IDEAS:
            assert f"»{number}«" in text


def test_a_file_that_is_not_valid_is_refused(tmp_path: Path) -> None:
    template = render(minutes(BASE))
    with pytest.raises(AssertionError):
        with_body(template, "<w:p><w:r><w:pPr/></w:r></w:p>")
    with pytest.raises(AssertionError):
        with_body(template, '<w:p><w:commentRangeStart w:id="7"/></w:p>')
