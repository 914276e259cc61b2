"""Calibration: what thresholds are compared with, over many seeds, and the limits to take."""

from __future__ import annotations

import asyncio
import copy
import importlib.metadata
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import nbformat

from nbjudge.audit.outcomes import Outcome, Outcomes, outcome_of, points_of
from nbjudge.audit.seeds import reseeded
from nbjudge.audit.slices import needed_cells
from nbjudge.audit.subject import Finding, Subject, Watcher
from nbjudge.audit.thresholds import FILE, Place, Threshold, chosen, judged
from nbjudge.audit.tolerance import chance_beyond
from nbjudge.audit.variants import known_answers
from nbjudge.checks.thresholds import Measured
from nbjudge.course.cells import is_test
from nbjudge.data import DATASETS, is_cached
from nbjudge.engine.job import Prepared, Run

# The values of one answer may change with the versions of these.
_RTOL = 1e-3
_PACKAGES = ("keras", "tensorflow", "numpy", "scikit-learn")


@dataclass(frozen=True)
class Calibrated:
    """A threshold as it stands in a test, and the one to take; None if no limit is good enough."""

    present: Threshold
    best: Threshold | None


@dataclass(frozen=True)
class Calibration:
    """The thresholds of a notebook; and of how many draws the reference has `lost` points.

    That is by test cell, whether it has a threshold or not.
    """

    thresholds: Sequence[Calibrated]
    lost: Mapping[str, int]


@dataclass(frozen=True)
class _Wrong:
    """A wrong answer to the exercise of a test cell, which has a name."""

    cell: str
    name: str
    texts: Mapping[str, str]


async def calibrate(
    subject: Subject, outcomes: Outcomes, *, seeds: int, watcher: Watcher
) -> Calibration:
    """The thresholds of a notebook, each with the values of that many draws of all seeds.

    Of a notebook that sets no seed there are no other draws.
    """
    limits = _limits(subject, await outcomes.of(subject.prepared({})))
    draws = range(1, seeds + 1) if _drawn(subject, 1).source != subject.source else ()
    drawn = {draw: _drawn(subject, draw) for draw in draws}
    wrong = await _wrong_answers(subject, outcomes, {one.cell for one in limits}) if draws else []
    watcher.made(subject, (1 + len(wrong)) * len(draws))

    async def outcome(prepared: Prepared) -> Mapping[str, Outcome]:
        found = await outcomes.of(prepared)
        watcher.ended(subject, False)
        return found

    right = await asyncio.gather(*(outcome(drawn[draw].prepared({})) for draw in draws))
    of_wrong = await asyncio.gather(
        *(outcome(_prepared(drawn[draw], one, draw)) for one in wrong for draw in draws)
    )
    found = []
    for cell in dict.fromkeys(one.cell for one in limits):
        of_cell = {
            one.name: [of_draw[cell] for of_draw in of_wrong[place * seeds : (place + 1) * seeds]]
            for place, one in enumerate(wrong)
            if one.cell == cell
        }
        wanted = subject.cells[cell].metadata.nbgrader.points
        found += _calibrated(
            {place: limit for place, limit in limits.items() if place.cell == cell},
            [of_draw[cell] for of_draw in right],
            {name: one for name, one in of_cell.items() if not _is_found_otherwise(one, wanted)},
        )
    lost = Counter(cell for of_draw in right for cell in subject.lost(points_of(of_draw)))
    # As a dictionary: `asdict` counts the pairs of a Counter.
    return Calibration(found, dict(lost))


def _limits(subject: Subject, right: Mapping[str, Outcome]) -> dict[Place, float]:
    """The thresholds that the tests compare the reference with."""
    data = data_of(subject)
    return {
        Place(subject.place, cell, one.what, one.is_least, data): one.limit
        for cell, outcome in right.items()
        for one in outcome.measured
    }


def data_of(subject: Subject) -> str:
    """Which data a notebook loads here: the real ones of each set, or a stand-in."""
    code = "\n".join(cell.source for cell in subject.source.cells if cell.cell_type == "code")
    used = [name for name in DATASETS if f"load_{name}" in code]
    kinds = {True: "real", False: "stand-in"}
    return ", ".join(f"{name}: {kinds[is_cached(DATASETS[name])]}" for name in used)


