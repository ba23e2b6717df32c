import logging
import re

import pytest

from crmdesk import log

logger = logging.getLogger("crmdesk.somewhere")


@pytest.fixture
def lines(tmp_path):
    log.start(tmp_path / "logs")
    file = tmp_path / "logs" / log.FILE_NAME
    # There is none before there is something to write.
    yield lambda: file.read_text("utf-8").splitlines() if file.exists() else []
    log.stop()


def test_a_line_has_time_level_place_sentence_and_fields(lines):
    logger.info("import finished", extra={"rows": 3000, "batch": "018f-2a", "seconds": 1.5})
    (line,) = lines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO crmdesk.somewhere import finished"
        " batch=018f-2a rows=3000 seconds=1.5",
        line,
    )


@pytest.mark.parametrize(
    "extra",
    [
        {"customer": "晨光机械"},
        {"uid": "晨光机械"},
        {"uid": "Amy Chen"},
        {"uid": "a\nb"},
        {"kind": "x" * 65},
        {"kind": ["Amy"]},
    ],
)
def test_nothing_but_ids_and_numbers_gets_in(lines, extra):
    logger.info("touched", extra=extra)
    (line,) = lines()
    assert re.search(r"touched( (uid|kind)=\[withheld\])?$", line)


def test_arguments_are_not_filled_in(lines):
    logger.info("read %s", "晨光机械")
    assert lines()[0].endswith("read %s")


@pytest.mark.expects_log_records
def test_of_an_exception_only_type_and_places_are_written(lines):
    try:
        int("Amy Chen")
    except ValueError:
        logger.exception("a bug")
    text = "\n".join(lines())
    assert "builtins.ValueError" in text
    assert "test_log.py" in text
    assert "Amy" not in text


def test_starting_again_replaces_the_files(tmp_path, lines):
    log.start(tmp_path / "other")
    logger.info("moved")
    assert lines() == []
    assert len((tmp_path / "other" / log.FILE_NAME).read_text("utf-8").splitlines()) == 1


@pytest.mark.usefixtures("lines")
def test_files_are_rotated(tmp_path):
    for _ in range(20_000):
        logger.info("x" * 300)
    sizes = [file.stat().st_size for file in (tmp_path / "logs").iterdir()]
    assert len(sizes) == 5
    assert max(sizes) <= 1_000_000


def test_a_folder_that_cannot_be_made_means_no_log(tmp_path):
    (tmp_path / "taken").write_text("")
    log.start(tmp_path / "taken" / "logs")
    logger.info("nowhere")
    log.stop()


def test_libraries_are_not_logged(lines):
    logging.getLogger("somebody.else").info("customer data")
    assert lines() == []
