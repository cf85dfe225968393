from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gigawatch.intake import Kept, load_document, load_documents
from gigawatch.intake.crawl import Crawl
from gigawatch.intake.damage import named_faults
from gigawatch.intake.feed import is_feed
from gigawatch.intake.keep import Shelf
from gigawatch.model import Document, InputError
from intake_maker import (
    CHINESE,
    ENGLISH,
    TRADITIONAL,
    make_mail,
    make_page,
    make_pdf,
    make_raw_pdf,
    make_rss,
    make_warc,
    make_word,
)


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sidecar(path: Path, text: str) -> None:
    path.with_name(path.name + ".meta.yaml").write_text(text)


def documents(path: Path) -> list[Document]:
    return [found for found in load_documents(path) if isinstance(found, Document)]


def faults(path: Path) -> list[str]:
    return [str(found) for found in load_documents(path) if not isinstance(found, Document)]


def test_a_page_gives_its_main_text_without_menu_and_footer(tmp_path: Path) -> None:
    found = load_document(write(tmp_path / "a.html", make_page(CHINESE)))
    assert CHINESE in found.text
    assert "菜单" not in found.text
    assert "版权" not in found.text
    assert found.text.endswith("\n")


def test_a_page_says_title_day_publisher_and_language_itself(tmp_path: Path) -> None:
    found = load_document(write(tmp_path / "a.html", make_page(CHINESE)))
    assert (found.title, found.published) == ("示例工厂投产", date(2022, 7, 25))
    assert (found.publisher, found.language) == ("Example News", "zh")


def test_a_language_that_the_words_of_a_page_contradict_is_not_believed(tmp_path: Path) -> None:
    assert load_document(write(tmp_path / "a.html", make_page(CHINESE, lang="en"))).language is None
    assert load_document(write(tmp_path / "b.html", make_page(ENGLISH, lang="en-GB"))).language == "en"


def test_a_sidecar_overrides_what_a_page_says_key_by_key(tmp_path: Path) -> None:
    file = write(tmp_path / "a.html", make_page(CHINESE))
    sidecar(file, "published: 2022-07-26\npublisher: Another\n")
    found = load_document(file)
    assert (found.published, found.publisher, found.title) == (date(2022, 7, 26), "Another", "示例工厂投产")


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">'),
        ("gb18030", ""),
        ("utf-16", ""),
    ],
)
def test_the_encoding_of_a_page_is_told_by_mark_meta_element_or_bytes(tmp_path: Path, encoding: str, head: str) -> None:
    data = make_page(CHINESE, head).encode(encoding)
    assert CHINESE in load_document(write(tmp_path / "a.html", data)).text


def test_traditional_pages_in_big5_are_read(tmp_path: Path) -> None:
    data = make_page(TRADITIONAL).replace("示例工厂投产", "示例工廠投產").encode("big5", "ignore")
    assert TRADITIONAL in load_document(write(tmp_path / "a.htm", data)).text


def test_the_encoding_in_a_sidecar_wins_over_the_page_s_own_word(tmp_path: Path) -> None:
    file = write(tmp_path / "a.html", make_page(CHINESE, '<meta charset="big5">').encode("gb18030"))
    sidecar(file, "encoding: gbk\n")
    assert CHINESE in load_document(file).text


def test_a_text_file_is_read_in_the_encoding_that_its_sidecar_names(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "größte Anlage".encode("cp1252"))
    sidecar(file, "encoding: windows-1252\n")
    assert load_document(file).text == "größte Anlage"


def test_the_main_text_of_a_page_is_the_same_in_every_process(tmp_path: Path) -> None:
    file = write(tmp_path / "a.html", make_page(CHINESE))
    code = "import sys; from pathlib import Path; from gigawatch.intake import load_document as load\n"
    code += "sys.stdout.buffer.write(repr(load(Path(sys.argv[1]))).encode())"
    command = [sys.executable, "-c", code, str(file)]
    said = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_line_ends_inside_a_paragraph_of_a_page_are_what_they_are_on_a_screen(tmp_path: Path) -> None:
    english = make_page(ENGLISH.replace(" ", "\n"), lang="en")
    assert ENGLISH in load_document(write(tmp_path / "a.html", english)).text
    linked = make_page(ENGLISH.replace("over 30 GWh a", "over <b>30 GWh</b>\na"), lang="en")
    assert ENGLISH in load_document(write(tmp_path / "c.html", linked)).text
    chinese = make_page(CHINESE.replace("，", "，\n    "))
    assert CHINESE in load_document(write(tmp_path / "b.html", chinese)).text


def test_a_page_without_main_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no main text"):
        load_document(write(tmp_path / "a.html", "<html><body></body></html>"))


def test_the_lines_of_a_pdf_become_paragraphs_again(tmp_path: Path) -> None:
    data = make_pdf(f'#set page(numbering: "1")\n= A plant opens\n{ENGLISH}\n\n{ENGLISH}')
    assert load_document(write(tmp_path / "a.pdf", data)).text == f"A plant opens\n{ENGLISH}\n{ENGLISH}\n"


