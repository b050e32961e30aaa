"""The letters: their size, typeface, weight and form."""

from portal_ui.reading.settings.declaration import Setting, Void
from portal_ui.reading.typefaces import TYPEFACES

SIZE = Setting(
    name="size",
    kind="range",
    group="text",
    short=1,
    # Thirteen steps, each about a fifth larger. A typical low-vision reader enlarges print six times (PMC6123827);
    # readers with a small field of view want smaller text than usual (W3C, low-vision user requirements).
    steps=(75, 85, 100, 120, 140, 165, 200, 240, 285, 340, 410, 495, 600),
    default=100,
    unit="%",
    css_property="--reading-size",
    per=100,
)

TYPEFACE = Setting(
    name="typeface",
    kind="choice",
    group="text",
    short=3,
    # The last is the face that the reader has chosen for the browser (EN 301 549, 11.7).
    steps=tuple(face.name for face in TYPEFACES),
    default=TYPEFACES[0].name,
)

WEIGHT = Setting(
    name="weight",
    kind="range",
    group="text",
    steps=(400, 500, 600, 700, 800),
    default=400,
    css_property="--reading-weight",
)

_FORMS = ".reading :is(em, i, cite, dfn, var, address, q, blockquote, sup, sub, small)"

# No italics, no capitals made by a stylesheet, no small raised figures (Readium CSS, accessibility normalisation).
PLAIN = Setting(
    name="plain",
    kind="switch",
    group="text",
    steps=(False, True),
    default=False,
    void=(Void(reason="plain_already", missing=_FORMS),),
)

TEXT = (SIZE, TYPEFACE, WEIGHT, PLAIN)
