"""The small window in which one touch after another is logged, whoever it was with and whatever the big one shows.

May import ``timeline`` and what lies below it; no other feature.
"""
