"""The pages of a site that are no documents: the list of all documents, and the page for addresses that lead nowhere.

Which documents there are, and where, is said by the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cvbuild.render.labels import Labels, labels
from cvbuild.render.publication import ALONE, Alternate, Publication
from cvbuild.render.web_page import web_page
from cvbuild.theme.model import Theme


@dataclass(frozen=True, slots=True)
class Listed:
    """A document: its title, kind and language, and where each of its formats is, seen from the list."""

    title: str
    kind: str | None
    lang: str
    formats: tuple[Alternate, ...]

    @property
    def target(self) -> str:
        """Where its title leads: to the web page, or whatever there is."""
        pages = (one for one in self.formats if one.format == "html")
        return next(pages, self.formats[0]).target

    @property
    def files(self) -> tuple[Alternate, ...]:
        """The other formats."""
        return tuple(one for one in self.formats if one.target != self.target)


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of a folder; the name is empty for those that are in none."""

    name: str
    documents: tuple[Listed, ...]


def list_page(title: str, lang: str, groups: Sequence[Group], theme: Theme, publication: Publication) -> bytes:
    """The list of all documents as UTF-8 HTML, in that language or in English."""
    words = labels(lang)
    return _page("list", words, lang, theme, publication=publication, title=title or words.documents, groups=groups)


def missing_page(lang: str, theme: Theme, home: str) -> bytes:
    """The page that a host shows where there is none.

    Hosts show it at any depth, where no relative link can lead home: `home` is a full address, or empty.
    """
    words = labels(lang)
    return _page("missing", words, lang, theme, publication=ALONE, title=words.missing, home=home)


def _page(kind: str, words: Labels, lang: str, theme: Theme, **content: object) -> bytes:
    lang = lang if words.speaks(lang) else words.lang
    return web_page("site.html.j2", theme, lang, "", page=kind, words=words, **content)


def robots(hidden: Sequence[str], sitemap: str) -> bytes:
    """A `robots.txt` (RFC 9309) that keeps crawlers from files of these formats; pages speak for themselves.

    What is forbidden to be read can't be seen to ask to be left out, so that pages are never forbidden here.
    """
    rules = [f"Disallow: /*.{name}$" for name in hidden] or ["Disallow:"]
    lines = ["User-agent: *", *rules, *([f"Sitemap: {sitemap}"] if sitemap else [])]
    return "".join(f"{line}\n" for line in lines).encode()


def sitemap(addresses: Sequence[str]) -> bytes:
    """A site map (sitemaps.org, 0.9) of these full addresses."""
    entries = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{name}">\n{entries}</urlset>\n'.encode()
