"""A folder to be published: all documents in all formats, a list of them, and what hosts and crawlers look for.

How its pages look is the renderer's, and how it is written stands in `site_folder`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, unquote

from cvbuild.build.compile import THEMES, Compiled, Options
from cvbuild.build.discover import ENDINGS, Project
from cvbuild.build.publication import address_of
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.render import FORMATS
from cvbuild.render.publication import Alternate, Publication
from cvbuild.render.site import Group, Listed, list_page, missing_page, robots, sitemap
from cvbuild.source import Span
from cvbuild.theme import load_theme

_HREF = re.compile(r' href="(?!#)([^"]+)"')
_FULL = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def site_files(
    compiled: Sequence[Compiled], project: Project, config: Config, options: Options, report: Report
) -> dict[str, bytes]:
    """The files of the site by their paths in it. A document that is called as one of its pages takes its place.

    Links of documents to what is no part of the site are reported.
    """
    documents = {f"{one.job.output.as_posix()}.{name}": data for one in compiled for name, data in one.outputs.items()}
    taken = {name.casefold() for name in documents}
    pages = {
        name: data for name, data in _pages(compiled, project, config, options).items() if name.casefold() not in taken
    }
    files = {**documents, **pages}
    for one in compiled:
        report.extend(_dead_links(one, files))
    return files


def _pages(compiled: Sequence[Compiled], project: Project, config: Config, options: Options) -> dict[str, bytes]:
    """What a site has beside its documents."""
    site, name = config.site, options.theme or config.theme.name
    # What there is to say of the theme is said with the documents.
    theme = load_theme(name, Report(), None, (project.folder / THEMES,)) or load_theme("classic", Report())
    assert theme is not None
    publication = Publication(address_of(site, ""), listed=site.index)
    title = site.title or _author(compiled)
    hidden = () if site.index else tuple(name for name in FORMATS if name != "html")
    mapped = f"{site.url.rstrip('/')}/sitemap.xml" if site.url and site.index else ""
    pages = {
        "index.html": list_page(title, config.lang, _groups(compiled), theme, publication),
        "404.html": missing_page(config.lang, theme, publication.address),
        # GitHub Pages would run its own generator, and leave out what begins with an underscore.
        ".nojekyll": b"",
        "robots.txt": robots(hidden, mapped),
    }
    if mapped:
        outputs = [f"{one.job.output.as_posix()}.html" for one in compiled if "html" in one.outputs]
        pages["sitemap.xml"] = sitemap([publication.address, *(address_of(site, path) for path in outputs)])
    return pages


def _author(compiled: Iterable[Compiled]) -> str:
    """The name that all documents bear, after what is private was left out; empty where they differ."""
    names = {one.metadata.author.name for one in compiled if one.metadata}
    return names.pop() if len(names) == 1 else ""


def _groups(compiled: Iterable[Compiled]) -> list[Group]:
    """The documents by folder; those that are in none come first."""
    found = sorted((one for one in compiled if one.outputs), key=lambda one: one.job.output.parent.parts)
    return [
        Group(" / ".join(parts), tuple(map(_listed, documents)))
        for parts, documents in groupby(found, lambda one: one.job.output.parent.parts)
    ]


def _listed(one: Compiled) -> Listed:
    assert one.metadata is not None
    path = quote(one.job.output.as_posix())
    formats = tuple(Alternate(name, f"{path}.{name}") for name in FORMATS if name in one.outputs)
    return Listed(one.metadata.title, one.metadata.kind, one.metadata.lang, formats)


def _dead_links(one: Compiled, files: Iterable[str]) -> Report:
    """Where the document's page leads to nothing on the site, though its source leads to something beside it."""
    known, found = set(files), Report(one.report.ignored)
    for target in dict.fromkeys(_targets(one.outputs.get("html", b""))):
        path = unquote(re.split("[?#]", target)[0])
        # A source that is not built is reported when links are looked up.
        if path.lower().endswith(ENDINGS):
            continue
        there = posixpath.normpath(posixpath.join(one.job.output.parent.as_posix(), path))
        if there not in known and one.job.path and _is_there(Path(one.job.path.parent, path)):
            message = f"on the site, the link to “{target}” leads nowhere: that is no part of it"
            hint = "build it too, or set `base-url` in cvbuild.yaml to where such files are on the web"
            found.add(Code.SITE_LINK, message, Span(one.job.name, 1), hint)
    return found


def _is_there(path: Path) -> bool:
    """Whether there is such a file beside the source, or one that is built to it; else that was reported before."""
    return path.exists() or any(path.with_suffix(ending).exists() for ending in ENDINGS)


def _targets(page: bytes) -> Iterator[str]:
    """The relative links of a page of ours."""
    for found in _HREF.finditer(page.decode()):
        if not _FULL.match(target := unescape(found[1])):
            yield target
