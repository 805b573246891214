"""The public client of the Model Context Protocol asks every tool, over HTTP and over standard input and output.

usage: mcp_client.py CASEGRAPH
"""

import asyncio
import json
import sys
import urllib.error
import urllib.request

from mcp import Client, MCPError, StdioServerParameters

from service import built, serving

HOSPITAL, OFFICE = "广西医科大学第一附属医院", "防城港市卫生健康委员会"


def text(result):
    return "".join(block.text for block in result.content)


async def told(client, tool, **arguments):
    """What a tool says; it must say it to people and to programs."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, f"{tool}: {text(result)}"
    assert text(result) and result.structured_content is not None, tool
    return text(result), result.structured_content


async def refused(client, tool, **arguments):
    """Why a tool gives nothing: one clear error, and what to do."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, f"{tool} {arguments} was not refused: {text(result)}"
    error = result.structured_content["error"]
    assert error["code"] and error["message"], error
    return error


async def check_tools(client):
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    for tool in tools.values():
        assert tool.description and tool.input_schema["type"] == "object", tool.name
        assert tool.annotations.read_only_hint, tool.name
        for name, about in tool.input_schema.get("properties", {}).items():
            assert about.get("description"), f"{tool.name}.{name} is not described"
    asked = set()

    async def ask(tool, **arguments):
        asked.add(tool)
        return await told(client, tool, **arguments)

    words, data = await ask("observations", metric="办理时间", place="崇左市")
    row = data["rows"][0]
    quotation = row["evidence"][0]
    assert "压缩至3个工作日内" in words and "压缩至3个工作日内" in quotation["quotation"], words
    passage, whole = await ask("document_text", document=quotation["document"], start=quotation["start"], end=quotation["end"])
    assert passage == whole["text"] == quotation["quotation"], "offsets count in the text that is served"

    words, data = await ask("path", **{"from": HOSPITAL, "to": OFFICE})
    assert "“" in words and data["paths"][0]["length"] == 2, words
    assert any(edge["evidence"] for step in data["paths"][0]["steps"] for edge in step)

    words, data = await ask("saved_queries")
    assert len(data["queries"]) > 20
    assert len((await ask("saved_queries", about="numbers-of-a-metric"))[1]["queries"]) >= 1
    words, data = await ask("saved_query", name="numbers-of-a-metric", parameters={"word": "办理时间"})
    assert "3个工作日" in words and data["rows"], words

    query = "SELECT ?body { ?case cg:number 4 ; cg:reportedBy/cg:name ?body }"
    words, data = await ask("sparql", query=query)
    assert data["columns"] == ["body"] and data["rows"][0]["body"]["value"] in words, words
    assert (await ask("sparql", query="ASK {}"))[1] == {"boolean": True}
    words, data = await ask("sparql", query="SELECT * { ?s ?p ?o }", limit=3)
    assert len(data["rows"]) == 3 and data["is_cut"], words
    assert (await ask("sparql", query="CONSTRUCT WHERE { ?s cg:number ?n }"))[1]["rows"]

    if "search" in tools:
        words, data = await ask("search", query="政采贷")
        assert "政采贷" in words and data["hits"], words
    if "entity" in tools:
        words, data = await ask("entity", thing="桂林市")
        assert "桂林市" in words and "place-450300" in json.dumps(data, ensure_ascii=False), words
    assert asked == set(tools), f"not asked: {set(tools) - asked}"

    assert (await refused(client, "sparql", query="SELECT * { ?s ?p }"))["code"] == "syntax"
    await refused(client, "sparql", query="INSERT DATA { <a:s> <a:p> <a:o> }")
    await refused(client, "sparql", query="ASK {}", limit=0)
    await refused(client, "sparql", question="ASK {}")
    await refused(client, "saved_query", name="no-such-query")
    await refused(client, "path", **{"from": "没有这个东西", "to": OFFICE})
    await refused(client, "document_text", document="doc-000000000000")
    await refused(client, "document_text", document=quotation["document"], start=5, end=5)
    try:
        await client.call_tool("no_such_tool", {})
    except MCPError as error:
        assert "no_such_tool" in str(error), error
    else:
        raise AssertionError("a tool that is not there was called")


async def check(server, mode):
    async with Client(server, mode=mode, read_timeout_seconds=60) as client:
        assert client.server_info.name == "casegraph" and "典型案例" in client.instructions
        await check_tools(client)
        resources = (await client.list_resources()).resources
        for resource in resources:
            content = (await client.read_resource(resource.uri)).contents[0].text
            assert content, resource.uri
        assert len(resources) >= 2 and "owl:Class" in (await client.read_resource("casegraph://vocabulary")).contents[0].text
        return client.protocol_version


def check_origin(address):
    """Pages of other origins may not ask (specification, section on transports)."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}

    def status(origin):
        request = urllib.request.Request(f"{address}/mcp", body, {**headers, "origin": origin})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code

    assert status("https://evil.example") == 403
    assert status("http://localhost:3000") == 200


def main():
    program = sys.argv[1]
    with built(program) as data:
        versions = []
        with serving(program, data) as address:
            for mode in ["auto", "legacy"]:
                versions.append(asyncio.run(check(f"{address}/mcp", mode)))
            check_origin(address)
        command = StdioServerParameters(command=program, args=["mcp", "--data", str(data)])
        for mode in ["auto", "legacy"]:
            versions.append(asyncio.run(check(command, mode)))
    print(f"mcp: every tool answers over HTTP and stdio; versions {', '.join(versions)}")


main()
