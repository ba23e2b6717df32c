"""How like two names of companies or people are, for warning of duplicates.

Compares what names say, not their records: knows nothing of customers, phones or the workspace.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from crmdesk.store.text.folding import fold
from crmdesk.store.text.pinyin import readings

# From here on two names most likely are one customer; from there on a person may want to look.
VERY_LIKE = 88.0
LIKE = 75.0

# One name stands whole in the other: 晨光 in 晨光科技. Worth a look, no more.
_CONTAINED = 85.0
# Names that differ in a number, or that only sound the same (晨光, 辰光), are at most so like.
_DOUBTFUL = 80.0

_CHINESE_FORMS = re.compile(r"(?:股份|有限|责任|总|集团|控股|株式)*(?:公司|会社)$|(?:集团|股份)$|^(?:株式|有限)会社")
_COUNTRY = re.compile(r"[(\[（【]\s*(?:中国|china|prc)\s*[)\]）】]")
_LATIN_FORMS = frozenset(
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag kg kgaa ohg ug se sa sas sarl srl "
    "spa bv nv oy ab as asa aps pty pte kk sdn bhd group holding holdings".split()
)
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_NUMERALS = re.compile(r"\d+|[一二三四五六七八九十]")


@lru_cache(maxsize=2**17)
def name_core(name: str) -> str:
    """The folded name without its legal form: 晨光科技有限公司 and 晨光科技 are one, so are ACME Co., Ltd. and Acme."""
    folded = _COUNTRY.sub("", fold(name))
    words = re.findall(r"\w+", _DOTTED.sub(r"\1", folded))
    while len(words) > 1 and words[-1] in _LATIN_FORMS:
        words.pop()
    joined = " ".join(words)
    return _CHINESE_FORMS.sub("", joined).strip() or joined


def likeness(a: str, b: str) -> float:
    """How like the names are, from 0 to 100; 100 when they differ only in script, case, width or legal form."""
    return _core_likeness(name_core(a), name_core(b))


def nearest(name: str, names: Mapping[int, str], limit: int = 5, cutoff: float = LIKE) -> list[tuple[int, float]]:
    """The keys of the likest names and their likeness, the likest first, none below ``cutoff``."""
    from rapidfuzz import fuzz, process

    core = name_core(name)
    cores = {key: name_core(other) for key, other in names.items()}
    # A quick look at all, and an exact one at the best of them.
    candidates = process.extract(core, cores, scorer=fuzz.WRatio, limit=10 * limit, score_cutoff=cutoff / 2)
    scored = ((key, _core_likeness(core, other)) for other, _, key in candidates)
    return sorted((pair for pair in scored if pair[1] >= cutoff), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _core_likeness(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    score = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
    if _stands_in(a, b) or _stands_in(b, a):
        score = max(score, _CONTAINED)
    if _NUMERALS.findall(a) != _NUMERALS.findall(b):
        score = min(score, _DOUBTFUL)
    return max(score, _DOUBTFUL * fuzz.ratio(_sound(a), _sound(b)) / 100)


def _stands_in(part: str, whole: str) -> bool:
    """Whether the part is a word, or two Chinese characters at least, of the whole."""
    if part.isascii():
        return len(part) > 2 and part in whole.split()
    return len(part) > 1 and part in whole


def _sound(core: str) -> str:
    """The likeliest pinyin, or the letters of a name without Chinese."""
    return next(iter(readings(core)), core.replace(" ", ""))
