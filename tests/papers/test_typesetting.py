"""Same content, same bytes; whatever a user wrote is printed, never carried out."""

import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pypdf
import pytest

from papers import trm_report
from papers.typesetting import printable

HOSTILE = [
    '#let x = 1; #panic("no")',
    "= heading",
    "== *bold* _slanted_ `code`",
    "$x^2 / y$",
    "<label> @reference",
    "\\ \\u{41} // comment /* comment */",
    "#import \"style.typ\": * #read('/etc/passwd')",
    "~ -- --- ... \"double\" 'single' #[content]",
    "{{ x }} {x} %s ]) }",
    "髙①㈱﨑𠮷",
    "- item + item / term: x",
]


def test_the_same_content_gives_the_same_bytes(report, entry):
    one = report(entry(0), entry(3))
    assert trm_report.document(one, "ja") == trm_report.document(one, "ja")


def test_threads_get_what_a_single_one_gets(report, entry):
    asked = [
        (report(entry(0), *(entry(1 + day) for day in range(more))), lang) for more in range(5) for lang in ("ja", "en")
    ]
    alone = [trm_report.document(*one) for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: trm_report.document(*one), asked)) == alone


def test_the_file_was_made_at_the_as_of_instant(report, entry, basis):
    about = pypdf.PdfReader(io.BytesIO(trm_report.document(report(entry()), "ja"))).metadata
    assert about.creation_date == basis.as_of
    assert about.title == "TRM 実施報告・残日数表 試験工業"


def test_only_fonts_that_come_along_are_used(report, entry):
    fonts = set()
    for page in pypdf.PdfReader(io.BytesIO(trm_report.document(report(entry()), "en"))).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[1])
    assert fonts and all(name.startswith("NotoSansCJKjp") for name in fonts)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("column", ["topic", "deliverable", "consultant"])
def test_markup_is_printed_as_it_was_written(text, column, report, entry, pages):
    [page] = pages(trm_report.document(report(entry(**{column: text})), "en"))
    assert re.sub(r"\s", "", text) in page


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_names_is_printed_as_it_was_written(text, report, entry, pages):
    named = report(entry(), customer_name=text, subscription_id=text, consultant=text)
    [page] = pages(trm_report.document(named, "ja"))
    assert page.count(re.sub(r"\s", "", text)) >= 3


def test_what_has_no_letter_in_the_font_is_a_box_and_harms_nothing_else(report, entry, pages):
    [page] = pages(trm_report.document(report(entry(topic="😀 done ✓ Ünïcode Ωλ 👨‍👩‍👧 end")), "ja"))
    assert re.search("\x00done✓ÜnïcodeΩλ\x00{3}end", page)


def test_controls_have_no_shape_and_are_left_out():
    assert printable({"a": ["x\x00y\u202ez\r\nend\ttab\ud800"]}) == {"a": ["xyz\nend tab\ufffd"]}


@pytest.mark.parametrize(
    "text", ["W" * 2000, "ー" * 2000, "。" * 500, "っ" * 500, "https://example.invalid/" + "a/b-c_d?" * 100]
)
def test_words_without_end_are_broken_inside_their_column(text, report, entry):
    pdf = trm_report.document(report(entry(topic=text), entry(1, deliverable=text)), "ja")
    lines = [line for page in pypdf.PdfReader(io.BytesIO(pdf)).pages for line in page.extract_text().splitlines()]
    piece = re.compile(f"[{re.escape(''.join(set(text)))}]{{3,}}")
    pieces = [found for line in lines for found in piece.findall(line)]
    assert sum(map(len, pieces)) > 1.9 * len(text)
    assert max(map(len, pieces)) <= 60


def test_two_thousand_characters_are_all_there(report, entry, pages):
    text = "".join(chr(0x4E00 + place) for place in range(2000))
    printed = "".join(pages(trm_report.document(report(entry(topic=text)), "ja")))
    assert all(sign in printed for sign in text)


def test_typst_is_imported_only_when_something_is_typeset():
    asked = "import sys, papers.trm_report, papers.trm_term_end; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_another_instant_is_another_file(report, entry, basis):
    later = type(basis)(**{**vars(basis), "as_of": basis.as_of + timedelta(days=1)})
    assert trm_report.document(report(entry()), "ja") != trm_report.document(report(entry(), basis=later), "ja")
