#!/usr/bin/env python3
"""Full text beside SQLite FTS5 (trigrams) and Whoosh with jieba, on the same made sentences in one run, as the store grows.

    python -m venv venv && venv/bin/pip install -r benches/search/requirements.txt
    cargo build --release
    venv/bin/python benches/search/compare.py [--casegraph PATH] [--sizes 25,100,400]

A size is a number of documents of 100 sentences. One word stands in 50 sentences whatever the size, another in every fiftieth
sentence. Each is asked for alone, and joined with what a case is called: here by SERVICE and patterns in one SPARQL query, in
SQLite by a join of the full text with a table; Whoosh has no joins. Beside it stands what there is without an index: FILTER
CONTAINS over the quotations of the graph. casegraph answers over HTTP with highlights, names and counts, and keeps no
answer; the others are called as libraries and give numbers of rows. Times are medians of 20, in milliseconds.
"""
import argparse
import contextlib
import http.client
import json
import pathlib
import re
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLACES = ["桂林市", "南宁市", "柳州市", "北海市", "梧州市", "玉林市", "贵港市", "百色市", "河池市", "来宾市", "钦州市", "贺州市"]
SENTENCES = [
    "{place}行政审批局将企业开办时间由{a}个工作日压缩至{b}个工作日。",
    "{place}财政局为{a}家中小微企业办理贷款{b}万元。",
    "{place}市场监督管理局推行容缺办理，全年受理{a}件，办结率达{b}%。",
    "{place}税务局通过线上渠道为纳税人减免税费{a}万元，惠及{b}户。",
    "{place}政务服务中心设立综合窗口{a}个，群众满意度达{b}%。",
]
RARE, FREQUENT = "蓝莓贷", "电子保函"
HITS = 50
LIMIT = 1000
ROUNDS = 20
PREFIXES = (
    "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX oa: <http://www.w3.org/ns/oa#> "
)


def document(number, size):
    """The sentences of a document among so many."""
    place, every = PLACES[number % len(PLACES)], size * 100 // HITS
    for at in range(100):
        row = number * 100 + at
        a, b = 10 + row * 7 % 9000, 1 + row * 13 % 97
        if row % every == 0:
            yield f"{place}农村信用合作联社推出“{RARE}”，为{a}户果农发放贷款{b}万元。"
        elif row % 50 == 1:
            yield f"{place}公共资源交易中心推行{FREQUENT}，为{a}家企业释放保证金{b}万元。"
        else:
            yield SENTENCES[row % len(SENTENCES)].format(place=place, a=a, b=b)


def milliseconds(work):
    """The median of several runs, and what the last one gave."""
    times = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        found = work(number)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), found


class Ours:
    """casegraph over HTTP, on one connection."""

    name = "casegraph, over HTTP"

    def __init__(self, program, folder, documents):
        texts, data = folder / "texts", folder / "data"
        texts.mkdir()
        for number, (title, rows) in enumerate(documents):
            (texts / f"{number:05}.txt").write_text(f"{title}\n\n" + "\n".join(rows) + "\n")
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([program, "build", texts, "--data", data], **quiet)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [program, "serve", "--data", data, "--bind", f"127.0.0.1:{port}", "--answer-cache", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        while True:
            with contextlib.suppress(OSError):
                if self.get("/readyz")[0] == 200:
                    break
            self.connection.close()
            time.sleep(0.05)
        self.search(RARE, 0)
        self.triples = int(self.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]["value"])

    def get(self, target):
        self.connection.request("GET", target)
        response = self.connection.getresponse()
        return response.status, response.read()

    def rows(self, query):
        status, body = self.get("/sparql?" + urllib.parse.urlencode({"query": PREFIXES + query}))
        assert status == 200, body
        return json.loads(body)["results"]["bindings"]

    def search(self, word, number):
        status, body = self.get("/api/search?" + urllib.parse.urlencode({"q": f"text:{word}", "limit": LIMIT - number}))
        assert status == 200, body
        return json.loads(body)["total"]

    def joined(self, word, number):
        return len(self.rows(
            f'SELECT ?hit ?title ("{number}" AS ?round) {{ SERVICE <https://w3id.org/casegraph/service/search> '
            f'{{ ?hit cg:match "text:{word}" ; cg:limit {LIMIT} ; cg:entity ?case }} ?case a cg:Case ; rdfs:label ?title }}'
        ))

    def scanned(self, word, number):
        return len(self.rows(
            f'SELECT DISTINCT ?e ?title ("{number}" AS ?round) {{ ?e oa:exact ?words FILTER(CONTAINS(?words, "{word}")) '
            f"?fact cg:evidence ?e ; cg:inCase ?case . ?case rdfs:label ?title }}"
        ))

    def close(self):
        self.process.terminate()
        self.process.wait()


