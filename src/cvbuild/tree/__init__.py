"""The document tree: node types, ways over them, and their text forms.

How a tree is made from Markdown, or shown in a format, is the business of other rooms.
"""

from cvbuild.tree.dump import dump, from_json, to_json
from cvbuild.tree.metadata import *  # noqa: F403 -- the node types are this room's face
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import *  # noqa: F403 -- and these
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import children, plain_text, walk

__all__ = ["Node", "children", "dump", "from_json", "plain_text", "rewrite", "to_json", "walk"]
