import pytest

from crmdesk.qt.column_widths import share_out


@pytest.mark.parametrize(
    ("room", "needs", "least", "expected"),
    [
        pytest.param(400, [100, 100, 80], [90, 30, 0], [190, 130, 80], id="room to spare goes by weight"),
        pytest.param(280, [100, 100, 80], [90, 30, 0], [100, 100, 80], id="just enough"),
        pytest.param(240, [100, 100, 80], [90, 30, 0], [95, 65, 80], id="short: what may be cut shrinks"),
        pytest.param(100, [100, 100, 80], [90, 30, 0], [90, 30, 80], id="too short: the least"),
        pytest.param(230, [50, 200], [90, 90], [50, 180], id="a short text shrinks no further"),
        pytest.param(500, [100, 80], [0, 0], [100, 80], id="nothing to stretch"),
    ],
)
def test_columns_share_the_room(room: int, needs: list[int], least: list[int], expected: list[int]):
    assert share_out(room, needs, least) == expected
