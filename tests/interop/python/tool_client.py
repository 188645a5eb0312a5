"""Lists the tools of a server with MCPToolClient in production mode and calls one."""

import asyncio

from openenv.core.mcp_client import MCPToolClient
from plan import URL, write


async def main():
    client = MCPToolClient(base_url=URL)
    client.use_production_mode = True
    async with client:
        tools = await client.list_tools()
        called = await client.call_tool("get_ticket")
        try:
            await client.call_tool("no_such_tool")
            refusal = None
        except Exception as error:
            refusal = str(error)
    described = [{"name": tool.name, "input_schema": tool.input_schema} for tool in tools]
    write({"tools": described, "called": called, "refusal": refusal})


if __name__ == "__main__":
    asyncio.run(main())
