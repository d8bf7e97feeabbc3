"""A document as tagged PDF (PDF/UA-1), set by typst: https://typst.app/docs/reference/pdf/

Words go in as data and never as markup, so nothing that somebody wrote is ever run; fonts are our
own, so that the same document gives the same bytes on every computer.
"""

import json
from contextlib import suppress
from itertools import zip_longest
from typing import Any, Final, Literal

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
from flipdesk.documents.potential_runs import potential_colours
from flipdesk.documents.xml_text import plain
from flipdesk.i18n import _, language, speaking
from flipdesk.paths import resource

_STANDARD: Final[Literal["ua-1"]] = "ua-1"
_TAGGED: Final[Literal["1.7"]] = "1.7"
_LONG_CELL = 600
"""A row with a text of this many letters may break over two pages."""


def render_pdf(page: Page) -> bytes:
    """Return the file; takes about a tenth of a second. Safe on any thread.

    Letters that our fonts lack, such as emoji, come from the fonts of the computer. Letters that no
    font has are boxes, and the file then does not claim to be PDF/UA, though it is tagged.
    """
    import typst

    with speaking(page.language):
        data = json.dumps(_data(page), ensure_ascii=True)
    for with_all_fonts in (False, True):
        with suppress(typst.TypstError):
            return _compiled(data, _STANDARD, with_all_fonts=with_all_fonts)
    return _compiled(data, _TAGGED, with_all_fonts=True)


def _compiled(data: str, standard: Literal["ua-1", "1.7"], *, with_all_fonts: bool) -> bytes:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=with_all_fonts,
        include_embedded_fonts=with_all_fonts,
        font_paths=[str(resource("fonts"))],
    )
    return typst.compile(
        str(resource("documents/page.typ")),
        format="pdf",
        pdf_standards=standard,
        sys_inputs={"page": data},
        font_paths=fonts,
    )


def _data(page: Page) -> dict[str, Any]:
    return {
        "language": page.language,
        "title": plain(page.title),
        "subtitle": plain(page.subtitle),
        "author": plain(page.author),
        "subject": plain(page.subject),
        "below": plain(page.below),
        "banner": plain(page.banner),
        "pages": _("Page {page} of {pages}"),
        "landscape": page.is_landscape,
        "parts": [_part(one, after) for one, after in zip_longest(page.parts, page.parts[1:])],
    }


def _part(part: Part, after: Part | None) -> dict[str, Any]:
    match part:
        case Heading():
            label, span = plain(part.label), _span(part.span)
            return {"is": "heading", "level": part.level, "span": span, "label": label}
        case Listed():
            items = [_para(one) for one in part.items]
            return {"is": "list", "numbered": part.is_numbered, "items": items}
        case Grid():
            return {
                "is": "grid",
                "shares": part.shares,
                "titles": [plain(one) for one in part.titles],
                "rows": [[_cell(one) for one in row] for row in part.rows],
                "room_mm": part.room_mm,
            }
        case Para():
            return {"is": "para", **_para(part), "keep": _keeps(part, after)}


def _keeps(para: Para, after: Part | None) -> bool:
    """Return whether a paragraph stays on the page of what follows it."""
    if para.style is Style.NOTE:
        return after is not None and not (isinstance(after, Heading) and after.level < 4)
    return isinstance(after, Para) and after.style is Style.SOURCE


def _para(para: Para) -> dict[str, Any]:
    return {"style": para.style, "spans": [_span(one) for one in para.spans]}


def _span(span: Span) -> dict[str, Any]:
    if span.mark is None:
        foreign = THEIRS if span.is_foreign(language()) else None
        text = _lines(span.text)
        return {"mark": None, "text": text, "strong": span.is_strong, "lang": foreign}
    colours = potential_colours(span.mark.slug)
    mark = {
        "number": span.mark.number,
        "name": plain(span.mark.name),
        "fill": f"#{colours['fill']}",
        "on_fill": f"#{colours['on_fill']}",
        "color": f"#{colours['text']}",
    }
    return {"mark": mark, "text": "", "strong": False, "lang": None}


def _cell(cell: GridCell) -> dict[str, Any]:
    letters = sum(len(span.text) for para in cell.paras for span in para.spans)
    paras = [_para(one) for one in cell.paras]
    return {"heading": cell.is_heading, "paras": paras, "long": letters > _LONG_CELL}


def _lines(text: str) -> str:
    return plain(text).replace("\r\n", "\n").replace("\r", "\n")