class Fts5:
    """SQLite's full text with its tokenizer of three characters."""

    name = "SQLite FTS5, trigram"

    def __init__(self, folder, documents):
        self.base = sqlite3.connect(folder / "fts5.db")
        self.base.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram')")
        self.base.execute("CREATE TABLE cases(id INTEGER PRIMARY KEY, title TEXT)")
        for number, (title, rows) in enumerate(documents):
            self.base.execute("INSERT INTO cases VALUES (?, ?)", (number, title))
            numbered = [(number * 1000 + at, row) for at, row in enumerate(rows)]
            self.base.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", numbered)
        self.base.commit()

    def search(self, word, _):
        found = self.base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (f'"{word}"', LIMIT))
        return len(found.fetchall())

    def joined(self, word, _):
        query = "SELECT t.rowid, title FROM t JOIN cases ON cases.id = t.rowid / 1000 WHERE t MATCH ? LIMIT ?"
        return len(self.base.execute(query, (f'"{word}"', LIMIT)).fetchall())


class Whoosh:
    """Whoosh with the analyzer that jieba brings for it."""

    name = "Whoosh, jieba"

    def __init__(self, folder, documents):
        from jieba.analyse import ChineseAnalyzer
        from whoosh import fields, index, qparser

        (folder / "whoosh").mkdir()
        schema = fields.Schema(body=fields.TEXT(analyzer=ChineseAnalyzer()), row=fields.STORED)
        made = index.create_in(folder / "whoosh", schema)
        writer = made.writer()
        for title, rows in documents:
            for row in rows:
                writer.add_document(body=row, row=title)
        writer.commit()
        self.searcher, self.parser = made.searcher(), qparser.QueryParser("body", schema)

    def search(self, word, _):
        return len(list(self.searcher.search(self.parser.parse(word), limit=LIMIT)))


def measure(sizes, program):
    print("| sentences | triples | | word | hits | search, ms | joined, ms | CONTAINS, ms |\n|---|---|---|---|---|---|---|---|")
    for size in sizes:
        documents = [
            (f"{PLACES[number % len(PLACES)]}优化营商环境典型案例之{number + 1}", list(document(number, size)))
            for number in range(size)
        ]
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            with contextlib.closing(Ours(program, folder, documents)) as ours:
                # Each is made when its turn comes: a connection that asks nothing for long is closed.
                for make in (lambda: ours, lambda: Fts5(folder, documents), lambda: Whoosh(folder, documents)):
                    peer = make()
                    for word in (RARE, FREQUENT):
                        cells = []
                        for form in ("search", "joined", "scanned"):
                            cells.append(milliseconds(lambda n: getattr(peer, form)(word, n)) if hasattr(peer, form) else None)
                        hits = cells[0][1]
                        triples = f"{ours.triples:,}" if peer is ours else ""
                        shown = " | ".join(f"{cell[0]:.2f}" if cell else "" for cell in cells)
                        if any(cell and cell[1] != min(hits, LIMIT) for cell in cells[:2]):
                            shown += f" ({', '.join(str(cell[1]) for cell in cells if cell)} rows)"
                        print(f"| {size * 100:,} | {triples} | {peer.name} | {word} | {hits:,} | {shown} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=re.split(r"\n", __doc__)[0])
    parser.add_argument("--casegraph", default=str(ROOT / "target/release/casegraph"))
    parser.add_argument("--sizes", default="25,100,400", help="documents of 100 sentences, several with commas")
    arguments = parser.parse_args()
    measure([int(size) for size in arguments.sizes.split(",")], arguments.casegraph)


if __name__ == "__main__":
    main()
