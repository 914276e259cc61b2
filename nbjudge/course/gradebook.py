"""Whether a gradebook is one that the nbgrader installed here can read."""

from __future__ import annotations

import importlib.metadata
from functools import cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from nbjudge.errors import CourseError, UsageError


@cache
def _newest() -> str | None:
    """The revision of a gradebook that nbgrader makes now."""
    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


def require_current(db_url: str) -> None:
    """Refuses a database that nbgrader can't read; one that is new or empty is fine.

    It goes before nbgrader opens it, as that would add tables to it. A CourseError says what to
    do, a plain UsageError that the database is locked or out of reach.
    """
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            revision = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        remedy = "Mend that, then run it again: it goes on from here."
        raise UsageError(
            _name(db_url), "one that can be opened", str(error.orig), remedy
        ) from error
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
