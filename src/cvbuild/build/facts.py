"""What a document came of, beside its source: kept while it is compiled, for the manifest.

How that is written down is decided in `manifest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cvbuild.pictures import Pictures
from cvbuild.theme import Theme
from cvbuild.tree.nodes import Document


@dataclass(frozen=True, slots=True)
class Facts:
    """How a document was set, and the pictures that it shows: each by its source, with type and hash."""

    lang: str
    theme: str
    paper: str
    variant: str
    pictures: tuple[Mapping[str, str], ...] = ()


def facts(document: Document, theme: Theme, pictures: Pictures) -> Facts:
    """The facts about a document that is rendered with this theme and these pictures."""
    shown = tuple(
        {
            # Long data URLs are their own content.
            "source": "data:" if source.startswith("data:") else source,
            "type": picture.media_type,
            "sha256": sha256(picture.data).hexdigest(),
        }
        for source, picture in sorted(pictures.items())
    )
    metadata = document.metadata
    return Facts(metadata.lang, theme.name, theme.page.paper, metadata.pdf.standard, shown)
