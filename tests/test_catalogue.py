"""The Danish catalogue is complete, and tools/catalogue.py would notice if it were not."""

import gettext
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from flipdesk import i18n

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: da\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
CODE = """\
_("Hello {name}")
ngettext("{n} dog", "{n} dogs", 2)
pgettext("verb", "run")
"""
DANISH = """
msgid "Hello {name}"
msgstr "Hej {name}"

msgid "{n} dog"
msgid_plural "{n} dogs"
msgstr[0] "en hund"
msgstr[1] "{n} hunde"

msgctxt "verb"
msgid "run"
msgstr "løbe"
"""


@pytest.fixture
def catalogue() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogue"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["catalogue"]


class House:
    """A small program with catalogues of its own."""

    def __init__(self, place: Path, catalogue: ModuleType) -> None:
        self.locales, self.package = place / "locales", place / "flipdesk"
        self._catalogue = catalogue
        (self.locales / "da").mkdir(parents=True)
        self.package.mkdir()
        self.code(CODE)
        self.danish("first", DANISH)

    def code(self, text: str) -> None:
        (self.package / "code.py").write_text(text, "utf-8")

    def danish(self, fragment: str, text: str) -> None:
        (self.locales / "da" / f"{fragment}.po").write_text(HEAD + text, "utf-8")

    def problems(self) -> list[str]:
        found = self._catalogue.check_all(self.locales, self.package)
        assert isinstance(found, list)
        return found

    def compiled(self) -> gettext.NullTranslations:
        assert self._catalogue.compile_all(self.locales) == []
        # gettext.translation would remember the catalogue it read first.
        with (self.locales / "da" / "LC_MESSAGES" / "flipdesk.mo").open("rb") as file:
            return gettext.GNUTranslations(file)


@pytest.fixture
def house(tmp_path: Path, catalogue: ModuleType) -> House:
    return House(tmp_path, catalogue)


def test_danish_is_complete(catalogue: ModuleType) -> None:
    assert catalogue.check_all() == []


def test_fragments_become_one_catalogue(house: House) -> None:
    house.danish("second", '\nmsgid "Bye"\nmsgstr "Farvel"\n')
    danish = house.compiled()
    assert danish.gettext("Hello {name}") == "Hej {name}"
    assert danish.gettext("Bye") == "Farvel"
    assert danish.pgettext("verb", "run") == "løbe"
    assert [danish.ngettext("{n} dog", "{n} dogs", n) for n in (1, 2)] == ["en hund", "{n} hunde"]


def test_catalogue_is_written_only_when_a_fragment_changed(house: House) -> None:
    house.compiled()
    target = house.locales / "da" / "LC_MESSAGES" / "flipdesk.mo"
    written = target.stat().st_mtime_ns
    house.compiled()
    assert target.stat().st_mtime_ns == written
    house.danish("first", DANISH.replace("Hej", "Goddag"))
    assert house.compiled().gettext("Hello {name}") == "Goddag {name}"


def test_sound_fragments_have_no_problems(house: House) -> None:
    assert house.problems() == []


def test_sentence_without_danish(house: House) -> None:
    house.code(CODE + '_("Bye")\n')
    assert house.problems() == ["flipdesk/code.py:4: not in da: 'Bye'"]


def test_sentence_that_the_code_no_longer_has(house: House) -> None:
    house.code(CODE.replace("run", "walk"))
    assert any("obsolete" in problem and "'run'" in problem for problem in house.problems())


def test_fragments_that_disagree(house: House) -> None:
    house.danish("second", DANISH.replace("Hej", "Goddag"))
    assert house.problems() == ["da/second.po: da/first.po says it otherwise: 'Hello {name}'"]


def test_placeholder_that_differs(house: House) -> None:
    house.danish("first", DANISH.replace("Hej {name}", "Hej {navn}"))
    assert house.problems() == ["da/first.po: ['navn'] is not ['name']: 'Hello {name}'"]


def test_brace_that_does_not_pair(house: House) -> None:
    house.danish("first", DANISH.replace("Hej {name}", "Hej {name"))
    assert house.problems() == ["da/first.po: unpaired brace: 'Hello {name}'"]


def test_f_string_that_gettext_never_finds(house: House) -> None:
    house.code(CODE + '_(f"Hello {1}")\n')
    assert house.problems() == ["flipdesk/code.py:4: an f-string is never found"]


def test_fragment_that_is_no_catalogue(house: House) -> None:
    (house.locales / "da" / "second.po").write_text('msgid "x\n', "utf-8")
    assert any("da/second.po cannot be read" in problem for problem in house.problems())


def test_checkout_without_compiled_catalogue_speaks_english_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    i18n._catalogue.cache_clear()
    monkeypatch.setattr(i18n, "resource", lambda *_parts: tmp_path)
    try:
        with i18n.speaking("da"):
            assert i18n._("Enter") == "Enter"
            assert i18n.ngettext("{n} dog", "{n} dogs", 2) == "{n} dogs"
    finally:
        i18n._catalogue.cache_clear()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "not compiled, which tools/setup.sh does" in said
