"""What somebody changed in a Word file: compares it with its Markdown source, and puts the changes into that.

Files are read and written by the command line; how a Word file is read stands in `verify`.
"""

from cvbuild.revise.apply import Applied
from cvbuild.revise.revision import Project, Revision, read_revision
from cvbuild.revise.show import Shown

__all__ = ["Applied", "Project", "Revision", "Shown", "read_revision"]
