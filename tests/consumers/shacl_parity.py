#!/usr/bin/env python3
"""`casegraph check` against pyshacl, on the facts of a document as they are and damaged in several ways.

    pip install pyshacl
    shacl_parity.py CASEGRAPH DOCUMENT [EXAMPLE.ttl]

Fails when the two differ in any result: severity, component, focus node, path, value, and the message where the shapes
give one.
"""
import collections, pathlib, re, subprocess, sys, tempfile
import pyshacl, rdflib
from rdflib.namespace import RDF, SH

ROOT = pathlib.Path(__file__).parents[2]
VOCABULARY = [ROOT / "ontology/casegraph.ttl", ROOT / "ontology/indicators.ttl"]
SHAPES = [ROOT / "ontology/shapes.ttl", ROOT / "ontology/shapes-sparql.ttl"]
XSD = "http://www.w3.org/2001/XMLSchema#"


def every(step, change):
    """Applies a change to the first of every so many lines. Dates are left alone: pyshacl stops at one it cannot read."""
    return lambda lines: [out for i, line in enumerate(lines)
                          for out in (change(line) if i % step == 0 and f"{XSD}date" not in line else [line])]


def retype(line):
    return [line.replace(f"{XSD}integer", f"{XSD}decimal") if f"{XSD}integer" in line else line.replace(f"{XSD}decimal", f"{XSD}string")]


def doubled(line):
    """A second value beside a literal."""
    return [line, re.sub(r'"(.*)"', lambda found: '"9' + found[1] + '"', line)]


def nowhere(line):
    """The object is something that nothing is said of."""
    return [re.sub(r" <[^>]*> \.$", " <https://w3id.org/casegraph/id/nowhere> .", line)]


def nameless(line):
    """The object is a blank node."""
    return [re.sub(r" <[^>]*> \.$", " _:nobody .", line)]


def mangled(line):
    """Strings begin with a space, numbers turn negative, dates go wrong."""
    return [re.sub(r'> "', '> " ', line) if "^^" not in line else re.sub(r'> "([0-9])', r'> "-\1', line)]


DAMAGES = {
    "as it is": lambda lines: lines,
    "with holes": every(7, lambda line: []),
    "with other holes": every(3, lambda line: []),
    "with wrong datatypes": every(4, retype),
    "with second values": every(5, doubled),
    "with edges to nowhere": every(6, nowhere),
    "with nameless objects": every(11, nameless),
    "with mangled literals": every(5, mangled),
}


def graph(*paths):
    whole = rdflib.Graph()
    for path in paths:
        whole.parse(path, format="nt" if str(path).endswith(".nt") else "turtle")
    return whole


def term(report, node):
    """A term by which two reports can be compared; blank nodes are all alike, paths are written out."""
    if isinstance(node, rdflib.BNode):
        inverse = report.value(node, SH.inversePath)
        return "_:" if inverse is None else f"^{inverse}"
    if isinstance(node, rdflib.Literal):
        return f"{node}@{node.language}" if node.language else f"{node}^^{node.datatype or XSD + 'string'}"
    return node and str(node)


def results(report, messages):
    found = collections.Counter()
    top = {result for _, result in report.subject_objects(SH.result)}
    for result in top:
        parts = [term(report, report.value(result, part)) for part in
                 (SH.resultSeverity, SH.sourceConstraintComponent, SH.focusNode, SH.resultPath, SH.value)]
        said = sorted(str(message) for message in report.objects(result, SH.resultMessage))
        found[*parts, *[message for message in said if message in messages]] += 1
    return found


def compare(casegraph, name, facts):
    data = [facts, *VOCABULARY]
    shapes = graph(*SHAPES)
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    _, theirs, _ = pyshacl.validate(graph(*data), shacl_graph=shapes, inference="none")
    run = subprocess.run([casegraph, "check", *data, "--format", "turtle"], capture_output=True, text=True, encoding="utf-8")
    if run.returncode not in (0, 1):
        sys.exit(f"casegraph check failed: {run.stderr}")
    ours = results(rdflib.Graph().parse(data=run.stdout, format="turtle"), messages)
    theirs = results(theirs, messages)
    for missing in (theirs - ours).elements():
        print("  only pyshacl:  ", *missing)
    for spurious in (ours - theirs).elements():
        print("  only casegraph:", *spurious)
    print(f"{name}: {ours.total()} results here, {theirs.total()} in pyshacl", flush=True)
    return ours == theirs


def main():
    casegraph, document, *examples = sys.argv[1:]
    command = [casegraph, "extract", document, "--format", "nquads"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    agree = True
    with tempfile.TemporaryDirectory() as folder:
        for name, damage in DAMAGES.items():
            facts = pathlib.Path(folder, "facts.nt")
            facts.write_text("\n".join(damage(lines)) + "\n", encoding="utf-8")
            agree &= compare(casegraph, f"{document} {name}", facts)
    for example in examples:
        agree &= compare(casegraph, example, example)
    sys.exit(not agree)


main()
