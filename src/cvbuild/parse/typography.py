"""Typographic quotes, dashes, ellipses and spaces in place of those that keyboards have, by the document's language.

Only where the author asks for it (`smart: true`), and never in code, addresses, or behind a backslash.
"""

from __future__ import annotations

import re
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from cvbuild.parse.spaces import unbroken

_ENGLISH = tuple("“”‘’")
_GERMAN = tuple("„“‚‘")
_FRENCH = ("«\u202f", "\u202f»", "“", "”")
_SPANISH = tuple("«»“”")
_SWEDISH = tuple("””’’")
_POLISH = tuple("„”«»")
_CORNERS = tuple("「」『』")

_QUOTES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("de", "bg", "cs", "da", "et", "hr", "is", "lt", "lv", "sk", "sl", "sr"), _GERMAN),
    **dict.fromkeys(("es", "ca", "el", "eu", "gl", "it", "pt"), _SPANISH),
    **dict.fromkeys(("sv", "fi", "he"), _SWEDISH),
    **dict.fromkeys(("pl", "hu", "ro"), _POLISH),
    **dict.fromkeys(("ru", "uk", "be"), tuple("«»„“")),
    **dict.fromkeys(("no", "nb", "nn"), tuple("«»‘’")),
    **dict.fromkeys(("ja", "zh-hant", "zh-hk", "zh-mo", "zh-tw"), _CORNERS),
    **dict.fromkeys(("de-ch", "de-li", "fr-ch", "it-ch"), tuple("«»‹›")),
    "fr": _FRENCH,
    "pt-br": _ENGLISH,
}
"""Outer and inner quotes by language tag (as in CLDR); all other languages have those of English."""

_DASHES = re.compile(r"(?<!-)---?(?!-)(?<!(?<!\S)--(?=\w))")
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_KEYBOARD = re.compile(r"['\"]|--|\.\.\.")


def quotes(lang: str) -> tuple[str, str, str, str]:
    """Opening and closing quotes, outer and inner, for a BCP 47 tag; what is nearest to it counts."""
    subtags = lang.lower().replace("_", "-").split("-")
    tags = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    outer, outer_end, inner, inner_end = next((_QUOTES[tag] for tag in tags if tag in _QUOTES), _ENGLISH)
    return outer, outer_end, inner, inner_end


def use_typography(engine: MarkdownIt, lang: str) -> None:
    """Let the engine set quotes, dashes, ellipses and spaces; what stood there stays known to the tokens."""
    engine.options["typographer"] = True
    engine.options["quotes"] = list(quotes(lang))
    engine.enable("smartquotes")
    engine.core.ruler.before("smartquotes", "dashes", partial(_set_signs, lang))


def written(token: Token) -> str:
    """The token's text as it stands in the source."""
    raw: str = token.meta.get("written", token.content)
    return raw


def _set_signs(lang: str, state: StateCore) -> None:
    for block in state.tokens:
        inside_address = False
        for token in block.children or ():
            if token.type in ("link_open", "link_close") and token.info == "auto":
                inside_address = token.nesting > 0
            if token.type != "text" or inside_address:
                continue
            text = unbroken(_ELLIPSIS.sub("…", _DASHES.sub(_dash, token.content)), lang)
            if text != token.content or _KEYBOARD.search(text):
                token.meta["written"] = token.content
                token.content = text


def _dash(match: re.Match[str]) -> str:
    return "–" if len(match[0]) == 2 else "—"
