"""The room around letters, words, lines and paragraphs."""

from portal_ui.reading.settings.declaration import NO_ARTICLE, Setting, Void
from portal_ui.reading.typefaces import TYPEFACES

# Their letters join; space between them takes the words apart (Readium CSS switches it off for them).
_JOINED = ("ar", "fa", "ur", "ps", "ug", "sd", "ckb", "ku", "dv", "syr", "hi", "mr", "ne", "bn", "pa", "gu", "mn")
# They set no space between words.
_UNSPACED = ("zh", "ja", "th", "lo", "km", "my", "bo")


def _even(first: float, last: float, step: float) -> tuple[float, ...]:
    return tuple(round(first + step * i, 4) for i in range(round((last - first) / step) + 1))


LINE_HEIGHT = Setting(
    name="line-height",
    kind="range",
    group="spacing",
    short=4,
    steps=_even(1.3, 2.5, 0.1),
    default=1.6,
    css_property="--reading-line-height",
    floors=("typeface", tuple((face.name, face.line_floor) for face in TYPEFACES)),
)

LETTER_SPACING = Setting(
    name="letter-spacing",
    kind="range",
    group="spacing",
    short=5,
    # 0.12 em is what a text must bear (WCAG 2.2, 1.4.12); twice that helps some.
    steps=_even(0, 0.24, 0.03),
    default=0,
    unit="em",
    css_property="--reading-letter-spacing",
    void=(Void(reason="joined_letters", lang=_JOINED),),
)

WORD_SPACING = Setting(
    name="word-spacing",
    kind="range",
    group="spacing",
    short=6,
    # A quarter of an em doubles the space of most typefaces, which made readers with macular degeneration a quarter
    # faster together with double lines (Blackmore-Wright 2013, e80325).
    steps=_even(0, 0.5, 0.05),
    default=0,
    unit="em",
    css_property="--reading-word-spacing",
    void=(Void(reason="no_word_spaces", lang=_UNSPACED),),
)

PARAGRAPH_SPACING = Setting(
    name="paragraph-spacing",
    kind="range",
    group="spacing",
    short=7,
    steps=_even(0.5, 3, 0.25),
    default=2.4,
    unit="em",
    css_property="--reading-paragraph-spacing",
    # One and a half times the line spacing (WCAG 2.2, 1.4.8).
    follows=("line-height", 1.5),
    void=(NO_ARTICLE,),
)

# What is as wide as the chosen line.
_MEASURED = ".article, .message, .statement, .reading-sample > p"

LINE_LENGTH = Setting(
    name="line-length",
    kind="range",
    group="spacing",
    # At most 80 characters (WCAG 2.2, 1.4.8); four are enough to read fluently with a small field of view
    # (Whittaker and Lovie-Kitchin 1993), and at 20 a line still holds a long word.
    steps=_even(20, 80, 5),
    default=65,
    css_property="--reading-line-length",
    void=(
        Void(reason="no_article", missing=_MEASURED),
        # On a phone a line ends at the screen's edge long before 65 characters.
        Void(reason="no_room", crowded=_MEASURED),
    ),
)

ALIGNMENT = Setting(name="alignment", kind="choice", group="spacing", steps=("start", "justify"), default="start")

SPACING = (LINE_HEIGHT, LETTER_SPACING, WORD_SPACING, PARAGRAPH_SPACING, LINE_LENGTH, ALIGNMENT)
