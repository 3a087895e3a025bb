"""The app's icons, drawn: a shield with a tick, in colour and as an outline."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

COLOUR_SIZE = 192
OUTLINE_SIZE = 32
# Drawn this many times larger and made smaller, which smooths the edges.
_FINE = 8
# On a square of 100 by 100.
_SHIELD = [(50, 14), (80, 25), (80, 50), (75, 65), (64, 77), (50, 86), (36, 77), (25, 65), (20, 50), (20, 25)]
_TICK = [(36, 50), (46, 61), (65, 38)]


def colour(background: str) -> bytes:
    """192 by 192 pixels: a white shield with a tick on `background` (#rrggbb), as PNG."""
    image = Image.new("RGBA", (COLOUR_SIZE * _FINE,) * 2, background)
    draw = ImageDraw.Draw(image)
    draw.polygon(_scaled(_SHIELD, COLOUR_SIZE), fill="white")
    draw.line(_scaled(_TICK, COLOUR_SIZE), fill=background, width=7 * COLOUR_SIZE * _FINE // 100, joint="curve")
    return _png(image, COLOUR_SIZE)


def outline() -> bytes:
    """32 by 32 pixels: white lines on nothing, as PNG."""
    image = Image.new("RGBA", (OUTLINE_SIZE * _FINE,) * 2, (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    width = 7 * OUTLINE_SIZE * _FINE // 100
    shield = _scaled(_SHIELD, OUTLINE_SIZE)
    draw.line([*shield, shield[0], shield[1]], fill="white", width=width, joint="curve")
    draw.line(_scaled(_TICK, OUTLINE_SIZE), fill="white", width=width, joint="curve")
    return _png(image, OUTLINE_SIZE)


def _scaled(points: list[tuple[int, int]], size: int) -> list[tuple[float, float]]:
    return [(x * size * _FINE / 100, y * size * _FINE / 100) for x, y in points]


def _png(image: Image.Image, size: int) -> bytes:
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    if size == OUTLINE_SIZE:  # only white and transparent: smoothing may not grey the edges
        small = Image.merge("RGBA", (*(Image.new("L", (size, size), 255) for _ in range(3)), small.getchannel("A")))
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
