"""What a page shows: plain values, already worded and formatted by the server, and the Vars that components read.

Server and browser render the same values, so hydration finds what it expects: nothing here depends on the hour,
the reader or the browser. A value that is missing is an empty string, an empty tuple or 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reflex.vars import VarData
from reflex.vars.base import Var

from portal_ui.components import scripts
from portal_ui.locales import Labels
from portal_ui.locales.finding import ListingTexts, SearchTexts
from portal_ui.locales.panel import ReadingPageTexts
from portal_ui.locales.rating import RatingTexts


@dataclass(frozen=True)
class Link:
    """A link. `lang` is that of the title, empty for the page's.

    `current` is `page` where it leads to the page being shown, `true` where that page is within its own (the values of
    ARIA's `aria-current`), else empty.
    """

    title: str
    href: str
    current: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Moment:
    """A date for people (`text`) and for machines (`iso`, RFC 3339)."""

    text: str = ""
    iso: str = ""


@dataclass(frozen=True)
class Picture:
    """An image with its size in CSS pixels (0 where unknown)."""

    src: str = ""
    alt: str = ""
    caption: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` tells whether it is what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Card:
    """An article as a listing shows it; one that was found shows the `snippet` in place of the lead."""

    title: str
    href: str
    lead: str
    published: Moment
    section: Link
    lang: str
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A page of articles. `position` reads "Page 2 of 9"; `newer` and `older` have an empty `href` at the ends.

    `inside` are the sections within the one that is shown, `inside_title` names them. `months` leads to the archive.
    """

    texts: ListingTexts
    title: str
    description: str
    cards: tuple[Card, ...]
    position: str
    newer: Link
    older: Link
    inside: tuple[Link, ...] = ()
    inside_title: str = ""
    months: Link = Link("", "")


@dataclass(frozen=True)
class Trail:
    """The way from the home page to the page shown, which comes last and is current; `label` names it."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Choice:
    """One of the choices of a field: `value` is sent, `title` shown."""

    value: str
    title: str


@dataclass(frozen=True)
class SearchView:
    """The form that narrows a search, and what may help where it found nothing.

    `section`, `since` and `until` are what was chosen, dates as in RFC 3339; `note` says what could not be used, or
    that the index is not whole yet. `help` are links under `help_title`.
    """

    texts: SearchTexts
    words: str
    sections: tuple[Choice, ...]
    section: str
    since: str
    until: str
    note: str
    help_title: str
    help: tuple[Link, ...]


@dataclass(frozen=True)
class Beside:
    """What stands beside an article: `related` ones, the newer and the older one of its section; each with a title."""

    related_title: str
    related: tuple[Link, ...]
    label: str
    newer_title: str
    newer: Link
    older_title: str
    older: Link


@dataclass(frozen=True)
class Year:
    """A year of the archive: its months that have articles."""

    title: str
    months: tuple[Link, ...]


@dataclass(frozen=True)
class Archive:
    """All months that have articles, the newest first."""

    title: str
    years: tuple[Year, ...]


@dataclass(frozen=True)
class File:
    """An attachment: `note` says its type and size."""

    title: str
    href: str
    note: str


@dataclass(frozen=True)
class Term:
    """An abbreviation and what it stands for, or a word and what it means. `lang` is empty for the article's own."""

    id: str
    short: str
    full: str
    lang: str


@dataclass(frozen=True)
class Listen:
    """Reading aloud: the button's words, empty for no button, and the address and name of the article's recording.

    `unreachable` is said where its script cannot be fetched, `language` is what a missing voice's is called.
    """

    label: str
    unreachable: str
    recording: str
    recording_label: str
    language: str


@dataclass(frozen=True)
class Actions:
    """What can be done with an article: `label` names the group, empty in frames, `mail` the link by mail."""

    label: str
    mail: str


@dataclass(frozen=True)
class ArticleView:
    """An article, ready to be shown.

    `body` is clean HTML, and so is `contents`, empty for no table of contents; both stay out of the data the browser
    gets. `reading_time` is a line such as "Đọc khoảng 5 phút". `withheld` stands in the place of a text that only
    some may read, `partial` below one that is not whole; `original` is the article's address in the CMS.
    `explained` are the abbreviations and words under the heading `explained_title`. `enlarge` is the text of the link
    to the cover's file.
    """

    title: str
    lead: str
    lang: str
    section: Link
    published: Moment
    updated: Moment
    reading_time: str
    cover: Picture
    enlarge: str
    contents: str
    body: str
    authors: tuple[Link, ...]
    source: str
    tags: tuple[Link, ...]
    files: tuple[File, ...]
    explained: tuple[Term, ...]
    explained_title: str
    listen: Listen
    actions: Actions
    withheld: str
    partial: str
    original: str


@dataclass(frozen=True)
class CorrectionLine:
    """What was put right in an article, and when."""

    text: str
    at: Moment


@dataclass(frozen=True)
class Notices:
    """What is said of an article below it: its corrections, and whose it is; each under or after its title."""

    corrections_title: str
    corrections: tuple[CorrectionLine, ...]
    copyright_title: str
    copyright: str


@dataclass(frozen=True)
class RatingView:
    """An article's rating: `action` and `withdraw` are the forms' addresses, `own` the reader's points or `None`.

    `notice` says what came of a form that was sent without JavaScript; `resting`, where it is not empty, that the votes
    are out of reach.
    """

    texts: RatingTexts
    action: str
    withdraw: str
    total: int = 0
    votes: int = 0
    own: int | None = None
    notice: str = ""
    resting: str = ""


@dataclass(frozen=True)
class ReadingView:
    """The page of reading settings. `panel` is the panel's markup; it stays out of the data the browser gets."""

    texts: ReadingPageTexts
    panel: str


@dataclass(frozen=True)
class SavedView:
    """The page of what is kept on the device, whose list a script fills; `without_script` says why it needs one."""

    title: str
    intro: str
    without_script: str


@dataclass(frozen=True)
class Message:
    """A page that says what happened and where to go on."""

    title: str
    text: str
    links: tuple[Link, ...]
    more_title: str
    more: tuple[Link, ...]


@dataclass(frozen=True)
class Words:
    """A text; `lang` is its language, empty for the page's."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class StatementPart:
    """A part of the accessibility statement; `owner` are the owner's own lines, in `owner_lang`."""

    title: str
    texts: tuple[str, ...]
    points: tuple[Words, ...] = ()
    owner: tuple[str, ...] = ()
    owner_lang: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class CriterionLine:
    """A criterion of WCAG and how the portal stands to it."""

    number: str
    name: Words
    level: str
    status: str
    remark: Words
    check: Words
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Principle:
    """One of the four principles of WCAG with its criteria."""

    title: str
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True)
class Statement:
    """The accessibility statement; `tests_label` and `check_label` stand before what shows a criterion."""

    title: str
    intro: str
    parts: tuple[StatementPart, ...]
    criteria_title: str
    criteria_text: str
    tests_label: str
    check_label: str
    principles: tuple[Principle, ...]


