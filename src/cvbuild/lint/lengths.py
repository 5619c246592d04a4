"""Letters and résumés with more words than anybody reads of them."""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code as Finding
from cvbuild.diagnostics import Report
from cvbuild.lint.parties import body
from cvbuild.lint.rule import Checked
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Code, CodeBlock, Text
from cvbuild.tree.walk import walk

_MOST_IN_LETTER, _MOST_IN_RESUME = 500, 1000
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_EAST_TO_A_WORD = 2.5
"""Signs of Chinese or Japanese for what is a word elsewhere."""
_KOREAN = re.compile("[\uac00-\ud7a3]")
_KOREAN_TO_A_WORD = 2.2


def check(checked: Checked, report: Report) -> None:
    """Report a letter of more than 500 words, a résumé of more than 1,000."""
    document = checked.document
    hint = "shorten it: say what matters to this reader"
    if document.metadata.kind == "letter":
        words = sum(map(words_of, body(document)))
        if words > _MOST_IN_LETTER:
            message = f"the letter has some {words} words, more than {_MOST_IN_LETTER}"
            report.add(Finding.LONG_LETTER, message, document.span, hint)
    if document.metadata.kind == "resume":
        words = sum(map(words_of, document.children))
        if words > _MOST_IN_RESUME:
            message = f"the résumé has some {words} words, more than {_MOST_IN_RESUME}"
            report.add(Finding.LONG_RESUME, message, document.span, hint)


def words_of(node: Node) -> int:
    """How many words it takes to say it; scripts without spaces, and Korean, by their signs."""
    text = " ".join(leaf.text for leaf in walk(node) if isinstance(leaf, Text | Code | CodeBlock))
    east, korean = len(_EAST.findall(text)), len(_KOREAN.findall(text))
    rest = len(re.findall(r"\w[\w'’-]*", _KOREAN.sub(" ", _EAST.sub(" ", text))))
    return rest + round(east / _EAST_TO_A_WORD + korean / _KOREAN_TO_A_WORD)
