"""Where links lead: bookmark names that Word takes for anchors, and addresses that Word takes for targets.

What a link looks like is the inlines' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Entry, Heading, Letterhead
from cvbuild.tree.walk import walk

_LONGEST_NAME = 40
_TOP = "_top"
"""Word's own bookmark for the start of a document."""


class Bookmarks:
    """The bookmark names of a document's anchors."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._names: dict[str, str] = {}
        self._taken: dict[str, int] = {}
        for node in nodes:
            for inner in walk(node):
                if isinstance(inner, Heading | Entry | Letterhead) and inner.anchor and inner.anchor not in self._names:
                    self._names[inner.anchor] = self.reserve(inner.anchor)

    def reserve(self, wanted: str) -> str:
        """A name like the wanted one: letters, digits and underscores, a letter first, 40 at most, unique."""
        plain = re.sub(r"\W+", "_", wanted)
        plain = (plain if plain[:1].isalpha() else f"a_{plain}")[:_LONGEST_NAME]
        # Word does not tell capitals from small letters here.
        name, number = plain, self._taken.get(plain.lower(), 0)
        while name.lower() in self._taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
        self._taken[plain.lower()] = number
        self._taken.setdefault(name.lower(), 1)
        return name

    def name(self, anchor: str) -> str | None:
        """The bookmark of an anchor of the document."""
        return self._names.get(anchor)

    def target(self, fragment: str) -> str | None:
        """The bookmark that `#fragment` leads to, None if there is no such place."""
        if fragment in {"", "top"} and fragment not in self._names:
            return _TOP
        return self._names.get(fragment) or self._names.get(unquote(fragment))


def address(target: str) -> str:
    """The target as a URI that .NET and so Word can parse; one that it can't becomes a relative path.

    Word calls a whole document corrupt for one address that it can't parse.
    """
    path, mark, fragment = target.partition("#")
    head, slashes, rest = path.partition("//")
    host, slash, tail = rest.partition("/")
    quoted = _quoted(head) + slashes + _host(host) + slash + _quoted(tail) + mark + _quoted(fragment)
    quoted = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)
    return quoted if _is_uri(quoted) else quote(target, safe="/.-_~")


_SAFE = "%:/?@!$&'()*+,;=-._~"


def _quoted(part: str) -> str:
    return quote(part.encode("utf-8", "ignore"), safe=_SAFE)


def _host(host: str) -> str:
    """Names with other letters in their ASCII form; brackets are for IPv6 addresses."""
    try:
        return quote(host if host.isascii() else host.encode("idna").decode(), safe=f"{_SAFE}[]")
    except UnicodeError:
        return _quoted(host)


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path) and "@" not in (parts.path[0], parts.path[-1])
    if parts.scheme or text.startswith("//"):
        return bool(parts.hostname) if parts.scheme in {"http", "https", "ftp", ""} else port is None
    # A colon in the first step of a path would be read as a scheme's.
    return ":" not in text.partition("/")[0]
