#!/usr/bin/env python3
"""The SPARQL endpoint beside the engine's own server, on the same data in one run: latency and throughput as ratios.

    pip install oxigraph                        # the engine's server, a program
    apt-get install wrk                         # makes the load
    cargo build --release
    benches/service/compare.py --oxigraph PATH [--casegraph PATH] [--triples 10000000] [--seconds 3] [--clients 1,8,32]

Two graphs: the one of seeds/, and one of documents made up by `cargo bench --bench extraction -- write`, as many as yield
the triples asked for. Each is built by casegraph, exported as N-Quads and loaded into the other server; both keep it in
memory. Ten saved queries with the parameters of `SAVED` and ten shapes of `shapes/` are asked of both by GET, as JSON (or
N-Triples), one server after the other for each query, so that what disturbs the machine disturbs both. Before the clock
starts, the answers of both are compared (as sets of rows; rows only counted where LIMIT without ORDER BY leaves a choice).

casegraph keeps answers of up to 4 MB by version of the store, the other does not. `--fresh` adds a comment of its own to each
request, so that every one is evaluated: both tables are worth looking at.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Saved queries, with what stands for each of their parameters.
SAVED = {
    "cases": {},
    "counts-by-type": {},
    "rates-about": {"word": '"满意"'},
    "numbers-of-a-metric": {"word": '"时间"', "unit": '"working_day"'},
    "programmes-and-operators": {},
    "policies-and-issuers": {},
    "recognitions-by-city": {},
    "findings": {},
    "from-and-to": {},
    "who-works-with-whom": {},
}
# About 20,000 triples come from 40 kB of text.
TRIPLES_A_DOCUMENT = 20_000
PARAMETER = re.compile(r"\?__?([a-z]+)(?:_[a-z]+)?\b")


def queries():
    """(name, SPARQL) of all that is asked."""
    for name, values in SAVED.items():
        text = (ROOT / "queries" / f"{name}.rq").read_text()
        body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        yield name, PARAMETER.sub(lambda m: values.get(m[1], m[0]), body)
    for path in sorted((HERE / "shapes").glob("*.rq")):
        yield path.stem, path.read_text()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def server(command, url):
    """A server that runs until the block ends; its start is awaited by asking."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(url, timeout=600).read()
                break
            except (urllib.error.URLError, ConnectionError):
                if process.poll() is not None:
                    sys.exit(f"{command[0]} ended")
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait()


