"""Lays words out with wordcloud: one request a line on standard input, one answer a line on standard output.

Run by an interpreter that has wordcloud on its path; the bench itself never loads it.
"""

import json
import random
import sys
from importlib import import_module
from time import process_time
from typing import Any


def answer(request: dict[str, Any], font: str) -> dict[str, Any]:
    """The words that found a place, and the seconds of processor time this took."""
    begin = process_time()
    cloud = import_module("wordcloud").WordCloud(
        font_path=font,
        width=request["width"],
        height=request["height"],
        max_words=len(request["words"]),
        max_font_size=max(word["size"] for word in request["words"]),
        prefer_horizontal=1,
        relative_scaling=1,
        margin=round(2 * request["padding"]),
        random_state=random.Random(1),  # noqa: S311  # not a secret
    )
    cloud.generate_from_frequencies({word["text"]: word["size"] for word in request["words"]})
    seconds = process_time() - begin
    fonts = import_module("PIL.ImageFont")
    words = [
        {"text": text, "size": size, "left": int(x), "baseline": int(y) + fonts.truetype(font, size).getmetrics()[0]}
        for (text, _frequency), size, (y, x), _turned, _colour in cloud.layout_
    ]
    return {"seconds": seconds, "words": words}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), sys.argv[1])), flush=True)
