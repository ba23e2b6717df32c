"""Whom the customers that sign are like, whom they are not, and whether they become ever more alike.

Pure functions over numpy columns; knows neither the store nor the screen.
"""
