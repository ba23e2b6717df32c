import pytest

from crmdesk.exchange.tables.meaning.currencies import Unit
from crmdesk.exchange.tables.meaning.headers import Header, read_header, read_headers


@pytest.mark.parametrize(
    ("text", "key", "about"),
    [
        ("Deal Value", "dealvalue", ""),
        ("  close_value ", "closevalue", ""),
        ("CloseDate", "closedate", ""),
        ("E-mail", "email", ""),
        ("*客户名称", "客户名称", ""),
        ("* 客户名称", "客户名称", ""),
        ("客户名称（必填）", "客户名称", ""),
        ("客户名称(必填)", "客户名称", ""),
        ("Name (required)", "name", ""),
        ("Ｎａｍｅ：", "name", ""),
        ("Deal - Title", "title", "deal"),
        ("Person - Phone - Mobile", "mobile", "contact"),
        ("Person - Email - Work", "email", "contact"),
        ("Organization - Address", "address", "customer"),
        ("Account Name.id", "accountname.id", ""),
        ("partner_id/id", "partnerid/id", ""),
        ("Associated Company IDs (Primary)", "associatedcompanyids(primary)", ""),
    ],
)
def test_key(text, key, about):
    header = read_header(text)
    assert (header.key, header.about, header.text) == (key, about, text.strip())


@pytest.mark.parametrize(
    ("text", "currency", "key", "unit"),
    [
        ("Deal Value, $", "CNY", "dealvalue", Unit("USD")),
        ("Deal Value, $", "CAD", "dealvalue", Unit("CAD")),
        ("Amount (EUR)", "CNY", "amount", Unit("EUR")),
        ("Amount USD", "CNY", "amount", Unit("USD")),
        ("Price, ¥", "JPY", "price", Unit("JPY")),
        ("Price, ¥", "USD", "price", Unit("CNY")),
        ("金额（万元）", "CNY", "金额", Unit("CNY", 10_000)),
        ("合同金额/元", "CNY", "合同金额", Unit("CNY")),
        ("Probability, %", "CNY", "probability", Unit(percent=True)),
        ("Probability (%)", "CNY", "probability", Unit(percent=True)),
        ("Reach the top", "CNY", "reachthetop", Unit()),
        ("Country/Region", "CNY", "country/region", Unit()),
    ],
)
def test_unit(text, currency, key, unit):
    header = read_header(text, currency)
    assert (header.key, header.unit) == (key, unit)


def test_repeated_and_missing_headers_are_told_apart():
    headers = read_headers(["Notes", None, "Notes", " ", "notes"])
    assert [header.text for header in headers] == ["Notes", "B", "Notes__2", "D", "notes"]
    assert headers[1] == Header("B", "")
    assert headers[2].key == "notes"
