"""`cvbuild.yaml`: what is the same for all documents of a project.

Which file that is, and the command line's say over it, is decided by the build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from cvbuild.code_names import report_unknown_codes
from cvbuild.decode import decode, read_yaml
from cvbuild.diagnostics import Report
from cvbuild.source import Source
from cvbuild.tree.metadata import Layout, Paper, Person, PersonField, ThemeName
from cvbuild.tree.pdf import PdfSettings

FILE_NAME = "cvbuild.yaml"


class WebAddress(str):
    """The address of a folder on the web, such as `https://ada.example/cv`; or nothing."""

    __slots__ = ()
    _FULL = r"[hH][tT][tT][pP][sS]?://[^\s/?#<>]+(?:/[^\s?#<>]*)?"

    @classmethod
    def parse(cls, text: str) -> WebAddress:
        """The text, unless it is no full address, or one with a query: then ValueError."""
        text = text.strip()
        if text and not re.fullmatch(cls._FULL, text):
            raise ValueError("a web address such as https://ada.example/cv")
        return cls(text)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The same as a JSON Schema."""
        return {"type": "string", "pattern": rf"^\s*(?:{cls._FULL})?\s*$"}


@dataclass(frozen=True, slots=True)
class Site:
    """What `cvbuild site` makes, and whether `cvbuild build` makes it too."""

    build: Annotated[
        bool, "Whether `cvbuild build` makes the site too, in the folder `site` of its output. Default: `true`."
    ] = True
    url: Annotated[
        WebAddress,
        "The site's web address, for links that need one: the canonical address of a page, and the site map.",
    ] = WebAddress()
    title: Annotated[str, "The title of the list of documents. Default: the author's name."] = ""
    redact: Annotated[bool, "Whether what is `private` is left out of every document. Default: `true`."] = True
    index: Annotated[bool, "Whether search engines may list the pages. Default: `false`."] = False


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
    theme: Annotated[ThemeName, "The theme of documents that name none. Default: `classic`."] = ThemeName("classic")
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
    pdf: Annotated[PdfSettings, "What PDFs are to be where documents don't say (see [PDF](pdf.md))."] = PdfSettings()
    manifest: Annotated[
        bool, "Whether a build writes `manifest.json` beside its files: what it read, wrote and used. Default: `false`."
    ] = False
    base_url: Annotated[str, "The web address of this folder. Links to files that are not built lead there."] = ""
    site: Annotated[Site, "The [site](web.md): `true`, or a mapping. By default, none is made."] = Site(False)
    verify: Annotated[
        bool, "Whether outputs are read back and compared with their source (see [Checks](checks.md)). Default: `true`."
    ] = True
    ignore: Annotated[tuple[str, ...], "Diagnostics that are dropped in every document."] = ()
    checks: Annotated[tuple[str, ...], "Checks that are made on demand only (see [Checks](checks.md))."] = ()


def read_config(source: Source, report: Report) -> Config:
    """The settings in the text of a `cvbuild.yaml`; defaults for whatever is missing or reported."""
    value = read_yaml(source, report)
    report_unknown_codes(value, report)
    return decode(value, Config, report) if value else Config()
