"""How long an article takes to read."""

from __future__ import annotations

import math
from datetime import timedelta

from babel.dates import format_timedelta

from portal_ui.locales import cldr

WORDS_A_MINUTE = 238
"""Words that adults read silently in a minute: non-fiction in English (M. Brysbaert, "How many words do we read per
minute?", Journal of Memory and Language 109, 2019, 104047).

That review has no figure for Vietnamese. There a word between spaces is a syllable and shorter than an English word, so
the rate errs on the slow side, which suits those who read in large letters.
"""

_LARGEST = 1e9
"""Times its length a unit must be reached before a larger one is used: minutes are never rounded to hours."""


def reading_time(words: int, lang: str) -> str:
    """Return the time that so many words take, in whole minutes worded by CLDR in `lang`; empty for no words."""
    if not words:
        return ""
    time = timedelta(minutes=math.ceil(words / WORDS_A_MINUTE))
    return format_timedelta(time, granularity="minute", threshold=_LARGEST, locale=cldr(lang))
