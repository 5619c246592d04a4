"""From paths to written files: read, parse, shape, render, write; all formats of a document or none.

Together with `source` this is the only room that touches files. Nothing here prints or exits.
"""

from cvbuild.build.compile import Compiled, Options, compile_document, parse_document
from cvbuild.build.discover import Job, find_jobs, find_project
from cvbuild.build.run import Built, build
from cvbuild.build.write import write_all

__all__ = [
    "Built",
    "Compiled",
    "Job",
    "Options",
    "build",
    "compile_document",
    "find_jobs",
    "find_project",
    "parse_document",
    "write_all",
]
