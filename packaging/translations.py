"""Keeps the message catalogues in step with the source: ``update``, ``compile`` and ``check``.

Runs in the project's environment (it needs Babel); knows nothing of how the program uses the catalogues. English is the
language of the source and has no catalogue.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_CN", "zh_TW")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The sources of ``package`` and the catalogues in ``locale`` that belong to them."""

    package: Path
    locale: Path

    def template(self) -> Catalog:
        """Every message of the sources."""
        catalog = _empty(None)
        for name, line, message, comments, context in extract_from_dir(
            self.package, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            place = (f"{self.package.name}/{Path(name).as_posix()}", line)
            catalog.add(message, None, [place], auto_comments=comments, context=context)
        return catalog

    def update(self) -> None:
        """Bring template and translations to what the sources say; new messages stand there untranslated."""
        template = self.template()
        self._write(template, self.locale / "crmdesk.pot")
        for language in LANGUAGES:
            file = self._file(language, ".po")
            catalog = _read(file, language) if file.exists() else _empty(language)
            catalog.update(template, no_fuzzy_matching=True)
            self._write(catalog, file)

    def compile(self) -> None:
        """Write the binary catalogues that the program loads."""
        for language in LANGUAGES:
            self._file(language, ".mo").write_bytes(_binary(_read(self._file(language, ".po"), language)))

    def check(self) -> Iterator[str]:
        """Whatever is missing, left over or wrong, one sentence each."""
        template = self.template()
        for message in template:
            yield from _faults_of_source(message)
        for language in LANGUAGES:
            for fault in self._faults_of_language(language, template):
                yield f"{language}: {fault}"

    def _faults_of_language(self, language: str, template: Catalog) -> Iterator[str]:
        file = self._file(language, ".po")
        if not file.exists():
            yield "there is no catalogue"
            return
        try:
            catalog = _read(file, language)
        except (PoFileError, UnicodeDecodeError) as error:
            yield f"the catalogue cannot be read: {error}"
            return
        wanted, present = _by_key(template), _by_key(catalog)
        yield from (f"missing: {key[1]!r}" for key in wanted.keys() - present.keys())
        yield from (f"no longer in the source: {key[1]!r}" for key in present.keys() - wanted.keys())
        for key in wanted.keys() & present.keys():
            yield from _faults_of_translation(present[key])
        binary = self._file(language, ".mo")
        if not binary.exists() or binary.read_bytes() != _binary(catalog):
            yield "the .mo file is out of date"

    def _file(self, language: str, suffix: str) -> Path:
        return self.locale / language / "LC_MESSAGES" / f"crmdesk{suffix}"

    @staticmethod
    def _write(catalog: Catalog, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = io.BytesIO()
        write_po(text, catalog, width=120, include_lineno=False, ignore_obsolete=True, omit_header=False)
        file.write_bytes(text.getvalue())


def _empty(language: str | None) -> Catalog:
    # The dates never change, so that the same messages always give the same bytes.
    return Catalog(
        locale=language,
        project="crmdesk",
        header_comment="# Sentences of crmdesk",
        last_translator="crmdesk",
        language_team="crmdesk",
        msgid_bugs_address="crmdesk",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        charset="utf-8",
        fuzzy=False,
    )


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def _binary(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def _by_key(catalog: Catalog) -> dict[tuple[str, object], Message]:
    return {(message.context or "", message.id): message for message in catalog if message.id}


def _texts(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def _placeholders(texts: Sequence[str]) -> set[str]:
    return {name for text in texts for name in _FIELD.findall(text.replace("{{", "").replace("}}", ""))}


def _faults_of_source(message: Message) -> Iterator[str]:
    names = _placeholders(_texts(message.id))
    if any(not re.fullmatch(r"[a-z_]+(:[^{}]*)?", name) for name in names):
        yield f"a placeholder without a name: {message.id!r}"


def _faults_of_translation(message: Message) -> Iterator[str]:
    translations = _texts(message.string)
    if message.fuzzy:
        yield f"not certain (fuzzy): {message.id!r}"
    if not all(translations):
        yield f"not translated: {message.id!r}"
    elif _placeholders(translations) != _placeholders(_texts(message.id)):
        yield f"other placeholders than the source: {message.id!r}"


def main(arguments: Sequence[str]) -> int:
    """Run the command in ``arguments`` (``update`` when there is none); returns the exit code."""
    catalogues = Catalogues(ROOT / "crmdesk", ROOT / "resources" / "locale")
    command = arguments[0] if arguments else "update"
    if command == "update":
        catalogues.update()
        catalogues.compile()
    elif command == "compile":
        catalogues.compile()
    elif command != "check":
        print("usage: translations.py [update | compile | check]", file=sys.stderr)
        return 2
    faults = sorted(catalogues.check())
    print("\n".join(faults) if faults else "all translations are complete")
    return 1 if faults and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
