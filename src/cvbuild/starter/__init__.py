"""What a new project begins with: templates of its files, filled in.

Nothing is asked or written here.
"""

from cvbuild.starter.files import LANGUAGES, Answers, starter_files

__all__ = ["LANGUAGES", "Answers", "starter_files"]
