"""Reproducible: two processes with different hash seeds, in different places, write the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.documents import EVERYTHING, LETTER, PIXEL, SAMPLES, double_encoded

ATTACHING = {"ua-2", "a-3b", "a-4f"}


def build(folder: Path, seed: str) -> dict[str, str]:
    """The checksums of all outputs, by a process of its own."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    (sources / "everything.md").write_text(EVERYTHING, "utf-8")
    (sources / "letter.md").write_bytes(double_encoded(LETTER))
    (sources / "pixel.png").write_bytes(PIXEL)
    for path in SAMPLES:
        (sources / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
    for variant in ("ua-2", "a-1b", "a-3b", "a-4f"):
        front = f"---\npdf: {{variant: {variant}, attach-source: {str(variant in ATTACHING).lower()}}}\n"
        (sources / f"{variant}.md").write_text(EVERYTHING.replace("---\n", front, 1), "utf-8")
    (folder / "cvbuild.yaml").write_text("manifest: true\n", "utf-8")
    command = [sys.executable, "-m", "cvbuild", "build", "sources", "--out", "out", "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outputs = sorted((folder / "out").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in outputs}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    first, second = build(tmp_path / "a", "1"), build(tmp_path / "b", "2")
    assert len(first) == 4 * (2 + len(SAMPLES) + 4) + 1
    assert first == second
