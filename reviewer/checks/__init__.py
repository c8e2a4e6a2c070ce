"""The checks: each module is one fault, found by being here; its docstring is its manual page.

A check module has:

``CATEGORY``, ``SEVERITY``, ``CONFIDENCE``
    what its findings are, where a fault does not say otherwise
``WAKES``
    the words (lower case) that wake it, or ``SIGN``, a pattern that is found in every sentence with its fault, and is fast;
    ``TERM_BASE = True`` where the anchors of the term base wake it. One that has none of these looks at every sentence
``COVERS = True``
    where its findings say all there is to say of their span: term findings inside are dropped
``find(passage)`` or ``find_in_page(page)``
    yields a `Fault` for each fault in a sentence that something woke, or in the page as a whole;
    ``find(passage, glossary)`` where the term base wakes it
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType

from reviewer.core.finding import Confidence, Fault, Severity
from reviewer.glossary.glossary import Glossary
from reviewer.text.passage import Page, Passage


@dataclass(frozen=True)
class Check:
    """A check by its id, kebab-case; the rest is what its module declares, which is imported when it is first asked for."""

    id: str

    @cached_property
    def module(self) -> ModuleType:
        """The module of its name."""
        return importlib.import_module(f"{__name__}.{self.id.replace('-', '_')}")

    @property
    def category(self) -> str:
        """The category of its findings, where a fault does not say otherwise."""
        return str(self.module.CATEGORY)

    @property
    def severity(self) -> Severity:
        """The severity of its findings, where a fault does not say otherwise."""
        severity: Severity = self.module.SEVERITY
        return severity

    @property
    def confidence(self) -> Confidence:
        """The confidence of its findings, where a fault does not say otherwise."""
        confidence: Confidence = self.module.CONFIDENCE
        return confidence

    @property
    def manual(self) -> str:
        """Its manual page; the first line says in one sentence what it flags."""
        return (self.module.__doc__ or "").strip()

    @property
    def sign(self) -> re.Pattern[str] | None:
        """What is found in every sentence with its fault."""
        sign: re.Pattern[str] | None = getattr(self.module, "SIGN", None)
        return sign

    @property
    def whole_page(self) -> bool:
        """Whether it looks at the page as a whole, not at sentences."""
        return hasattr(self.module, "find_in_page")

    @property
    def wakes(self) -> tuple[str, ...]:
        """The words that wake it."""
        return tuple(getattr(self.module, "WAKES", ()))

    @cached_property
    def woken_by_terms(self) -> bool:
        """Whether the anchors of the term base wake it."""
        return hasattr(self.module, "TERM_BASE")

    @property
    def covers(self) -> bool:
        """Whether its findings say all there is to say of their span."""
        return hasattr(self.module, "COVERS")

    @property
    def looks_everywhere(self) -> bool:
        """Whether it looks at every sentence, because nothing particular wakes it."""
        return not (self.whole_page or self.sign or self.wakes or self.woken_by_terms)

    def find(self, passage: Passage, glossary: Glossary) -> Iterable[Fault]:
        """The faults in a sentence."""
        faults: Iterable[Fault] = self.module.find(passage, glossary) if self.woken_by_terms else self.module.find(passage)
        return faults

    def find_in_page(self, page: Page) -> Iterable[Fault]:
        """The faults in a page."""
        faults: Iterable[Fault] = self.module.find_in_page(page)
        return faults


@cache
def all_checks() -> Mapping[str, Check]:
    """Every check by its id, in order of id."""
    ids = sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))
    return {id_: Check(id_) for id_ in ids}
