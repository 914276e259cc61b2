"""Whether a gradebook is one that the nbgrader installed here can read."""

from __future__ import annotations

import importlib.metadata
import os
import tempfile
from functools import cache
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader import api
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import inspect, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from nbjudge.errors import CourseError, UsageError


def keep_engines() -> None:
    """Has one engine for each database from here on, however often it is opened.

    An engine knows the statements that it has compiled, which is most of what they take.
    """
    api.create_engine = cache(api.create_engine)


def _make_whole(db_url: str, course_id: str) -> None:
    """Makes the file of a gradebook that is not there yet, in one step.

    Whoever is stopped while nbgrader makes its tables has a file that it can't read.
    """
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or not url.database or Path(url.database).exists():
        return
    file = Path(url.database)
    if not os.access(file.parent, os.W_OK):
        return
    with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
        part = Path(folder, file.name)
        api.Gradebook(f"sqlite:///{part}", course_id).close()
        try:
            file.hardlink_to(part)
        except FileExistsError:
            # Somebody else was faster.
            return
        except OSError:
            # Not every file system has such links.
            part.replace(file)


@cache
def _newest() -> str | None:
    """The revision of a gradebook that nbgrader makes now."""
    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


def require_current(db_url: str, course_id: str) -> None:
    """Refuses a database that nbgrader can't read; one that is empty is fine, a new one is made.

    It goes before nbgrader opens it, as that would add tables to it. A CourseError says what to
    do, a plain UsageError that the database is locked or out of reach.
    """
    engine = api.create_engine(db_url)
    try:
        _make_whole(db_url, course_id)
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            revision = MigrationContext.configure(connection).get_current_revision()
    except (OperationalError, OSError) as error:
        remedy = "Mend that, then run it again: it goes on from here."
        got = str(error.orig if isinstance(error, OperationalError) else error)
        raise UsageError(_name(db_url), "one that can be opened", got, remedy) from error
    except DatabaseError as error:
        raise CourseError(_name(db_url), "a database", str(error.orig)) from error
    finally:
        engine.dispose()
    if not tables or revision == _newest():
        return
    installed = f"the gradebook of nbgrader {importlib.metadata.version('nbgrader')}"
    if "assignment" not in tables:
        raise CourseError(_name(db_url), installed, "a database of something else")
    known = ScriptDirectory(ALEMBIC_DIR).walk_revisions()
    if revision in (None, *(script.revision for script in known)):
        raise CourseError(
            _name(db_url),
            installed,
            "that of an older one",
            "Keep a copy of it, then run `nbgrader db upgrade` in the course folder.",
        )
    raise CourseError(_name(db_url), installed, "that of a newer one", "Update nbgrader.")


def _name(db_url: str) -> str:
    url = make_url(db_url)
    where = url.database if url.drivername == "sqlite" else url.render_as_string()
    return f"gradebook {where}"
