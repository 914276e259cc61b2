"""The kernel `nbjudge` for any Jupyter client."""

from __future__ import annotations

import time

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook


def test_kernelspec_is_installed() -> None:
    spec = KernelSpecManager().get_kernel_spec("nbjudge")
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "nbjudge"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_nbclient_runs_a_notebook_in_the_sandbox() -> None:
    notebook = new_notebook(cells=[new_code_cell("import os\nos.getuid(), os.getcwd()")])
    NotebookClient(notebook, kernel_name="nbjudge").execute()
    assert notebook.cells[0].outputs[0].data["text/plain"] == "(1000, '/home/student')"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_interrupt_restart_and_shutdown() -> None:
    manager, client = start_new_kernel(kernel_name="nbjudge")
    try:
        client.execute("x = 1\nimport time\ntime.sleep(30)")
        time.sleep(0.3)
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        client.execute("x")
        assert client.get_shell_msg(timeout=20)["content"]["ename"] == "NameError"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert not manager.is_alive()
