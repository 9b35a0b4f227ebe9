"""A page on this machine alone that shows a watched file, and loads anew when the file is saved."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from causalnet.cli.watched import FileState
from causalnet.errors import QuestionError

__all__ = ["PageServer"]

HOST = "127.0.0.1"
STYLE = """
body { margin: 0; display: flex; flex-direction: column; height: 100vh; font: 14px system-ui, sans-serif }
pre { margin: 0; padding: .5em 1em; max-height: 30vh; overflow: auto; white-space: pre-wrap; background: #eef3ee }
pre.wrong { background: #fbe9e2 }
iframe { flex: 1; border: 0 }
"""
SCRIPT = """
let version = -1;
const text = document.querySelector("pre"), page = document.querySelector("iframe");
async function look() {
  try {
    const state = await (await fetch("/state")).json();
    if (state.version !== version) {
      const sound = state.sound || version < 0;
      version = state.version;
      text.textContent = state.text;
      text.className = state.sound ? "" : "wrong";
      if (sound) page.src = "/page?version=" + version;
    }
  } catch {
    text.textContent = "causalnet watch has stopped.";
    text.className = "wrong";
  }
  setTimeout(look, 500);
}
look();
"""
FRAME = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>causalnet watch</title>'
    f"<style>{STYLE}</style><pre></pre><iframe title='the model'></iframe>"
    f"<script>{SCRIPT}</script></html>"
).encode()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {_digest(SCRIPT)}; style-src {_digest(STYLE)}; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)


class PageServer(ThreadingHTTPServer):
    """A server on the loopback address.

    Parameters
    ----------
    port : int
        0 takes any that is free.
    seen : callable
        Returns what is to be shown now.

    Raises
    ------
    QuestionError
        If the port is taken or not allowed.
    """

    daemon_threads = True

    def __init__(self, port: int, seen: Callable[[], FileState]) -> None:
        self.seen = seen
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            reason = error.strerror or str(error)
            raise QuestionError(
                f"Port {port} cannot be used: {reason}. Choose another with --port; 0 takes any that is free."
            ) from None

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    """Answers three paths: the frame, the state of the file, and the page of the model."""

    server: PageServer
    server_version, sys_version = "causalnet", ""

    def do_GET(self) -> None:
        """Answer one request."""
        # Another site must not read the page through a name of its own that leads to this machine.
        hosts = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        if self.headers.get("Host") not in hosts:
            self._send(403, b"Not for this name.", "text/plain; charset=utf-8")
            return
        seen, path = self.server.seen(), self.path.partition("?")[0]
        if path == "/":
            self._send(200, FRAME, "text/html; charset=utf-8", POLICY)
        elif path == "/state":
            state = {"version": seen.version, "sound": seen.sound, "text": seen.text}
            self._send(200, json.dumps(state).encode(), "application/json")
        elif path == "/page":
            kind = "image/svg+xml" if seen.page.lstrip().startswith(b"<svg") else "text/html"
            self._send(200, seen.page, f"{kind}; charset=utf-8")
        else:
            self._send(404, b"There is no such page.", "text/plain; charset=utf-8")

    def _send(self, code: int, body: bytes, kind: str, policy: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Requests are not printed."""
