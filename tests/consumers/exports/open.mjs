// Opens an export with a JavaScript library and prints what it sees: open.mjs LIBRARY FILE
//
// {"directed": …, "nodes": [[id, label, type] …], "edges": [[source, target, type, weight] …]}
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import { forceLink, forceSimulation } from "d3-force";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const number = (value) => Number(value);

function ofGraphology(graph, node, edge) {
  return {
    directed: graph.type === "directed",
    nodes: graph.mapNodes((key, attributes) => [key, attributes.label, attributes[node]]),
    edges: graph.mapEdges((key, a, source, target) => [source, target, a[edge], number(a.weight)]),
  };
}

const readers = {
  graphology(text) {
    const graph = new Graph({ multi: true, type: "directed" });
    const data = JSON.parse(text);
    if (data.options.type !== "directed" || !data.options.multi) throw new Error("other options than ours");
    graph.import(data);
    return ofGraphology(graph, "class", "relation");
  },
  "graphology-gexf": (text) => ofGraphology(gexf.parse(Graph, text, { allowUndeclaredAttributes: false }), "type", "type"),
  "graphology-graphml": (text) => ofGraphology(graphml.parse(Graph, text), "type", "type"),
  cytoscape(text) {
    const graph = cytoscape({ headless: true, ...JSON.parse(text) });
    return {
      directed: JSON.parse(text).directed,
      nodes: graph.nodes().map((node) => [node.id(), node.data("label"), node.data("type")]),
      edges: graph.edges().map((e) => [e.source().id(), e.target().id(), e.data("type"), number(e.data("weight"))]),
    };
  },
  d3(text) {
    const data = JSON.parse(text);
    // The ends of links become the nodes they name; a name that no node has is an error.
    forceSimulation(data.nodes).force("link", forceLink(data.links).id((node) => node.id)).stop();
    return {
      directed: data.directed,
      nodes: data.nodes.map((node) => [node.id, node.label, node.type]),
      edges: data.links.map((link) => [link.source.id, link.target.id, link.type, number(link.weight)]),
    };
  },
};

const [library, file] = process.argv.slice(2);
process.stdout.write(JSON.stringify(readers[library](readFileSync(file, "utf8"))));
