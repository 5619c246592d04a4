"""What kind of document a tree is: a letter, a résumé or a page; pure functions from tree to tree."""

from cvbuild.shape.kind import shape
from cvbuild.shape.private import Finder
from cvbuild.shape.redact import redact

__all__ = ["Finder", "redact", "shape"]
