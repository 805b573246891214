"""SPARQL clients that researchers use, and the README's examples, asked of the running service.

clients.py CASEGRAPH [FOLDER OF NODE MODULES]: SPARQLWrapper by GET and POST and with an update behind the token, rdflib's SPARQLStore, pandas from
CSV, the program block of the README as it stands there, and every curl of the README that only reads; with the folder, Comunica too; R as
docs/operations.md has it, where it is installed with its package SPARQL.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pandas
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, SPARQLWrapper

from service import ROOT, built, serving

HERE = "http://127.0.0.1:7878"
REPORTERS = """PREFIX cg: <https://w3id.org/casegraph/ns#>
SELECT ?number ?body { ?case cg:number ?number ; cg:reportedBy/cg:name ?body } ORDER BY ?number ?body"""


def rows_of(wrapper):
    return [(int(row["number"]["value"]), row["body"]["value"]) for row in wrapper.query().convert()["results"]["bindings"]]


def sparqlwrapper(address):
    wrapper = SPARQLWrapper(f"{address}/sparql", updateEndpoint=f"{address}/update", returnFormat=JSON)
    wrapper.setQuery(REPORTERS)
    by_get = rows_of(wrapper)
    assert len(by_get) >= 10 and (4, "北海市行政审批局") in by_get, by_get
    wrapper.setMethod(POST)
    assert rows_of(wrapper) == by_get, "GET and POST differ"
    wrapper.setReturnFormat(CSV)
    assert "北海市行政审批局" in wrapper.query().convert().decode()
    wrapper.setReturnFormat(JSON)
    wrapper.addCustomHttpHeader("Authorization", "Bearer token")
    wrapper.setQuery('INSERT DATA { <https://example.org/a> <https://example.org/says> "甲" }')
    wrapper.query()
    wrapper.setQuery("ASK { <https://example.org/a> <https://example.org/says> '甲' }")
    assert wrapper.query().convert()["boolean"], "what was written is not there"
    return by_get


def sparqlstore(address, expected):
    store = SPARQLStore(f"{address}/sparql")
    found = [(int(number), str(body)) for number, body in store.query(REPORTERS)]
    assert found == expected, "rdflib has other rows than SPARQLWrapper"


def table(address, expected):
    query = urllib.parse.urlencode({"query": REPORTERS, "format": "csv"})
    with urllib.request.urlopen(f"{address}/sparql?{query}", timeout=30) as answer:
        frame = pandas.read_csv(io.BytesIO(answer.read()))
    assert list(frame.columns) == ["number", "body"] and frame["number"].dtype.kind == "i"
    assert list(frame.itertuples(index=False, name=None)) == expected


def readme(address):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks, "the README has no example for Python"
    for block in blocks:
        subprocess.run([sys.executable, "-c", block.replace(HERE, address)], check=True, stdout=subprocess.DEVNULL, timeout=120)
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S)).replace("\\\n", " ")
    asked = re.findall(r"^curl (?:[^'\n]|'[^']*')*", lines, re.M)
    reading = [command for command in asked if "Authorization" not in command]
    assert len(reading) >= 3, reading
    for command in reading:
        done = subprocess.run(["sh", "-c", command.replace(HERE, address) + " -fsS"], capture_output=True, timeout=60)
        assert done.returncode == 0 and done.stdout, f"{command}: {done.stderr.decode()}"
    return len(blocks), len(reading)


def comunica(address, modules, expected):
    # The script stands beside the folder that it imports from.
    script = Path(modules).parent / "comunica.mjs"
    done = subprocess.run(["node", script, address], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert [tuple(row) for row in json.loads(done.stdout)] == expected, "Comunica has other rows than SPARQLWrapper"


def r(address, expected):
    """Whether R is there to ask."""
    if not shutil.which("Rscript"):
        return False
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    if subprocess.run(["Rscript", "-e", "library(SPARQL)"], env=env, capture_output=True, timeout=60).returncode:
        return False
    [block] = re.findall(r"```r\n(.*?)```", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.S)
    for name in ("found", "table"):
        shown = f'{block.replace(HERE, address)}\nwrite.table({name}, quote = FALSE, sep = "\\t", row.names = FALSE, col.names = FALSE)'
        done = subprocess.run(["Rscript", "-e", shown], env=env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        assert [(int(number), body) for number, body in rows] == expected, f"R has other rows in {name}"
    return True


def main():
    with built(sys.argv[1]) as data, serving(sys.argv[1], data, "--write-token", "token") as address:
        expected = sparqlwrapper(address)
        sparqlstore(address, expected)
        table(address, expected)
        blocks, commands = readme(address)
        others = ""
        if len(sys.argv) > 2:
            comunica(address, sys.argv[2], expected)
            others = ", Comunica"
        if r(address, expected):
            others += ", R"
    print(f"SPARQLWrapper, rdflib, pandas{others} and the README ({blocks} program, {commands} curls) are answered")


if __name__ == "__main__":
    main()
