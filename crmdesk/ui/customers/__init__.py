"""The screen of customers: list, card, and the timeline between them."""
