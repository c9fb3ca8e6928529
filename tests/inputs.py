"""Real input: the whole data where it lies beside the project, otherwise the samples that the package carries."""

from __future__ import annotations

from pathlib import Path

from agenthall_server.demo.inputs import SAMPLES

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
DATA = _BESIDE if _BESIDE.is_dir() else SAMPLES
"""Folder of marketplace/, observability/ ..."""
