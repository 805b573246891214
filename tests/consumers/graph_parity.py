#!/usr/bin/env python3
"""`casegraph graph` against networkx and leidenalg, on the views of the seed.

    pip install networkx igraph leidenalg scipy
    graph_parity.py CASEGRAPH DOCUMENT

Every measure of every view has to be networkx's, every shortest path as long as networkx's, and communities as good as
those of the reference implementation of Leiden's authors. Fails when one is not, and when a damaged answer passes.
"""
import csv, io, itertools, json, subprocess, sys, tempfile

import igraph
import leidenalg
import networkx

VIEWS = ["all", "agencies", "cases", "citations", "places"]
casegraph, document = sys.argv[1:3]
data = tempfile.TemporaryDirectory()


def run(*words):
    return subprocess.run([casegraph, "--data", data.name, *words], check=True, capture_output=True, text=True).stdout


def graph(view):
    """The view as networkx sees it, from the rows of its query: parallel edges one tie of their weight together."""
    rows = csv.DictReader(io.StringIO(run("query", f"queries/views/{view}.rq", "--format", "csv")))
    edges = {(row["source"], row["relation"], row["target"]): float(row.get("weight") or 1) for row in rows}
    made = networkx.Graph()
    for (source, _, target), weight in edges.items():
        before = made.get_edge_data(source, target, {"weight": 0})["weight"]
        made.add_edge(source, target, weight=before + weight)
    return made


def ranked(view, measure):
    answer = json.loads(run("graph", "rank", "--view", view, "--by", measure, "--limit", "1000", "--json"))
    return {row["iri"]: row["value"] for row in answer["ranking"]}


def differs(found, wanted, tolerance=1e-6):
    return found.keys() != wanted.keys() or any(abs(found[key] - wanted[key]) > tolerance for key in wanted)


def measures(made):
    plain = made.copy()
    plain.remove_edges_from(list(networkx.selfloop_edges(plain)))
    yield "pagerank", networkx.pagerank(made, tol=1e-12, max_iter=1000)
    yield "betweenness", networkx.betweenness_centrality(made, normalized=False)
    yield "closeness", networkx.closeness_centrality(made)
    yield "harmonic", networkx.harmonic_centrality(made)
    yield "core", networkx.core_number(plain)
    if networkx.is_connected(made):
        yield "eigenvector", networkx.eigenvector_centrality(made, weight="weight", max_iter=10000, tol=1e-12)


def quality(made, seed):
    names = sorted(made)
    numbers = {name: number for number, name in enumerate(names)}
    rows = [(numbers[a], numbers[b], weight) for a, b, weight in made.edges(data="weight")]
    own = igraph.Graph(len(names), [row[:2] for row in rows])
    found = leidenalg.find_partition(own, leidenalg.ModularityVertexPartition, weights=[row[2] for row in rows], seed=seed)
    return own.modularity(found, weights=[row[2] for row in rows])


def main():
    run("build", document)
    faults, compared = [], 0
    for view in VIEWS:
        made = graph(view)
        for measure, wanted in measures(made):
            found = ranked(view, measure)
            compared += 1
            if differs(found, wanted):
                worst = max(wanted, key=lambda key: abs(found.get(key, 0) - wanted[key]))
                faults.append(f"{view} {measure}: {worst}: {found.get(worst)} instead of {wanted[worst]}")
            damaged = dict(found, **{next(iter(found)): 1234.5})
            assert differs(damaged, wanted), "a damaged answer passes"
        answer = json.loads(run("graph", "communities", "--view", view, "--json", "--limit", "1000"))
        best = max(quality(made, seed) for seed in range(5))
        compared += 1
        if answer["modularity"] < best - 0.005:
            faults.append(f"{view} communities: modularity {answer['modularity']} instead of {best}")
        members = [{node["iri"] for node in part["members"]} for part in answer["communities"]]
        if sorted(itertools.chain.from_iterable(members)) != sorted(made):
            faults.append(f"{view} communities: they are no division of the view")
        if not all(networkx.is_connected(made.subgraph(part)) for part in members):
            faults.append(f"{view} communities: one is in pieces")
        answer = json.loads(run("graph", "components", "--view", view, "--json", "--limit", "1000"))
        compared += 1
        if sorted(part["size"] for part in answer["components"]) != sorted(map(len, networkx.connected_components(made))):
            faults.append(f"{view} components: {answer['count']}")
    made = graph("all")
    names = sorted(made)
    for start, end in [(names[at], names[-1 - 3 * at]) for at in range(0, 40, 4)]:
        answer = json.loads(run("graph", "paths", start, end, "--which", "best", "--limit", "5", "--json"))
        found = [path["length"] for path in answer["paths"]]
        wanted = [len(path) - 1 for path in itertools.islice(networkx.shortest_simple_paths(made, start, end), 5)]
        compared += 1
        if found != wanted:
            faults.append(f"paths from {start} to {end}: {found} instead of {wanted}")
    print("\n".join(faults) or f"graph: {compared} answers are those of networkx and leidenalg")
    return bool(faults)


sys.exit(main())
