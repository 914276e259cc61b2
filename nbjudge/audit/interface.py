"""Whether students can know by which names a test will ask for what they have made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbjudge.audit.slices import names_made, names_read
from nbjudge.audit.subject import Finding, Subject
from nbjudge.course.cells import claimed_id, is_test
from nbjudge.submission.templating import untouched

_NAME = re.compile(r"[^\W\d]\w*")


def interface_findings(subject: Subject) -> Iterator[Finding]:
    """The names of solutions that a test reads, and that nothing before it gives to students.

    That is a text, or code that is not a test: whoever reads a task has not come to the test yet.
    """
    released = untouched(subject.source, subject.folder.config)
    given: set[str] = set()
    solved: set[str] = set()
    for source, cell in zip(subject.source.cells, released.cells, strict=True):
        if is_test(cell):
            grade_id = claimed_id(cell) or ""
            for name in sorted(names_read(source) & solved - given):
                text = f"it reads `{name}`, a name that no text and no code before it gives"
                yield subject.finding("interface", grade_id, text)
        else:
            given.update(_NAME.findall(cell.source))
            solved |= names_made(source)
