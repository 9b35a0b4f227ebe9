"""An assistant asks about a model over the protocol's own client, on standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.types import TextContent, TextResourceContents

import causalnet as cn
from causalnet.cli.assistant.server import FRONT_PAGE, server_of
from tests.formats.lawns import LAWN, written


def in_a_thread(talk: Callable[[], Awaitable[None]]) -> None:
    """Run a conversation in a thread of its own: a browser may have left an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, talk).result()


def test_an_assistant_reads_the_model_and_asks(tmp_path: Path) -> None:
    path = written(tmp_path, LAWN, "lawn.toml")
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "causalnet", "mcp", str(path)], cwd=str(Path.cwd())
    )

    async def talk() -> None:
        async with Client(stdio_client(started)) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            page = (await client.read_resource(FRONT_PAGE)).contents[0]
            answer = await client.call_tool("effect", {"outcome": "grass", "under": ["rain=yes"]})
            mistake = await client.call_tool("effect", {"outcome": "gras", "under": ["rain=yes"]})

        assert {"query", "effect", "verdict", "levers"} < tools.keys()
        assert tools["effect"].input_schema["required"] == ["outcome", "under"]
        assert isinstance(page, TextResourceContents)
        assert "grass  dry, wet" in page.text
        (said,) = answer.content
        effect = cn.effect(cn.load(path), "grass", under=cn.do(rain="yes"))  # type: ignore[arg-type]
        assert isinstance(said, TextContent)
        assert " ".join(said.text.split()).startswith(effect.sentence)
        assert answer.structured_content["sentence"] == effect.sentence
        assert answer.structured_content["verb"] == "effect"
        (told,) = mistake.content
        assert mistake.is_error
        assert isinstance(told, TextContent)
        assert (
            told.text == "No variable 'gras'; the variables are rain, grass. Did you mean 'grass'?"
        )

    in_a_thread(talk)


def test_other_resources_and_tools_are_refused() -> None:
    async def talk() -> None:
        async with Client(server_of(cn.load("lawn"))) as client:
            listed = (await client.list_resources()).resources
            assert [str(one.uri) for one in listed] == [FRONT_PAGE]
            with pytest.raises(MCPError):
                await client.read_resource("file:///etc/hostname")
            other = await client.call_tool("efect", {})
            assert other.is_error
            (told,) = other.content
            assert isinstance(told, TextContent)
            assert told.text.endswith("Did you mean 'effect'?")

    in_a_thread(talk)
