"""A document as HTML in one file: nothing is fetched, nothing runs, and screen readers find their
way. Nothing but text comes from the document; every letter of it is escaped.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache

from flipdesk.documents.page_parts import (
    THEIRS,
    Grid,
    GridCell,
    Heading,
    Listed,
    Page,
    Para,
    Part,
    Span,
    Style,
)
from flipdesk.documents.xml_text import escaped
from flipdesk.i18n import _, language, speaking
from flipdesk.paths import resource

_TOKENS = "tokens.json"
_NEUTRAL = "none"
_CLASSES = frozenset(Style) - {Style.PLAIN, Style.QUOTE}


def render_html(page: Page) -> bytes:
    """Return the file; the same document always gives the same bytes."""
    with speaking(page.language):
        return "".join(_file(page)).encode()


def _file(page: Page) -> Iterator[str]:
    style = _style(page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _attribute(page.title)
    yield f'<!DOCTYPE html>\n<html lang="{_attribute(page.language)}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    for name, text in (
        ("author", page.author),
        ("description", page.subject),
        ("identifier", page.identifier),
        ("dcterms.created", page.written.isoformat()),
    ):
        yield f'<meta name="{name}" content="{_attribute(text)}">\n'
    yield f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
    yield '<body class="wide">\n' if page.is_landscape else "<body>\n"
    skip = _("Go to the text")
    yield f'<a class="skip" href="#text">{_text(skip)}</a>\n'
    if page.banner:
        yield f'<p class="banner" role="note">{_text(page.banner)}</p>\n'
    yield f'<main id="text">\n<h1{_id(page.anchor)}>{_text(page.title)}</h1>\n'
    if page.subtitle:
        yield f'<p class="subtitle">{_text(page.subtitle)}</p>\n'
    for part in page.parts:
        yield from _part(part)
    yield f"</main>\n<footer>{_text(page.below)}</footer>\n</body>\n</html>\n"


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            label = f' <span class="label">({_text(part.label)})</span>' if part.label else ""
            tag = f"h{part.level}"
            yield f"<{tag}{_id(part.anchor)}>{_span(part.span)}{label}</{tag}>\n"
        case Para():
            yield _para(part)
        case Listed():
            tag = "ol" if part.is_numbered else "ul"
            yield f"<{tag}>\n"
            for item in part.items:
                yield f"<li{_id(item.anchor)}>{_spans(item.spans)}</li>\n"
            yield f"</{tag}>\n"
        case Grid():
            yield from _grid(part)


def _para(para: Para) -> str:
    held = _spans(para.spans)
    if para.style is Style.QUOTE:
        return f"<blockquote{_id(para.anchor)}>{held}</blockquote>\n"
    name = f' class="{para.style}"' if para.style in _CLASSES else ""
    return f"<p{name}{_id(para.anchor)}>{held}</p>\n"


def _grid(grid: Grid) -> Iterator[str]:
    # The heading above says it already to those who see.
    caption = f'<caption class="unseen">{_text(grid.caption)}</caption>'
    room = f' class="room-{grid.room_mm}"' if grid.room_mm else ""
    label = _attribute(grid.caption)
    yield f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">\n'
    yield f"<table{room}>\n{caption}\n<colgroup>"
    yield "".join(f'<col class="share-{share}">' for share in grid.shares) + "</colgroup>\n"
    if grid.titles:
        cells = "".join(f'<th scope="col">{_text(one)}</th>' for one in grid.titles)
        yield f"<thead><tr>{cells}</tr></thead>\n"
    yield "<tbody>\n"
    for row in grid.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _cell(cell: GridCell) -> str:
    held = "".join(map(_para, cell.paras))
    return f'<th scope="row">{held}</th>' if cell.is_heading else f"<td>{held}</td>"


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    if span.mark is not None:
        colours = span.mark.slug if span.mark.slug in _potentials() else _NEUTRAL
        number = "" if span.mark.number is None else f"<b>{span.mark.number}</b>"
        return f'<span class="mark {colours}">{number}{_text(span.mark.name)}</span>'
    held = _text(span.text)
    if span.is_foreign(language()):
        held = f'<span lang="{THEIRS}">{held}</span>'
    return f"<strong>{held}</strong>" if span.is_strong else held


def _style(page: Page) -> str:
    """Return the style sheet: the colours of the window, light and dark, and the page's widths."""
    grids = [part for part in page.parts if isinstance(part, Grid)]
    shares = sorted({share for grid in grids for share in grid.shares})
    rooms = sorted({grid.room_mm for grid in grids if grid.room_mm})
    rules = [*(f".share-{one} {{ width: {one}%; }}" for one in shares)]
    rules += [f".room-{one} td {{ height: {one}mm; }}" for one in rooms]
    return "\n".join((_colours(), resource("documents/page.css").read_text("utf-8"), *rules))


@cache
def _colours() -> str:
    light, dark = _scheme("light"), _scheme("dark")
    # On paper it is light whatever the screen was.
    dark_on_screen = f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"
    return f"{light}\n{dark_on_screen}"


def _scheme(name: str) -> str:
    tokens = _tokens()
    values = "; ".join(f"--{key}: {value}" for key, value in tokens[name].items())
    rules = [f":root {{ {values}; }}"]
    for slug, shades in _potentials().items():
        shade = shades[name]
        rules.append(f".mark.{slug} {{ color: {shade['text']}; }}")
        fill = f"background: {shade['fill']}; color: {shade['on_fill']}"
        rules.append(f".mark.{slug} b {{ {fill}; }}")
    return "\n".join(rules)


@cache
def _tokens() -> Mapping[str, Mapping[str, str]]:
    tokens: Mapping[str, Mapping[str, str]] = json.loads(resource(_TOKENS).read_text("utf-8"))
    return tokens


def _potentials() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return _tokens()["potentials"]  # type: ignore[return-value] # one level deeper than the schemes


def _text(text: str) -> str:
    return escaped(text)


def _attribute(text: str) -> str:
    return escaped(text).replace("\n", " ").replace("\r", " ")


def _id(anchor: str) -> str:
    return f' id="{anchor}"' if anchor else ""
