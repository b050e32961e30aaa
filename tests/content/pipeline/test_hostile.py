from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, cast

import pytest
from lxml import etree

from portal_ui.content.pipeline import clean
from portal_ui.content.pipeline.sanitise import ATTRIBUTES, OWN_CLASSES, TAGS, URL_SCHEMES, sanitise
from tests.content.pipeline.cases import ADDRESS, FOLDERS, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = [read_source(folder) for folder in FOLDERS]
TOKENS = sorted({token for source in SOURCES for token in re.findall(r"</?[a-zA-Z][^<>]{0,80}>|<!--|-->", source)})
URL_ATTRIBUTES = {"cite", "href", "poster", "src"}
OWN_VALUES = {
    ("div", "role"): {"region"},
    ("div", "tabindex"): {"0"},
    ("table", "role"): {"table"},
    ("tr", "role"): {"row"},
    ("td", "role"): {"cell"},
    ("th", "role"): {"columnheader", "rowheader"},
}

VECTORS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img src='x' x:onerror=alert(1) data-x=1>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'></use></svg>",
    "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<iframe><p title='</iframe><img src=x onerror=alert(1)>'></iframe>",
    "<noembed><p title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<plaintext><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?xml ?><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='//javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<img srcset='javascript:alert(1) 1x, x.png 2x' src='y.png'>",
    "<video poster='javascript:alert(1)' src='x.mp4' onerror='alert(1)'></video>",
    "<form action='javascript:alert(1)'><input type=submit formaction='javascript:alert(2)'></form>",
    "<button form=f formaction='javascript:alert(1)'>x</button>",
    "<base href='https://xau.example/'><a href='x'>x</a>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='https://xau.example/x.css'><style>*{background:url(//xau.example)}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<img name=body src=x.png><img id=__proto__ src=x.png><p id=portal-settings>x</p>",
    "<p id='a\"onload=alert(1)'>x</p>",
    "<td><tr><table><form><select><option><script>alert(1)</script>",
    "[caption]<img src=x onerror=alert(1)>[/caption]",
    "[caption]<img src=x><script>alert(1)</script>[/caption]",
    "<p class='table-region' role=alert tabindex=5 aria-live=assertive accesskey=x contenteditable autofocus>x</p>",
]


def assert_harmless(html: str) -> None:
    """Check that a browser finds nothing in the HTML but what the allow-list names."""
    # Read by an HTML5 parser and written again it is the same, so a browser's tree is the one checked here.
    assert sanitise(html) == html
    root = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser(huge_tree=True))
    for element in root.iter():
        if element.tag in ("html", "body"):
            continue
        assert element.tag in TAGS
        for name, value in cast("Iterator[tuple[str, str]]", element.attrib.items()):
            allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
            assert name in allowed or value in OWN_VALUES[(element.tag, name)]
            if name in URL_ATTRIBUTES:
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
                assert scheme is None or scheme[1].lower() in URL_SCHEMES
            if name == "srcset":
                assert not re.search(r"(^|,)\s*(javascript|data|vbscript):", value, re.IGNORECASE)
            if name == "class":
                assert set(value.split()) <= OWN_CLASSES
            if name == "id":
                assert not value.startswith(("portal-", "__"))


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("around", ["{}", "<p>a{}b", "<table><tr><td>{}</table>", "<h2>{}</h2>", "<svg>{}", "<ul>{}"])
def test_a_vector_is_harmless_wherever_it_stands(vector: str, around: str) -> None:
    assert_harmless(clean(around.format(vector), address=ADDRESS).html)


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick='x'>a</p>",
        "<script>x</script>",
        '<a href="javascript:x">a</a>',
        '<p id="portal-settings">a</p>',
        '<p class="button">a</p>',
        "<p><p>a</p></p>",
        "<!-- x -->",
    ],
)
def test_the_check_itself_finds_harm(html: str) -> None:
    with pytest.raises(AssertionError):
        assert_harmless(html)


@pytest.mark.parametrize("vector", VECTORS)
def test_text_before_a_vector_stays(vector: str) -> None:
    html = clean(f"<p>Trước.</p><div>{vector}</div>", address=ADDRESS).html
    assert html.startswith("<p>Trước.</p>")


def mutated(seed: int) -> str:
    """Return the source of a case with some pieces cut, doubled, swapped with other cases' or broken."""
    chance = random.Random(seed)
    html = chance.choice(SOURCES + VECTORS)
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(html))
        end = min(len(html), start + chance.randint(0, 40))
        other = chance.choice(SOURCES)
        begin = chance.randint(0, len(other))
        piece = chance.choice(
            [
                "",
                html[start:end] * 3,
                chance.choice(TOKENS) + html[start:end],
                chance.choice("<>\"'=/&\x00 \n`{}[]") + html[start:end],
                chance.choice(VECTORS) + html[start:end],
                other[begin : begin + chance.randint(0, 200)],
            ]
        )
        html = html[:start] + piece + html[end:]
    return html


@pytest.mark.parametrize("block", range(10))
def test_mutations_are_harmless(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        assert_harmless(clean(mutated(seed), address=ADDRESS).html)
