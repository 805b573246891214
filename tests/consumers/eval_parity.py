#!/usr/bin/env python3
"""`casegraph eval` against the reference scorer beside this file, on the facts of one document.

    pip install pyoxigraph
    eval_parity.py CASEGRAPH DOCUMENT GOLD

Fails when the two differ in any count, or in any rate by a thousandth.
"""
import json, pathlib, subprocess, sys, tempfile

casegraph, document, gold = sys.argv[1:]


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def differences(ours, theirs, path=""):
    if isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            if key in ours and key in theirs:
                yield from differences(ours[key], theirs[key], f"{path}/{key}")
            else:
                yield f"{path}/{key} is in one of the two only"
    elif abs(ours - theirs) >= 1e-3:
        yield f"{path}: {ours} here, {theirs} in the reference"


with tempfile.TemporaryDirectory() as folder:
    graph, text = pathlib.Path(folder, "graph.nq"), pathlib.Path(folder, "text.txt")
    graph.write_text(output(casegraph, "extract", document, "--format", "nquads"), encoding="utf-8")
    text.write_text(output(casegraph, "text", document), encoding="utf-8", newline="")
    scorer = pathlib.Path(__file__).with_name("score.py")
    theirs = json.loads(output(sys.executable, str(scorer), "--graph", str(graph), "--gold", gold, "--text", str(text), "--json"))
ours = json.loads(output(casegraph, "eval", "--gold", gold, "--json", document))
found = list(differences(ours, theirs))
print("\n".join(found) or "casegraph eval and the reference scorer agree")
sys.exit(bool(found))
