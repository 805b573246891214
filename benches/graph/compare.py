#!/usr/bin/env python3
"""The view beside the Python libraries that people use for graphs, on the same graphs, in one run.

    python -m venv venv && venv/bin/pip install -r benches/graph/requirements.txt
    cargo bench --bench graph --no-run
    venv/bin/python benches/graph/compare.py [--sizes 10000,100000] [--only TASK,TASK]

A cell is seconds of the processor, the least of several runs (other programs on the machine only ever add to it), the graph in
memory and whatever a call takes (lists of weights, numbers of nodes) made beforehand; `build` is from pairs of names to a
graph. What takes a library too long is measured on a part and multiplied (~), or left out (–). The last column is the time of
the fastest peer through ours: above 1 we are ahead.
"""
import argparse
import glob
import os
import random
import subprocess
import tempfile
import time

import igraph
import networkx
import rustworkx

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TASKS = [
    "build", "pagerank", "eigenvector", "components", "core", "betweenness", "betweenness256", "closeness",
    "communities", "shortest200", "dijkstra200", "kshortest",
]  # fmt: skip
# A task is run again until this many seconds are spent on it, and at most so often.
AGAIN, MOST = 2.0, 7
# These want a graph that hangs together, which that of the bodies does not.
PATHS = ["shortest200", "dijkstra200", "kshortest"]
LINEAR = ["build", "pagerank", "components", "core", "shortest200"]


def binary():
    """The bench that cargo built last."""
    found = [path for path in glob.glob(os.path.join(ROOT, "target/release/deps/graph-*")) if not path.endswith(".d")]
    return max(found, key=os.path.getmtime)


def ours(file, tasks):
    lines = subprocess.run([binary(), "run", file, *tasks], check=True, capture_output=True, text=True).stdout
    rows = (line.split(" ") for line in lines.splitlines())
    return {name: (float(seconds), float(check)) for name, seconds, check in rows}


def ends(count, pairs):
    """The ends of so many pairs, where they are two; `main.rs` has the same."""
    found = (((pair + 1) * 7919 % count, (pair + 1) * 104729 % count) for pair in range(pairs))
    return (pair for pair in found if pair[0] != pair[1])


