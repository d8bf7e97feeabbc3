"""A place in a recording as an option: 3:12, 0:03:12 or 1:03:12.5."""

from typing import Any

import click
from typing_extensions import override

from flipdesk.domain.offsets import parse_typed_offset


class Offset(click.ParamType[int]):
    """Milliseconds, written minutes:seconds or hours:minutes:seconds."""

    name = "offset"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        try:
            return parse_typed_offset(text)
        except ValueError:
            self.fail(text, param, ctx)


OFFSET = Offset()
