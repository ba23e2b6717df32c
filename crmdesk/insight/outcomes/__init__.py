"""How deals end, in numbers: what is counted for the charts of the failure pool.

Knows neither the store nor the screen.
"""
