"""Reads outputs back: what a Word file says, paragraph by paragraph.

It knows the formats, not how we write them; comparing with a source is the business of `revise`.
"""

from cvbuild.verify.word import NoWordFile, read_word
from cvbuild.verify.word_styles import Marks
from cvbuild.verify.word_text import Comment, Deletion, Run, WordParagraph

__all__ = ["Comment", "Deletion", "Marks", "NoWordFile", "Run", "WordParagraph", "read_word"]
