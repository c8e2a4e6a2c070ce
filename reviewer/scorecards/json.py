"""Everything that was measured, as one JSON object: for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, TextIO

from reviewer import __version__
from reviewer.quality.agreement import Agreement, Overlap
from reviewer.quality.mqm import MqmScore
from reviewer.quality.scorecard import Count, Report, Scorecard, Scores
from reviewer.quality.terms import STATUSES, TermScore


def write(report: Report, stream: TextIO) -> None:
    """Write the object: ``texts`` and ``total``, ``gate``, ``effort``, ``comparison``, ``annotations``, ``agreement``, null where not asked for."""
    record = {
        "version": __version__,
        "weights": {"name": report.scale.weights.name, "rules": [str(rule) for rule in report.scale.weights.rules]},
        "gate": report.gate and {**asdict(report.gate), "failures": [{"path": path, "why": why} for path, why in report.failures]},
        "total": _scores(report.total) if report.texts else None,
        "texts": [_text(text) for text in report.texts],
        "effort": report.effort
        and {**asdict(report.effort), "per_thousand": report.effort.per_thousand, "untouched_share": report.effort.untouched_share},
        "comparison": report.comparison
        and {**asdict(report.comparison), "best": {metric: report.comparison.best(metric) for metric in report.comparison.signatures}},
        "annotations": [{"system": human.system, "rater": human.rater, "mqm": _mqm(human.mqm)} for human in report.annotations],
        "agreement": report.agreement and _agreement(report.agreement),
    }
    json.dump(record, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _text(text: Scorecard) -> dict[str, Any]:
    return {
        "path": text.path,
        "signature": text.review.signature,
        "words": text.words,
        "decided": text.decided,
        "scores": _scores(text.scores),
        "terms": _terms(text.terms),
        "stretches": {count: list(penalties) for count, penalties in text.stretches.items()},
    }


def _scores(scores: dict[Count, Scores]) -> dict[str, Any]:
    return {
        count: {
            "mqm": _mqm(each.mqm),
            "gbt19682": {
                "permille": each.gbt.permille,
                "passes": each.gbt.passes,
                "classes": dict(each.gbt.counts),
                "repeats": each.gbt.repeats,
                "characters": each.gbt.characters,
                "characters_origin": each.gbt.origin,
                "difficulty": each.gbt.contract.difficulty,
                "use": each.gbt.contract.use,
            },
        }
        for count, each in scores.items()
    }


def _mqm(mqm: MqmScore) -> dict[str, Any]:
    return {
        "score": mqm.score,
        "interval": list(mqm.interval),
        "words": mqm.words,
        "penalty": mqm.penalty,
        "per_thousand": mqm.per_thousand,
        "errors": mqm.errors,
        "severities": mqm.by_severity(),
        "categories": mqm.by_category(),
        "dimensions": mqm.by_dimension(),
    }


def _terms(terms: TermScore) -> dict[str, Any]:
    return {
        "bilingual": terms.bilingual,
        "due": terms.due,
        "accuracy": terms.accuracy,
        "consistency": terms.consistency,
        **{status: terms.count(status) for status in STATUSES},
        "uses": [
            {
                "term": use.term.id,
                "zh": use.term.zh[0],
                "preferred_rendering": use.term.preferred,
                **{status: use.statuses[status] for status in STATUSES},
                "consistency": use.consistency,
                "renderings": dict(use.renderings.most_common()),
            }
            for use in terms.uses
        ],
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "characters": _overlap(agreement.characters),
        "spans": _overlap(agreement.spans),
        "by_category": {name: _overlap(overlap) for name, overlap in agreement.by_category.items()},
        "by_severity": {name: _overlap(overlap) for name, overlap in agreement.by_severity.items()},
        "by_check": {name: _overlap(overlap) for name, overlap in agreement.by_check.items()},
        "segments": agreement.segments,
        "kendall": agreement.kendall,
        "pearson": agreement.pearson,
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {**asdict(overlap), "precision": overlap.precision, "recall": overlap.recall, "f1": overlap.f1}
