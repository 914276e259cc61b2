"""What the command `doctor` does: it looks at this machine."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer
from rich.markup import escape

from nbjudge.cli.terminal import out
from nbjudge.engine.checkup import examine_bench
from nbjudge.sandbox.doctor import examine


def doctor(*, as_json: bool) -> None:
    """Prints whether this machine can run students' code in a sandbox, and what is missing."""
    findings = list(examine())
    isolation = findings[-1]
    if isolation.good:
        findings += examine_bench("landlock" if isolation.weaker else "bubblewrap")
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            sign = "[red]missing[/]"
            if finding.good:
                sign = "[yellow]weaker[/] " if finding.weaker else "[green]ok[/]     "
            line = f"{sign}  {escape(finding.subject)}: {escape(finding.found)}"
            out.print(line, markup=True, soft_wrap=True)
            for remedy in finding.remedies:
                out.print(f"         {remedy}", soft_wrap=True)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
