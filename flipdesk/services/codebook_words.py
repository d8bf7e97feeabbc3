"""Codebooks in the language of a document or a window: a knowledge base keeps Danish words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from flipdesk.domain.codebook import Axis, Code, Codebook

KEPT_IN = "da"


@lru_cache(maxsize=8)
def codebook_in(codebook: Codebook, language: str) -> Codebook:
    """Return a codebook with the words of a language; codes that users made or renamed stay."""
    if language == KEPT_IN:
        return codebook
    from flipdesk.exchange.codebook_file import load_shipped

    kept, wanted = (load_shipped(one).get(codebook.id) for one in (KEPT_IN, language))
    if kept is None or wanted is None:
        return codebook
    axes = (_axis(axis, kept.axis(axis.key), wanted.axis(axis.key)) for axis in codebook.axes)
    title = wanted.title if codebook.title == kept.title else codebook.title
    return replace(codebook, title=title, axes=tuple(axes))


def potentials_in(codebooks: Iterable[Codebook], language: str) -> tuple[Code, ...]:
    """Return every potential once, by its number: codebooks name the same ones the same way."""
    found: dict[str, Code] = {}
    for codebook in codebooks:
        for code in codebook_in(codebook, language).potentials:
            found.setdefault(code.slug, code)
    return tuple(sorted(found.values(), key=lambda code: (code.number or 99, code.slug)))


def axes_in(codebooks: Iterable[Codebook], language: str) -> tuple[Axis, ...]:
    """Return every axis with every code once, in the order they come first."""
    found: dict[str, Axis] = {}
    for codebook in codebooks:
        for axis in codebook_in(codebook, language).axes:
            known = found.get(axis.key, replace(axis, codes=()))
            more = tuple(one for one in axis.codes if known.code(one.slug) is None)
            found[axis.key] = replace(known, codes=(*known.codes, *more))
    return tuple(found.values())


def _axis(axis: Axis, kept: Axis, wanted: Axis) -> Axis:
    codes = (_code(code, kept.code(code.slug), wanted.code(code.slug)) for code in axis.codes)
    return replace(axis, codes=tuple(codes))


def _code(code: Code, kept: Code | None, wanted: Code | None) -> Code:
    if kept is None or wanted is None or (code.name, code.title) != (kept.name, kept.title):
        return code
    return replace(
        code,
        name=wanted.name,
        title=wanted.title,
        flip_name=wanted.flip_name,
        description=wanted.description,
    )
