"""From paths to written files: read, parse, shape, render, write; all formats of a document or none.

Together with `source` this is the only room that touches files. Nothing here prints or exits.
"""

from cvbuild.build.compile import THEMES, Compiled, Options, compile_document, parse_document, read_job
from cvbuild.build.discover import Job, find_jobs, find_project
from cvbuild.build.run import Built, build
from cvbuild.build.sender import is_reliable
from cvbuild.build.write import write_all

__all__ = [
    "THEMES",
    "Built",
    "Compiled",
    "Job",
    "Options",
    "build",
    "compile_document",
    "find_jobs",
    "find_project",
    "is_reliable",
    "parse_document",
    "read_job",
    "write_all",
]
