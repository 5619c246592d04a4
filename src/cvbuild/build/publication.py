"""Where a document's web page will be, and what lies beside it.

How a page says so is the renderer's; which files a site has is decided in `site`.
"""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import quote

from cvbuild.build.discover import Job
from cvbuild.config import Site
from cvbuild.render import FORMATS
from cvbuild.render.publication import Alternate, Publication


def publication(job: Job, site: Site, made: Container[str], *, on_site: bool) -> Publication:
    """The surroundings of a job's page, beside which there are the formats that were `made` with it.

    Settings say nothing of where a file from outside their project is published.
    """
    alternates = tuple(
        Alternate(name, quote(f"{job.output.name}.{name}")) for name in FORMATS if name in made and name != "html"
    )
    address = address_of(site, f"{job.output.as_posix()}.html") if not job.is_foreign and job.path else ""
    home = "../" * (len(job.output.parts) - 1) + "index.html" if on_site else ""
    return Publication(address, home, alternates, site.index or not on_site)


def address_of(site: Site, path: str) -> str:
    """The full address of a file of the site; empty where nobody said where that is."""
    return f"{site.url.rstrip('/')}/{quote(path)}" if site.url else ""
