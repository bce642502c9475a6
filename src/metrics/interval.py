"""The Wilson score interval of a share: honest about how little a few tickets say."""

from math import sqrt

Z95 = 1.959963984540054


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of part / whole; (0, 1), which says nothing, when whole is 0."""
    if not whole:
        return 0.0, 1.0
    share = part / whole
    middle = share + Z95**2 / (2 * whole)
    spread = Z95 * sqrt(share * (1 - share) / whole + Z95**2 / (4 * whole**2))
    scale = 1 + Z95**2 / whole
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
