"""How large the parts around the screens are, in logical pixels."""

RAIL_WIDTH = 84
BAR_HEIGHT = 55
FOOT_HEIGHT = 36
