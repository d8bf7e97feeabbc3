"""Materials of every shape, for a record that is drawn already."""

from dataclasses import replace

from hypothesis import strategies as st

from flipdesk.domain.ids import MaterialId
from flipdesk.domain.material import Material
from flipdesk.domain.session_record import SessionRecord
from tests.exchange.drawn import Draw, guids, moments_after, positions, texts


@st.composite
def with_materials(draw: Draw, record: SessionRecord) -> SessionRecord:
    """Draw up to two documents that are kept with a session."""
    session = record.session
    return replace(
        record,
        materials=tuple(
            Material(
                MaterialId(draw(guids)),
                session.id,
                position,
                draw(texts),
                draw(texts),
                draw(moments_after(session.starts, session.zone)),
                draw(texts),
                draw(st.none() | st.just("0f" * 32)),
            )
            for position in positions(draw, draw(st.integers(0, 2)))
        ),
    )
