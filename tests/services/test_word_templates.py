"""Word templates are kept in the knowledge base, and each series finds its own."""

import hashlib
from pathlib import Path

import pytest

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.word_template import (
    EVERYTHING,
    ChosenTemplate,
    TemplateScope,
    TemplateSubject,
)
from flipdesk.door.imports import TEMPLATE
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.template_files import read_template
from tests.helpers.word_templates import checked, template_file


@pytest.fixture
def series_id(desk: Desk, session_id: SessionId) -> SeriesId:
    return desk.base.record(session_id).series.id


def titles(desk: Desk, series_id: SeriesId) -> tuple[str | None, TemplateScope | None]:
    chosen = desk.word_templates.chosen(series_id)
    return (chosen.template.title if chosen.template else None), chosen.scope


def test_a_template_is_kept_as_it_came(desk: Desk, clock: ManualClock) -> None:
    desk.base.author = "Lærke Holm"
    brought = checked("Nordby brev")
    template_id, _step = desk.word_templates.add(brought)
    desk.base.close()
    again = KnowledgeBase.open(desk.base.folder, clock)
    (kept,) = again.word_templates.all()
    assert (kept.id, kept.title, kept.added_by) == (template_id, "Nordby brev", "Lærke Holm")
    assert (kept.added, kept.size_bytes) == (clock.now(), len(brought.document))
    assert kept.sha256 == hashlib.sha256(again.word_templates.document(template_id)).hexdigest()
    assert again.word_templates.document(template_id) == brought.document
    again.close()


def test_the_nearest_choice_counts(desk: Desk, series_id: SeriesId) -> None:
    templates = desk.word_templates
    mine, organisation, rest = templates.subjects(series_id)
    assert [one.scope for one in (mine, organisation, rest)] == list(TemplateScope)
    assert titles(desk, series_id) == (None, None)
    templates.add(checked("Universitet"), rest)
    assert titles(desk, series_id) == ("Universitet", TemplateScope.EVERYTHING)
    nordby, _step = templates.add(checked("Nordby"), organisation)
    assert titles(desk, series_id) == ("Nordby", TemplateScope.ORGANISATION)
    assert templates.look(series_id) == checked("Nordby").document
    templates.use(mine, None)
    assert titles(desk, series_id) == (None, TemplateScope.SERIES)
    assert templates.look(series_id) is None
    other, _step = desk.planning.add_series("Ledelsesflip", "", None)
    assert titles(desk, other) == ("Universitet", TemplateScope.EVERYTHING)
    templates.use_as_others(mine)
    templates.remove(nordby)
    assert titles(desk, series_id) == ("Universitet", TemplateScope.EVERYTHING)


def test_removing_is_undone_with_its_choices_and_its_bytes(desk: Desk, series_id: SeriesId) -> None:
    subject = TemplateSubject.series(series_id)
    template_id, step = desk.word_templates.add(checked("Nordby"), subject)
    desk.history.record(step)
    desk.history.record(desk.word_templates.remove(template_id))
    assert desk.history.undo_label == "fjern Word-skabelonen Nordby"
    assert desk.word_templates.chosen(series_id) == ChosenTemplate(None, None)
    desk.history.undo()
    assert desk.word_templates.look(series_id) == checked("Nordby").document
    desk.history.undo()
    assert desk.word_templates.all() == ()


def test_a_template_is_replaced_under_its_title(
    desk: Desk, clock: ManualClock, series_id: SeriesId
) -> None:
    template_id, _step = desk.word_templates.add(checked("Nordby"), EVERYTHING)
    clock.advance(hours=1)
    fresh = checked("nyt logo", "Nyt", "{{punkter}}")
    desk.history.record(desk.word_templates.replace(template_id, fresh))
    (kept,) = desk.word_templates.all()
    assert (kept.title, kept.added) == ("Nordby", clock.now())
    assert desk.word_templates.look(series_id) == fresh.document
    assert desk.word_templates.replace(template_id, fresh).changes == Changes()
    desk.word_templates.add(checked("Åkær"))
    with pytest.raises(KnownError, match="Åkær"):
        desk.word_templates.replace(template_id, checked("Åkær"))
    desk.history.undo()
    assert desk.word_templates.look(series_id) == checked("Nordby").document


def test_the_same_file_is_kept_once_and_no_title_twice(desk: Desk) -> None:
    first, _step = desk.word_templates.add(checked("Nordby"))
    second, step = desk.word_templates.add(checked("Nordby"), EVERYTHING)
    assert (first, len(desk.word_templates.all())) == (second, 1)
    assert desk.word_templates.uses() == {EVERYTHING: first}
    assert step.changes.touches("word_template_use")
    assert not step.changes.touches("word_template")
    with pytest.raises(KnownError, match="NORDBY"):
        desk.word_templates.add(checked("NORDBY"))


def test_a_choice_goes_along_when_organisations_become_one(desk: Desk, series_id: SeriesId) -> None:
    away = desk.base.organisations.named("Nordby Kommune")
    into, _changes = desk.base.organisations.ensure("Nordby")
    assert away is not None
    assert into is not None
    desk.word_templates.add(checked("Nordby"), TemplateSubject.organisation(away.id))
    desk.history.record(desk.organisations.merge(away.id, into))
    assert titles(desk, series_id) == ("Nordby", TemplateScope.ORGANISATION)
    desk.history.undo()
    assert titles(desk, series_id) == ("Nordby", TemplateScope.ORGANISATION)
    mine, _step = desk.word_templates.add(checked("Vores"), TemplateSubject.organisation(into))
    desk.organisations.merge(away.id, into)
    assert desk.word_templates.uses() == {TemplateSubject.organisation(into): mine}


def test_a_deleted_series_takes_its_choice_along(desk: Desk, series_id: SeriesId) -> None:
    desk.word_templates.add(checked("Nordby"), TemplateSubject.series(series_id))
    desk.history.record(desk.planning.delete_series(series_id))
    assert desk.word_templates.uses() == {}
    assert len(desk.word_templates.all()) == 1
    desk.history.undo()
    assert titles(desk, series_id) == ("Nordby", TemplateScope.SERIES)


def test_what_is_no_template_never_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "brev.docx"
    with pytest.raises(KnownError, match="kan ikke læses"):
        read_template(path)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(KnownError):
        read_template(path)
    path.write_bytes(bytes(TEMPLATE.most_bytes + 1))
    with pytest.raises(KnownError, match="5 MB"):
        read_template(path)
    read = read_template(template_file(path, "{{punkter}}"))
    assert read.title == "brev"
    assert any("resumé" in one for one in read.findings)
