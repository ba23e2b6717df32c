import pytest

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.meaning.inference import infer_date_orders, infer_decimal_marks


def _orders(*columns, given=None):
    return infer_date_orders(columns, given, "deals.csv", [f"Date {n}" for n in range(len(columns))])


@pytest.mark.parametrize(
    ("columns", "orders"),
    [
        ([["13/1/2024", "2/3/2024"]], ["dmy"]),
        ([["1/13/2024", "2/3/2024"]], ["mdy"]),
        ([["1/13/2024"], ["2/3/2024"]], ["mdy", "mdy"]),
        ([["1/13/2024"], ["13/1/2024"]], ["mdy", "dmy"]),
        ([["2024-01-13", "2024年1月2日", "45356"]], [None]),
        ([["1/2/2024", "1/3/2024", "2/1/2024"]], ["mdy"]),
        ([["2/1/2024", "3/1/2024", "1/2/2024"]], ["dmy"]),
        ([["1/2/2024", "31/2/2024", "14/2/2024"]], ["dmy"]),
        ([["24/1/3", "23/5/20"]], ["ymd"]),
        ([[]], [None]),
    ],
)
def test_date_order(columns, orders):
    assert _orders(*columns) == orders


def test_days_equal_to_their_month_need_no_order():
    assert _orders(["3/3/2024", "5/5/2024"])[0] in ("dmy", "mdy")


def test_an_open_order_is_asked_for():
    with pytest.raises(ImportRejectedError) as caught:
        _orders(["4/5/2024", "3/6/2024", "5/4/2024"])
    assert caught.value.field == "date_order"
    assert "“Date 0”" in caught.value.message
    assert "--date-order" in caught.value.message


def test_the_person_settles_an_open_order():
    assert _orders(["3/5/2024", "2/7/2024"], given="dmy") == ["dmy"]
    assert _orders(["13/5/2024", "2/7/2024"], given="mdy") == ["dmy"]


@pytest.mark.parametrize(
    ("columns", "marks"),
    [
        ([["1,234.50", "12"]], ["."]),
        ([["1.234,50", "12"]], [","]),
        ([["1 234,50"]], [","]),
        ([["12,5", "1,234"]], [","]),
        ([["1,234", "12,345"]], ["."]),
        ([["1.234", "12.345", "7"]], [","]),
        ([["0.125"]], ["."]),
        ([["1.234,50"], ["1,234"]], [",", ","]),
        ([["5", "7"]], ["."]),
    ],
)
def test_decimal_mark(columns, marks):
    assert infer_decimal_marks(columns) == marks
