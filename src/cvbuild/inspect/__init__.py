"""What a machine reads from a finished file, ours or anybody's, and what stands in its way.

It reads by `verify` and recognises by `shape`; it gives findings with reasons, and never a score.
"""

from cvbuild.inspect.file import inspect
from cvbuild.inspect.inspection import Inspection
from cvbuild.inspect.record import to_record
from cvbuild.inspect.show import shown

__all__ = ["Inspection", "inspect", "shown", "to_record"]
