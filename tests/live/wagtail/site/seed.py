"""Fill the site; run by `manage.py shell`. Everything in it is invented.

The site's own record keeps the host `localhost` that Wagtail begins with, as it does on many a real site.
"""

# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false
import datetime
import io

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from PIL import Image as Picture
from portal.models import ArticlePage, HomePage, SectionPage
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, PageViewRestriction, Site

root = Page.objects.get(depth=1)
home = HomePage(title="Làng Bàng", slug="lang-bang", seo_title="Cổng thông tin Làng Bàng")
root.add_child(instance=home)
site = Site.objects.get()
site.root_page = home
site.save()
Page.objects.get(slug="home", depth=2).delete()


def picture(name, colour, title, description=""):
    buffer = io.BytesIO()
    Picture.new("RGB", (1200, 800), colour).save(buffer, "JPEG")
    image = Image(title=title, description=description, file=ImageFile(buffer, name=name))
    image.save()
    return image


well = picture("gieng.jpg", (20, 90, 160), "Giếng làng", "Giếng làng lát đá, nước trong")
unnamed = picture("img_2041.jpg", (120, 60, 20), "img_2041.jpg")
plan = Document(title="Sơ đồ giếng", file=ContentFile(b"well plan", name="so-do.txt"))
plan.save()
recording = Document(title="Bản đọc", file=ContentFile(b"ID3", name="ban-doc.mp3"))
recording.save()


def section(parent, title, slug, intro="", menu=True):
    page = SectionPage(title=title, slug=slug, intro=intro, show_in_menus=menu)
    parent.add_child(instance=page)
    return page


news = section(home, "Tin tức", "tin-tuc", "Chuyện trong làng")
water = section(news, "Nước sạch", "nuoc-sach")
notices = section(home, "Thông báo", "thong-bao")


def article(parent, title, slug, day, publish=True, tags=(), **fields):
    page = ArticlePage(title=title, slug=slug, date=day, live=publish, **fields)
    parent.add_child(instance=page)
    page.tags.add(*tags)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page


day = datetime.date(2026, 3, 1)
second = article(
    notices,
    "Họp dân đầu tháng",
    "hop-dan",
    day,
    summary="Mời bà con đến nhà văn hoá.",
    body="<p>Họp lúc bảy giờ tối.</p>",
)
article(
    water,
    "Giếng làng có nước trở lại",
    "gieng-lang",
    day + datetime.timedelta(days=1),
    author="Tổ biên tập",
    summary="Sau ba tuần nạo vét, giếng đầy nước.",
    hero=well,
    hero_alt="Giếng nhìn từ trên cao",
    annex=plan,
    tags=("nước", "sửa chữa"),
    body=(
        f'<p>Xem <a linktype="page" id="{second.pk}">thông báo họp dân</a>, '
        f'<a linktype="document" id="{plan.pk}">sơ đồ</a> và <a href="https://example.org/nuoc">trang khác</a>.</p>'
        f'<embed embedtype="image" format="fullwidth" id="{well.pk}" alt="Giếng sau khi nạo vét"/>'
        "<h2>Các bước</h2><ul><li>Bơm cạn</li><li>Nạo bùn</li></ul>"
    ),
)
article(
    notices,
    "Ảnh và bảng giờ bơm nước",
    "gio-bom-nuoc",
    day + datetime.timedelta(days=2),
    tags=("nước",),
    annex=recording,
    stream=[
        ("heading", "Giờ bơm"),
        ("paragraph", f'<p>Như <a linktype="page" id="{second.pk}">đã họp</a>.</p>'),
        ("image", well),
        ("captioned_image", {"image": unnamed, "caption": "Trạm bơm mới"}),
        ("quote", {"text": "Nước về đúng giờ.", "source": "Một người dân"}),
        ("points", ["Sáng", "Chiều"]),
        (
            "table",
            {
                "data": [["Buổi", "Giờ"], ["Sáng", "6:00"], ["Chiều", "17:00"]],
                "first_row_is_table_header": True,
                "table_caption": "Giờ bơm nước",
            },
        ),
        ("document", plan),
        ("related_page", second),
    ],
)
article(
    news,
    "Trùng tên",
    "hop-dan",
    day + datetime.timedelta(days=3),
    body="<p>Bài này có cùng tên đường dẫn với thông báo họp dân.</p>",
)
article(
    news,
    "Đường dẫn có dấu",
    "đường-dẫn-có-dấu",
    day + datetime.timedelta(days=4),
    body="<p>Chữ có dấu trong đường dẫn.</p><script>document.title = 'xss'</script>",
)
article(news, "Bản nháp", "ban-nhap", day + datetime.timedelta(days=5), publish=False, body="<p>chưa đăng</p>")
private = article(news, "Chỉ có mật khẩu", "mat-khau", day + datetime.timedelta(days=6), body="<p>bí mật</p>")
PageViewRestriction.objects.create(page=private, restriction_type="password", password="mo-ra")
for number in range(1, 26):
    article(
        notices,
        f"Thông báo số {number}",
        f"thong-bao-{number}",
        datetime.date(2025, 12, 1) + datetime.timedelta(days=number),
        body=f"<p>Nội dung của thông báo số {number}.</p>",
    )
Redirect.add_redirect("/cu/hop-dan", redirect_to=second)
call_command("update_index", verbosity=0)
