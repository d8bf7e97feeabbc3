"""The library of run sheets and blocks of one's own."""

import pytest

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_template import TemplateItem
from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk


def agenda(desk: Desk, session_id: SessionId) -> tuple[AgendaItem, ...]:
    return desk.base.agenda.of_session(session_id)


def test_blocks_are_kept_without_whose_they_were_and_come_back_as_they_were(
    desk: Desk, session_id: SessionId
) -> None:
    item = agenda(desk, session_id)[2]
    mette = desk.base.participants.of_session(session_id)[0]
    desk.run_sheet.change(
        item.id, owner_id=mette.id, day=2, materials=("Ark", "Klip 1"), how="Først\nså"
    )
    desk.agenda_library.keep_blocks([item.id, agenda(desk, session_id)[4].id])
    titles = [block.item.title for block in desk.agenda_library.blocks()]
    assert titles == ["Oplæg: hvad forskningen ved", "Pause"]
    block = desk.agenda_library.blocks()[0].item
    desk.run_sheet.insert_block(session_id, block, 1)
    fresh = agenda(desk, session_id)[1]
    kept = TemplateItem.of(fresh)
    assert kept == block
    assert (fresh.materials, fresh.how, fresh.owner_id, fresh.day) == (
        ("Ark", "Klip 1"),
        "Først\nså",
        None,
        None,
    )


def test_template_is_kept_renamed_deleted_and_all_of_it_undone(
    desk: Desk, session_id: SessionId
) -> None:
    library, history = desk.agenda_library, desk.history
    desk.run_sheet_days.begin_day(agenda(desk, session_id)[5].id)
    history.record(library.keep_template(session_id, "  Ærøs egen "))
    history.record(library.keep_template(session_id, "Aalborgs egen"))
    assert [one.template.title for one in library.templates()] == ["Ærøs egen", "Aalborgs egen"]
    own = library.templates()[0]
    assert own.template.days == 2
    assert own.template.items == tuple(map(TemplateItem.of, agenda(desk, session_id)))
    history.record(library.rename_template(own.id, "Forårets"))
    history.record(library.delete_template(own.id))
    assert [one.template.title for one in library.templates()] == ["Aalborgs egen"]
    assert library.blocks() == ()
    history.undo()
    assert library.templates()[0].template.items == own.template.items
    history.undo()
    history.undo()
    assert [one.template.title for one in library.templates()] == ["Ærøs egen"]
    history.undo()
    assert library.templates() == ()
    for _ in range(4):
        history.redo()
    assert [one.template.title for one in library.templates()] == ["Aalborgs egen"]


def test_block_is_renamed_and_deleted_again(desk: Desk, session_id: SessionId) -> None:
    library, history = desk.agenda_library, desk.history
    library.keep_blocks([agenda(desk, session_id)[0].id])
    (block,) = library.blocks()
    history.record(library.rename_block(block.id, "Velkomst"))
    assert library.blocks()[0].item.title == "Velkomst"
    assert library.blocks()[0].item.purpose == block.item.purpose
    history.record(library.delete_block(block.id))
    assert library.blocks() == ()
    history.undo()
    history.undo()
    assert library.blocks() == (block,)


def test_what_has_no_title_or_no_items_is_not_kept(desk: Desk, session_id: SessionId) -> None:
    with pytest.raises(KnownError, match="titel"):
        desk.agenda_library.keep_template(session_id, "  ")
    desk.run_sheet.delete_all([item.id for item in agenda(desk, session_id)])
    with pytest.raises(KnownError, match="tom"):
        desk.agenda_library.keep_template(session_id, "Tom")
    assert desk.agenda_library.templates() == ()
