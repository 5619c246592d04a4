"""The words that a picture draws: those of an SVG drawing stay text in a PDF.

They are no words of the document's, so they may be found, and need not be.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cvbuild.pictures import Picture


def drawn_words(picture: Picture) -> Iterator[str]:
    """The text of each text element of a drawing; nothing of any other picture."""
    if picture.media_type != "image/svg+xml":
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(picture.data, parser)
    except etree.LxmlError:
        return
    for one in root.iter("{*}text") if root is not None else ():
        yield "".join(str(part) for part in one.itertext())
