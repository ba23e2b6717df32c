"""Failures of the operating system in plain words."""

import errno
import os

import pytest

from crmdesk.domain.file_failures import failure_words
from crmdesk.i18n import use_language


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "no such file or folder"), ("zh_CN", "没有这个文件或文件夹"), ("zh_TW", "找不到檔案或資料夾")],
)
def test_a_failure_is_told_in_the_language_in_use(language, words, tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "nothing").open()
    use_language(language)
    try:
        assert failure_words(caught.value) == words
    finally:
        use_language("en")


def test_a_rare_failure_keeps_the_words_of_the_system():
    assert failure_words(OSError(errno.EXDEV, os.strerror(errno.EXDEV))) == os.strerror(errno.EXDEV)
    assert failure_words(OSError("broken")) == "broken"
