"""Programs that run in a sandbox as elsewhere, whatever is refused there."""

from __future__ import annotations

import shutil

import pytest

from package.sandbox.conftest import InSandbox

WORK = """
import multiprocessing
from multiprocessing import shared_memory


def square(x):
    return x * x


def main():
    for method in ("spawn", "fork", "forkserver"):
        context = multiprocessing.get_context(method)
        with context.Pool(2) as pool:
            assert pool.map(square, range(5)) == [0, 1, 4, 9, 16]
        queue = context.Queue()
        process = context.Process(target=queue.put, args=(3,))
        process.start()
        assert queue.get() == 3
        process.join()
    with multiprocessing.Manager() as manager:
        assert dict(manager.dict({1: 2})) == {1: 2}
    shared = shared_memory.SharedMemory(create=True, size=1000)
    shared.buf[0] = 3
    shared.close()
    shared.unlink()
    multiprocessing.RawArray("d", 1000)[0] = 1
    with multiprocessing.Lock():
        multiprocessing.Barrier(1).wait()
    print(True)


if __name__ == "__main__":
    main()
"""
PROGRAMS = {
    "multiprocessing": f"""
        import subprocess, sys
        open("work.py", "w").write({WORK!r})
        subprocess.run([sys.executable, "work.py"])
    """,
    "joblib": """
        import numpy as np
        from joblib import Parallel, delayed
        from sklearn.datasets import load_iris
        from sklearn.model_selection import GridSearchCV
        from sklearn.svm import SVC
        large = np.ones(2_000_000)
        for backend in ("loky", "threading", "multiprocessing"):
            sums = Parallel(2, backend=backend)(delayed(np.sum)(large) for _ in range(2))
            assert sums == [2e6, 2e6]
        search = GridSearchCV(SVC(), {"C": [1, 2]}, n_jobs=-1)
        search.fit(*load_iris(return_X_y=True))
        print(search.best_score_ > 0.9)
    """,
    "threads and executors": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        for executor in (ThreadPoolExecutor, ProcessPoolExecutor):
            with executor(2) as pool:
                assert list(pool.map(abs, range(-4, 0))) == [4, 3, 2, 1]
        print(True)
    """,
    "shell": """
        import subprocess
        script = '''set -euo pipefail
        ls / | sort > names; mkfifo pipe; echo $((1 + 1)) <(echo) > two; tar czf all.tgz names two
        tar tzf all.tgz; find /etc -name pass*; dd if=/dev/zero of=zeros bs=1M count=2
        nice true; timeout 5 true; flock names true; cp -a names copy; mv copy moved; df . ; ps aux
        date; id; free; stat names; touch -d yesterday names; sleep 0.01 & wait; env; chmod +x two
        '''
        ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        print(ran.returncode == 0 or ran)
    """,
    "data bases": """
        import sqlite3, shelve
        one, two = sqlite3.connect("a.db"), sqlite3.connect("a.db", timeout=0)
        one.execute("pragma journal_mode=wal")
        one.execute("create table t(x)")
        one.execute("begin exclusive")
        try:
            two.execute("begin immediate")
        except sqlite3.OperationalError as error:
            print(str(error) == "database is locked")
        with shelve.open("shelf") as shelf:
            shelf["a"] = 1
    """,
    "files": """
        import fcntl, mmap, shutil, tempfile, zipfile
        import h5py
        with h5py.File("a.h5", "w") as file:
            file["x"] = [1.0, 2.0]
        with h5py.File("a.h5") as file:
            assert file["x"][...].sum() == 3
        with tempfile.NamedTemporaryFile() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            fcntl.lockf(file, fcntl.LOCK_EX)
            file.write(bytes(4096))
            file.flush()
            mmap.mmap(file.fileno(), 4096)[0] = 1
        with zipfile.ZipFile("a.zip", "w") as archive:
            archive.write("a.h5")
        shutil.copytree("/etc/ssl", "ssl", symlinks=True)
        print(shutil.disk_usage(".").free > 0)
    """,
    "figures": """
        import matplotlib
        matplotlib.use("agg")
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        plt.title("Straße")
        plt.savefig("figure.png")
        print(True)
    """,
    "network within": """
        import asyncio, socket
        async def echo(reader, writer):
            writer.write(await reader.readline())
            writer.close()
        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"line\\n")
            assert await reader.readline() == b"line\\n"
            writer.close()
            process = await asyncio.create_subprocess_exec("true")
            return await process.wait() == 0
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            print(asyncio.run(main()))
    """,
    "large messages within": """
        import socket, threading
        with socket.create_server(("127.0.0.1", 0)) as server:
            client = socket.create_connection(server.getsockname())
            threading.Thread(target=client.sendall, args=(bytes(2**24),)).start()
            connection, _ = server.accept()
            got = 0
            while got < 2**24:
                got += len(connection.recv(2**20))
        print(True)
    """,
    "signals and time": """
        import signal, time
        hits = []
        signal.signal(signal.SIGALRM, lambda *_: hits.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        time.sleep(0.2)
        print(hits == [1])
    """,
    "terminals": """
        import pexpect
        print(pexpect.run("echo there").strip() == b"there")
    """,
    "psutil": """
        import psutil
        psutil.cpu_percent(), psutil.cpu_count(logical=False), psutil.disk_usage("/")
        print(psutil.virtual_memory().total > 0 and psutil.Process().memory_info().rss > 0)
    """,
    "keras": """
        import os
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import keras
        import numpy as np
        model = keras.Sequential([keras.layers.Dense(2)])
        model.compile("adam", "mse")
        model.fit(np.ones((32, 3)), np.ones((32, 2)), verbose=0)
        model.save("model.keras")
        again = keras.models.load_model("model.keras")
        print(again.predict(np.ones((1, 3)), verbose=0).shape == (1, 2))
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_runs_as_elsewhere(name: str, in_sandbox: InSandbox) -> None:
    said = in_sandbox(PROGRAMS[name])
    assert "True" in said.splitlines(), said


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_git_keeps_versions(in_sandbox: InSandbox) -> None:
    said = in_sandbox("""
        import subprocess
        script = '''git init -q one && cd one && git config user.email a@b && git config user.name a
        echo 1 > file && git add file && git commit -qm first && git gc -q
        git clone -q . ../two && git -C ../two log --oneline'''
        print(subprocess.run(["sh", "-c", script], capture_output=True, text=True))
    """)
    assert "first" in said
