"""Columns out of the texts of numbers in which the store hands them over."""

import numpy as np

from crmdesk.domain.outcome_texts import Numbers
from crmdesk.insight.outcomes.columns import Whole


def whole_numbers(text: str) -> Whole:
    """The column of a text whose numbers are separated by commas; an empty one of an empty text."""
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)


def columns_by_name(texts: Numbers) -> dict[str, Whole]:
    """The columns of texts under their names."""
    return {name: whole_numbers(text) for name, text in texts.items()}
