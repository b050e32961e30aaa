from __future__ import annotations

from portal_ui.content.pipeline import Context, clean, links

ADDRESS = "https://portal.example/tin/bai.html"


def test_labels_come_from_the_context() -> None:
    context = Context(
        table_label=lambda number: f"Bảng {number}",
        embed_label=lambda title, host: f"Mở {title or 'nội dung'} ở {host}",
    )
    table = "<table><tr><td>1</td><td>2</td></tr></table>"
    html = clean(f"{table}{table}<iframe src='https://a.example/x'></iframe>", address=ADDRESS, context=context).html
    assert 'aria-label="Bảng 1"' in html
    assert 'aria-label="Bảng 2"' in html
    assert ">Mở nội dung ở a.example</a>" in html


def test_the_size_is_asked_of_the_original_and_only_where_unknown() -> None:
    asked: list[str] = []

    def image_size(url: str) -> tuple[int, int]:
        asked.append(url)
        return (300, 200)

    context = Context(image=lambda url: url.replace("https://portal.example", "/media"), image_size=image_size)
    source = "<img src='/a.jpg' alt=''><img src='/b.jpg' alt='' width=1 height=20>"
    html = clean(source, address=ADDRESS, context=context).html
    assert asked == ["https://portal.example/a.jpg"]
    assert '<img src="/media/a.jpg" alt="" width="300" height="200">' in html


def test_a_link_is_asked_without_its_fragment_and_keeps_it() -> None:
    asked: list[str] = []

    def link(url: str) -> str | None:
        asked.append(url)
        return "/articles/hai" if url.endswith("/hai") else None

    html = clean(
        '<a href="/hai#cuoi">2</a><a href="/ba#x">3</a><a href="#y">y</a>', address=ADDRESS, context=Context(link=link)
    ).html
    assert asked == ["https://portal.example/hai", "https://portal.example/ba"]
    assert (
        html == '<p><a href="/articles/hai#cuoi">2</a><a href="https://portal.example/ba#x">3</a><a href="#y">y</a></p>'
    )


def test_links_are_those_that_cleaning_asks_for() -> None:
    asked: set[str] = set()
    html = (
        "<p><a href='/tin/điều-lệ.html#3'>1</a> <a href='../x y'>2</a> <a href='#z'>3</a> <a>4</a> <a href=''>5</a>"
        "<a href='mailto:a@b.example'>6</a> <a href='javascript:x'>7</a> <a href='bai.html#z'>8</a>"
        "<b><a href='//c.example'>9"
    )
    clean(html, address=ADDRESS, context=Context(link=asked.add))
    assert links(html, address=ADDRESS) == asked
    assert asked == {
        "https://portal.example/tin/%C4%91i%E1%BB%81u-l%E1%BB%87.html",
        "https://portal.example/x%20y",
        ADDRESS,
        "https://c.example",
    }


def test_hosts_of_the_site_are_not_external() -> None:
    source = '<a href="https://cms.example/a">a</a> <a href="https://PORTAL.example/b">b</a> <a href="https://c.example/">c</a>'
    html = clean(source, address=ADDRESS, context=Context(site_hosts=frozenset({"CMS.example"}))).html
    assert html.count('class="external"') == 1
    assert '<a href="https://c.example/" rel="noopener noreferrer external" class="external">c</a>' in html


def test_players_of_our_own_files_stay_whatever_else_is_offered() -> None:
    source = (
        "<video poster='/a.jpg'><source src='phim.webm'><source src='https://cms.example/phim.mp4'></video>"
        "<audio src='/media/loa.mp3' title='Loa'></audio>"
    )
    address = "/media/tin/bai.md"
    body = clean(source, address=address, context=Context(image=lambda url: f"/media/remote{url}"))
    assert body.html == (
        '<p><video poster="/media/remote/a.jpg" controls="" preload="none"><source src="/media/tin/phim.webm">'
        '<source src="https://cms.example/phim.mp4"></video>'
        '<audio src="/media/loa.mp3" controls="" preload="metadata"></audio></p>'
    )
    assert body.lost == {}
    assert clean(body.html, address="/").html == body.html


def test_players_play_from_the_pages_own_address_with_their_captions() -> None:
    source = (
        "<video><source src='/phim.mp4'><track src='/phim.vtt' srclang='vi'></video>"
        "<audio src='//loa.example/1.mp3'></audio>"
    )
    body = clean(source, address=ADDRESS, context=Context(play=lambda url: url.replace("https:/", "/play")))
    assert body.html == (
        '<p><video controls="" preload="metadata"><source src="/play/portal.example/phim.mp4">'
        '<track src="/play/portal.example/phim.vtt" srclang="vi"></video>'
        '<audio src="/play/loa.example/1.mp3" controls="" preload="metadata"></audio></p>'
    )
    assert body.lost == {}


def test_a_link_that_only_old_browsers_show_is_not_taken_for_the_players() -> None:
    source = (
        "<video src='/v.mp4'><a href='/v.mp4'>tải</a></video><object data='/b.swf'><a href='/b.swf'>tải</a></object>"
    )
    html = clean(source, address=ADDRESS).html
    assert html.count('class="embed-link"') == 2
