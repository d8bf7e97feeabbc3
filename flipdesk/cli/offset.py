"""A place in a recording as an option: 3:12, 0:03:12 or 1:03:12.5."""

from typing import Any

import click
from typing_extensions import override

from flipdesk.domain.offsets import parse_offset


class Offset(click.ParamType[int]):
    """Milliseconds, written minutes:seconds or hours:minutes:seconds."""

    name = "offset"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        parts = text.split(":")
        if len(parts) == 2:
            parts.insert(0, "0")
        try:
            return parse_offset(":".join(part.rjust(2, "0") for part in parts))
        except ValueError:
            self.fail(text, param, ctx)


OFFSET = Offset()
