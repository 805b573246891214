#!/usr/bin/env python3
"""What one small write costs on a graph of any size: an INSERT DATA of one triple, and the first search and query after it.

    cargo build --release
    benches/service/update.py DATA [--casegraph PATH] [--writes 20]

DATA is a data folder with a graph, of which a copy is written to. Medians of wall time in milliseconds; the write is on the
disk when it is answered.
"""
import argparse
import contextlib
import http.client
import pathlib
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--casegraph", default=str(ROOT / "target/release/casegraph"))
    parser.add_argument("--writes", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = pathlib.Path(scratch) / "data"
        shutil.copytree(arguments.data, data)
        port = free_port()
        command = [arguments.casegraph, "serve", "--data", str(data), "--bind", f"127.0.0.1:{port}", "--write-token", "t"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

        def ask(method, path, body=None):
            started = time.perf_counter()
            headers = {"Authorization": "Bearer t", "Content-Type": "application/sparql-update", "Accept": "*/*"}
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read()
            assert response.status < 300, (path, text)
            return (time.perf_counter() - started) * 1000, text

        try:
            while True:
                with contextlib.suppress(OSError, AssertionError):
                    ask("GET", "/api/search?q=a")
                    break
                connection.close()
                time.sleep(0.1)
            query = "/sparql?" + urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
            triples = ask("GET", query)[1].decode().split()[-1]
            point = "/sparql?" + urllib.parse.urlencode({"query": "SELECT * { <https://w3id.org/casegraph/id/place-450300> ?p ?o }"})
            times = {"write": [], "search after it": [], "query after it": []}
            for number in range(arguments.writes):
                update = f'INSERT DATA {{ <http://example.org/{number}> <http://www.w3.org/2000/01/rdf-schema#label> "第{number}条" }}'
                times["write"].append(ask("POST", "/update", update.encode())[0])
                times["search after it"].append(ask("GET", "/api/search?q=" + urllib.parse.quote(f"第{number}条"))[0])
                times["query after it"].append(ask("GET", point)[0])
            print(f"{int(triples):,} triples: " + ", ".join(f"{name} {statistics.median(ms):.1f} ms" for name, ms in times.items()))
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
