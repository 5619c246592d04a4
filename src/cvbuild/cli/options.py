"""Options that several commands share, and what they mean for the build."""

from collections.abc import Callable
from enum import StrEnum
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer


class MessageFormat(StrEnum):
    """How diagnostics are printed."""

    FULL = "full"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class PaperSize(StrEnum):
    """The sheet."""

    A4 = "A4"
    LETTER = "Letter"


class StarterLanguage(StrEnum):
    """Languages in which a project can begin."""

    EN = "en"
    DE = "de"
    FR = "fr"
    ES = "es"
    KO = "ko"


class SchemaName(StrEnum):
    """What there are JSON Schemas of."""

    FRONT_MATTER = "front-matter"
    CONFIG = "config"
    PRIVATE = "private"
    THEME = "theme"


class DiffFormat(StrEnum):
    """How differences are printed."""

    WORDS = "words"
    UNIFIED = "unified"
    JSON = "json"


class ExportFormat(StrEnum):
    """What a résumé can be written as for other programs."""

    JSONRESUME = "jsonresume"


class ImportFormat(StrEnum):
    """What a source can be made of."""

    JSONRESUME = "jsonresume"
    RENDERCV = "rendercv"


def _option(*names: str, **settings: Any) -> Any:
    return typer.Option(*names, **settings)


SHARED: dict[str, tuple[Any, Any]] = {
    "paths": (
        Annotated[
            list[str] | None,
            typer.Argument(
                metavar="PATHS",
                help="Files or folders, - for standard input; by default the configured sources.",
                show_default=False,
            ),
        ],
        None,
    ),
    "paths:files": (
        Annotated[
            list[str] | None,
            typer.Argument(
                metavar="PATHS",
                help="Files or folders; by default the configured sources.",
                show_default=False,
            ),
        ],
        None,
    ),
    "formats": (
        Annotated[
            list[str] | None, _option("--format", "-f", metavar="FORMAT", help="Only this format; may be repeated.")
        ],
        None,
    ),
    "out": (
        Annotated[Path | None, _option("--out", "-o", metavar="DIR", help="Output folder; - is standard output.")],
        None,
    ),
    "out:folder": (
        Annotated[
            Path | None,
            _option("--out", "-o", metavar="DIR", help="Output folder; by default the configured one."),
        ],
        None,
    ),
    "theme": (
        Annotated[str | None, _option("--theme", "-t", metavar="NAME", help="Theme; over front matter and settings.")],
        None,
    ),
    "paper": (
        Annotated[
            PaperSize | None,
            _option("--paper", case_sensitive=False, help="Paper; over front matter, settings and theme."),
        ],
        None,
    ),
    "set_": (
        Annotated[
            list[str] | None,
            _option("--set", "-s", metavar="KEY=VALUE", help="Set a front matter key, as in author.name=Jane."),
        ],
        None,
    ),
    "pdf_variant": (
        Annotated[
            str | None,
            _option("--pdf-variant", metavar="NAME", help="Standard of PDFs, such as pdf/a-3b; over front matter."),
        ],
        None,
    ),
    "attach_source": (
        Annotated[
            bool | None,
            _option("--attach-source/--no-attach-source", help="Embed the Markdown in the PDF.", show_default=False),
        ],
        None,
    ),
    "manifest": (
        Annotated[
            bool | None,
            _option(
                "--manifest/--no-manifest", help="Write manifest.json: hashes, fonts, versions.", show_default=False
            ),
        ],
        None,
    ),
    "strict": (Annotated[bool, _option("--strict", help="Treat warnings as errors.")], False),
    "ignore": (
        Annotated[list[str] | None, _option("--ignore", metavar="CODE", help="Drop this warning; may be repeated.")],
        None,
    ),
    "checks": (
        Annotated[
            list[str] | None,
            _option("--check", metavar="CODE", help="Also look for this, which is looked for on demand only."),
        ],
        None,
    ),
    "jobs": (Annotated[int, _option("--jobs", "-j", min=1, metavar="N", help="Documents to build at a time.")], 1),
    "force": (
        Annotated[bool, _option("--force", help="Make everything anew, also what did not change.")],
        False,
    ),
    "keep_going": (
        Annotated[bool, _option("--keep-going", "-k", help="Write a document's other formats when one has an error.")],
        False,
    ),
    "allow_remote": (
        Annotated[bool, _option("--allow-remote", help="Fetch images from the network.")],
        False,
    ),
    "redact": (
        Annotated[bool, _option("--redact", help="Leave out what is private, such as phone and address.")],
        False,
    ),
    "no_verify": (
        Annotated[bool, _option("--no-verify", help="Don't read the outputs back to compare them with the source.")],
        False,
    ),
    "messages": (
        Annotated[MessageFormat, _option("--message-format", help="How diagnostics are printed.")],
        MessageFormat.FULL,
    ),
    "quiet": (Annotated[bool, _option("--quiet", "-q", help="Print errors only.")], False),
    "verbose": (Annotated[bool, _option("--verbose", "-v", help="Print every file that is written.")], False),
}
"""The options that commands share: each with its type, as Typer reads it, and its default.

Behind a colon stands which variant of an option it is: some commands take neither standard input nor output.
"""

Command = Callable[..., None]


def takes(*names: str) -> Callable[[Command], Command]:
    """Give a command these shared options; it gets them all as keyword arguments."""

    def decorate(command: Command) -> Command:
        own = [p for p in signature(command).parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
        shared = [
            Parameter(name.partition(":")[0], Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in ((name, SHARED[name]) for name in names)
        ]
        command.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
        return command

    return decorate
