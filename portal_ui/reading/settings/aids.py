"""What helps on the way through a text: lines, links, pictures, headings, tables."""

from portal_ui.reading.settings.colour import FORCED
from portal_ui.reading.settings.declaration import NO_ARTICLE, Setting, Void

LINKS = Setting(
    name="links",
    kind="choice",
    group="aids",
    steps=("underlined", "marked"),
    default="underlined",
    void=(Void(reason="no_links", missing=".reading a[href]"),),
)

IMAGES = Setting(
    name="images",
    kind="choice",
    group="aids",
    steps=("shown", "calm", "hidden"),
    default="shown",
    module="images",
    void=(Void(reason="no_images", missing=".reading :is(img, video, iframe)"),),
)

LINE_FOCUS = Setting(name="line-focus", kind="choice", group="aids", steps=(0, 1, 3, 5), default=0, module="line_focus")

LINE_TINT = Setting(
    name="line-tint",
    kind="switch",
    group="aids",
    steps=(False, True),
    default=False,
    void=(FORCED, NO_ARTICLE),
)

HEADINGS = Setting(
    name="headings",
    kind="choice",
    group="aids",
    # How headings grow with the text: not at all beyond its size, less than it, as it does.
    steps=("level", "slower", "alike"),
    default="slower",
    void=(Void(reason="no_headings", missing=".reading :is(h1, h2, h3)"),),
)

TABLES = Setting(
    name="tables",
    kind="choice",
    group="aids",
    steps=("auto", "grid", "cards"),
    default="auto",
    void=(Void(reason="no_tables", missing=".body table[role]"),),
)

AIDS = (LINKS, IMAGES, LINE_FOCUS, LINE_TINT, HEADINGS, TABLES)
