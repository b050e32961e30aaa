"""A small site of our own around the reading controls: the real component, stylesheet and script, and long articles."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from portal_ui.pages.edition import weekdays
from portal_ui.reading.controls import ControlTexts, announcer, clock, reading_controls
from portal_ui.reading.offsets import offsets
from portal_ui.reading.stylesheet import reading_css

if TYPE_CHECKING:
    from collections.abc import Generator

    import reflex as rx

FONT = Path(__file__).parents[3] / "assets" / "fonts" / "be-vietnam-pro-400.woff2"

PAGE, PANEL = "/reading", "/reading?v=1"

TEXTS = ControlTexts(
    group="Cỡ chữ và tương phản",
    smaller="A-",
    reset="A",
    larger="A+",
    more="Tăng tương phản",
    less="Giảm tương phản",
    smaller_help="Chữ nhỏ hơn",
    reset_help="Cỡ chữ ban đầu",
    larger_help="Chữ to hơn",
    more_help="Chữ và nền khác nhau rõ hơn",
    less_help="Chữ và nền dịu hơn",
    say_size="Cỡ chữ {value} %",
    say_size_max="Cỡ chữ {value} %, đã lớn nhất",
    say_size_min="Cỡ chữ {value} %, đã nhỏ nhất",
    say_contrast="Tương phản {value}",
    say_contrast_max="Tương phản {value}, không tăng được nữa",
    say_contrast_min="Tương phản {value}, không giảm được nữa",
    contrast_names="thấp nhất|thấp|thường|cao|cao nhất",
    contrast_void="Màu do máy của bạn quyết định",
    settings="Cỡ chữ và màu",
    zoom_hint="Muốn chữ to hơn: giữ phím Ctrl và bấm phím +.",
)

SENTENCES = (
    "Người dân nộp hồ sơ tại bộ phận một cửa, nhận giấy hẹn và theo dõi từng bước xử lý ngay trên điện thoại.",
    "Con đường ven sông đã mở rộng thêm hai làn, có lối đi riêng cho người khuyết tật và hàng cây che nắng buổi trưa.",
    "Lớp học buổi tối dành cho người lớn tuổi khai giảng vào thứ Hai, mỗi tuần ba buổi, không thu học phí.",
    "Trạm y tế khuyên các gia đình dọn nước đọng quanh nhà, ngủ màn cả ban ngày và đưa trẻ đi tiêm đúng lịch.",
    "Hợp tác xã thử giống lúa mới trên năm héc-ta, năng suất cao hơn vụ trước mà lượng phân bón giảm một phần ba.",
    "Thư viện nhận thêm sáu trăm đầu sách, trong đó có sách chữ to và sách nói cho người mắt kém.",
    "Chợ phiên họp từ tờ mờ sáng, bà con vùng cao gùi măng, mật ong và vải thổ cẩm xuống bán.",
)


def html_of(component: rx.Component) -> str:
    """Return the HTML that React makes of a component whose texts are plain strings."""
    return _html(component.render())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _html(node: dict[str, Any]) -> str:
    if "contents" in node:
        return escape(json.loads(node["contents"]))
    inner = "".join(_html(child) for child in node["children"])
    if node["name"] == "Fragment":
        return inner
    tag = json.loads(node["name"])
    attributes = ""
    for prop in node["props"]:
        name, value = re.fullmatch(r'"?([\w-]+)"?:(.*)', prop, re.DOTALL).groups()  # pyright: ignore[reportOptionalMemberAccess]
        if name == "dangerouslySetInnerHTML":
            continue
        name = {"className": "class"}.get(name, name)
        attributes += f' {name}=""' if value == "true" else f' {name}="{escape(json.loads(value))}"'
    return f"<{tag}{attributes}>{inner}</{tag}>"


def paragraph(number: int, sentences: int) -> str:
    """Return a paragraph that no other number has."""
    chosen = (SENTENCES[(number * 3 + i * (number % 5 + 1)) % len(SENTENCES)] for i in range(sentences))
    return f"<p>Mục {number}. {' '.join(chosen)}</p>"


def table(number: int) -> str:
    rows = "".join(
        f"<tr><th scope='row'>Lệ phí số {row}</th><td>{row * 15}.000 đồng</td><td>{row} ngày làm việc</td></tr>"
        for row in range(1, 6)
    )
    return (
        f"<div class='table-region' role='region' aria-label='Bảng {number}' tabindex='0'><table><thead><tr>"
        f"<th scope='col'>Thủ tục</th><th scope='col'>Mức thu</th><th scope='col'>Thời hạn</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


FIGURE = (
    "<figure><img src='/figure.svg' alt='Bờ sông' width='640' height='360'><figcaption>Bờ sông</figcaption></figure>"
)


def article(sections: int) -> str:
    """Return the blocks of an article: headings, paragraphs, tables, figures, lists, quotations."""
    blocks: list[str] = []
    for number in range(1, sections + 1):
        blocks.append(f"<h2 id='muc-{number}'>Mục {number}: Việc chung của phường</h2>")
        blocks.append(paragraph(number, 4))
        if number % 4 == 0:
            blocks.append(table(number))
        if number % 5 == 0:
            blocks.append(FIGURE)
        if number % 6 == 0:
            blocks.append(f"<ul><li>{SENTENCES[0]}</li><li>{SENTENCES[3]}</li></ul>")
        if number % 7 == 0:
            blocks.append(f"<blockquote><p>{SENTENCES[1]}</p></blockquote>")
        blocks.append(paragraph(number + 100, 6))
    blocks.append("<p>Cuối bài: <a href='#muc-3'>về mục 3</a>. Rất dài: " + "nghiêngngả" * 12 + "</p>")
    return "".join(blocks)


ICON = "<link rel='icon' href='data:,'>"

CSS = """
*{box-sizing:border-box}
@font-face{font-family:Late;src:url(/late.woff2);font-display:swap}
body{margin:0;font-family:var(--face,sans-serif)}
html{background:var(--paper);color:var(--text)}
a{color:var(--link)} a:visited{color:var(--visited)} figcaption{color:var(--muted)}
::selection{background:var(--selection);color:var(--selection-text)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
header{padding:1rem} main{padding:1rem} main img{max-width:100%;height:auto} figure{margin-inline:0}
.article{max-width:32em;margin-inline:auto}
table{border-collapse:collapse} th,td{border:1px solid var(--rule);padding:.25em .5em}
"""


def document(
    blocks: str, script: str, *, head: str = "", root: str = "", lang: str = "vi", zone: str = "Asia/Ho_Chi_Minh"
) -> str:
    """Return a page as the server would send it: script at the end of the head, the bar between header and main."""
    time = html_of(clock(offsets(ZoneInfo(zone), 2020), weekdays(lang)))
    return (
        f'<!doctype html><html lang="{lang}" {root}><head><meta charset="utf-8"><title>Bài</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{ICON}<style>{CSS}{reading_css()}</style>{head}<script>{script}</script></head><body>"
        "<script>const probe = document.body.appendChild(document.createElement('p')); probe.className = 'reading';"
        "window.beforeBody = getComputedStyle(probe).getPropertyValue('--reading-size')"
        " + '/' + (document.documentElement.dataset.contrast ?? ''); probe.remove()</script>"
        f"<div><header>{time}<p>Cổng thông tin phường Bến Sông</p></header>"
        f"{html_of(reading_controls(TEXTS, '/reading', '/reading?v=1'))}"
        f'<main class="reading" tabindex="-1" id="portal-main"><article class="article"><h1>Chuyện phường ta</h1>'
        f'<div class="body">{blocks}</div></article></main><footer><p>Chân trang</p></footer>'
        f"{html_of(announcer())}</div></body></html>"
    )


def pages(script: str) -> dict[str, tuple[str, bytes]]:
    """Return the site: content type and body by path. The late font and images are held back by the tests."""
    long = article(40)
    late = paragraph(1, 6) + "<img src='/late.svg' alt='Ảnh đến muộn'>" + article(12)
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='{0}'><rect width='640' height='{0}'/></svg>"
    html = {
        "/": document(long, script),
        "/en": document(long, script, lang="en"),
        "/short": document(paragraph(1, 1), script),
        "/berlin": document(paragraph(1, 1), script, zone="Europe/Berlin"),
        "/late-image": document(late, script),
        "/late-font": document(long, script, head="<style>:root{--face:Late,monospace}</style>"),
        "/embed": document(long, script, root="data-embed"),
        "/frame": f"<!doctype html><title>Nhà</title>{ICON}<iframe sandbox='allow-scripts' width='600'></iframe>",
    }
    return {path: ("text/html; charset=utf-8", body.encode()) for path, body in html.items()} | {
        "/figure.svg": ("image/svg+xml", svg.format(360).encode()),
        "/late.svg": ("image/svg+xml", svg.format(900).encode()),
        "/late.woff2": ("font/woff2", FONT.read_bytes()),
    }


# In place of the modules that pages fetch when idle.
NOTHING = ("text/javascript", b"export const start = () => {};")


@contextmanager
def serve(site: dict[str, tuple[str, bytes]]) -> Generator[str]:
    """Serve the site on a free port and give its origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            module = self.path.startswith("/assets/")
            kind, body = site.get(self.path, NOTHING if module else ("text/plain", b""))
            self.send_response(200 if module or self.path in site else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            # As the portal's own files have it (server/assets.py), for a frame without an origin of its own.
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
