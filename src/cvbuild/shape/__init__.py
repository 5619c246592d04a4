"""What kind of document a tree is: a letter, a résumé or a page; pure functions from tree to tree."""

from cvbuild.shape.kind import shape

__all__ = ["shape"]
