"""The kernel `nbjudge` for any Jupyter client: an IPython kernel, warm and in a sandbox."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from nbjudge.kernels.lifeline import Exit
from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.kernels.processes import BenchProcess, start_bench
from nbjudge.sandbox.limits import Limits


class WarmProvisioner(KernelProvisionerBase):
    """Starts kernels by forking the warm parent of this process into sandboxes.

    The entry point `nbjudge` in `jupyter_client.kernel_provisioners`. The client's working
    directory is not the kernel's: that one sees nothing of this machine.
    """

    _bench: BenchProcess | None = None
    _connection: KernelConnectionInfo | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel."""
        return self._bench is not None

    async def poll(self) -> int | None:
        """The exit code of the kernel, None while it runs."""
        if self._bench is None:
            return 0
        end = self._bench.lifeline.poll()
        return None if end is None else end.code

    async def wait(self) -> int | None:
        """Waits for the kernel to end, and gives its exit code."""
        if self._bench is None:
            return 0
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._bench.lifeline, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._bench.lifeline)
        return (await self._end()).code

    async def send_signal(self, signum: int) -> None:
        """Sends a signal to the kernel."""
        if signum in (signal.SIGKILL, signal.SIGTERM):
            await self._end()
        elif self._bench is not None and signum:
            self._bench.lifeline.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Ends the kernel with all that it started."""
        await self._end()

    async def terminate(self, restart: bool = False) -> None:
        """Ends the kernel with all that it started."""
        await self._end()

    async def cleanup(self, restart: bool = False) -> None:
        """Ends the kernel if it is still there."""
        await self._end()

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Nothing to prepare: the kernel has no command of its own."""
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Starts the kernel, and tells how to connect to it."""
        # After a restart clients go on with the connection that they have.
        self._bench = await asyncio.to_thread(self._start, self._connection)
        self._connection = self._bench.connection
        # The type says text, but the manager compares it with bytes.
        key: Any = self._connection["key"].encode()
        self.connection_info = self._connection | {"key": key}
        return self.connection_info

    @staticmethod
    def _start(connection: KernelConnectionInfo | None) -> BenchProcess:
        of_its_own = terms(Limits(), "bubblewrap")
        return start_bench(warm_parent(), of_its_own, connection=connection)

    async def _end(self) -> Exit:
        bench, self._bench = self._bench, None
        return Exit(0) if bench is None else await asyncio.to_thread(bench.close)
