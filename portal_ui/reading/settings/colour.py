"""The colours of text and paper, and how bright they are."""

from portal_ui.reading.settings.declaration import Setting, Void
from portal_ui.reading.themes import SCHEMES

FORCED = Void(reason="forced_colours", media="(forced-colors: active)")

CONTRAST = Setting(
    name="contrast",
    kind="choice",
    group="colour",
    short=2,
    steps=(-2, -1, 0, 1, 2),
    default=0,
    device=(("(prefers-contrast: more)", 2), ("(prefers-contrast: less)", -1)),
    void=(FORCED,),
)

THEME = Setting(
    name="theme",
    kind="choice",
    group="colour",
    # The first follows the device (EN 301 549, 11.7), the last is made of the reader's own colours.
    steps=("auto", *SCHEMES, "own"),
    default="auto",
    void=(FORCED,),
    module="colours",
)

_LIGHT = tuple(theme for theme, scheme in SCHEMES.items() if scheme == "light")
_NOT_OWN = Void(reason="theme_not_own", setting="theme", values=THEME.steps[:-1])
_NOT_DARK = (
    FORCED,
    Void(reason="theme_not_dark", setting="theme", values=_LIGHT),
    Void(reason="theme_own", setting="theme", values=("own",)),
    Void(reason="theme_not_dark", setting="theme", values=("auto",), media="not (prefers-color-scheme: dark)"),
)


def _own(token: str) -> Setting[str]:
    return Setting(
        name=f"own-{token}",
        kind="colour",
        group="colour",
        default="",
        void=(FORCED, _NOT_OWN),
        module="colours",
    )


OWN = tuple(_own(token) for token in ("paper", "ink", "link", "visited", "selection", "highlight", "focus"))


def _brightness(of: str) -> Setting[int]:
    return Setting(
        name=f"{of}-brightness",
        kind="range",
        group="colour",
        steps=(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100),
        default=100 if of == "text" else 0,
        unit="%",
        void=_NOT_DARK,
        module="colours",
    )


# Ink and paper are dear, and black on white is what every printer prints well.
PRINT = Setting(name="print", kind="choice", group="colour", steps=("black", "chosen"), default="black")

COLOUR = (CONTRAST, THEME, *OWN, _brightness("text"), _brightness("paper"), PRINT)
