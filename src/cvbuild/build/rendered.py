"""The last steps of a document: its theme, its pictures and links, and the bytes of each format.

What comes before, from the file to the shaped tree, stands in `compile`, which needs no engine for it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cvbuild.build.attached import attached_source
from cvbuild.build.compile import THEMES, Compiled, Options
from cvbuild.build.facts import facts
from cvbuild.build.fit import tightness
from cvbuild.build.links import resolve_links, retarget
from cvbuild.build.memo import remembered
from cvbuild.build.pictures import load_pictures, without_private
from cvbuild.build.proof import prove_output
from cvbuild.build.publication import publication
from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.render import renderer
from cvbuild.render.attachments import Attachment
from cvbuild.render.publication import Publication
from cvbuild.theme import LAYOUTS, Theme, fitted, load_with_places, upright, with_embedded, with_hyphens, with_layout
from cvbuild.tree.metadata import ThemeName
from cvbuild.tree.nodes import Document
from cvbuild.tree.scripts import has_italics

_EMBEDDING = {"docx", "html"}
"""The formats that get fonts on demand; PDF always has them."""
_PAGED = {"pdf", "docx", "html"}
"""The formats that a limit of pages concerns."""


def render_document(result: Compiled, document: Document, config: Config, options: Options) -> None:
    """Make what is asked for of a shaped document; it is put into the result, and what is found into its report."""
    theme = _theme(result, document, config, options)
    if theme:
        _render(result, document, theme, config, options)


def _theme(result: Compiled, document: Document, config: Config, options: Options) -> Theme | None:
    metadata, report = document.metadata, result.report
    asked = ThemeName(options.theme) if options.theme else metadata.theme or config.theme
    loaded = load_with_places(asked.name, report, asked.span, (result.job.project / THEMES,))
    if loaded is None:
        return None
    theme, result.folders = loaded.theme, loaded.folders
    # A project whose letters go to the United States has its résumé on the same paper.
    usual = LAYOUTS[metadata.layout or config.layout].paper or theme.page.paper
    paper = options.paper or metadata.paper or config.paper or usual
    page = replace(theme.page, paper=paper).filled(metadata.author.name, metadata.title)
    theme = replace(theme, page=page)
    theme = theme if metadata.hyphens is None else with_hyphens(theme, metadata.hyphens)
    theme = theme if has_italics(metadata.lang) else upright(theme)
    wanted = config.embed_fonts if metadata.embed_fonts is None else metadata.embed_fonts
    if wanted and _EMBEDDING & set(options.formats):
        theme = with_embedded(theme, report)
    return with_layout(theme, metadata.layout, fold_marks=metadata.fold_marks) if metadata.layout else theme


def _fitted(document: Document, theme: Theme, pictures: Pictures, result: Compiled) -> Theme:
    """The theme by which the document keeps to its limit of pages."""
    if document.metadata.pages is None:
        return theme

    def work(report: Report) -> bytes:
        return str(tightness(document, theme, pictures, report)).encode()

    return fitted(theme, float(remembered(result.memo, "fit", (document, theme, pictures), work, result.report)))


def _drawn(
    name: str,
    document: Document,
    theme: Theme,
    pictures: Pictures,
    beside: Attachment | Publication | None,
    verify: bool,
    report: Report,
) -> bytes:
    output = renderer(name, beside)(document, theme, pictures, report)
    if verify:
        prove_output(name, output, document, theme, pictures, report)
    return output


def _render(result: Compiled, document: Document, theme: Theme, config: Config, options: Options) -> None:
    report, job = result.report, result.job
    pictures = load_pictures(document, job, report, remote=options.allow_remote)
    if result.private:
        pictures = without_private(pictures, document, result.private, report)
    links = resolve_links(document, job, config, report, options.overrides)
    if _PAGED & set(options.formats):
        theme = _fitted(document, theme, pictures, result)
    attachment = None
    if "pdf" in options.formats and result.source:
        attachment = attached_source(job, result.source, document.metadata, report, redacted=options.redact)
    result.facts = facts(document, theme, pictures)
    result.metadata = document.metadata
    if report.fails(options.strict):
        result.failed = True
        return
    # The web page comes last: it leads to the others, as far as they are there.
    for name in sorted(options.formats, key=lambda name: name == "html"):
        own = report.branch()
        page = publication(job, config.site, result.outputs, on_site=options.on_site)
        beside = {"pdf": attachment, "html": page}.get(name)
        given = retarget(document, links, name), theme, pictures, beside, options.verify and config.verify
        output = remembered(result.memo, name, given, partial(_drawn, name, *given), own)
        report.extend(own)
        if not own.fails(options.strict):
            result.outputs[name] = output
        elif not options.keep_going:
            result.failed = True
