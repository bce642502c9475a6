"""Headings as they are compared."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def same(heading: str) -> str:
    """What two spellings of one heading have in common: case, width, spaces, hyphens and underscores do not matter."""
    return re.sub(r"[\s_\-\u200b\ufeff]+", "", unicodedata.normalize("NFKC", heading).casefold())
