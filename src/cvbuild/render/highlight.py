"""Code to runs with roles: Pygments reads the language, the theme says how each kind of word looks.

How a run is shown is the formats' business.
"""

from __future__ import annotations

from collections.abc import Iterable

from cvbuild.theme.model import RunRole

LONGEST = 20_000
"""Characters; longer code is no reading matter, and some lexers are slow on it."""

Run = tuple[str, RunRole | None]


def highlight(code: str, language: str) -> list[Run]:
    """The code in runs, which together are the code; one plain run where the language is not known."""
    if not language or len(code) > LONGEST:
        return [(code, None)]
    # Pygments takes long to import, and few documents have code.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return [(code, None)]
    runs = _joined((text, _role(str(kind))) for kind, text in lexer.get_tokens(code))
    # Lexers are other people's code: whatever they do, no character is lost.
    return runs if "".join(text for text, _ in runs) == code else [(code, None)]


_ROLES = (
    ("Token.Comment", RunRole.CODE_COMMENT),
    ("Token.Keyword", RunRole.CODE_KEYWORD),
    ("Token.Operator.Word", RunRole.CODE_KEYWORD),
    ("Token.Literal.String", RunRole.CODE_STRING),
    ("Token.Literal.Number", RunRole.CODE_NUMBER),
    ("Token.Name.Function", RunRole.CODE_NAME),
    ("Token.Name.Class", RunRole.CODE_NAME),
    ("Token.Name.Tag", RunRole.CODE_NAME),
    ("Token.Name.Attribute", RunRole.CODE_NAME),
    ("Token.Name.Decorator", RunRole.CODE_NAME),
    ("Token.Name.Builtin", RunRole.CODE_NAME),
)


def _role(kind: str) -> RunRole | None:
    return next((role for prefix, role in _ROLES if kind.startswith(prefix)), None)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of the same role as one."""
    joined: list[Run] = []
    for text, role in runs:
        if joined and joined[-1][1] is role:
            joined[-1] = (joined[-1][0] + text, role)
        elif text:
            joined.append((text, role))
    return joined
