"""A report as tables: what all formats for people show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reviewer.core.finding import SEVERITIES
from reviewer.quality.agreement import Agreement, Overlap
from reviewer.quality.effort import Effort
from reviewer.quality.gbt19682 import COEFFICIENTS, PASSING, USES
from reviewer.quality.scorecard import COUNTS, WORST, Count, Report, Scorecard, Scores
from reviewer.quality.systems import METRICS, Comparison
from reviewer.quality.terms import STATUSES, TermScore
from reviewer.scorecards import figures

MEANINGS: Final[dict[Count, str]] = {
    "raw": "all findings, before anyone looked",
    "confirmed": "accepted, rewritten or marked by a person",
    "remaining": "left when the decisions made are carried out",
}
INTERVAL_NOTE: Final = (
    "The interval has 95% confidence: errors of each severity are taken as Poisson counts, and their weighted sum has the gamma interval of "
    "Fay and Feuer (1997). It is wide where the text is short."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, columns, rows of cells (the first column is text, the others are figures), and sentences that go below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def text_tables(text: Scorecard) -> Iterator[Table]:
    """The tables of one text."""
    yield scores_table(text.scores, text.counts)
    yield gbt_table(text.scores, text.counts)
    if text.scores["raw"].mqm.errors or text.scores["confirmed"].mqm.errors:
        yield categories_table(text.scores, text.counts)
    if text.terms.due:
        yield terms_table(text.terms)


def comparison_tables(report: Report) -> Iterator[Table]:
    """The tables of what was measured of text against text, and of findings against annotations."""
    if report.effort:
        yield effort_table(report.effort)
    if report.comparison:
        yield systems_table(report.comparison)
    if report.annotations:
        yield annotations_table(report)
    if report.agreement:
        yield from agreement_tables(report.agreement)


def scores_table(scores: dict[Count, Scores], counts: tuple[Count, ...]) -> Table:
    """MQM by way of counting."""
    rows = []
    for count in counts:
        mqm = scores[count].mqm
        severities = mqm.by_severity()
        rows.append(
            (
                count,
                figures.score(mqm),
                figures.interval(mqm),
                f"{mqm.per_thousand:.1f}",
                f"{mqm.errors:,}",
                *(f"{severities[severity]:,}" for severity in SEVERITIES),
            )
        )
    weights = scores["raw"].mqm.weights
    return Table(
        "MQM",
        ("errors counted", "score", "95% interval", "points per 1,000 words", "errors", *SEVERITIES),
        tuple(rows),
        (
            *(f"{count}: {MEANINGS[count]}." for count in counts),
            f"Score: 100 · (1 - points / words), of 100 (themqm.org). Weights: {weights.name} "
            f"({', '.join(str(rule) for rule in weights.rules)}). Words: {scores['raw'].mqm.words:,}.",
            INTERVAL_NOTE,
        ),
    )


def gbt_table(scores: dict[Count, Scores], counts: tuple[Count, ...]) -> Table:
    """GB/T 19682 by way of counting."""
    contract = scores["raw"].gbt.contract
    rows = tuple(
        (
            count,
            figures.permille(scores[count].gbt),
            figures.verdict(scores[count].gbt),
            *(f"{number:,}" for _, number in scores[count].gbt.counts),
            f"{scores[count].gbt.repeats:,}",
        )
        for count in counts
    )
    return Table(
        "GB/T 19682-2005",
        ("errors counted", "error rate", f"at most {PASSING} ‰", *(f"class {name}" for name in COEFFICIENTS), "repeats left out"),
        rows,
        (
            f"K = {contract.difficulty:g}, use {contract.use} (C_A = {USES[contract.use]:g}), W = {figures.characters(scores['raw'].gbt)}; "
            "less than a thousand count as a thousand.",
        ),
    )


def categories_table(scores: dict[Count, Scores], counts: tuple[Count, ...]) -> Table:
    """Findings by category and severity, and how many of each category are errors by every way of counting."""
    tables = {count: scores[count].mqm.by_category() for count in counts}
    none = dict.fromkeys(SEVERITIES, 0)
    rows = tuple(
        (
            category,
            *(str(tables["raw"].get(category, none)[severity]) for severity in SEVERITIES),
            *(str(sum(tables[count].get(category, none).values())) for count in counts),
        )
        for category in sorted({category for table in tables.values() for category in table})
    )
    return Table("Errors by category", ("category", *(f"{severity}, raw" for severity in SEVERITIES), *counts), rows)


def terms_table(terms: TermScore) -> Table:
    """The terms that are most often wrong."""
    wrong = [use for use in terms.uses if use.statuses["deprecated"] or use.statuses["other"]]
    rows = tuple(
        (
            use.term.zh[0],
            use.term.preferred,
            *(str(use.statuses[status]) for status in STATUSES),
            "; ".join(f"{rendering} ({number})" for rendering, number in use.renderings.most_common(3)),
        )
        for use in wrong[:WORST]
    )
    counts = ", ".join(f"{terms.count(status)} {status}" for status in STATUSES if terms.bilingual or status != "other")
    due = "terms due in the Chinese" if terms.bilingual else "recognised renderings of terms"
    return Table(
        "Terms",
        ("term", "to be rendered as", *STATUSES, "rendered as"),
        rows,
        (
            f"{figures.share(terms.accuracy)} of {terms.due:,} {due} are right: {counts}.",
            f"{figures.share(terms.consistency)} of the {len(terms.repeated)} terms that recur are always rendered the same way.",
        ),
    )


def texts_table(report: Report) -> Table:
    """The texts with the lowest scores, and all together."""
    rows = [_text_row(text.path, text.words, text.scores, text.counts) for text in report.worst]
    total = report.total
    rows.append(_text_row("all together", total["raw"].mqm.words, total, report.counts))
    title = "Texts" if len(report.texts) <= WORST else f"The worst {WORST} of {len(report.texts)} texts"
    return Table(title, ("text", "words", "MQM raw", "95% interval", "MQM confirmed", "MQM remaining", "GB/T raw"), tuple(rows))


def _text_row(name: str, words: int, scores: dict[Count, Scores], counts: tuple[Count, ...]) -> tuple[str, ...]:
    mqm = [figures.score(scores[count].mqm) if count in counts else "–" for count in COUNTS]
    return name, f"{words:,}", mqm[0], figures.interval(scores["raw"].mqm), mqm[1], mqm[2], figures.permille(scores["raw"].gbt)


def effort_table(effort: Effort) -> Table:
    """Post-editing effort."""
    rows = (
        ("HTER", f"{effort.hter:.2f}"),
        ("edits", f"{effort.edits:,}"),
        ("edits per 1,000 words", f"{effort.per_thousand:.1f}"),
        ("segments", f"{effort.segments:,}"),
        ("segments untouched", f"{effort.untouched:,} ({figures.share(effort.untouched_share)})"),
    )
    return Table("Post-editing effort", ("", "figure"), rows, (f"TER: {effort.signature}",))


def systems_table(comparison: Comparison) -> Table:
    """Systems against a reference, the best of each metric marked."""
    several = len(comparison.systems) > 1
    rows = tuple(
        (
            system.name,
            *(
                ("▲ " if several and comparison.best(figure.metric) == system.name else "") + figures.system_figure(figure)
                for figure in system.figures
            ),
        )
        for system in comparison.systems
    )
    notes = [f"{metric}: {signature}" for metric, signature in comparison.signatures.items()]
    if comparison.resamples:
        notes.insert(0, "±: half the width of the 95% interval by bootstrap resampling.")
    if comparison.test:
        named = {"bootstrap": "paired bootstrap resampling", "randomization": "paired approximate randomisation"}[comparison.test]
        notes.insert(0, f"▲ best. p: {named}, {comparison.resamples:,} samples, against {comparison.systems[0].name}; * where p < 0.05.")
    return Table(f"Against the reference ({figures.counted(comparison.segments, 'segment')})", ("system", *METRICS), rows, tuple(notes))


def annotations_table(report: Report) -> Table:
    """What people annotated, scored."""
    rows = tuple(
        (
            f"{human.system}, {human.rater}",
            figures.score(human.mqm),
            figures.interval(human.mqm),
            f"{human.mqm.per_thousand:.1f}",
            *(str(number) for number in human.mqm.by_severity().values()),
        )
        for human in report.annotations
    )
    return Table("Annotations", ("system, rater", "score", "95% interval", "points per 1,000 words", *SEVERITIES), rows)


def agreement_tables(agreement: Agreement) -> Iterator[Table]:
    """Findings against annotations."""
    columns = ("", "found", "right", "annotated", "found of these", "precision", "recall", "F1")
    yield Table(
        "Findings against annotations",
        columns,
        (_overlap_row("characters", agreement.characters), _overlap_row("spans", agreement.spans)),
        (
            "Spans agree where they share a character.",
            f"Penalties of {figures.counted(agreement.segments, 'segment')}: Kendall's tau-b {figures.coefficient(agreement.kendall)}, "
            f"Pearson's r {figures.coefficient(agreement.pearson)}.",
        ),
    )
    for title, table in (
        ("By category, the same on both sides", agreement.by_category),
        ("By severity, the same on both sides", agreement.by_severity),
    ):
        if table:
            yield Table(title, columns, tuple(_overlap_row(name, overlap) for name, overlap in table.items()))
    if agreement.by_check:
        rows = tuple(
            (check, f"{overlap.found:,}", f"{overlap.found_right:,}", figures.share(overlap.precision))
            for check, overlap in agreement.by_check.items()
        )
        yield Table("By check", ("", "found", "right", "precision"), rows)


def _overlap_row(name: str, overlap: Overlap) -> tuple[str, ...]:
    counts = (overlap.found, overlap.found_right, overlap.annotated, overlap.annotated_found)
    shares = (overlap.precision, overlap.recall, overlap.f1)
    return (name, *(f"{count:,}" for count in counts), *map(figures.share, shares))
