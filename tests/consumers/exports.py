#!/usr/bin/env python3
"""Every export, opened by the programs it is for, says the same as SPARQL; and a damaged one does not.

    exports.py CASEGRAPH DOCUMENT [NODE_MODULES]

A reader gives what a program sees: {"directed", "nodes": {id: (label, type)}, "edges": [(source, target, type, weight)]}.
It is compared with the rows of the view's own query. Then each file is cut off, and given another label, and must be
refused or read as something else; and a graph of names that formats stumble over is written and read. Without the
JavaScript libraries their readers are left out, and it is said. At the end stands which program had which version.
"""
import collections, csv, io, json, os, pathlib, re, shutil, subprocess, sys, tempfile, urllib.request, zipfile

import igraph, lxml.etree, networkx, openpyxl, pandas, pyarrow.parquet, rdflib

from service import serving

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
NAMESPACE = "https://w3id.org/casegraph/id/"
CG = "https://w3id.org/casegraph/ns#"


class Casegraph:
    """The program over one data folder."""

    def __init__(self, program, document, folder):
        self.program, self.data = program, str(folder / "data")
        self.run("build", document)

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments, "--data", self.data], check=True, capture_output=True, timeout=120).stdout

    def rows(self, *query):
        found = json.loads(self.run("query", *query, "--format", "json"))
        return [{k: v["value"] for k, v in row.items()} for row in found["results"]["bindings"]]


def short(iri):
    return "id:" + iri[len(NAMESPACE):] if iri.startswith(NAMESPACE) else re.sub(r"^https://w3id.org/casegraph/indicator/", "cgi:", iri)


def truth(casegraph, view):
    """The view as its query has it, names and classes by queries of their own."""
    edges = collections.Counter()
    for row in casegraph.rows(str(ROOT / f"queries/views/{view}.rq")):
        edges[short(row["source"]), short(row["target"]), row["relation"].rsplit("#", 1)[-1]] = float(row.get("weight", 1))
    ids = {end for source, target, _ in edges for end in (source, target)}
    names = {}
    order = ["https://w3id.org/casegraph/ns#name", "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title"]
    for row in casegraph.rows("-e", "SELECT ?x ?p ?v { VALUES ?p { cg:name rdfs:label skos:prefLabel dcterms:title } ?x ?p ?v FILTER(LANG(?v) != 'en') }"):
        names.setdefault(short(row["x"]), []).append((order.index(row["p"]), row["v"]))
    types = {short(row["x"]): row["t"][len(CG):] for row in casegraph.rows("-e", "SELECT ?x ?t { ?x a ?t FILTER(STRSTARTS(STR(?t), STR(cg:))) }")}
    nodes = {i: (min(names[i])[1], types.get(i, "Indicator")) for i in ids}
    return {"directed": True, "nodes": nodes, "edges": sorted((*edge, weight) for edge, weight in edges.items())}


def seen(directed, nodes, edges):
    return {"directed": bool(directed), "nodes": {i: (label, kind) for i, label, kind in nodes}, "edges": sorted((s, t, k, float(w)) for s, t, k, w in edges)}


# ---- readers: bytes of a file, its path → what is seen

def of_networkx(graph, kind="type", key=None):
    name = (lambda n: graph.nodes[n][key]) if key else (lambda n: n)
    return seen(graph.is_directed(), [(name(n), d["label"], d["type"]) for n, d in graph.nodes(data=True)],
                [(name(s), name(t), d[kind], d["weight"]) for s, t, d in graph.edges(data=True)])


def of_igraph(graph, key):
    return seen(graph.is_directed(), [(v[key], v["label"], v["type"]) for v in graph.vs],
                [(graph.vs[e.source][key], graph.vs[e.target][key], e["type"], e["weight"]) for e in graph.es])


def networkx_graphml(path):
    graph = networkx.read_graphml(path)
    degree = next(iter(dict(graph.nodes(data="degree")).values()))
    stated = next(iter(d["stated"] for *_, d in graph.edges(data=True)))
    assert type(degree) is int and type(stated) is bool, "attributes are not typed"
    return of_networkx(graph)