@dataclass(frozen=True)
class Head:
    """What the page's head says, to browsers and by Open Graph (https://ogp.me).

    `name` is the title without the portal's, which is `site`. `kind` is the Open Graph type, `locale` its language and
    country (`vi_VN`), `image` has an absolute address; `published` and `updated` are RFC 3339. `robots` is empty or
    `noindex`.

    `feed` is the address of the page's feed without its ending, `search` that of the search's description, `manifest`
    that of the web app manifest, `oembed` that which describes the page to whoever embeds it, without the format.
    `translations` are the same article in each of its languages, its own among them, at absolute addresses.
    `stylesheet` has the owner's colours.
    """

    title: str
    description: str
    canonical: str
    name: str
    site: str
    kind: str
    locale: str
    image: Picture
    robots: str
    feed: str
    search: str
    manifest: str
    published: str = ""
    updated: str = ""
    oembed: str = ""
    translations: tuple[Link, ...] = ()
    stylesheet: str = ""


@dataclass(frozen=True)
class Portal:
    """The portal around every page.

    `lang` is that of its title, welcome line and footer. `reading` is the address of the reading settings, `panel` the
    one that their markup is fetched from. `search` is the form's address, `searched` the words just sought.
    `menu_count` says how many a long menu has, which is folded; it is empty for a short one.
    `offsets` is the zone of the clock and `weekdays` its words (reading/controls.py).
    `accessibility` leads to the statement, `saved` to what is kept on the device.
    """

    title: str
    welcome: str
    lang: str
    home: str
    offsets: str
    weekdays: str
    reading: str
    panel: str
    search: str
    searched: str
    menu: tuple[Link, ...]
    menu_count: str
    languages: tuple[Link, ...]
    logo: Picture
    footer_lines: tuple[str, ...]
    footer_links: tuple[Link, ...]
    accessibility: Link
    saved: Link


@dataclass(frozen=True)
class Example:
    """One way to embed: `code` is what a host copies, `live` the same as HTML of ours, empty where nothing is shown."""

    anchor: str
    title: str
    text: str
    code: str
    live: str = ""


@dataclass(frozen=True)
class EmbedDemo:
    """The ways to embed; `allowed` says which sites may."""

    title: str
    lead: str
    allowed: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class PageView:
    """Everything one page shows. Of the parts below the one that `kind` needs is given.

    `full_page` makes it a page for other sites' frames: it is the link to the page of its own that shows the same.
    """

    kind: str
    lang: str
    labels: Labels
    portal: Portal
    head: Head
    listing: Listing | None = None
    article: ArticleView | None = None
    message: Message | None = None
    rating: RatingView | None = None
    reading: ReadingView | None = None
    full_page: Link | None = None
    embed_demo: EmbedDemo | None = None
    statement: Statement | None = None
    trail: Trail | None = None
    search: SearchView | None = None
    notices: Notices | None = None
    beside: Beside | None = None
    archive: Archive | None = None
    saved: SavedView | None = None


Shown = Any
"""A Var of one of the classes above. Reflex checks each attribute read from it against the class, at build time."""


def page_var(name: str, kind: type) -> Shown:
    """Return the Var of a field of the page's `PageView`, whose values are of the class `kind`."""
    data = VarData(imports={scripts.PAGE: ["usePage"]}, hooks={"const page = usePage();": None})
    return Var(_js_expr=f"page.{name}", _var_type=kind, _var_data=data).guess_type()


kind = page_var("kind", str)
lang = page_var("lang", str)
labels = page_var("labels", Labels)
portal = page_var("portal", Portal)
head = page_var("head", Head)
listing = page_var("listing", Listing)
article = page_var("article", ArticleView)
message = page_var("message", Message)
rating = page_var("rating", RatingView)
reading = page_var("reading", ReadingView)
full_page = page_var("full_page", Link)
embed_demo = page_var("embed_demo", EmbedDemo)
statement = page_var("statement", Statement)
trail = page_var("trail", Trail)
search = page_var("search", SearchView)
notices = page_var("notices", Notices)
beside = page_var("beside", Beside)
archive = page_var("archive", Archive)
saved = page_var("saved", SavedView)
