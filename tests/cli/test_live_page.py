"""The page of a watched file: on this machine only, for its own names only."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from causalnet.cli.live_page import PageServer
from causalnet.cli.watched import FileState
from causalnet.errors import QuestionError

SEEN = FileState(3, True, "tolls → jams", b"<!doctype html><p>the page")


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer(0, lambda: SEEN) as held:
        threading.Thread(target=held.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield held
        held.shutdown()


def fetched(server: PageServer, path: str, host: str | None = None) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    headers = {"Host": host} if host else {}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Content-Type", ""), body


def test_the_frame_the_state_and_the_page(server: PageServer) -> None:
    code, kind, frame = fetched(server, "/")
    assert (code, kind) == (200, "text/html; charset=utf-8")
    assert "<iframe" in frame
    assert "http:" not in frame

    state = json.loads(fetched(server, "/state")[2])
    assert state == {"version": 3, "sound": True, "text": "tolls → jams"}
    assert fetched(server, "/page?version=3")[2] == SEEN.page.decode()


@pytest.mark.parametrize("path", ["/nowhere", "/../../etc/passwd", "/page/.."])
def test_other_paths_are_not_there(server: PageServer, path: str) -> None:
    assert fetched(server, path)[0] == 404


def test_another_name_for_this_machine_is_refused(server: PageServer) -> None:
    port = server.server_port
    assert fetched(server, "/state", f"evil.example:{port}")[0] == 403
    assert fetched(server, "/state", f"localhost:{port}")[0] == 200


def test_it_listens_on_the_loopback_address_only(server: PageServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(QuestionError) as caught:
            PageServer(port, lambda: SEEN)
    text = str(caught.value)
    assert text.startswith(f"Port {port} cannot be used: ")
    assert text.endswith("Choose another with --port; 0 takes any that is free.")
