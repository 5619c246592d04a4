"""Imports that wait until they are used: for libraries that import far more than a document needs.

WeasyPrint imports fontTools' font merging and subsetting, which HarfBuzz does for it; ftfy imports the
tables of its terminal output. That is 0.3 s of every PDF, and none of it ever runs.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module; what is taken out of it is looked up in the real one when it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(module), name)(*arguments, **options)

        return call


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """While this lasts, importing these modules gives stand-ins whose functions and classes can be called.

    Afterwards an `import` gives the real module again. Modules that are already loaded stay as they are.
    """
    stand_ins = {name: _Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
