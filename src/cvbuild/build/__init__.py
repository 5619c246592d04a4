"""From paths to written files: read, parse, shape, render, write; all formats of a document or none.

Together with `source` this is the only room that touches files. Nothing here prints or exits.
"""

from cvbuild.build.compile import THEMES, Compiled, Options, compile_document, parse_document, read_job
from cvbuild.build.discover import Job, find_jobs, find_project
from cvbuild.build.fix import Fixed, fix
from cvbuild.build.linted import veiled
from cvbuild.build.memo import Memory
from cvbuild.build.outdated import report_outdated
from cvbuild.build.plan import Plan, Wish, make_plan
from cvbuild.build.record import Record
from cvbuild.build.run import Built, build
from cvbuild.build.sender import is_reliable
from cvbuild.build.today import this_day
from cvbuild.build.write import write_all

__all__ = [
    "THEMES",
    "Built",
    "Compiled",
    "Fixed",
    "Job",
    "Memory",
    "Options",
    "Plan",
    "Record",
    "Wish",
    "build",
    "compile_document",
    "find_jobs",
    "find_project",
    "fix",
    "is_reliable",
    "make_plan",
    "parse_document",
    "read_job",
    "report_outdated",
    "this_day",
    "veiled",
    "write_all",
]
