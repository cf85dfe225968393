"""Files of every format, made in the tests; the hostile ones too. All that they tell is synthetic."""

from __future__ import annotations

import gzip
import zlib
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

CHINESE = (
    "据报道，示例新能源公司在宜宾的动力电池项目总投资超过64亿元，规划年产能为30GWh。"
    "项目分两期建设，其中一期已经投产，二期正在建设之中，预计明年建成。"
)
TRADITIONAL = (
    "據報導，示例新能源公司在宜賓的動力電池項目總投資超過64億元，規劃年產能為30GWh。"
    "項目分兩期建設，其中一期已經投產，二期正在建設之中，預計明年建成。"
)
ENGLISH = (
    "Example Cells said on Monday that its plant in Debrecen has a capacity of over 30 GWh a year. "
    "The company invested 6.4 billion yuan in the first phase, which opened in July after two years of building."
)


def make_page(body: str, head: str = "", lang: str = "zh-CN") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head>{head}<title>示例工厂投产</title>'
        '<meta property="og:site_name" content="Example News">'
        '<meta property="article:published_time" content="2022-07-25T08:00:00+08:00"></head>'
        f"<body><nav><a href='/'>首页 菜单</a></nav><article><h1>示例工厂投产</h1><p>{body}</p><p>{body}记者获悉。</p>"
        "</article><footer>版权所有 联系我们</footer></body></html>"
    )


def make_word(*paragraphs: str, title: str = "") -> bytes:
    from docx import Document

    word = Document()
    for text in paragraphs:
        word.add_paragraph(text)
    word.core_properties.title = title
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def add_to_zip(data: bytes, name: str, content: bytes, times: int = 1) -> bytes:
    file = BytesIO(data)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"{name}{number or ''}", content)
    return file.getvalue()


def make_mail(text: str, charset: str = "utf-8", subtype: str = "plain") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "示例工厂投产"
    mail["From"] = "Example Press <press@example.org>"
    mail["Date"] = "Mon, 25 Jul 2022 08:00:00 +0800"
    mail.set_content(text, charset=charset, subtype=subtype)
    return mail


def make_warc(*records: tuple[str, str, bytes], status: str = "200 OK", packed: bool = True) -> bytes:
    """A web archive of (address, content type, body) records."""
    out = b""
    for address, media, body in records:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-08-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def make_pdf(source: str) -> bytes:
    """A PDF of typst's markup."""
    import typst

    return bytes(typst.compile(source.encode()))


def make_raw_pdf(content: bytes, trailer: str = "") -> bytes:
    """A PDF of one page with a content stream of one's own."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = f"trailer<</Size 7/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + head


def make_rss(*items: tuple[str, str]) -> str:
    """A feed of (title, address) items."""
    listed = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Mon, 25 Jul 2022 08:00:00 +0800</pubDate></item>"
        for title, link in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Example Feed</title>{listed}</channel></rss>"
