#!/usr/bin/env python3
"""Exports beside networkx writing the same graph: time and peak memory, in one run.

    pip install networkx
    compare.py CASEGRAPH [NODES …]          (a release build; 10000 and 100000 nodes by default)

A made graph of cases and bodies with three relations a node is loaded into an empty server over the graph store; the view is
built once, then each format is exported over HTTP (tables, file and transfer in the time). networkx is given the same
nodes, edges and attributes in memory and writes the same format. Every figure is the median of three runs.
"""
import os, random, resource, socket, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

CG, ID = "https://w3id.org/casegraph/ns#", "https://w3id.org/casegraph/id/"
QUERY = f"SELECT ?source ?target ?relation {{ VALUES ?relation {{ <{CG}reportedBy> <{CG}involves> <{CG}cites> }} ?source ?relation ?target }}"
RELATIONS = ["reportedBy", "involves", "cites"]


def graph(count):
    """Names and edges, the same for every run."""
    chance = random.Random(7)
    names = [f"第{number}号单位（{chance.choice('桂林南宁柳州北海')}）" for number in range(count)]
    edges = {(number, RELATIONS[k], chance.randrange(count)) for number in range(count) for k in range(3)}
    return names, sorted(edges)


def triples(names, edges):
    for number, name in enumerate(names):
        yield f'<{ID}agency-{number}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CG}Agency> .\n<{ID}agency-{number}> <{CG}name> "{name}" .\n'
    for source, relation, target in edges:
        yield f"<{ID}agency-{source}> <{CG}{relation}> <{ID}agency-{target}> .\n"


def casegraph(program, names, edges):
    """Seconds by format, and the server's peak in MB."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([program, "serve", "--empty", "--bind", address, "--write-token", "t", "--data", folder + "/data"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"http://{address}/readyz", timeout=5)
                    break
                except OSError:
                    time.sleep(0.1)
            body = "".join(triples(names, edges)).encode()
            headers = {"Authorization": "Bearer t", "Content-Type": "application/n-triples"}
            urllib.request.urlopen(urllib.request.Request(f"http://{address}/store?default", body, headers, method="PUT"), timeout=600).read()
            loaded, seconds = peak(server.pid), {}
            for form in ("graphml", "gexf"):
                where = f"http://{address}/api/export?" + urllib.parse.urlencode({"format": form, "query": QUERY})
                size = len(urllib.request.urlopen(where, timeout=600).read())  # the view is built and kept

                def once():
                    start = time.perf_counter()
                    assert len(urllib.request.urlopen(where, timeout=600).read()) == size
                    return time.perf_counter() - start
                seconds[form] = statistics.median(once() for _ in range(3))
            return seconds, loaded, peak(server.pid)
        finally:
            server.kill()
            server.wait()


def peak(process):
    return next(int(line.split()[1]) // 1024 for line in open(f"/proc/{process}/status") if line.startswith("VmHWM"))


def networkx_child(count):
    """In a process of its own, so that the peak is its own: seconds by format, MB before and after."""
    import networkx
    names, edges = graph(count)
    made = networkx.MultiDiGraph()
    for number, name in enumerate(names):
        made.add_node(f"id:agency-{number}", label=name, label_zh=name, type="Agency", type_zh="机关单位", type_en="agency", iri=f"{ID}agency-{number}", degree=6, evidence=0, color="#0072B2")
    for source, relation, target in edges:
        made.add_edge(f"id:agency-{source}", f"id:agency-{target}", label=relation, type=relation, weight=1.0, label_zh=relation, label_en=relation, relation_iri=CG + relation, evidence=0, stated=False)
    size = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    loaded = size()
    with tempfile.TemporaryDirectory() as folder:
        for form, write in (("graphml", networkx.write_graphml), ("gexf", networkx.write_gexf)):
            runs = []
            for _ in range(3):
                start = time.perf_counter()
                write(made, f"{folder}/x.{form}")
                runs.append(time.perf_counter() - start)
            print(form, statistics.median(runs))
    print("memory", loaded, size())


def main():
    if sys.argv[1] == "--networkx":
        return networkx_child(int(sys.argv[2]))
    program = os.path.abspath(sys.argv[1])
    print("| nodes | edges | format | casegraph s | networkx s | times as fast | casegraph MB, loaded → peak | networkx MB |\n|---|---|---|---|---|---|---|---|")
    for count in [int(n) for n in sys.argv[2:]] or [10_000, 100_000]:
        names, edges = graph(count)
        ours, before, after = casegraph(program, names, edges)
        lines = subprocess.run([sys.executable, __file__, "--networkx", str(count)], check=True, capture_output=True, text=True).stdout.split("\n")
        theirs = {line.split()[0]: line.split()[1:] for line in lines if line}
        for form, seconds in ours.items():
            other = float(theirs[form][0])
            print(f"| {count} | {len(edges)} | {form} | {seconds:.3f} | {other:.3f} | {other / seconds:.1f} | {before} → {after} | {' → '.join(theirs['memory'])} |", flush=True)


if __name__ == "__main__":
    main()