def gexf_schema(path):
    schema = lxml.etree.XMLSchema(lxml.etree.parse(str(HERE / "exports/gexf-1.3/gexf.xsd")))
    tree = lxml.etree.parse(str(path))
    schema.assertValid(tree)
    ns = "{http://gexf.net/1.3}"
    titles = {a.get("id"): a.get("title") for a in tree.iterfind(f".//{ns}attributes[@class='node']/{ns}attribute")}
    value = lambda n, title: next(v.get("value") for v in n.iter(f"{ns}attvalue") if titles[v.get("for")] == title)
    nodes = [(n.get("id"), n.get("label"), value(n, "type")) for n in tree.iter(f"{ns}node")]
    edges = [(e.get("source"), e.get("target"), e.get("kind"), e.get("weight")) for e in tree.iter(f"{ns}edge")]
    return seen(tree.find(f"{ns}graph").get("defaultedgetype") == "directed", nodes, edges)


def pajek(read):
    """Pajek knows places and labels and no ids or classes, so those are left to the truth."""
    def reader(path):
        names, edges, directed = read(path)
        return {"directed": directed, "nodes": collections.Counter(names), "edges": sorted((s, t, w) for s, t, w in edges)}
    return reader


def networkx_pajek(path):
    graph = networkx.read_pajek(str(path), encoding="utf-8")
    return list(graph.nodes), [(s, t, float(d["weight"])) for s, t, d in graph.edges(data=True)], graph.is_directed()


def igraph_pajek(path):
    graph = igraph.Graph.Read_Pajek(str(path))
    name = lambda v: graph.vs[v]["id" if "id" in graph.vs.attributes() else "name"]
    return [name(v.index) for v in graph.vs], [(name(e.source), name(e.target), e["weight"]) for e in graph.es], graph.is_directed()


def graphviz(path):
    """Graphviz places nothing (`-n2`: positions are in the file) and writes what it has read as JSON."""
    text = subprocess.run(["dot", "-Kneato", "-n2", "-Tjson0", str(path)], check=True, capture_output=True, timeout=60).stdout
    graph = json.loads(text)
    nodes = {o["_gvid"]: o for o in graph["objects"]}
    return seen(graph["directed"], [(o["name"], o["label"], o["type"]) for o in nodes.values()],
                [(nodes[e["tail"]]["name"], nodes[e["head"]]["name"], e["type"], e["weight"]) for e in graph["edges"]])


def jgf(path):
    graph = json.load(open(path, encoding="utf8"))["graph"]
    assert set(graph) <= {"id", "label", "type", "directed", "metadata", "nodes", "edges", "hyperedges"} and isinstance(graph["nodes"], dict)
    for edge in graph["edges"]:
        assert set(edge) <= {"id", "source", "target", "relation", "directed", "label", "metadata"} and edge["source"] in graph["nodes"] and edge["target"] in graph["nodes"]
    return seen(graph["directed"], [(i, n["label"], n["metadata"]["type"]) for i, n in graph["nodes"].items()],
                [(e["source"], e["target"], e["relation"], e["metadata"]["weight"]) for e in graph["edges"]])


def of_frames(nodes, edges):
    assert nodes["degree"].dtype == "int64" and edges["stated"].dtype == "bool" and edges["weight"].dtype.kind in "fi", "columns are not typed"
    return seen(True, nodes[["id", "label", "type"]].itertuples(index=False), edges[["source", "target", "type", "weight"]].itertuples(index=False))


def pandas_csv(path):
    files = zipfile.ZipFile(path)
    assert files.testzip() is None
    return of_frames(*(pandas.read_csv(files.open(f"{name}.csv")) for name in ("nodes", "edges")))


def pandas_parquet(path):
    files = zipfile.ZipFile(path)
    return of_frames(*(pyarrow.parquet.read_table(io.BytesIO(files.read(f"{name}.parquet"))).to_pandas() for name in ("nodes", "edges")))


