"""The texts of the larger view of a picture: of the link to it in the page, and of what a script shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureViewTexts:
    """`{number}` is the place in the gallery, of `{count}`; `{zoom}` in percent of the size at which all is seen."""

    enlarge: str
    enlarge_numbered: str
    picture: str
    position: str
    previous: str
    next: str
    larger: str
    smaller: str
    zoom: str
    close: str
    stage: str
    failed: str
