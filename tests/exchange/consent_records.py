"""What was told and answered about consent, as hypothesis thinks it up."""

from collections.abc import Sequence

from hypothesis import strategies as st

from flipdesk.domain.consent_note import ConsentNote, InformationText, NotedMatter
from flipdesk.domain.ids import ConsentNoteId, InformationTextId, ParticipantId
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import Answer, ConsentWay
from tests.exchange.drawn import Draw, guids, moments_after, positions, texts


def draw_consent(
    draw: Draw, session: Session, people: Sequence[ParticipantId]
) -> tuple[tuple[InformationText, ...], tuple[ConsentNote, ...]]:
    moments = moments_after(session.starts, session.zone)
    told = tuple(
        InformationText(
            InformationTextId(draw(guids)), session.id, place, draw(texts), draw(moments)
        )
        for place in positions(draw, draw(st.integers(0, 2)))
    )
    after = st.none() | st.sampled_from([one.id for one in told]) if told else st.none()
    notes = tuple(
        ConsentNote(
            ConsentNoteId(draw(guids)),
            session.id,
            place,
            draw(st.sampled_from(people)),
            draw(st.sampled_from(NotedMatter)),
            draw(st.sampled_from(Answer)),
            draw(moments),
            draw(st.none() | st.sampled_from(ConsentWay)),
            draw(after),
        )
        for place in positions(draw, draw(st.integers(0, 3)) if people else 0)
    )
    return told, notes
