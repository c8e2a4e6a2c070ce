"""Find literal and wrong renderings in machine-translated Chinese government English, and suggest the right ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.api import check
    from reviewer.core.document import Document
    from reviewer.glossary.glossary import Glossary

__all__ = ["Document", "Glossary", "__version__", "check"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """What is imported only when it is asked for: the command line and the tests of start-up need none of it."""
    from importlib import import_module

    homes = {"check": "reviewer.api", "Document": "reviewer.core.document", "Glossary": "reviewer.glossary.glossary"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(homes[name]), name)
