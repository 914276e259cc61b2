"""A web server on this machine, and data sets to fetch from it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from nbjudge.data import Dataset, File

# several chunks and buffers long, so that a transfer can fail halfway
BODY = b"station,temperature\n" + b"BASEL,2.9\n" * 20_000


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    # As real servers do: the connection stays open until the client closes it.
    protocol_version = "HTTP/1.1"
    # Ends a test that would otherwise hang because the client forgot its connection.
    timeout = 10

    def do_GET(self) -> None:
        web = self.server.web
        web.clients.append(self.headers["User-Agent"])
        self.send_response(web.status)
        self.send_header("Content-Length", str(len(web.body) + web.missing_bytes))
        self.end_headers()
        self.wfile.write(web.body)
        if web.missing_bytes:
            self.close_connection = True

    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass

    def log_error(self, *message: object) -> None:
        self.server.web.faults.append(str(message))


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, web: Web) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.web = web

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that closes before it has read the whole body resets the connection.
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            self.web.faults.append(repr(error))


@dataclass
class Web:
    """What the server answers, and the clients that it has answered."""

    body: bytes = BODY
    status: int = 200
    missing_bytes: int = 0
    url: str = ""
    clients: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def dataset(self) -> Dataset:
        """The data set whose right content is BODY, whatever the server answers."""
        return Dataset(
            name="sample",
            title="A sample",
            shape=(20_000, 2),
            licence="CC0 1.0",
            citation="nobody",
            files=(
                File(
                    name="sample.csv",
                    url=self.url,
                    size_bytes=len(BODY),
                    sha256=hashlib.sha256(BODY).hexdigest(),
                ),
            ),
        )

    def array(self) -> Dataset:
        """The data set of whose one file only the shape of the array in it is known."""
        file = File(name="sample.npy", url=self.url, size_bytes=900, array_shape=(3, 4))
        return replace(self.dataset(), files=(file,))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    # A proxy of the surroundings must not stand between the test and its server.
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    web = Web()
    with _Server(web) as server:
        web.url = f"http://127.0.0.1:{server.server_port}/sample.csv"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield web
        server.shutdown()
        thread.join()
    # Leaving the server waits for its connections: one that the client forgot has timed out.
    assert web.faults == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test; it does not exist yet."""
    folder = tmp_path / "cache" / "nbjudge"
    monkeypatch.setenv("NBJUDGE_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder with the lesson's own files, which lies beside the project or not at all."""
    files = Path(__file__).parents[4] / "shared" / "data"
    if not files.is_dir():
        pytest.skip("the lesson's own files are not beside the project")
    return files
