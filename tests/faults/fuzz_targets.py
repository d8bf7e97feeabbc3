"""What takes in files from outside, each with files to begin with and a way to make them worse."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.faults.mutating import (
    AWKWARD,
    CANNOT,
    worse_bytes,
    worse_json,
    worse_package,
    worse_words,
    worse_xml,
)

Worse = Callable[[bytes, Random], bytes]
TEXT: tuple[Worse, ...] = (worse_bytes, worse_words, worse_words)
JSON: tuple[Worse, ...] = (worse_bytes, worse_words, worse_json, worse_json, worse_json)
XML: tuple[Worse, ...] = (worse_bytes, worse_words, worse_xml, worse_xml)
PACKAGE: tuple[Worse, ...] = (worse_package,)


@dataclass(frozen=True, slots=True)
class Target:
    """A reader; `share` of 100 inputs go to it. Who types is given texts, halves of signs too."""

    name: str
    share: int
    read: Callable[[bytes], object]
    seeds: Sequence[bytes]
    worse: Sequence[Worse]
    is_typed: bool = False

    def input(self, number: int) -> bytes:
        """Return one of the endlessly many inputs, always the same for the same number."""
        rng = Random(f"{self.name} {number}")
        data = rng.choice(self.seeds)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            try:
                data = rng.choice(self.worse)(data, rng)
            except CANNOT:
                data = worse_bytes(data, rng)
        return data


@cache
def targets(scratch: Path) -> tuple[Target, ...]:
    """Return all of them; `scratch` is the one folder where any of this may write."""
    return (
        *_sessions(),
        *_documents(),
        *_research(),
        *_transcripts(),
        *_people(),
        _capture_lines(),
        *_own_files(scratch),
        _sounds(scratch),
    )


def _sessions() -> Sequence[Target]:
    from flipdesk.exchange.codebook_file import load_shipped
    from flipdesk.exchange.session_file_read import read_session
    from flipdesk.exchange.session_file_write import write_session
    from tests.helpers.app import sample_record
    from tests.helpers.nordby import nordby

    codebooks = load_shipped("da")
    seeds = [write_session(one).encode() for one in (sample_record(), nordby())]
    # Files in the size of a day would make every input cost as much as a day.
    seeds = [*sorted(seeds, key=len)[:1], _small_session(min(seeds, key=len))]
    return (
        Target("session file", 14, lambda data: read_session(data, codebooks, "a"), seeds, JSON),
    )


def _small_session(data: bytes) -> bytes:
    value = json.loads(data)
    for key, part in value.items():
        if isinstance(part, list):
            value[key] = part[:3]
    return json.dumps(value, ensure_ascii=False).encode()


def _documents() -> Sequence[Target]:
    from flipdesk.documents.minutes_docx import render
    from flipdesk.documents.returned.reader import read_returned
    from flipdesk.documents.template.fill import try_out
    from flipdesk.domain.finding import findings
    from flipdesk.domain.returned import By, Span
    from tests.helpers.nordby import minutes, nordby
    from tests.helpers.returned import WordEdit
    from tests.helpers.word_templates import template

    edit = WordEdit(render(minutes(nordby())))
    by = By("Mette Holm", "2026-11-24T10:15:00")
    first, second, third, *rest = [one for one in edit.paragraphs() if one.getparent() is edit.body]
    edit.rewrite(first, (Span("Før"), Span("ny", inserted=by), Span("gammel", deleted=by)))
    parent = edit.comment(second, "Åse", "Passer det?")
    edit.comment(third, "Mette", "Ja", parent=parent, is_done=True)
    edit.mark_end(second, "ins", by)
    for one in rest[25:]:
        edit.body.remove(one)
    back = edit.data()
    small = template("{{punkter}}", "Fast tekst", header="Nordby")
    return (
        Target("returned document", 14, read_returned, (back, small), PACKAGE),
        Target(
            "comparison",
            2,
            lambda data: findings(read_returned(back), read_returned(data)),
            (back,),
            PACKAGE,
        ),
        Target("template", 6, try_out, (small, template("{{titel}}")), PACKAGE),
    )


def _research() -> Sequence[Target]:
    from flipdesk.exchange.refi.read_codes import read_codebook
    from flipdesk.exchange.refi.read_project import read_package

    package, codes = research_files()
    return (
        Target("research project", 12, read_package, (package,), PACKAGE),
        Target("research codebook", 4, read_codebook, (codes,), XML),
    )


def research_files() -> tuple[bytes, bytes]:
    """Return a project with everything that one can hold, and a codebook."""
    import io

    from flipdesk.exchange.refi.package import write_package
    from flipdesk.exchange.refi.write_codes import write_codebook
    from tests.faults.research import everything

    project = everything()
    file = io.BytesIO()
    write_package(project, {}, file)
    return file.getvalue(), write_codebook(project.codes, project.origin)


def _transcripts() -> Sequence[Target]:
    from flipdesk.exchange.transcripts.reader import read_transcript
    from tests.exchange.transcripts.samples import EVERY

    read = partial(read_transcript, source="a.vtt")
    every = _coded(list(EVERY.values()))
    text = [one for one in every if not one.lstrip().startswith(b"{")]
    values = [one for one in every if one.lstrip().startswith(b"{")]
    return (
        Target("transcript", 16, read, text, TEXT),
        Target("transcript in JSON", 6, read, values, JSON),
    )


def _people() -> Sequence[Target]:
    from flipdesk.domain.ids import SessionId
    from flipdesk.exchange.agenda_rows import agenda_of_text
    from flipdesk.services.participant_lists import read_list

    tables = (
        'Navn;Rolle;Organisation;Initialer\nMette Holm;Borger;Nordby;MH\n"Åse; B";Leder;;ÅB\n',
        "Holm, Mette <mette@x.dk>\tsagsbehandler\r\nÅse Bjerre (aab@x.dk)\tleder\r\n",
        "sep=,\nFornavn,Efternavn\nA,B\n'=1+1,C\n",
    )
    cards = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Holm;Mette;;;\nFN:Mette Holm\nORG:Nordby;Job\nTITLE:Leder\n"
        "PHOTO;ENCODING=b:AAAA\n BBBB\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=B8j;=\n;Bo\n"
        "END:VCARD\n",
    )
    agenda = ("10:00\t15\tVelkomst\tMH\n\t30\tLån et øre\t\n", "Punkt\tMinutter\nPause\t15\n")

    def read_agenda(data: bytes) -> object:
        return agenda_of_text(_text(data), SessionId("s"), {})

    return (
        Target("list of people", 7, partial(read_list, source="a.csv"), _coded(tables), TEXT),
        Target("address cards", 5, partial(read_list, source="a.vcf"), _coded(cards), TEXT),
        Target("agenda", 4, read_agenda, _coded(agenda), TEXT, is_typed=True),
    )


def _capture_lines() -> Target:
    from flipdesk.domain.capture import understand
    from flipdesk.domain.capture_line import write_line
    from flipdesk.domain.due_dates import DueContext
    from flipdesk.exchange.codebook_file import load_shipped
    from tests.helpers.nordby import nordby

    codebook = next(iter(load_shipped("da").values()))
    people = nordby().participants
    dates = DueContext(date(2026, 11, 23))

    def read(data: bytes) -> object:
        captured = understand(_text(data), people, codebook, dates)
        write_line(captured, people, codebook, dates)
        return captured

    initials = people[0].initials
    lines = (
        f"{initials}: vi skal lytte længere #1 #hel #refleksion+",
        f'"det var ikke mig" #citat {initials}:',
        f"+ {initials} sender artiklen fre #3 #privat",
        "? hvem følger op @næste",
        "! beslutning inden 1/12",
    )
    return Target("capture line", 7, read, _coded((*lines, *AWKWARD)), TEXT, is_typed=True)


def _own_files(scratch: Path) -> Sequence[Target]:
    """Return what is FlipDesk's own, but may have lain on a stick or come out of a backup."""
    from flipdesk.audio.manifest import read_manifest as read_recording_manifest
    from flipdesk.domain.ids import new_guid
    from flipdesk.knowledge.backup_manifest import manifest_path, read_manifest
    from flipdesk.knowledge.key_file import KeyFile, load
    from flipdesk.knowledge.key_wraps import Cost, Opener, Wrap

    backup = scratch / "a.sqlite"
    manifest = {"format": 1, "made": "2026-11-23T10:00:00+01:00", "reason": "running", "bytes": 9,
                "sha256": "0" * 64, "schema": 37, "rows": {"session": 2}}  # fmt: skip
    wrap = Wrap(Opener.PASSPHRASE, b"salt", Cost(), b"nonce", b"sealed")
    keys = KeyFile(new_guid(), (wrap,)).dump()
    recording = (
        b'{"line": "opened", "first_sample": 0, "rate_hz": 48000, "channels": 1, "device": "",'
        b' "started_utc": "2026-11-23T09:00:00+00:00", "monotonic_ns": 1, "pid": 1}\n'
    )

    def read_backup(data: bytes) -> object:
        manifest_path(backup).write_bytes(data)
        return read_manifest(backup)

    def read_folder(data: bytes) -> object:
        (scratch / "manifest.jsonl").write_bytes(data)
        return read_recording_manifest(scratch).lines

    return (
        Target("manifest of a backup", 1, read_backup, (json.dumps(manifest).encode(),), JSON),
        Target("key file", 1, load, (keys,), JSON),
        Target("manifest of a recording", 1, read_folder, (recording,), TEXT),
    )


def _sounds(scratch: Path) -> Target:
    """Return sound; the library that reads it is no Python, and a fault in it ends the process."""
    import numpy as np
    import soundfile

    from flipdesk.audio.foreign_sound import inspect_sound, samples_of

    seeds = []
    path = scratch / "sound"
    wave = (np.sin(np.arange(4_000) / 9) * 9_000).astype(np.int16)
    for form, kind in (("WAV", "PCM_16"), ("WAV", "FLOAT"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"),
                       ("MP3", "MPEG_LAYER_III"), ("AIFF", "PCM_16")):  # fmt: skip
        soundfile.write(path, wave, 16_000, format=form, subtype=kind)
        seeds.append(path.read_bytes())

    def read(data: bytes) -> object:
        path.write_bytes(data)
        found = inspect_sound(path)
        for taken, _block in enumerate(samples_of(path, found.spec)):
            if taken == 50:
                break
        return found

    return Target("sound", 3, read, seeds, (worse_bytes,))


def _text(data: bytes) -> str:
    # Half a character is what a clipboard can hold, and no file.
    return data.decode("utf-8", "surrogateescape")


def _coded(texts: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(one.encode("utf-8", "surrogatepass") for one in texts)