class Igraph:
    name = "igraph"

    def build(self, rows):
        self.graph = igraph.Graph.TupleList(rows, weights=True)
        self.graph.simplify(combine_edges="sum")
        order = sorted(range(self.graph.vcount()), key=lambda v: self.graph.vs[v]["name"])
        self.at = order
        return self.graph.ecount()

    def prepare(self):
        self.weights = self.graph.es["weight"]

    def pagerank(self):
        return max(self.graph.pagerank(directed=False, implementation="prpack"))

    def eigenvector(self):
        return max(self.graph.eigenvector_centrality())

    def components(self):
        return len(self.graph.connected_components())

    def core(self):
        return max(self.graph.coreness())

    def betweenness(self):
        return max(self.graph.betweenness(directed=False))

    def betweenness256(self):
        count = self.graph.vcount()
        return max(self.graph.betweenness(directed=False, sources=[self.at[i * count // 256] for i in range(256)]))

    def closeness(self):
        return max(self.graph.closeness())

    def communities(self):
        random.seed(42)
        found = self.graph.community_leiden(objective_function="modularity", n_iterations=2)
        return self.graph.modularity(found)

    def pairs(self, count):
        for start, end in ends(self.graph.vcount(), count):
            yield self.at[start], self.at[end]

    def shortest200(self):
        return sum(len(self.graph.get_shortest_path(a, b)) - 1 for a, b in self.pairs(200))

    def dijkstra200(self):
        paths = (self.graph.get_shortest_path(a, b, weights=self.weights, output="epath") for a, b in self.pairs(200))
        return sum(self.weights[edge] for path in paths for edge in path)

    def kshortest(self):
        found = (self.graph.get_k_shortest_paths(a, to=b, k=10) for a, b in self.pairs(5))
        return sum(len(path) - 1 for paths in found for path in paths)


class Rustworkx:
    name = "rustworkx"

    def build(self, rows):
        self.graph = rustworkx.PyGraph(multigraph=False)
        names = sorted({name for row in rows for name in row[:2]})
        numbers = dict(zip(names, self.graph.add_nodes_from(names)))
        self.graph.add_edges_from([(numbers[a], numbers[b], weight) for a, b, weight in rows])
        return self.graph.num_edges()

    def prepare(self):
        self.both = self.graph.to_directed()

    def pagerank(self):
        return max(rustworkx.pagerank(self.both).values())

    def eigenvector(self):
        return max(rustworkx.eigenvector_centrality(self.graph, max_iter=1000).values())

    def components(self):
        return len(rustworkx.connected_components(self.graph))

    def core(self):
        return max(rustworkx.core_number(self.graph).values())

    def betweenness(self):
        return max(rustworkx.betweenness_centrality(self.graph, normalized=False).values())

    def closeness(self):
        return max(rustworkx.closeness_centrality(self.graph).values())

    def pairs(self, count):
        return ends(self.graph.num_nodes(), count)

    def shortest200(self):
        found = (rustworkx.dijkstra_shortest_paths(self.graph, a, b)[b] for a, b in self.pairs(200))
        return sum(len(path) - 1 for path in found)

    def dijkstra200(self):
        found = (rustworkx.dijkstra_shortest_path_lengths(self.graph, a, float, goal=b)[b] for a, b in self.pairs(200))
        return sum(found)


class Networkx:
    name = "networkx"

    def build(self, rows):
        self.graph = networkx.Graph()
        self.graph.add_weighted_edges_from(rows)
        self.names = sorted(self.graph)
        return self.graph.number_of_edges()

    def pagerank(self):
        return max(networkx.pagerank(self.graph, weight=None, tol=1e-10).values())

    def eigenvector(self):
        return max(networkx.eigenvector_centrality(self.graph, max_iter=1000).values())

    def components(self):
        return sum(1 for _ in networkx.connected_components(self.graph))

    def prepare(self):
        self.plain = self.graph.copy()
        self.plain.remove_edges_from(list(networkx.selfloop_edges(self.plain)))

    def core(self):
        return max(networkx.core_number(self.plain).values())

    def communities(self):
        found = networkx.community.louvain_communities(self.graph, weight=None, seed=42)
        return networkx.community.modularity(self.graph, found, weight=None)

    def some(self, work, count):
        """The time of a part of the nodes, for all of them."""
        nodes = self.names[:: max(1, len(self.names) // count)][:count]
        start = time.process_time()
        work(nodes)
        return (time.process_time() - start) * len(self.names) / len(nodes)

    def estimates(self):
        search = lambda nodes: [networkx.single_source_shortest_path_length(self.graph, node) for node in nodes]
        brandes = lambda nodes: networkx.betweenness_centrality_subset(self.graph, nodes, self.names)
        return {"closeness": lambda: self.some(search, 10), "betweenness": lambda: self.some(brandes, 5)}

    def pairs(self, count):
        for start, end in ends(len(self.names), count):
            yield self.names[start], self.names[end]

    def shortest200(self):
        return sum(len(networkx.bidirectional_shortest_path(self.graph, a, b)) - 1 for a, b in self.pairs(200))

    def dijkstra200(self):
        return sum(networkx.bidirectional_dijkstra(self.graph, a, b)[0] for a, b in self.pairs(200))


# What a library is not asked on graphs of more nodes than this: it would take longer than a coffee.
PATIENCE = {
    ("igraph", "betweenness"): 20_000,
    ("igraph", "closeness"): 20_000,
    ("igraph", "kshortest"): 20_000,
    ("igraph", "dijkstra200"): 200_000,
    ("rustworkx", "betweenness"): 20_000,
    ("rustworkx", "closeness"): 20_000,
    ("rustworkx", "shortest200"): 20_000,
    ("rustworkx", "dijkstra200"): 200_000,
    ("networkx", "eigenvector"): 200_000,
    ("networkx", "communities"): 20_000,
    ("networkx", "betweenness"): 20_000,
    ("networkx", "closeness"): 200_000,
    ("casegraph", "betweenness"): 20_000,
}


def may(name, task, count):
    return count <= PATIENCE.get((name, task), 10**9)


def measure(peer, rows, tasks):
    times = {}
    if "build" in tasks:
        times["build"] = (*least(lambda: peer.build(rows)), "")
    else:
        peer.build(rows)
    peer.prepare()
    nodes = len({name for row in rows for name in row[:2]})
    estimates = peer.estimates() if hasattr(peer, "estimates") else {}
    for task in tasks:
        if task == "build" or not may(peer.name, task, nodes):
            continue
        if task in estimates:
            times[task] = (estimates[task](), None, "~")
        elif hasattr(peer, task):
            times[task] = (*least(getattr(peer, task)), "")
    return times


def least(work):
    """The least time of several runs, and what the work gives."""
    runs, check = [], None
    while not runs or (sum(runs) < AGAIN and len(runs) < MOST):
        start = time.process_time()
        check = work()
        runs.append(time.process_time() - start)
    return min(runs), check


def table(title, file, tasks):
    with open(file, encoding="utf8") as lines:
        rows = [(a, b, float(weight)) for a, b, weight in (line.split() for line in lines)]
    nodes = len({name for row in rows for name in row[:2]})
    mine = ours(file, [task for task in tasks if may("casegraph", task, nodes)])
    print(f"\n{title}: {nodes} nodes, {len(rows)} ties; {mine['bytes_per_edge'][0]:.0f} bytes a tie\n")
    peers = [Igraph(), Rustworkx(), Networkx()]
    found = {peer.name: measure(peer, rows, tasks) for peer in peers}
    print("| task | casegraph | igraph | rustworkx | networkx | fastest peer ÷ ours |")
    print("|---|---|---|---|---|---|")
    for task in tasks:
        own = mine.get(task)
        cells = [f"{own[0]:.4g}" if own else "–"]
        times = [found[peer.name].get(task) for peer in peers]
        cells += [f"{cell[2]}{cell[0]:.4g}" if cell else "–" for cell in times]
        fastest = min((cell[0] for cell in times if cell), default=None)
        # Below a tick of the scheduler's clock there is nothing to divide by.
        cells.append(f"{fastest / own[0]:.1f}" if own and own[0] > 0 and fastest is not None else "–")
        print(f"| {task} | {' | '.join(cells)} |")
    checks = {task: [f"{mine[task][1]:.6g}"] + [f"{found[p.name][task][1]:.6g}" if task in found[p.name] and found[p.name][task][1] is not None else "–" for p in peers] for task in tasks if task in mine}
    print("\nanswers: " + "; ".join(f"{task} {', '.join(values)}" for task, values in checks.items()), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="10000,100000,1000000")
    arguments.add_argument("--only", default="")
    arguments = arguments.parse_args()
    only = [task for task in arguments.only.split(",") if task]
    with tempfile.TemporaryDirectory() as folder:
        for view, tasks in [("all", TASKS), ("agencies", [task for task in TASKS if task not in PATHS])]:
            file = os.path.join(folder, view)
            subprocess.run([binary(), "view", view, file], check=True)
            table(f"the seed's view `{view}`", file, [task for task in tasks if not only or task in only])
        for size in filter(None, arguments.sizes.split(",")):
            file = os.path.join(folder, size)
            subprocess.run([binary(), "generate", size, file], check=True)
            tasks = TASKS if int(size) <= 100_000 else LINEAR
            table("generated", file, [task for task in tasks if not only or task in only])


if __name__ == "__main__":
    main()