def neo4j(path):
    """The rules of `neo4j-admin database import` for headers and rows; the database itself is not run."""
    files = zipfile.ZipFile(path)
    table = lambda name: list(csv.reader(io.StringIO(files.read(name).decode("utf-8"), newline="")))
    nodes, edges = table("nodes.csv"), table("relationships.csv")
    types = {"", "int", "long", "double", "boolean", "string", "date", "string[]", "ID", "LABEL", "START_ID", "END_ID", "TYPE"}
    for head, *rows in (nodes, edges):
        assert all(len(row) == len(head) for row in rows), "a row is too long or too short"
        assert {cell.partition(":")[2] for cell in head} <= types, head
        for place, cell in enumerate(head):
            kind = cell.partition(":")[2]
            check = {"long": int, "double": float, "boolean": lambda v: ["true", "false"].index(v), "date": lambda v: pandas.Timestamp(v)}.get(kind)
            [check(row[place]) for row in rows if check and row[place]]
    ids = [row[0] for row in nodes[1:]]
    assert len(set(ids)) == len(ids) and all(row[0] in ids and row[1] in ids for row in edges[1:]), "an end is no node"
    weight = edges[0].index("weight:double")
    return seen(True, [(row[0], row[2], row[1]) for row in nodes[1:]], [(row[0], row[1], row[2], row[weight]) for row in edges[1:]])


def workbook(path):
    book = openpyxl.load_workbook(path, read_only=True)
    frames = []
    for sheet in ("nodes", "edges"):
        head, *rows = book[sheet].iter_rows(values_only=True)
        frames.append(pandas.DataFrame(rows, columns=head))
    return of_frames(*frames)


def svg(path):
    """Every thing is a card with its name and class, every edge a line with its sentence; there is no script."""
    tree = lxml.etree.parse(str(path))
    ns = "{http://www.w3.org/2000/svg}"
    assert not list(tree.iter(f"{ns}script", f"{ns}image", f"{ns}foreignObject")), "a picture is a picture"
    assert tree.find(f"{ns}title") is not None and tree.find(f"{ns}desc") is not None
    cards = [g.find(f"{ns}title").text for g in tree.iter(f"{ns}g") if g.find(f"{ns}title") is not None]
    lines = [p.find(f"{ns}title").text for p in tree.iter(f"{ns}path") if p.find(f"{ns}title") is not None]
    return {"cards": sorted(re.sub(r" · \S*? ?(\w+) · \S+$", r" · \1", card) for card in cards), "lines": sorted(re.sub(r"─\S+? (\w+)( ×\S+)?→", r"─\1→", line) for line in lines)}


def javascript(library, modules):
    def reader(path):
        found = subprocess.run(["node", str(modules.parent / "open.mjs"), library, str(path)], capture_output=True, timeout=60, text=True)
        if found.returncode:
            raise ValueError(found.stderr.strip().splitlines()[-1:])
        graph = json.loads(found.stdout)
        return seen(graph["directed"], graph["nodes"], graph["edges"])
    return reader


