"""Minutes of the sample session that came back with a change, and wait for a decision."""

from flipdesk.domain.returned import By, Place, Span
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.taking_in import TakingIn
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.returned import WordEdit

METTE = By("Mette Holm", "2026-11-24T10:15:00")


def take_in_change(app: TestApp, *words: str) -> None:
    """Put each of these words, else one, before another reflection, tracked, and take that in."""
    desk = app.workspace.desk
    snapshot = desk.minutes.prepare(sample_session_id(), Audience.PARTICIPANTS)
    minutes, changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    app.workspace.tell(changes)
    data = desk.base.minutes.document(minutes.id)
    edit = WordEdit(data)
    pieces = [
        one
        for one in TakingIn.read(data, "sendt.docx").back.pieces
        if one.targets and one.targets[0].place is Place.REFLECTION and one.row is None
    ]
    for piece, word in zip(pieces, words or ("Netop",), strict=False):
        paragraph = edit.paragraph("r", piece.targets[0].key)
        edit.rewrite(paragraph, (Span(f"{word} ", inserted=METTE), Span(piece.before)))
    reading = TakingIn.read(edit.data(), "retur.docx")
    app.workspace.perform(lambda: desk.taking_in.take_in(reading).step)
