"""Markdown to tree: repairs the text, reads the front matter, and makes nodes with their places.

What kind of document it is, is decided by the shape; nothing here knows a format or a theme.
"""

from cvbuild.parse.document import parse
from cvbuild.parse.front_matter import front_values
from cvbuild.parse.markdown import deep_recursion
from cvbuild.parse.mojibake import repair

__all__ = ["deep_recursion", "front_values", "parse", "repair"]