def readers(modules, quiet=False):
    """Format, program, reader."""
    table = [
        ("graphml", "networkx", networkx_graphml),
        ("graphml", "igraph", lambda path: of_igraph(igraph.Graph.Read_GraphML(str(path)), "id")),
        ("gexf", "schema of GEXF 1.3", gexf_schema),
        ("gml", "igraph", lambda path: of_igraph(igraph.Graph.Read_GML(str(path)), "key")),
        ("gml-ascii", "networkx", lambda path: of_networkx(networkx.read_gml(path, label=None), key="key")),
        ("pajek", "networkx", pajek(networkx_pajek)),
        ("pajek", "igraph", pajek(igraph_pajek)),
        ("dot", "graphviz", graphviz),
        ("cyjs", "networkx", lambda path: of_networkx(networkx.cytoscape_graph(json.load(open(path, encoding="utf8"))))),
        ("d3", "networkx", lambda path: of_networkx(networkx.node_link_graph(json.load(open(path, encoding="utf8")), edges="links"))),
        ("jgf", "its rules", jgf),
        ("csv", "pandas", pandas_csv),
        ("parquet", "pyarrow, pandas", pandas_parquet),
        ("xlsx", "openpyxl", workbook),
        ("neo4j", "its rules", neo4j),
        ("svg", "lxml", svg),
    ]
    if shutil.which("dot") is None:
        quiet or print("not run: graphviz (Debian: apt-get install graphviz)")
        table = [row for row in table if row[1] != "graphviz"]
    if modules is None:
        quiet or print("not run: Cytoscape.js, graphology, d3 (node and npm are needed)")
        return table
    return table + [(form, library, javascript(library, modules)) for form, library in [
        ("cyjs", "cytoscape"), ("graphology", "graphology"), ("gexf", "graphology-gexf"), ("graphml", "graphology-graphml"), ("d3", "d3")]]


def expected(form, graph):
    """What a format can hold of the truth."""
    label = lambda i: graph["nodes"][i][0]
    if form == "pajek":
        return {"directed": True, "nodes": collections.Counter(label(i) for i in graph["nodes"]), "edges": sorted((label(s), label(t), w) for s, t, _, w in graph["edges"])}
    if form == "svg":
        return {"cards": sorted(f"{name} · {kind}" for name, kind in graph["nodes"].values()), "lines": sorted(f"{label(s)} ─{k}→ {label(t)}" for s, t, k, _ in graph["edges"])}
    return graph


def damages(form, graph, data):
    """The file cut off, and the file with another name for a thing."""
    yield "cut off", data[: len(data) * 2 // 3]
    name = min((name for name, _ in graph["nodes"].values() if name.isalnum()), key=lambda name: (-len(name), name))
    write = {"gml-ascii": lambda text: "".join(f"&#{ord(c)};" for c in text).encode()}.get(form, str.encode)
    other = lambda content: content.replace(write(name), write("别的名称"))
    if data[:2] == b"PK":
        target, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(data))
        with zipfile.ZipFile(target, "w") as changed:
            for entry in source.namelist():
                changed.writestr(entry, other(source.read(entry)))
        if form == "parquet":
            return  # The names in it are compressed: that it is cut off is all that can be done to it here.
        yield "another name", target.getvalue()
    else:
        yield "another name", other(data)


def check_graphs(casegraph, folder, modules, faults):
    for view in ("agencies", "citations", "all"):
        graph, files = truth(casegraph, view), {}
        for form, program, reader in readers(modules if view != "all" else modules):
            path = folder / f"{view}.{form}"
            if form not in files:
                files[form] = casegraph.run("export", "--format", form, "--view", view)
            path.write_bytes(files[form])
            want, found = expected(form, graph), None
            try:
                found = reader(path)
            except Exception as error:
                faults.append(f"{form} of {view}: {program} cannot read it: {type(error).__name__} {error}")
                continue
            for part in want:
                if want[part] != found[part]:
                    lists = [[str(x) for x in (p.items() if isinstance(p, dict) else p if isinstance(p, list) else [p])] for p in (want[part], found[part])]
                    faults.append(f"{form} of {view} in {program}: {part} differ: {sorted(set(lists[0]) ^ set(lists[1]))[:4]}")
            if view == "citations":
                for damage, data in damages(form, graph, files[form]):
                    path.write_bytes(data)
                    try:
                        if data == files[form] or reader(path) == want:
                            faults.append(f"{form} {damage} is not noticed by the check with {program}")
                    except Exception:
                        pass
            print(f"  {form:11} {view:9} {program}: {len(graph['nodes'])} nodes, {len(graph['edges'])} edges")


