"""Compile the shipped term base when the package is built, so that no first run waits for it."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTermBase(BuildHookInterface):
    """Adds ``reviewer/compiled`` to the wheel; an editable install has it beside the modules."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into the source tree where the install is editable, else into a folder of which the wheel takes a copy."""
        beside = Path(self.root, "reviewer", "compiled")
        shutil.rmtree(beside, ignore_errors=True)
        self._made = beside if version == "editable" else Path(tempfile.mkdtemp())
        os.environ["REVIEWER_CACHE_DIR"] = str(self._made)
        sys.path.insert(0, self.root)

        from reviewer.checks import all_checks
        from reviewer.engine.checker import Checker
        from reviewer.glossary.glossary import Glossary

        Checker(Glossary.load(), tuple(all_checks().values()))
        if version != "editable":
            build_data["force_include"][str(self._made)] = "reviewer/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel has taken."""
        if version != "editable":
            shutil.rmtree(self._made)
