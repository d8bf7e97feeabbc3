"""An SVG picture as PNG, set by typst as PDF is; our own fonts, so that it is the same anywhere."""

from flipdesk.paths import resource

_POINTS_PER_PX = 0.75


def svg_to_png(svg: str, width_px: float, *, scale: float = 2.0) -> bytes:
    """Return the picture `scale` times as many pixels wide as it is. Safe on any thread.

    The picture goes in as data, and nothing in it is run.
    """
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )
    drawn = typst.compile(
        str(resource("documents/picture.typ")),
        format="png",
        ppi=72 * scale / _POINTS_PER_PX,
        sys_inputs={"picture": svg, "width": f"{width_px * _POINTS_PER_PX:.2f}"},
        font_paths=fonts,
    )
    assert isinstance(drawn, bytes)
    return drawn
