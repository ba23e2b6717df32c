"""One customer's timeline: list, painters, and the bar below it that writes to it. Embedded by several features."""
