"""A server of the Model Context Protocol about one model: read-only, without files or a network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from causalnet.cli.assistant.front_page import front_page
from causalnet.cli.assistant.tool import Tool, tools_of
from causalnet.errors import CausalnetError, unknown_text
from causalnet.version import __version__

if TYPE_CHECKING:
    from mcp import types
    from mcp.server import Server

__all__ = ["FRONT_PAGE", "serve", "server_of"]

FRONT_PAGE = "causalnet://model"
INSTRUCTIONS = (
    "Tools about one causal model of an argument. Read the resource causalnet://model first: it lists the variables, "
    "their states and the proposals. Each answer begins with a sentence that can be quoted; its ground is in the "
    "notes. Numbers are judgements of the model's author, not measurements."
)


def server_of(model: object) -> Server[Any]:
    """A server whose tools are the verbs, and whose resource is the front page of the model."""
    from mcp import types
    from mcp.server import Server

    tools, page = tools_of(model), front_page(model)
    name = str(getattr(model, "title", "") or getattr(model, "name", "") or "model")

    async def list_tools(*_: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(tool) for tool in tools.values()])

    async def call_tool(_: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        return _called(tools, asked.name, asked.arguments or {})

    async def list_resources(*_: object) -> types.ListResourcesResult:
        own = types.Resource(
            name="model",
            title=name,
            uri=FRONT_PAGE,
            mime_type="text/markdown",
            description="The front page.",
        )
        return types.ListResourcesResult(resources=[own])

    async def read_resource(
        _: object, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        if str(asked.uri) != FRONT_PAGE:
            raise ValueError(f"There is one resource, {FRONT_PAGE}.")
        held = types.TextResourceContents(uri=FRONT_PAGE, text=page, mime_type="text/markdown")
        return types.ReadResourceResult(contents=[held])

    return Server(
        "causalnet",
        version=__version__,
        title=f"causalnet: {name}",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def _listed(tool: Tool) -> types.Tool:
    from mcp import types

    hints = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    return types.Tool(
        name=tool.name, description=tool.description, input_schema=tool.schema, annotations=hints
    )


def _called(tools: dict[str, Tool], name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    """The answer of a tool; a mistake in the call is an answer too, in our words."""
    from mcp import types

    try:
        if name not in tools:
            raise CausalnetError(unknown_text("tool", name, tools))
        text, held = tools[name].call(arguments)
    except CausalnetError as error:
        said = types.TextContent(type="text", text=str(error))
        return types.CallToolResult(content=[said], is_error=True)
    said = types.TextContent(type="text", text=text)
    return types.CallToolResult(content=[said], structured_content=held)


def serve(model: object) -> None:
    """Answer over standard input and output until the input ends."""
    import anyio
    from mcp.server.stdio import stdio_server

    server = server_of(model)

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    # The protocol owns standard output; whatever else is printed would break it.
    sys.stdout.flush()
    anyio.run(run)
