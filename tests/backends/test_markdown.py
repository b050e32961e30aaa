from __future__ import annotations

import pytest

from portal_ui.backends.markdown import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## Phí và lệ phí", '<h2 id="phi-va-le-phi">Phí và lệ phí</h2>'),
        ("## Đất\n\n## Đất", '<h2 id="dat">Đất</h2>\n<h2 id="dat_1">Đất</h2>'),
        ("## Đất {#dat-dai}", '<h2 id="dat-dai">Đất</h2>'),
        (
            '![Cổng chợ](cho.jpg "Cổng chợ lúc sáng sớm")',
            '<figure><img alt="Cổng chợ" src="cho.jpg"><figcaption>Cổng chợ lúc sáng sớm</figcaption></figure>',
        ),
        (
            '![a](a.jpg "<b>x</b>"){.wide}',
            '<figure><img alt="a" class="wide" src="a.jpg"><figcaption>&lt;b&gt;x&lt;/b&gt;</figcaption></figure>',
        ),
        ("![a](a.jpg)", '<p><img alt="a" src="a.jpg"></p>'),
        ('Xem ![a](a.jpg "b")', '<p>Xem <img alt="a" src="a.jpg" title="b"></p>'),
        (
            '![a](a.jpg "b") ![c](c.jpg "d")',
            '<p><img alt="a" src="a.jpg" title="b"> <img alt="c" src="c.jpg" title="d"></p>',
        ),
        ("Một [one *stop* shop]{lang=en}.", '<p>Một <span lang="en">one <em>stop</em> shop</span>.</p>'),
        ('[a]{: lang="en-GB" onclick=x}', '<p><span lang="en-GB">a</span></p>'),
        ("[a](b){lang=en}", '<p><a href="b" lang="en">a</a></p>'),
        ("[a][b]{lang=en}\n\n[b]: c", '<p><a href="c" lang="en">a</a></p>'),
        (r"\[a]{lang=en}", "<p>[a]{lang=en}</p>"),
        ("`[a]{lang=en}`", "<p><code>[a]{lang=en}</code></p>"),
        ("[a]{b}", "<p>[a]{b}</p>"),
        ("UBND\n\n*[UBND]: Ủy ban nhân dân", '<p><abbr title="Ủy ban nhân dân">UBND</abbr></p>'),
        ("Hộ\n:   Một nhà", "<dl>\n<dt>Hộ</dt>\n<dd>Một nhà</dd>\n</dl>"),
        ("1. a\n\n* b", "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>"),
        ("```\n# a\n```", "<pre><code># a\n</code></pre>"),
    ],
)
def test_render(text: str, html: str) -> None:
    assert render(text, "vi") == html


def test_a_table() -> None:
    html = render("| Phí | Đồng |\n|---|---|\n| Sao y | 2.000 |", "vi")
    assert "<th>Đồng</th>" in html
    assert "<td>2.000</td>" in html


@pytest.mark.parametrize(
    ("lang", "title"), [("vi", "Trở lại"), ("vi-VN", "Trở lại"), ("en-GB", "Back to"), ("fr", "Back to")]
)
def test_footnotes_lead_back_in_the_language_of_the_article(lang: str, title: str) -> None:
    html = render("Phí[^1].\n\n[^1]: Đã gồm thuế.", lang)
    assert f'title="{title}' in html
    assert '<li id="fn:1">' in html


def test_two_texts_share_no_notes() -> None:
    render("a[^1]\n\n[^1]: b\n\n*[a]: c", "vi")
    assert render("a", "vi") == "<p>a</p>"
