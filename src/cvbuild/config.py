"""`cvbuild.yaml`: what is the same for all documents of a project.

Which file that is, and the command line's say over it, is decided by the build.
"""

from __future__ import annotations

from dataclasses import dataclass

from cvbuild.decode import decode, read_yaml
from cvbuild.diagnostics import Report
from cvbuild.source import Source
from cvbuild.tree.nodes import Paper, Person

FILE_NAME = "cvbuild.yaml"


@dataclass(frozen=True, slots=True)
class Config:
    """Project settings; paths are relative to the folder of the file.

    `author`, `lang`, `theme`, `paper` serve every document whose front matter is silent about them.
    `base_url` is the web address of that folder: links to files that are not built lead there.
    """

    sources: tuple[str, ...] = ("sources",)
    out: str = "out"
    formats: tuple[str, ...] = ("pdf", "docx", "html", "txt")
    theme: str = "classic"
    paper: Paper | None = None
    lang: str = "en"
    author: Person = Person()
    base_url: str = ""
    ignore: tuple[str, ...] = ()


def read_config(source: Source, report: Report) -> Config:
    """The settings in the text of a `cvbuild.yaml`; defaults for whatever is missing or reported."""
    value = read_yaml(source, report)
    return decode(value, Config, report) if value else Config()