def test_a_pdf_says_title_and_day_itself(tmp_path: Path) -> None:
    data = make_pdf(f'#set document(title: "A plant", date: datetime(year: 2022, month: 7, day: 25))\n{ENGLISH}')
    found = load_document(write(tmp_path / "a.pdf", data))
    assert (found.title, found.published) == ("A plant", date(2022, 7, 25))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (make_raw_pdf(b"0 0 600 800 re f"), "scanned"),
        (make_raw_pdf(b"BT /F 12 Tf (Text) Tj ET", "/Encrypt 6 0 R/ID[<41><41>]"), "encrypted"),
        (b"%PDF-1.4 torn", "damaged"),
        (b"Not one at all", "no PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint) as fault:
        load_document(write(tmp_path / "a.pdf", data))
    assert fault.value.hint


def test_a_word_file_gives_paragraphs_and_table_rows_in_order(tmp_path: Path) -> None:
    from docx import api

    word = api.Document()
    word.add_paragraph("Before.")
    table = word.add_table(2, 2)
    for at, text in enumerate(("Phase", "GWh", "One", "15")):
        table.cell(at // 2, at % 2).text = text
    word.add_paragraph("After.")
    word.save(str(tmp_path / "a.docx"))
    assert load_document(tmp_path / "a.docx").text == "Before.\nPhase\tGWh\nOne\t15\nAfter.\n"


def test_deleted_words_of_a_word_file_are_left_out_and_inserted_ones_kept(tmp_path: Path) -> None:
    from docx import api
    from docx.oxml import parse_xml

    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    word = api.Document()
    paragraph = word.add_paragraph("Capacity is ")
    paragraph._p.append(parse_xml(f"<w:del {name}><w:r><w:delText>20</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {name}><w:r><w:t>30</w:t></w:r></w:ins>"))
    word.save(str(tmp_path / "a.docx"))
    assert load_document(tmp_path / "a.docx").text == "Capacity is 30\n"


def test_a_word_file_says_its_title_itself(tmp_path: Path) -> None:
    assert load_document(write(tmp_path / "a.docx", make_word(ENGLISH, title="A plant"))).title == "A plant"


@pytest.mark.parametrize("data", [b"PK\x03\x04 torn", b"no zip", b"\xd0\xcf\x11\xe0 old or locked"])
def test_what_is_no_word_file_is_refused_with_the_reason(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="Word file"):
        load_document(write(tmp_path / "a.docx", data))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312"])
def test_a_message_gives_its_text_with_subject_day_and_sender(tmp_path: Path, charset: str) -> None:
    found = load_document(write(tmp_path / "a.eml", make_mail(CHINESE, charset).as_bytes()))
    assert found.text.strip() == CHINESE
    assert (found.title, found.publisher) == ("示例工厂投产", "Example Press")
    assert found.published == date(2022, 7, 25)


@pytest.mark.parametrize(("mark", "text"), [("", ENGLISH), ("; delsp=yes", CHINESE)])
def test_a_message_that_was_folded_for_sending_is_unfolded(tmp_path: Path, mark: str, text: str) -> None:
    middle = text.index(" ", 40) + 1 if text is ENGLISH else 20
    folded = f"{text[:middle]}{'' if text is ENGLISH else ' '}\n{text[middle:]}\n-- \nExample Press\n"
    head = (
        f"Subject: A\nContent-Type: text/plain; charset=utf-8; format=flowed{mark}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    found = load_document(write(tmp_path / "a.eml", head + folded))
    assert found.text == f"{text}\n-- \nExample Press\n"


def test_a_message_that_is_only_a_page_gives_the_page_s_text(tmp_path: Path) -> None:
    found = load_document(write(tmp_path / "a.eml", make_mail(make_page(CHINESE), subtype="html").as_bytes()))
    assert CHINESE in found.text
    assert "菜单" not in found.text


def test_the_text_of_a_message_is_preferred_to_its_page_and_its_attachments(tmp_path: Path) -> None:
    mail = make_mail(ENGLISH)
    mail.add_alternative("<p>The page</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    assert load_document(write(tmp_path / "a.eml", mail.as_bytes())).text.strip() == ENGLISH


@pytest.mark.parametrize(("data", "complaint"), [(b"\n\nno headers", "no e-mail"), (b"Subject: a\n\n", "no text")])
def test_what_is_no_message_is_refused(tmp_path: Path, data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        load_document(write(tmp_path / "a.eml", data))


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path: Path, packed: bool) -> None:
    data = make_warc(
        ("http://example.org/a.html", "text/html; charset=gbk", make_page(CHINESE).encode("gbk")),
        ("http://example.org/a.png", "image/png", b"\x89PNG"),
        ("http://example.org/b.pdf", "application/pdf", make_pdf(ENGLISH)),
        ("file:///etc/passwd", "text/html", make_page(ENGLISH).encode()),
        packed=packed,
    )
    page, pdf = documents(write(tmp_path / ("a.warc.gz" if packed else "a.warc"), data))
    assert CHINESE in page.text
    assert (page.url, pdf.text.strip()) == ("http://example.org/a.html", ENGLISH)


def test_an_answer_that_was_no_success_is_no_document(tmp_path: Path) -> None:
    data = make_warc(("http://example.org/a", "text/html", make_page(ENGLISH).encode()), status="404 Not Found")
    assert list(load_documents(write(tmp_path / "a.warc", data))) == []


def test_a_web_archive_that_breaks_off_gives_what_stands_before_and_says_so(tmp_path: Path) -> None:
    whole = make_warc(("http://example.org/a.html", "text/html", make_page(CHINESE).encode()))
    file = write(tmp_path / "a.warc.gz", whole + whole[: len(whole) // 2])
    assert len(documents(file)) == 1
    (fault,) = faults(file)
    assert "damaged" in fault


@pytest.mark.parametrize("length", [b"Content-Length: 9", b"Content-Length: 9999999", b"Content-Length: many"])
def test_a_record_that_lies_about_its_length_is_a_fault_and_nothing_else_is_printed(
    tmp_path: Path, length: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    data = make_warc(("http://example.org/a.html", "text/html", make_page(CHINESE).encode()), packed=False)
    file = write(tmp_path / "a.warc", re.sub(rb"Content-Length: \d+", length, data))
    (fault,) = faults(file)
    assert "a.warc" in fault
    assert capfd.readouterr() == ("", "")


def test_packed_and_chunked_answers_of_an_archive_are_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(make_page(CHINESE).encode())
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    media = "text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    (found,) = documents(write(tmp_path / "a.warc.gz", make_warc(("http://example.org/a", media, body))))
    assert CHINESE in found.text


def test_a_failure_that_nobody_listed_is_one_line_and_named() -> None:
    with pytest.raises(InputError, match=r"as Word \(ZeroDivisionError\)"), named_faults("a.docx", "Word"):
        raise ZeroDivisionError


def test_a_page_that_cannot_be_read_does_not_stop_the_rest_of_an_archive(tmp_path: Path) -> None:
    data = make_warc(
        ("http://example.org/a.html", "text/html", b"<html></html>"),
        ("http://example.org/b.html", "text/html", make_page(CHINESE).encode()),
    )
    file = write(tmp_path / "a.warc.gz", data)
    assert len(documents(file)) == len(faults(file)) == 1


def test_the_sidecar_of_an_archive_holds_for_each_of_its_documents(tmp_path: Path) -> None:
    page = make_page(CHINESE).encode()
    file = write(tmp_path / "a.warc.gz", make_warc(("http://example.org/a", "text/html", page)))
    sidecar(file, "publisher: Another\nlicence: CC0-1.0\n")
    (found,) = documents(file)
    assert (found.publisher, found.licence) == ("Another", "CC0-1.0")
    kept = next(Crawl(Shelf(tmp_path / "documents")).keep([file]))
    assert isinstance(kept, Kept)
    again = load_document(kept.path)
    assert (again.publisher, again.url, again.licence) == ("Another", "http://example.org/a", "CC0-1.0")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "data:text/html,x"])
def test_only_a_web_address_is_believed_to_be_the_address_of_a_page(tmp_path: Path, address: str) -> None:
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    assert load_document(write(tmp_path / "a.html", make_page(CHINESE, head))).url is None


def test_a_page_that_speaks_of_feeds_is_no_feed() -> None:
    assert is_feed(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'>")
    assert is_feed(b"<rdf:RDF xmlns:rdf='x'>")
    assert not is_feed(b"<html xmlns:rdf='x'><body><rss></body></html>")


def test_read_takes_the_texts_that_a_feed_carries_and_fetches_nothing(tmp_path: Path) -> None:
    feed = make_rss(("Bare", "http://127.0.0.1:9/bare")).replace(
        "</channel>",
        "<item><title>Full</title><link>http://127.0.0.1:9/full</link>"
        "<pubDate>Tue, 26 Jul 2022 08:00:00 +0800</pubDate>"
        f"<description>&lt;p&gt;{ENGLISH}&lt;/p&gt;</description></item></channel>",
    )
    file = write(tmp_path / "feed.xml", feed)
    (found,) = documents(file)
    assert found.text.strip() == ENGLISH
    assert (found.title, found.publisher, found.published) == ("Full", "Example Feed", date(2022, 7, 26))
    (fault,) = faults(file)
    assert "no text of its own" in fault


@pytest.mark.parametrize("name", ["a.warc.gz", "feed.rss"])
def test_a_bundle_in_a_place_for_one_document_names_the_command_that_keeps_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="several") as fault:
        load_document(write(tmp_path / name, b"x"))
    assert "gigawatch add" in fault.value.hint


def test_a_language_tag_with_a_region_is_the_language(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "---\nlanguage: zh-CN\n---\n" + CHINESE)
    assert load_document(file).language == "zh"


def test_a_device_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="no file"):
        load_document(tmp_path / "pipe.txt")
