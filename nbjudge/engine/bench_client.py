"""A bench with a client of its kernel, which runs cells and takes in what they show."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Coroutine, Mapping
from types import MappingProxyType
from typing import Any, Self

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbjudge.engine.valve import Valve
from nbjudge.engine.verdicts import Status
from nbjudge.errors import SandboxError
from nbjudge.kernels.lifeline import Exit
from nbjudge.kernels.parent import Parent
from nbjudge.kernels.processes import BenchProcess, start_bench
from nbjudge.sandbox.limits import Limits

_READY_S = 60.0
_ANSWER_S = 10.0
_LONGEST_ANSWER = 1000
_NEVER_S = 10**6
# Of one kernel: much more than anybody reads.
_MOST_SENT_BYTES, _MOST_MESSAGES = 2**29, 200_000
_USED = ("shell", "iopub", "control")
# Figures, tables and other displays of one notebook.
_MOST_SHOWN = 1000

# What `ast.literal_eval` says of a text that is no value.
UNREADABLE = (ValueError, TypeError, SyntaxError, RecursionError, MemoryError)
# What kernels publish: see "Messaging in Jupyter".
_KINDS = frozenset(
    {
        *("status", "execute_input", "execute_result", "stream", "display_data", "error"),
        *("update_display_data", "clear_output", "comm_open", "comm_msg", "comm_close"),
        *("iopub_welcome", "debug_event", "shutdown_reply"),
    }
)

# What the client says of a cell that dies stands in the notebook, not between lines of progress.
_LOG = logging.getLogger("nbjudge.client")
_LOG.addHandler(logging.NullHandler())


class BenchDied(Exception):
    """The bench ended, or was ended, while a cell was running.

    Where the status says too little, a `reason` says why.
    """

    def __init__(self, status: Status, reason: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.reason = reason


class Bench:
    """A bench with a client of its kernel."""

    def __init__(
        self,
        process: BenchProcess,
        questions: socket.socket,
        notebook: NotebookNode,
        most_bytes: int,
    ) -> None:
        self.questions = questions
        # What it has sent that no kernel sends by itself, in words.
        self.alarms: list[str] = []
        self._flood = ""
        self._process = process
        # What a kernel sends is not trusted: what is too much is never taken in.
        self._valve = Valve(
            process.connection["ip"],
            most_message_bytes=4 * most_bytes,
            most_bytes=_MOST_SENT_BYTES,
            most_messages=_MOST_MESSAGES,
            flooded=self._end_flood,
        )
        self._context = zmq.asyncio.Context()
        # Nor do thousands of messages wait here: the rest stays in the sandbox.
        self._context.setsockopt(zmq.RCVHWM, 20)
        self._kernel = AsyncKernelClient(context=self._context)
        self._kernel.load_connection_info(process.connection | {"ip": self._valve.client_address})
        # The client puts each cell that it has run into its notebook: it has one of its own.
        own = NotebookNode(metadata=notebook.metadata, cells=list(notebook.cells))
        self._client = _Client(own, most_bytes, self._note)
        self._client.kc = self._kernel

    @classmethod
    async def start(
        cls,
        notebook: NotebookNode,
        parent: Parent,
        terms: Mapping[str, Any] = MappingProxyType({}),
        *,
        output_bytes: int = Limits.output_bytes,
        notes: int | None = None,
        knows: bool = True,
    ) -> Self:
        """A bench that is ready to run cells of a notebook, and to answer a judge.

        It is a child of `parent`, under these terms. Of what cells show it keeps `output_bytes`.
        It notes trainings in the file `notes`, and uses what it `knows`: see `start_bench`.
        """
        theirs, questions = socket.socketpair()
        try:
            process = await asyncio.to_thread(
                start_bench, parent, terms, questions=theirs, notes=notes, knows=knows
            )
        except BaseException:
            questions.close()
            raise
        finally:
            theirs.close()
        bench = cls(process, questions, notebook, output_bytes)
        try:
            await bench._connect()
            await bench._in_time(bench._welcome(), _READY_S)
        except BenchDied as error:
            end = await bench.close()
            raise SandboxError("the bench", "a kernel that starts", end.reason or "none") from error
        return bench

    @property
    def pid(self) -> int:
        """The number of the bench's process."""
        return self._process.lifeline.pid

    def limit(self, time_s: float | None) -> None:
        """Has the bench ended after this time from now, or not at all."""
        self._process.lifeline.limit(time_s)

    async def run(self, cell: NotebookNode, index: int, limit_s: float) -> None:
        """Runs a cell; BenchDied if the bench ends meanwhile, as after `limit_s` seconds."""
        # Where it looks for displays that are updated.
        self._client.nb.cells[index] = cell
        try:
            await self._in_time(self._client.async_execute_cell(cell, index), limit_s)
        except CellExecutionError:
            pass
        except BenchDied as death:
            if self._flood:
                reason = f"your notebook sent {self._flood} and was stopped"
                raise BenchDied("kernel_died", reason) from death
            raise
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self._note(_kind(error))
            raise BenchDied("kernel_died", "your code sent what no kernel sends") from error

    async def ask(self, expression: str) -> str:
        """The text of an expression's value in the kernel, if short; BenchDied if there is none."""
        answers: list[str] = []
        try:
            await self._in_time(self._answer(expression, answers), _ANSWER_S)
        except (BenchDied, asyncio.CancelledError):
            raise
        except Exception as error:
            self._note(_kind(error))
            raise BenchDied("kernel_died") from error
        return answers[0][:_LONGEST_ANSWER]

    async def _answer(self, expression: str, answers: list[str]) -> None:
        request = self._kernel.execute(
            "", silent=True, store_history=False, user_expressions={"": expression}
        )
        while True:
            reply = await self._kernel.get_shell_msg()
            if reply["parent_header"].get("msg_id") == request:
                answers.append(str(reply["content"]["user_expressions"][""]["data"]["text/plain"]))
                return

    async def close(self) -> Exit:
        """Ends the bench, and tells how it ended."""
        await self._valve.close()
        self._kernel.stop_channels()
        self._context.destroy(linger=0)
        self.questions.close()
        return await asyncio.to_thread(self._process.close)

    async def _connect(self) -> None:
        connection: Mapping[str, Any] = self._process.connection
        await self._valve.open(tuple(connection[f"{name}_port"] for name in _USED))
        self._kernel.start_channels(stdin=False, hb=False)

    def _note(self, what: str) -> None:
        """Notes nonsense in the place of a message: only a student's code can have sent it."""
        alarm = f"its kernel sent what is none of a kernel's messages ({what})"
        if alarm not in self.alarms:
            self.alarms.append(alarm)

    def _end_flood(self, what: str) -> None:
        """Ends a bench that sends too much."""
        self._flood = what
        self.alarms.append(f"its kernel sent {what}")
        self._process.lifeline.signal(signal.SIGKILL)

    async def _welcome(self) -> None:
        """Waits for the message that greets whoever listens to a kernel."""
        while True:
            message = await self._kernel.get_iopub_msg()
            if message["header"]["msg_type"] == "iopub_welcome":
                return

    async def _in_time(self, work: Coroutine[Any, Any, object], limit_s: float) -> None:
        """Waits for work in the bench; BenchDied if it ends before that, as when time is up."""
        loop = asyncio.get_running_loop()
        self._process.lifeline.limit(limit_s)
        ended = asyncio.Event()
        loop.add_reader(self._process.lifeline, ended.set)
        tasks = [asyncio.ensure_future(work), asyncio.ensure_future(ended.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not tasks[0].done():
                raise BenchDied("kernel_died")
            tasks[0].result()
        finally:
            self._process.lifeline.limit(None)
            loop.remove_reader(self._process.lifeline)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class _Client(NotebookClient):
    """Runs cells in a kernel, and takes in a limited amount of what they show."""

    def __init__(
        self, notebook: NotebookNode, most_bytes: int, note: Callable[[str], None]
    ) -> None:
        super().__init__(
            notebook,
            allow_errors=True,
            # The bench ends when its time is up.
            timeout=None,
            iopub_timeout=_NEVER_S,
            # It takes quadratic time, and students decide how much.
            coalesce_streams=False,
            record_timing=True,
        )
        self.log = _LOG
        self._note = note
        self._left = most_bytes
        self._shown = 0
        self._told = False

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Takes in one message, and notes if no kernel sends it."""
        if (kind := msg["msg_type"]) not in _KINDS:
            self._note("of another kind")
        elif kind == "execute_input" and "iopub.execute_input" in cell.metadata.execution:
            self._note("a second input")
        return super().process_message(msg, cell, cell_index)

    def handle_comm_msg(self, *arguments: Any) -> None:
        """Leaves widgets alone, whose state would be kept without a limit."""

    def _update_display_id(self, display_id: str, msg: dict[str, Any]) -> None:
        """Changes earlier outputs, within the same limit."""
        if self._has_room(msg):
            super()._update_display_id(display_id, msg)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Takes in one output, unless there has been too much."""
        if self._has_room(msg):
            return super().output(outs, msg, display_id, cell_index)
        if not self._told:
            self._told = True
            text = "[There is more output than can be kept; the rest was left out.]\n"
            outs.append(new_output("stream", name="stderr", text=text))
        return None

    def _has_room(self, msg: dict[str, Any]) -> bool:
        self._left -= len(repr(msg["content"]))
        self._shown += msg["msg_type"] != "stream"
        return self._left >= 0 and self._shown <= _MOST_SHOWN


def _kind(error: Exception) -> str:
    """What is wrong with a message, without any of its content."""
    if isinstance(error, LookupError):
        return "a part is missing"
    return str(error).partition(":")[0][:80] or type(error).__name__