def versions() -> dict[str, str]:
    """The versions that the values may depend on, of what is installed."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


async def _wrong_answers(subject: Subject, outcomes: Outcomes, cells: set[str]) -> list[_Wrong]:
    """The known answers that should lose points in these cells, and come as far as a threshold."""
    found = []
    for answer in known_answers(subject):
        stated = cells & answer.scores.keys()
        if not stated:
            continue
        tried = await outcomes.of(subject.prepared(answer.cells))
        found += [
            _Wrong(cell, answer.name, answer.cells)
            for cell in sorted(stated)
            if tried[cell].measured
        ]
    return found


def _drawn(subject: Subject, draw: int) -> Subject:
    """A notebook with other seeds in all cells but the tests."""
    source = copy.deepcopy(subject.source)
    for cell in source.cells:
        if cell.cell_type == "code" and not is_test(cell):
            cell.source = reseeded(cell.source, draw)
    job = replace(subject.job, source=nbformat.writes(source).encode())
    return replace(subject, source=source, job=job)


def _prepared(drawn: Subject, answer: _Wrong, draw: int) -> Prepared:
    """The cells that a wrong answer needs, of a notebook with the seeds of a draw."""
    texts = {grade_id: reseeded(text, draw) for grade_id, text in answer.texts.items()}
    return drawn.prepared(texts, needed_cells(drawn.answered(texts), {answer.cell}))


def _values(outcome: Outcome) -> Mapping[str, float]:
    """What a test cell has measured, by what it is; of the same thing, the last."""
    return {one.what: one.value for one in outcome.measured}


def _is_found_otherwise(outcomes: Sequence[Outcome], points: float) -> bool:
    """Whether what thresholds let through of a wrong answer loses points all the same.

    And that is at least half of all draws.
    """
    through = [one.points for one in outcomes if all(map(_is_reached, one.measured))]
    return 2 * len(through) >= len(outcomes) and max(through, default=points) < points


def _is_reached(one: Measured) -> bool:
    return one.value >= one.limit if one.is_least else one.value <= one.limit


def _calibrated(
    limits: Mapping[Place, float],
    right: Sequence[Outcome],
    wrong: Mapping[str, Sequence[Outcome]],
) -> list[Calibrated]:
    """The thresholds of a test cell by the values of all answers to it.

    It takes one of them to find a wrong answer: the one that is least likely to let it through.
    """
    found_by: dict[Place, dict[str, Sequence[float]]] = {place: {} for place in limits}
    for name, outcomes in wrong.items():
        samples = {place: _sample(place, outcomes) for place in limits}
        chances = {
            place: chance_beyond(values, limits[place], below=not place.is_least)
            for place, values in samples.items()
            if len(values) > 2
        }
        if chances:
            nearest = min(chances, key=lambda place: chances[place])
            found_by[nearest][name] = samples[nearest]
    kept, calibrated = versions(), []
    for place, limit in limits.items():
        values = _sample(place, right)
        if not values:
            calibrated.append(Calibrated(Threshold(place, limit, 1.0, 1.0, ()), None))
            continue
        rest = values, found_by[place], kept
        calibrated.append(Calibrated(judged(place, limit, *rest), chosen(place, *rest)))
    return calibrated


def _sample(place: Place, outcomes: Iterable[Outcome]) -> list[float]:
    """What was compared with a threshold, of those that came as far as it."""
    values = (_values(outcome).get(place.what) for outcome in outcomes)
    return [float(f"{value:.6g}") for value in values if value is not None]


async def threshold_findings(
    subject: Subject, outcomes: Outcomes, run: Run, known: Iterable[Threshold], *, draws: int
) -> list[Finding]:
    """What is wrong with the thresholds of a notebook; so many draws of each are made again.

    `run` knows the reference from its trial.
    """
    kept = {one.place: one for one in known if one.place.notebook == subject.place}
    reference = outcome_of(await run(subject.prepared({})))
    limits = _limits(subject, reference)
    found = list(_at_chance(subject, reference))
    for place, limit in limits.items():
        for text in _doubts(kept.get(place), limit):
            found.append(subject.finding("seeds", place.cell, f"{place.what}: {text}"))
    for place in kept.keys() - limits.keys():
        if place.data == data_of(subject):
            text = f"{place.what}: {FILE} has a threshold that the test does not have any more"
            found.append(subject.finding("seeds", place.cell, text))
    both = [place for place in limits if place in kept]
    for draw in range(1, draws + 1 if both else 1):
        again = await outcomes.of(_drawn(subject, draw).prepared({}))
        for place in both:
            written, value = kept[place].right[draw - 1], _values(again[place.cell]).get(place.what)
            if value is None or not math.isclose(value, written, rel_tol=_RTOL, abs_tol=1e-6):
                text = f"{place.what}: draw {draw} gives {value}, and {FILE} says {written}"
                found.append(subject.finding("seeds", place.cell, text))
    return found


def _at_chance(subject: Subject, reference: Mapping[str, Outcome]) -> Iterator[Finding]:
    """The thresholds that are reached without learning anything."""
    for cell, outcome in reference.items():
        for one in outcome.measured:
            if one.is_at_chance:
                text = f"its threshold {one.limit:g} is no better than {one.chance:.3g}"
                text = f"{one.what}: {text}, which comes without learning anything"
                yield subject.finding("seeds", cell, text)


def _doubts(known: Threshold | None, limit: float) -> Iterator[str]:
    """What is to be said of a threshold, by what was kept when it was calibrated."""
    if known is None:
        yield f"its threshold {limit:g} is not calibrated: run `nbjudge calibrate`"
        return
    if known.limit != limit:
        yield f"its threshold is {limit:g}, and {FILE} has {known.limit:g}: calibrate again"
    again = judged(known.place, known.limit, known.right, known.wrong, known.versions)
    for name, written, follows in (
        ("fails", known.fails, again.fails),
        ("passes", known.passes, again.passes),
    ):
        if not math.isclose(written, follows, rel_tol=_RTOL, abs_tol=1e-12):
            yield f"`{name}` in {FILE} is {written:g}, and {follows:g} follows from its values"
    if not again.holds:
        yield (
            f"a right answer may fail it with a chance of {again.fails:.2g}, "
            f"and a wrong one pass it with {again.passes:.2g}"
        )
