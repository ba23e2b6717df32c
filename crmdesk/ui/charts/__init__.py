"""A chart on a card, as a picture or as a table, and what is taken out of it; shared by the screens that count.

Knows neither what is counted nor what a mark leads to. May import the workbench and what asks for files.
"""
