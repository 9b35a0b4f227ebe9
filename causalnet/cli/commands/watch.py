"""``causalnet watch``."""

from __future__ import annotations

import threading
import time
import webbrowser
from pathlib import Path

import click

from causalnet.cli import console


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port of the page; 0 takes any that is free.",
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.05),
    default=0.5,
    show_default=True,
    metavar="SECONDS",
    help="How often to look whether FILE was saved.",
)
@click.option(
    "-o",
    "--output",
    metavar="PICTURE",
    help="Also draw the model each time, as .svg, .png, .pdf, .dot or .mmd.",
)
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@console.as_json
def command(
    file: str, port: int, every: float, output: str | None, opened: bool, as_json: bool
) -> None:
    """Check FILE each time it is saved, and show it on a page of this machine.

    The page is served on 127.0.0.1 only, and loads anew by itself. Stop with Ctrl-C.
    """
    from causalnet.cli.live_page import PageServer
    from causalnet.cli.watched import WatchedFile

    watched = WatchedFile(Path(file), Path(output) if output else None)
    with PageServer(port, lambda: watched.seen) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"Watching {file} at {server.address} Stop with Ctrl-C."
        console.tell("watch", start, as_json=as_json, address=server.address)
        if opened:
            webbrowser.open(server.address)
        try:
            while True:
                if watched.look():
                    seen = watched.seen
                    console.tell(
                        "watch",
                        f"{time.strftime('%H:%M:%S')}  {seen.text}",
                        as_json=as_json,
                        version=seen.version,
                        sound=seen.sound,
                    )
                time.sleep(every)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
