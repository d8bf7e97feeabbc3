"""What sorting out leaves in a record: merged reflections, earlier texts, what was set aside."""

from dataclasses import replace

from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import SetAsideId, TextVersionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.review import TextVersion
from flipdesk.domain.session import Session
from flipdesk.domain.set_aside import SetAside
from tests.exchange.drawn import Draw, guids, moments_after, names, positions, texts


def draw_merged(
    draw: Draw, everything: tuple[Reflection, ...]
) -> tuple[tuple[Reflection, ...], tuple[Reflection, ...]]:
    """Let some of the reflections be part of one before them, which can be part of another."""
    drawn = []
    for number, one in enumerate(everything):
        before = [other.id for other in everything[:number]]
        whole = draw(st.none() | st.sampled_from(before)) if before else None
        drawn.append(replace(one, merged_into=whole))
    live = tuple(one for one in drawn if one.merged_into is None)
    return live, tuple(one for one in drawn if one.merged_into is not None)


def draw_versions(
    draw: Draw, session: Session, subjects: tuple[Reflection | Outcome | AgendaItem, ...]
) -> tuple[TextVersion, ...]:
    versions = []
    for position in positions(draw, draw(st.integers(0, 3)) if subjects else 0):
        subject = draw(st.sampled_from(subjects))
        versions.append(
            TextVersion(
                id=TextVersionId(draw(guids)),
                session_id=session.id,
                position=position,
                text=draw(texts),
                replaced=draw(moments_after(session.starts, session.zone)),
                reflection_id=subject.id if isinstance(subject, Reflection) else None,
                outcome_id=subject.id if isinstance(subject, Outcome) else None,
                agenda_item_id=subject.id if isinstance(subject, AgendaItem) else None,
            )
        )
    return tuple(versions)


def draw_set_asides(draw: Draw, session: Session) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(SetAsideId(draw(guids)), session.id, place, draw(names), draw(guids), draw(texts))
        for place in positions(draw, draw(st.integers(0, 2)))
    )
