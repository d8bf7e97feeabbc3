"""What is written is read back as it was, and both validators have nothing against it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyrefiqda import RefiCodebook, RefiProject

from flipdesk.domain.research_project import ProjectCode, ResearchProject, SoundSource
from flipdesk.errors import KnownError
from flipdesk.exchange.refi import package as package_module
from flipdesk.exchange.refi.package import write_package
from flipdesk.exchange.refi.read_codes import read_codebook
from flipdesk.exchange.refi.read_project import read_package
from flipdesk.exchange.refi.write_codes import write_codebook
from tests.exchange.refi.drawn_projects import projects
from tests.helpers.refi import needs_schemas, project_xml, refused


def packed(project: ResearchProject) -> bytes:
    file = io.BytesIO()
    assert write_package(project, {}, file)
    return file.getvalue()


@given(projects())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_project_is_read_as_it_was_written(project: ResearchProject) -> None:
    data = packed(project)
    assert read_package(data) == project
    assert packed(project) == data


@given(projects())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_codebook_is_read_as_it_was_written(project: ResearchProject) -> None:
    codes = tuple(replace(one, memo_ids=()) for one in project.codes)
    assert read_codebook(write_codebook(project.codes, project.origin)) == codes


@needs_schemas
@given(projects())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_validators_take_it(project: ResearchProject) -> None:
    assert refused(project_xml(packed(project)), "Project") == []
    assert refused(write_codebook(project.codes, project.origin), "Codebook") == []


@needs_schemas
def test_empty_project_has_no_empty_containers() -> None:
    assert refused(project_xml(packed(ResearchProject("Tomt"))), "Project") == []


def test_characters_that_xml_forbids_change_no_place() -> None:
    codes = (ProjectCode("11111111-2222-3333-4444-555555555555", "a\x00b\ud800"),)
    (read,) = read_codebook(write_codebook(codes, "FlipDesk"))
    assert read.name == "a\ufffdb\ufffd"


def test_codebook_without_codes_is_refused() -> None:
    with pytest.raises(KnownError, match="ingen koder"):
        write_codebook((), "FlipDesk")


def test_sound_beyond_two_gibibytes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "MOST_BYTES", 3)
    sound = tmp_path / "lyd.flac"
    sound.write_bytes(b"fire")
    source = SoundSource("11111111-2222-3333-4444-555555555555", "Formiddag.flac", "lyd.flac")
    with pytest.raises(KnownError, match="Formiddag"):
        write_package(ResearchProject("P", sounds=(source,)), {"lyd.flac": sound}, io.BytesIO())


def test_cancelling_ends_it(tmp_path: Path) -> None:
    sound = tmp_path / "lyd.flac"
    sound.write_bytes(b"fire")
    file = io.BytesIO()
    assert not write_package(
        ResearchProject("P"), {"lyd.flac": sound}, file, cancelled=lambda: True
    )


@given(projects())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_independent_reader_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, project: ResearchProject
) -> None:
    folder = tmp_path_factory.mktemp("refi")
    (folder / "a.qdpx").write_bytes(packed(project))
    (folder / "a.qdc").write_bytes(write_codebook(project.codes, "FlipDesk"))
    read = RefiProject.load(folder / "a.qdpx", str(folder / "out"))
    assert read.sources is None or len(read.sources.text_source) == len(project.texts)
    (first, *_rest) = RefiCodebook.load(folder / "a.qdc").codes.code
    assert (first.guid, first.name) == (project.codes[0].id, project.codes[0].name)
