"""Build and check the message catalogues, whose sources are resources/locales/<language>/*.po.

`compile` merges the fragments of every language into LC_MESSAGES/flipdesk.mo and does nothing when
nothing changed. `check` compares the fragments with the sentences in the code and leaves with
status 1 when one lacks a translation or is translated wrongly. English is the source language.
"""

import argparse
import ast
import gettext
import hashlib
import io
import os
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "resources" / "locales"
PACKAGE = ROOT / "flipdesk"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands in the code: its context and its singular and plural."""

    context: str | None
    forms: tuple[str, ...]

    def shown(self) -> str:
        """Return it in one line."""
        context = f"{self.context}: " if self.context else ""
        return context + " / ".join(repr(form) for form in self.forms)


@dataclass(frozen=True)
class Language:
    """The fragments of one language merged, with the sentences about what is wrong in them."""

    catalogue: "Catalog"
    fragments: dict[Sentence, str]
    problems: tuple[str, ...]


def compile_all(locales: Path = LOCALES) -> list[str]:
    """Bring every .mo up to date and return what is wrong with the fragments."""
    problems: list[str] = []
    for folder in languages(locales):
        target = folder / "LC_MESSAGES" / "flipdesk.mo"
        digest = fragments_digest(folder)
        if compiled_digest(target) == digest:
            continue
        language = read_language(folder)
        problems += language.problems
        write_mo(language.catalogue, target, "unsound" if language.problems else digest)
    return problems


def check_all(locales: Path = LOCALES, package: Path = PACKAGE) -> list[str]:
    """Return everything that is wrong with the fragments, held against the code."""
    sentences, problems = read_code(package)
    for folder in languages(locales):
        language = read_language(folder)
        problems += language.problems
        problems += missing(language, sentences, folder.name)
        for sentence, fragment in language.fragments.items():
            if sentence not in sentences:
                problems.append(f"{fragment}: obsolete, remove it: {sentence.shown()}")
            problems += placeholder_problems(language, sentence, fragment)
    return problems


def languages(locales: Path) -> list[Path]:
    """Return the folders of the languages that have fragments."""
    return sorted({fragment.parent for fragment in locales.glob("*/*.po")})


def fragments_digest(folder: Path) -> str:
    """Return a digest of this program and of all fragments of one language."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for fragment in sorted(folder.glob("*.po")):
        digest.update(fragment.name.encode())
        digest.update(fragment.read_bytes())
    return digest.hexdigest()


def compiled_digest(target: Path) -> str | None:
    """Return the digest of the fragments that a .mo was made from, None when there is none."""
    try:
        with target.open("rb") as file:
            made_from = gettext.GNUTranslations(file).info().get("project-id-version", "")
    except (OSError, ValueError):
        return None
    return made_from.removeprefix("FlipDesk ")


def read_language(folder: Path) -> Language:
    """Read all fragments of one language; the first translation of a sentence stands."""
    from babel.messages.catalog import Catalog

    merged = Catalog(locale=folder.name, creation_date=EPOCH, revision_date=EPOCH)
    fragments: dict[Sentence, str] = {}
    problems: list[str] = []
    for fragment in sorted(folder.glob("*.po")):
        where = f"{folder.name}/{fragment.name}"
        part, complaint = read_fragment(fragment)
        if part is None:
            problems.append(f"{where} cannot be read: {complaint}")
            continue
        problems += [f"{where}: obsolete, remove it: {key}" for key in part.obsolete]
        for message in part:
            sentence = Sentence(message.context, forms_of(message.id))
            strings = forms_of(message.string)
            if not message.id or message.fuzzy or not all(strings):
                continue
            earlier = merged.get(message.id, message.context)
            if earlier is None:
                merged[message.id] = message
                fragments[sentence] = where
            elif forms_of(earlier.string) != strings:
                problems.append(
                    f"{where}: {fragments.get(sentence)} says it otherwise: {sentence.shown()}"
                )
    return Language(merged, fragments, tuple(problems))


def read_fragment(fragment: Path) -> "tuple[Catalog | None, str]":
    """Return the catalogue in one .po, or None and why it cannot be read."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with fragment.open("rb") as file:
            return read_po(file, locale=fragment.parent.name, abort_invalid=True), ""
    except (PoFileError, ValueError) as error:
        return None, str(error)


def forms_of(text: object) -> tuple[str, ...]:
    """Return singular and plural, or the one form there is."""
    return tuple(text) if isinstance(text, (list, tuple)) else (str(text or ""),)


def write_mo(catalogue: "Catalog", target: Path, digest: str) -> None:
    """Write a .mo in one step, so that a program that starts meanwhile reads a whole one."""
    from babel.messages.mofile import write_mo as write_binary

    catalogue.project, catalogue.version = "FlipDesk", digest
    buffer = io.BytesIO()
    write_binary(buffer, catalogue)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    aside.write_bytes(buffer.getvalue())
    aside.replace(target)


def read_code(package: Path) -> tuple[dict[Sentence, str], list[str]]:
    """Return every sentence in the code with where it stands, and sentences that never match."""
    from babel.messages.extract import extract_from_file

    keywords = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    sentences: dict[Sentence, str] = {}
    problems: list[str] = []
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package.parent).as_posix()
        for line, message, _comments, context in extract_from_file("python", file, keywords):
            sentences.setdefault(Sentence(context, forms_of(message)), f"{name}:{line}")
        problems += [f"{name}:{line}: an f-string is never found" for line in f_strings(file)]
    return sentences, problems


def f_strings(file: Path) -> Iterator[int]:
    """Yield the lines where an f-string is handed to gettext."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = node.func.id in {"_", "N_", "ngettext", "pgettext"}
            if called and any(isinstance(argument, ast.JoinedStr) for argument in node.args):
                yield node.lineno


def missing(language: Language, sentences: dict[Sentence, str], name: str) -> list[str]:
    """Return the sentences of the code that the language does not have."""
    return [
        f"{where}: not in {name}: {sentence.shown()}"
        for sentence, where in sentences.items()
        if sentence not in language.fragments
    ]


def placeholder_problems(language: Language, sentence: Sentence, fragment: str) -> Iterator[str]:
    """Yield a problem when a translation names other placeholders than its sentence.

    The singular of a counted sentence may leave the number out.
    """
    message = language.catalogue.get(sentence.forms[0], sentence.context)
    translations = forms_of(message.string) if message else ()
    wanted = placeholders(sentence.forms[-1])
    for index, translation in enumerate(translations):
        given = placeholders(translation)
        counted_singular = len(sentence.forms) > 1 and index == 0
        if given is None or wanted is None:
            yield f"{fragment}: unpaired brace: {sentence.shown()}"
        elif not (given <= wanted if counted_singular else given == wanted):
            yield f"{fragment}: {sorted(given)} is not {sorted(wanted)}: {sentence.shown()}"


def placeholders(text: str) -> set[str] | None:
    """Return the names in braces, None when the braces do not pair."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def main() -> int:
    """Run `compile` or `check`; print problems to stderr."""
    parser = argparse.ArgumentParser(description="Build and check the message catalogues.")
    parser.add_argument("what", choices=["compile", "check"])
    what = parser.parse_args().what
    problems = compile_all() if what == "compile" else check_all()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