def resident(process):
    """Megabytes of memory a process holds."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def accept(text):
    return "application/n-triples" if "CONSTRUCT" in text else "application/sparql-results+json"


def fetch(endpoint, text):
    """The body of an answer, and the seconds it took."""
    url = f"{endpoint}?{urllib.parse.urlencode({'query': text})}"
    request = urllib.request.Request(url, headers={"Accept": accept(text)})
    started = time.monotonic()
    body = urllib.request.urlopen(request, timeout=120).read()
    return body.decode(), time.monotonic() - started


def ask(endpoint, text):
    """The rows of an answer, sorted; of a graph its lines."""
    body, _ = fetch(endpoint, text)
    if "CONSTRUCT" in text:
        return sorted(body.splitlines())
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


def load(endpoint, text, clients, seconds, fresh):
    """(requests a second, p50, p95, p99 in ms, errors) under so many clients."""
    url = f"{endpoint}?{urllib.parse.urlencode({'query': text})}"
    script = (HERE / "percentiles.lua").read_text()
    if fresh:
        script += (
            'local n = 0\nlocal id = tostring({}):sub(8)\n'
            'request = function() n = n + 1; return wrk.format("GET", wrk.path .. "%0A%23" .. id .. n) end\n'
        )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(script)
        lua.flush()
        output = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-H", f"Accept: {accept(text)}",
             "-s", lua.name, url],
            capture_output=True, text=True, check=True).stdout
    requests, duration, errors, *percentiles = map(int, re.search(r"RESULT (.*)", output)[1].split())
    return requests / (duration / 1e6), *(p / 1000 for p in percentiles), errors


def by_turns(endpoints, text):
    """What `load` gives, of each endpoint, for a query that takes long: from single requests, in turn."""
    times = [[], []]
    for turn in range(3):
        for endpoint, taken in zip(endpoints, times):
            taken.append(fetch(endpoint, f"{text}\n# {turn} of {os.getpid()}")[1])
    return [(1 / statistics.mean(taken), *[1000 * statistics.median(taken)] + [1000 * max(taken)] * 2, 0) for taken in times]


def same(text, ours, theirs):
    """Whether two answers agree: rows chosen freely by a LIMIT are only counted."""
    free = "LIMIT" in text and "ORDER BY" not in text
    return len(ours) == len(theirs) if free else ours == theirs


def compare(graph, documents, arguments, scratch):
    """One graph: build, load, ask both, print the table."""
    data, dump = scratch / f"{graph}-data", scratch / f"{graph}.nq"
    run = lambda *command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    run(arguments.casegraph, "build", str(documents), "--data", str(data))
    run(arguments.casegraph, "export", "--format", "nquads", "--data", str(data), "-o", str(dump))
    ours, theirs = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    with contextlib.ExitStack() as stack:
        started = time.monotonic()
        here = stack.enter_context(server(
            [arguments.casegraph, "serve", "--data", str(data), "--bind", ours],
            f"http://{ours}/sparql?query=ASK%7B%7D"))
        start = time.monotonic() - started
        there = stack.enter_context(
            server([arguments.oxigraph, "serve", "--bind", theirs], f"http://{theirs}/query?query=ASK%7B%7D"))
        started = time.monotonic()
        with dump.open("rb") as body:
            request = urllib.request.Request(f"http://{theirs}/store", data=body, method="POST", headers={
                "Content-Type": "application/n-quads", "Content-Length": str(dump.stat().st_size)})
            urllib.request.urlopen(request, timeout=3600).read()
        loading = time.monotonic() - started
        count = ask(f"http://{ours}/sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        triples = int(json.loads(count[0])["n"]["value"])
        print(f"\n### {graph}: {triples:,} triples; ready after {start:.1f} s and {resident(here):,.0f} MB"
              f" (the engine's server: loaded in {loading:.1f} s, {resident(there):,.0f} MB)\n", flush=True)
        print("| query | rows | " + " | ".join(f"{c} clients: p50 ms (ratio) · p95 · p99 · requests/s" for c in arguments.clients) + " |")
        print("|---|---|" + "---|" * len(arguments.clients), flush=True)
        ratios = {c: [] for c in arguments.clients}
        for name, text in queries():
            try:
                a, b = ask(f"http://{ours}/sparql", text), ask(f"http://{theirs}/query", text)
            except Exception as error:
                print(f"| {name} | not asked: {error} |", flush=True)
                continue
            cells = []
            endpoints = f"http://{ours}/sparql", f"http://{theirs}/query"
            is_slow = max(fetch(endpoint, f"{text}\n# once more")[1] for endpoint in endpoints) > arguments.seconds / 3
            for clients in arguments.clients:
                if is_slow and clients > 1:
                    cells.append("")
                    continue
                mine, other = by_turns(endpoints, text) if is_slow else (
                    load(endpoint, text, clients, arguments.seconds, arguments.fresh) for endpoint in endpoints)
                if not mine[0] or not other[0]:
                    cells.append(f"{mine[0]:.0f} and {other[0]:.0f} requests/s")
                    continue
                p50, p95, p99 = (m / max(o, 1e-3) for m, o in zip(mine[1:4], other[1:4]))
                ratios[clients].append((p50, p95, p99, mine[0] / other[0]))
                failed = f" ({mine[4]} and {other[4]} failed)" if mine[4] or other[4] else ""
                cells.append(f"{mine[1]:.2f} ({p50:.2f}) · {p95:.2f} · {p99:.2f} · {mine[0] / other[0]:.2f}{failed}")
            mark = "" if same(text, a, b) else " **differ**"
            print(f"| {name} | {len(a):,}{mark} | " + " | ".join(cells) + " |", flush=True)
        middle = lambda rows: " · ".join(f"{statistics.geometric_mean(column):.2f}" for column in zip(*rows))
        print("| geometric mean | | " + " | ".join(middle(ratios[c]) for c in arguments.clients) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--casegraph", default=str(ROOT / "target/release/casegraph"))
    parser.add_argument("--oxigraph", required=True, help="the engine's server")
    parser.add_argument("--triples", type=int, default=10_000_000, help="size of the generated graph; 0 leaves it out")
    parser.add_argument("--seconds", type=int, default=3, help="of load for each figure")
    parser.add_argument("--clients", type=lambda text: [int(n) for n in text.split(",")], default=[1, 8, 32])
    parser.add_argument("--fresh", action="store_true", help="no request like another, so that no answer is kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        compare("seed", ROOT / "seeds", arguments, scratch)
        if arguments.triples:
            documents = scratch / "documents"
            documents.mkdir()
            count = max(1, arguments.triples // TRIPLES_A_DOCUMENT)
            subprocess.run(["cargo", "bench", "-q", "--bench", "extraction", "--", "write", str(documents), str(count), "40000"],
                           cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            compare("generated", documents, arguments, scratch)


if __name__ == "__main__":
    main()
