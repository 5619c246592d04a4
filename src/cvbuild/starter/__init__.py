"""What a new project, or a new theme, begins with: templates of its files, filled in.

Nothing is asked or written here.
"""

from cvbuild.starter.files import LANGUAGES, Answers, starter_files
from cvbuild.starter.theme import theme_file

__all__ = ["LANGUAGES", "Answers", "starter_files", "theme_file"]