# Names that formats stumble over, each as it has to come out of every consumer.
HOSTILE = {
    "quotes \" ' “” ‘’ `": None,
    "comma, semicolon; pipe| colon:": None,
    "line\nbreak and tab\there": None,
    "carriage\r\nreturn": "carriage\nreturn",
    "<b>bold</b> &amp; & </node> ]]> <!-- -->": None,
    "emoji 🙂 👩‍👩‍👧 𠮷野家": None,
    "control \x01\x07\x1b gone": "control  gone",
    "right to left שלום العربية \u202eflip\u202c": None,
    "=1+1": None,
    "back\\slash \\n \\\"": None,
    "brackets [x] {y} (z) #hash % $1 @at ~": None,
    "中文（全角），《书名》——破折号": None,
}
ONE_LINE = {"gml": lambda t: re.sub("[\n\t]", " ", t), "gml-ascii": lambda t: re.sub("[\n\t]", " ", t),
            "pajek": lambda t: " ".join(t.split()).replace('"', "'"), "dot": lambda t: t.replace("\\", "\\\\").replace("\n", "\\n")}


def hostile_graph(program, folder):
    """A data folder with a graph of such names, written over the graph store, and what consumers have to see of it."""
    with serving(program, folder / "hostile", "--empty", "--write-token", "t") as address:
        agency = lambda number: f"<{NAMESPACE}agency-h{number % len(HOSTILE):02}>"
        lines = []
        for number, name in enumerate(HOSTILE):
            lines.append(f"{agency(number)} a <{CG}Agency> ; <{CG}name> {json.dumps(name, ensure_ascii=False)} .")
            lines += [f"{agency(number)} <{CG}partOf> {agency(number + 1)} .", f"{agency(number)} <{CG}operatedBy> {agency(number + 1)} ."]
        request = urllib.request.Request(f"{address}/store?default", "\n".join(lines).encode(), {"Authorization": "Bearer t", "Content-Type": "text/turtle"}, method="PUT")
        urllib.request.urlopen(request, timeout=60).read()
    ids = [f"id:agency-h{number:02}" for number in range(len(HOSTILE))]
    names = [kept or name for name, kept in HOSTILE.items()]
    edges = [(ids[n], ids[(n + 1) % len(ids)], relation, 1.0) for n in range(len(ids)) for relation in ("operatedBy", "partOf")]
    return {"directed": True, "nodes": {i: (name, "Agency") for i, name in zip(ids, names)}, "edges": sorted(edges)}


def check_hostile(casegraph, folder, modules, faults):
    truth = hostile_graph(casegraph.program, folder)
    query = folder / "hostile.rq"
    query.write_text("SELECT ?source ?target ?relation { VALUES ?relation { cg:partOf cg:operatedBy } ?source ?relation ?target }")
    for form, program, reader in readers(modules, quiet=True):
        if form == "svg":
            continue  # Lines are broken there.
        told = ONE_LINE.get(form, lambda text: text)
        graph = {**truth, "nodes": {i: (told(name), kind) for i, (name, kind) in truth["nodes"].items()}}
        path = folder / f"hostile.{form}"
        done = subprocess.run([casegraph.program, "export", "--format", form, "--query", str(query), "--data", str(folder / "hostile")], capture_output=True, timeout=120)
        path.write_bytes(done.stdout)
        try:
            assert done.returncode == 0, done.stderr.decode()
            want, found = expected(form, graph), reader(path)
            for part in want:
                if want[part] != found[part]:
                    lists = [[str(x) for x in (p.items() if isinstance(p, dict) else p if isinstance(p, list) else [p])] for p in (want[part], found[part])]
                    faults.append(f"{form} with hostile names in {program}: {part} differ: {sorted(set(lists[0]) ^ set(lists[1]))[:4]}")
        except Exception as error:
            faults.append(f"{form} with hostile names: {program} cannot read it: {type(error).__name__} {error}")
        print(f"  {form:11} hostile   {program}: {len(truth['nodes'])} names")


