"""What the page in the browser is told of a document in a view: its pages or digest, findings, and what to choose from.

Addresses and headers are said in `app`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from cvbuild.diagnostics import Report
from cvbuild.render import FORMATS
from cvbuild.render.pages import can_draw_pages, drawn_page, page_sizes
from cvbuild.serve.findings import as_shown
from cvbuild.serve.office import REMEDY, Office
from cvbuild.serve.preview import Preview, Shown, Unknown, Wanted
from cvbuild.tree.metadata import Paper

VIEWS = {"html": "Web page", "pdf": "PDF", "docx": "Word", "txt": "Text", "findings": "Findings"}
"""The tabs: one for each format, and one for all that was found."""
_NOTHING = (
    "There is no document yet. Write a Markdown file into the folder of your sources, or let `cvbuild init` make a "
    "letter and a résumé: they are shown here as soon as they are saved."
)
_WIDTHS = range(300, 3201, 100)
"""Pixels that a page may be wide; few different ones, so that few pictures are kept."""
_MOST_PICTURES = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody looks at."""

    document: str
    view: str
    theme: str | None
    paper: Paper | None

    @property
    def wanted(self) -> Wanted:
        formats = tuple(FORMATS) if self.view == "findings" else (self.view,)
        return Wanted(self.document, formats, self.theme, self.paper)


class Desk:
    """Answers what the page in the browser asks."""

    def __init__(self, preview: Preview, office: Office, editor: str) -> None:
        self.preview, self.office, self._editor = preview, office, editor
        self.pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    async def choice(self, query: Mapping[str, str]) -> Choice:
        """The choice by an address's query. Raises Unknown for a view or a paper that there never is.

        Documents and themes may be gone since they were chosen: the document is kept, to be said so; the theme is not.
        """
        project = await self.preview.project()
        document = query.get("document") or next(iter(project.jobs), "")
        view, theme, paper = query.get("view") or "html", query.get("theme"), query.get("paper") or None
        if view not in VIEWS or paper not in (None, *get_args(Paper)):
            raise Unknown
        return Choice(document, view, theme if theme in project.themes else None, paper)  # type: ignore[arg-type]

    async def state(self, choice: Choice) -> dict[str, Any]:
        """All that the page shows, as JSON values. Raises Unknown, Busy and Superseded."""
        project = await self.preview.project()
        state: dict[str, Any] = {
            "generation": project.generation,
            "documents": list(project.jobs),
            "themes": list(project.themes),
            "papers": list(get_args(Paper)),
            "views": VIEWS,
            "formats": list(FORMATS),
            "document": choice.document,
            "view": choice.view,
            "theme": choice.theme or "",
            "digest": "",
            "failed": project.plan.report.has_errors,
            "pages": [],
            "hint": "",
            "findings": as_shown(project.plan.report, None, self._editor),
        }
        if choice.document not in project.jobs:
            gone = f"There is no document “{choice.document}” any more. Choose another."
            return {**state, "hint": gone if project.jobs else _NOTHING}
        shown = await self.preview.show(choice.wanted)
        state["findings"] += as_shown(shown.findings, shown.source, self._editor)
        state["failed"] = state["failed"] or shown.failed
        state["digest"] = shown.digests.get(choice.view, "")
        if choice.view in ("pdf", "docx") and state["digest"]:
            state |= await self._pages(choice, shown)
        return state

    async def _pages(self, choice: Choice, shown: Shown) -> dict[str, Any]:
        if choice.view == "docx" and not self.office.program:
            return {"hint": f"LibreOffice, which would show the pages here, is not installed: {REMEDY}."}
        report = Report()
        if not can_draw_pages(report):
            return {"hint": next(iter(report)).message}
        pdf = shown.outputs[choice.view]
        if choice.view == "docx":
            pdf = await self.office.pdf(choice, pdf, shown.digests["docx"])
        if not pdf:
            return {"hint": "LibreOffice could not show the document; download it instead."}
        return {"pages": await self.preview.work(partial(page_sizes, pdf))}

    async def picture(self, choice: Choice, digest: str, number: int, width: int) -> bytes:
        """A page, counted from 0, as PNG. Raises Unknown where the document was built anew meanwhile, or has it not."""
        shown = self.preview.last(choice.wanted)
        if shown is None or shown.digests.get(choice.view) != digest or width not in _WIDTHS:
            raise Unknown
        key = (digest, number, width)
        if key not in self.pictures:
            pdf = self.office.last(digest) if choice.view == "docx" else shown.outputs[choice.view]
            self.pictures[key] = await self._drawn(pdf, number, width)
            while len(self.pictures) > _MOST_PICTURES:
                self.pictures.popitem(last=False)
        return self.pictures[key]

    async def _drawn(self, pdf: bytes, number: int, width: int) -> bytes:
        if not pdf:
            raise Unknown
        try:
            return await self.preview.work(partial(drawn_page, pdf, number, width))
        except IndexError:
            raise Unknown from None

    async def output(self, choice: Choice) -> bytes:
        """The document in the format of the view: as it is now, or as it was when it last had no error."""
        if choice.view == "findings":
            raise Unknown
        shown = await self.preview.show(choice.wanted)
        if choice.view not in shown.outputs:
            raise Unknown
        return shown.outputs[choice.view]
