"""What is to be recorded of a submission, and its way into the gradebook and the feedback."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbjudge.course.folder import CourseFolder
from nbjudge.course.sharing import shared
from nbjudge.engine.job import Grade
from nbjudge.errors import CourseError, NbjudgeError
from nbjudge.grading.record import (
    has_feedback,
    is_recorded,
    record,
    record_nothing,
    write_feedback,
)
from nbjudge.grading.standing import keep_standing, kept_standing, standing
from nbjudge.kernels.lifeline import ParentLost
from nbjudge.kernels.parent import Parent
from nbjudge.submission.timestamp import TIMESTAMP


@dataclass(frozen=True)
class Entry:
    """A graded submission to record.

    `graded` has the key and the grade of each notebook, `faults` those that the grader could not
    grade, with the reason; `force` says to record also what is recorded already.
    """

    assignment: str
    student: str
    files: Mapping[str, Path]
    graded: Mapping[str, tuple[str, Grade]]
    faults: Mapping[str, str]
    force: bool

    def to_json(self) -> bytes:
        """This as text; the contents stay where they lie."""
        graded = {
            name: [key, grade.to_json(), str(grade.executed)]
            for name, (key, grade) in self.graded.items()
        }
        files = {name: str(path) for name, path in self.files.items()}
        record = vars(self) | {"files": files, "graded": graded, "faults": dict(self.faults)}
        return json.dumps(record).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Entry:
        """What a text stands for."""
        known = json.loads(text)
        files = {name: Path(path) for name, path in known.pop("files").items()}
        graded = {
            name: (key, Grade.from_json(grade, Path(executed)))
            for name, (key, grade, executed) in known.pop("graded").items()
        }
        return cls(files=files, graded=graded, **known)


@dataclass(frozen=True)
class Recorded:
    """What came of recording a submission: faults of the grader by notebook, and notes."""

    faults: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


def enter(folder: CourseFolder, entry: Entry, typesetters: Parent) -> Recorded:
    """Enters a submission into the gradebook, if it isn't there as it is, and writes the feedback.

    An NbjudgeError is one that all other submissions would meet as well.
    """
    try:
        return shared(folder.path, lambda: _enter(folder, entry, typesetters))
    except CourseError as error:
        return Recorded({"submission": str(error)})
    except NbjudgeError:
        raise
    except Exception as error:
        fault = f"nbjudge itself failed with {type(error).__name__}: {error}"
        return Recorded({"submission": fault})


def _enter(folder: CourseFolder, entry: Entry, typesetters: Parent) -> Recorded:
    place = folder, entry.assignment, entry.student
    if not entry.graded:
        record_nothing(*place)
        return Recorded()
    keys = {name: key for name, (key, _) in entry.graded.items()}
    moment = entry.files[TIMESTAMP].read_bytes() if TIMESTAMP in entry.files else b""
    before = kept_standing(*place)
    with folder.transaction():
        now = standing(*place, keys, moment)
        known = before is not None and before.automatic == now.automatic
        if entry.force or not known or not is_recorded(*place, keys):
            keep_standing(*place, None)
            old = before.keys if before else {}
            unchanged = [name for name in keys if keys[name] == old.get(name)]
            record(*place, entry.files, entry.graded, ungraded=entry.faults, unchanged=unchanged)
            now = standing(*place, keys, moment)
    notes = []
    if before is None or before.shown != now.shown or not has_feedback(*place, keys):
        try:
            # Nothing is written in it, so that nobody waits for the pages.
            with folder.transaction():
                write_feedback(*place, typesetters)
        except CourseError as error:
            if isinstance(error.__cause__, ParentLost):
                raise ParentLost from error
            # The scores stand all the same.
            notes.append(f"there is no feedback: {error}")
    keep_standing(*place, now)
    return Recorded(notes=notes)
