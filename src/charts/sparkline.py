"""A line of a few months small enough for a tile, as an SVG image."""

from collections.abc import Sequence
from urllib.parse import quote

from charts import theme


def image(shares: Sequence[float | None], width: int = 132, height: int = 34) -> str:
    """An <img> of the shares as a line; months without a share leave a gap. "" for fewer than two points."""
    known = [share for share in shares if share is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (width - 8) / (len(shares) - 1)

    def place(index: int, share: float) -> tuple[float, float]:
        return 4 + index * step, height - 5 - (share - low) / span * (height - 10)

    points = [(index, share) for index, share in enumerate(shares) if share is not None]
    path, before = [], None
    for index, share in points:
        x, y = place(index, share)
        path.append(f"{'M' if before != index - 1 or before is None else 'L'}{x:.1f},{y:.1f}")
        before = index
    x, y = place(*points[-1])
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<path d="{" ".join(path)}" fill="none" stroke="{theme.QUIET}" stroke-width="1.6"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{theme.MET}"/></svg>'
    )
    return f'<img src="data:image/svg+xml,{quote(drawing)}" width="{width}" height="{height}" alt="">'
