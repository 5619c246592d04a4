"""`cvbuild.yaml`: what is the same for all documents of a project.

Which file that is, and the command line's say over it, is decided by the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cvbuild.decode import decode, read_yaml
from cvbuild.diagnostics import Report
from cvbuild.source import Source
from cvbuild.tree.metadata import Layout, Paper, Person, PersonField

FILE_NAME = "cvbuild.yaml"


@dataclass(frozen=True, slots=True)
class Config:
    """Project settings; paths are relative to the folder of the file."""

    sources: Annotated[tuple[str, ...], "Files and folders that are built when none are named. Default: `sources`."] = (
        "sources",
    )
    out: Annotated[str, "The output folder. Default: `out`."] = "out"
    formats: Annotated[
        tuple[str, ...], "The formats that `cvbuild build` makes: `pdf`, `docx`, `html`, `txt`. Default: all."
    ] = ("pdf", "docx", "html", "txt")
    theme: Annotated[str, "The theme of documents that name none. Default: `classic`."] = "classic"
    paper: Annotated[Paper | None, "The paper of documents that name none. Default: the theme's."] = None
    layout: Annotated[Layout, "The layout of letters that name none. Default: `plain`."] = "plain"
    embed_fonts: Annotated[bool, "Whether DOCX and HTML contain the theme's fonts. Default: `false`."] = False
    lang: Annotated[str, "The language of documents that name none. Default: `en`."] = "en"
    author: Annotated[
        Person,
        "The author of the documents below this folder; what a document's own author leaves out is taken from here, "
        "key by key.",
    ] = Person()
    private: Annotated[
        tuple[PersonField, ...],
        "What `--redact` leaves out of the author: `name`, `headline`, `email`, `phone`, `address`, `website`, "
        "`profiles` or `photo`. Default: `phone` and `address`.",
    ] = ("phone", "address")
    base_url: Annotated[str, "The web address of this folder. Links to files that are not built lead there."] = ""
    ignore: Annotated[tuple[str, ...], "Diagnostics that are dropped in every document."] = ()


def read_config(source: Source, report: Report) -> Config:
    """The settings in the text of a `cvbuild.yaml`; defaults for whatever is missing or reported."""
    value = read_yaml(source, report)
    return decode(value, Config, report) if value else Config()