def versions(modules):
    """Program and version, in the order of their names."""
    found = {library.__name__: library.__version__ for library in (networkx, igraph, pandas, openpyxl, rdflib, lxml.etree)}
    import pyarrow
    found["pyarrow"] = pyarrow.__version__
    if shutil.which("dot"):
        found["graphviz"] = subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.split("version ")[-1].split()[0]
    if modules:
        for name in ("cytoscape", "graphology", "graphology-gexf", "graphology-graphml", "d3-force"):
            package = modules / name / "package.json"
            if package.exists():
                found[name] = json.load(open(package))["version"]
    return sorted((name.replace("lxml.etree", "lxml"), version) for name, version in found.items())


def check_observations(casegraph, folder, faults):
    [row] = casegraph.rows("-e", "SELECT (COUNT(?o) AS ?n) (SUM(?v) AS ?sum) (COUNT(?s) AS ?dated) { ?o a cg:Observation ; cg:value ?v OPTIONAL { ?o cg:periodStart ?s } }")
    count, total, dated = int(row["n"]), float(row["sum"]), int(row["dated"])
    text = casegraph.run("text", casegraph.rows("-e", "SELECT ?d { ?d a cg:Document }")[0]["d"].rsplit("/", 1)[-1]).decode()
    book = lambda data: pandas.DataFrame(*(lambda head, *rows: (rows, None, head))(*openpyxl.load_workbook(io.BytesIO(data), read_only=True)["observations"].iter_rows(values_only=True)))
    for form, read in [("csv", lambda data: pandas.read_csv(io.BytesIO(data), dtype={"place_code": str})), ("csv-excel", lambda data: pandas.read_csv(io.BytesIO(data), dtype={"place_code": str})),
                       ("parquet", lambda data: pyarrow.parquet.read_table(io.BytesIO(data)).to_pandas()), ("xlsx", book)]:
        data = casegraph.run("export", "--format", form, "--table", "observations")

        def judge(data):
            frame = read(data)
            assert len(frame) == count and abs(frame["value"].sum() - total) < 1e-6 * total, "numbers differ"
            assert pandas.to_datetime(frame["period_start"]).notna().sum() == dated, "dates differ"
            assert frame["start"].dtype.kind == "i" and frame["value"].dtype.kind == "f", "columns are not typed"
            for quotation, start, end in frame[["quotation", "start", "end"]].itertuples(index=False):
                assert text[start:end] == quotation, "a quotation is not the text"

        try:
            judge(data)
        except Exception as error:
            faults.append(f"observations as {form}: {type(error).__name__} {error}")
        try:
            judge(data[: len(data) * 2 // 3])
            faults.append(f"observations as {form} cut off are not noticed")
        except Exception:
            pass
        print(f"  observations as {form}: {count} rows")


def check_rdf(casegraph, faults):
    [row] = casegraph.rows("-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    kinds = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "trig": "trig", "rdfxml": "xml", "jsonld": "json-ld"}
    for form, name in kinds.items():
        data = casegraph.run("export", "--format", form)

        def read(data):
            graph = rdflib.Dataset(default_union=True)
            return len(graph.parse(data=data.decode("utf-8"), format=name) and graph)

        if read(data) != int(row["n"]):
            faults.append(f"{form}: rdflib reads {read(data)} triples of {row['n']}")
        try:
            if read(data[: len(data) * 2 // 3].decode("utf-8", "ignore").encode()) == int(row["n"]):
                faults.append(f"{form} cut off is not noticed")
        except Exception:
            pass
        print(f"  {form}: rdflib, {row['n']} triples")


def main():
    program, document = os.path.abspath(sys.argv[1]), sys.argv[2]
    modules = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        casegraph = Casegraph(program, document, pathlib.Path(folder))
        check_graphs(casegraph, pathlib.Path(folder), modules, faults)
        check_observations(casegraph, pathlib.Path(folder), faults)
        check_rdf(casegraph, faults)
        check_hostile(casegraph, pathlib.Path(folder), modules, faults)
    print("  versions: " + ", ".join(f"{name} {version}" for name, version in versions(modules)))
    print("\n".join(faults) or "every export says in its consumers what SPARQL says")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
