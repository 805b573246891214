"""Asks the running service what its own description promises, with the programs of others.

api_check.py CASEGRAPH SEED: starts the service on the seed's graph; openapi-spec-validator judges the description, rdflib
reads the JSON-LD of a thing beside its Turtle, and schemathesis tries every address: examples, edge cases of every
parameter, wrong methods, and so many random requests.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from openapi_spec_validator import validate
from rdflib import Graph
from rdflib.compare import isomorphic

HERE = pathlib.Path(__file__).parent
# Random requests to each address, beside the examples and the edge cases of every parameter.
REQUESTS = 3
# Seconds; a fifth of it on two idle cores.
LONGEST = 600


def start(casegraph: str, seed: str, data: str) -> tuple[subprocess.Popen, str]:
    subprocess.run([casegraph, "build", "--data", data, seed], check=True, stdout=subprocess.DEVNULL)
    command = [casegraph, "serve", "--data", data, "--bind", "127.0.0.1:0", "--write-token", "token"]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    words = service.stdout.readline().split()
    address = next(word for word in words if word.startswith("http://"))
    return service, address.rstrip("/")


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def same_triples(address: str) -> None:
    for name in ["place-450300", "recognition-2023-gx-01-3542ed-001", "case-2023-gx-04-3542ed"]:
        turtle = Graph().parse(data=read(f"{address}/data/id/{name}.ttl"), format="turtle")
        jsonld = Graph().parse(data=read(f"{address}/data/id/{name}.jsonld"), format="json-ld")
        assert len(turtle) > 5 and isomorphic(turtle, jsonld), f"{name}: JSON-LD and Turtle differ"


def try_all(address: str, description: pathlib.Path) -> int:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run"]
    command += [str(description), "--url", address, "--max-examples", str(REQUESTS)]
    # It keeps notes where it runs.
    return subprocess.run(command, timeout=LONGEST, cwd=description.parent).returncode


def main() -> int:
    casegraph, seed = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        service, address = start(casegraph, seed, f"{folder}/data")
        try:
            text = read(f"{address}/openapi.json")
            validate(json.loads(text))
            description = pathlib.Path(folder) / "openapi.json"
            description.write_bytes(text)
            same_triples(address)
            return try_all(address, description)
        finally:
            service.terminate()
            service.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
