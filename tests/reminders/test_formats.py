"""Text, Markdown and HTML of a digest: narrow, and with names that try to be more than names."""

import re
from html.parser import HTMLParser

import pytest

from reminders.as_html import as_html
from reminders.as_markdown import as_markdown, plain
from reminders.as_text import as_text
from reminders.page import Entry, Group, Page
from reminders.wrapping import width

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!channel> <@U123> <https://evil.example|青葉>",
    "[青葉](https://evil.example) ![x](https://evil.example/p.png)",
    "*青葉* _青葉_ ~青葉~ `青葉` ||青葉||",
    "# 青葉\n> 青葉\n- 青葉",
    "a&lt;b &amp; \\*c\\*",
    "@channel @here @everyone",
    "\u202e機精葉青\u2028青\x07葉",
)
PAGE_TAGS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "h1", "h2", "p", "span"}
ATTRIBUTES = {"lang", "charset", "name", "content", "style", "role", "cellpadding", "cellspacing", "border"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def hostile(loaded, name):
    quoted = name.replace('"', '""')
    contracts = (
        "contract_id,customer_id,customer_name,program,tier,start_on,end_on,account_owner,reseller\n"
        f'A,C-1,"{quoted}",ivanti,standard,2025-10-16,2026-10-15,"{quoted}","{quoted}"\n'
    )
    tickets = (
        "ticket_id,contract_id,severity,channel,opened_at,subject,assignee\n"
        f'T-1,A,S2,portal,2026-10-01T09:00:00+09:00,"{quoted}","{quoted}"\n'
    )
    return loaded(contracts=contracts, tickets=tickets)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text_in_a_mail(loaded, teirei, name):
    code, out, _ = teirei("digest", "--db", hostile(loaded, name), "--format", "html")
    reader = Reader()
    reader.feed(out)
    assert code == 0
    assert reader.tags == PAGE_TAGS
    assert {attribute for attribute, _ in reader.attributes} == ATTRIBUTES
    assert not [value for _, value in reader.attributes if re.search(r"url\(|https?:|expression|import", value or "")]
    assert "".join(filter(str.isprintable, name)).replace(" ", "") in "".join(reader.text).replace(" ", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_formats_nothing_in_slack_and_teams(loaded, teirei, name):
    code, out, _ = teirei("digest", "--db", hostile(loaded, name), "--format", "markdown")
    assert code == 0
    for line in out.splitlines():
        inner = line[1:-1] if re.fullmatch(r"\*[^*]+\*", line) else re.sub(r"^( {2})?- ", "", line)
        assert not re.search(r"[<>*`~|\[\]#\\@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", inner), line
        assert not re.search(r"&(?!(amp|lt|gt);)", inner)
        assert inner.isprintable()
        assert not re.match(r"[-+>#]|\d+[.)]\s", inner)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_one_line_of_text(loaded, teirei, name):
    _, out, _ = teirei("digest", "--db", hostile(loaded, name))
    assert all(line.isprintable() for line in out.splitlines())
    assert "[あと10日]" in out and "[目標超過]" in out


def test_an_underscore_inside_an_id_stays():
    assert plain("CUST_001 a_b_c") == "CUST_001 a_b_c"
    assert plain("_x_ a*b") == "\uff3fx\uff3f a\uff0ab"
    assert plain("@all <b> R&D") == "\uff20all &lt;b&gt; R&amp;D"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_text_is_78_columns_wide(samples, teirei, language):
    for days in ("14", "90", "366"):
        _, out, _ = teirei("digest", "--db", samples, "--days", days, "--lang", language)
        assert max(map(width, out.splitlines())) <= 78


def test_the_formats_say_the_same():
    shown = Page("ja", "題", "副題", ["要約。"], [Group("群(1件)", [Entry("本日", "today", "文。", ("詳細",))])])
    for said in ("題", "副題", "要約。", "群(1件)", "本日", "文。", "詳細"):
        assert said in as_text(shown) and said in as_markdown(shown) and said in as_html(shown)


def test_two_words_of_a_mail_differ_from_their_ground_by_more_than_colour():
    shown = Page("ja", "", "", [], [Group("", [Entry("本日", tone, "", ()) for tone in ("today", "soon", "news")])])
    badges = re.findall(r"<span[^>]*>([^<]*)</span>", as_html(shown))
    assert badges == ["▲ 本日", "本日", "✕ 本日"]
