"""The scripts that components import.

They are named together, for Reflex keeps a module's files in a folder of its own: each module that named page.js would
put one more copy of it in every page's script, and rating.js imports it from beside itself.
"""

from __future__ import annotations

import reflex as rx

PAGE = f"$/public{rx.asset('page.js', shared=True)}"
RATING = f"$/public{rx.asset('rating.js', shared=True)}"
