"""Links that nobody can see or follow, and those whose text does not say where they lead."""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.source import Source
from cvbuild.tree.nodes import Image, Link
from cvbuild.tree.walk import plain_text, walk

_VAGUE = frozenset(
    """
    here|click here|click|this|this link|link here|see here|read more|more|learn more
    |hier|hier klicken|klicken sie hier|klick hier|dieser link|mehr|mehr lesen|weiterlesen
    |ici|cliquez ici|cliquer ici|ce lien|en savoir plus|lire la suite|plus
    |aquí|haga clic aquí|haz clic aquí|este enlace|leer más|más|saber más
    |aqui|clique aqui|saiba mais|qui|clicca qui|leggi di più|klik hier|lees meer
    |여기|여기를 클릭|클릭|이 링크|더 보기|더보기|こちら|ここ|こちらをクリック|ここをクリック|点击这里|这里|点击|更多
    """.replace("\n    ", "").strip().split("|")
)  # fmt: skip
_NOWHERE = re.compile(r"\]\(\s*(?:<\s*>)?\s*\)")


def check(checked: Checked, report: Report) -> None:
    """Report each such link."""
    for node in walk(checked.written):
        if not isinstance(node, Link):
            continue
        text = " ".join(plain_text(node).split())
        if not text and not any(isinstance(inner, Image) for inner in walk(node)):
            message = f"the link to {node.target or 'nowhere'} has no text"
            report.add(Code.EMPTY_LINK, message, node.span, "write between the brackets what is there")
        elif not node.target and _is_written_so(node, checked.source):
            report.add(Code.EMPTY_LINK, f"the link “{text}” leads nowhere", node.span, "write its address")
        elif text.casefold().strip(" .!→>»:") in _VAGUE:
            message = f"the link's text “{text}” does not say where it leads"
            report.add(Code.VAGUE_LINK, message, node.span, "name what is there: [the report](…)")


def _is_written_so(link: Link, source: Source) -> bool:
    """Whether the author gave no target; one that was dropped as unsafe is reported already."""
    line = source.line_text(link.span.line) if link.span else ""
    return _NOWHERE.search(line) is not None
