"""Texts that were damaged before they were exported."""

import pytest

from exports.files.mojibake import is_mojibake
from refusals import Refusal

HEADINGS = "チケットID,受付日時,件名,お客様名"
CELLS = ["チケットの件名", "サーバーに接続できない", "印刷できません", "Endpoint Managerのエージェントが応答しない"]


@pytest.mark.parametrize("text", CELLS)
@pytest.mark.parametrize(
    ("written", "opened"), [("utf-8", "cp932"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("cp932", "cp1252")]
)
def test_japanese_opened_in_a_wrong_encoding_is_noticed(text, written, opened):
    assert is_mojibake(text.encode(written).decode(opened, "replace" if opened == "cp932" else "ignore"))


@pytest.mark.parametrize("text", ["Café à Genève", "Müller, Straße 5", "naïve – “quoted”"])
def test_european_text_opened_as_latin_1_is_noticed(text):
    assert is_mojibake(text.encode().decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        *CELLS,
        "",
        "plain",
        "件名",
        "縺れた糸",
        "繧繝縁の畳",
        "ﾌﾟﾘﾝﾀ故障",
        "ﾃｽﾄ",
        "ｻｰﾊﾞｰ停止ﾒｰﾙ",
        "髙﨑㈱①～―",
        "東京都千代田区霞が関",
        "情報処理推進機構",
        "障害切り分け依頼",
        "Café à Genève",
        "Müller, Straße 5",
        "ÃO",
        "São Tomé",
        "Åse Ødegård",
        "„so‚ und ‚so‘“",
        "ƒ(x)",
        "25 °C ± 2",
        "«guillemets»",
        "한국어 제목",
        "中文标题",
        "Привет",
        "Ελληνικά",
        "tiếng Việt",
        "50€–60€",
        "naïve",
    ],
)
def test_ordinary_text_is_none(text):
    assert not is_mojibake(text)


@pytest.mark.parametrize(
    ("written", "opened", "says"),
    [
        ("utf-8", "cp932", "as UTF-8 is when it is read as CP932"),
        ("utf-8", "latin-1", "as UTF-8 is when it is read as Windows-1252"),
        ("cp932", "latin-1", "as CP932 is when it is read as Windows-1252"),
    ],
)
def test_garbled_headings_are_refused_with_both_encodings(write, read, written, opened, says):
    garbled = HEADINGS.encode(written).decode(opened, "replace")
    with pytest.raises(Refusal, match=says):
        read(write(f"{garbled}\nT1,2026-04-01,x,y\n"))


@pytest.mark.parametrize(
    "headings", ["チケットID,受付日時,件名", "チケットID,起票日時", "ticket_id,opened_at,チケット番号"]
)
def test_headings_in_euc_jp_are_refused(write, read, headings):
    with pytest.raises(Refusal, match="save it as UTF-8"):
        read(write(f"{headings}\nT1,2026-04-01\n", encoding="euc_jp"))


def test_cells_in_euc_jp_are_noticed(write, read):
    path = write("ticket_id,opened_at,subject\nT1,2026-04-01,サーバーに接続できない\n", encoding="euc_jp")
    assert "mojibake" in [each.code for each in read(path).warnings]


def test_garbled_cells_are_loaded_with_a_warning_that_counts_them(write, read):
    garbled = "サーバーに接続できない".encode().decode("cp932", "replace")
    batch = read(write(f"{HEADINGS}\nT1,2026-04-01,{garbled},x\nT2,2026-04-01,正常,x\nT3,2026-04-01,{garbled},x\n"))
    assert batch.tables["tickets"]["subject"].to_pylist() == [garbled, "正常", garbled]
    assert [(each.line, each.column, each.value, each.count) for each in batch.warnings if each.code == "mojibake"] == [
        (2, "件名", garbled, 2)
    ]


def test_a_lost_character_in_a_text_is_a_warning_and_in_a_key_rejects(write, read):
    batch = read(write(f"{HEADINGS}\nT1,2026-04-01,髙\ufffd,x\nT\ufffd,2026-04-01,a,x\n"))
    assert batch.tables["tickets"]["subject"].to_pylist() == ["髙\ufffd"]
    assert [(each.line, each.value) for each in batch.warnings if each.code == "lost_character"] == [(2, "髙\ufffd")]
    assert [(each.line, each.column, each.code) for each in batch.rejects] == [(3, "チケットID", "lost_character")]
