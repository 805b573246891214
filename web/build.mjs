// web/src → web/dist, which the program embeds. The same sources give the same bytes: names carry the digest of what is in
// them, and what is built is committed, so that building casegraph needs no Node.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const out = new URL("dist/", import.meta.url).pathname;
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const { metafile } = await build({
  entryPoints: { app: "src/main.tsx", layout: "src/graph/layout.worker.ts" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  legalComments: "none",
  metafile: true,
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  absWorkingDir: new URL(".", import.meta.url).pathname,
});
await cp(new URL("static/", import.meta.url), out, { recursive: true });

// What a first visit loads: the page, its script and whatever that imports at once.
const first = ["dist/app.js", ...metafile.outputs["dist/app.js"].imports.filter((i) => i.kind === "import-statement").map((i) => i.path), "dist/app.css"];
let total = 0;
const sizes = [];
for (const path of Object.keys(metafile.outputs).sort()) {
  const size = gzipSync(await readFile(new URL(path, import.meta.url))).length;
  if (first.includes(path)) total += size;
  sizes.push(`${first.includes(path) ? "*" : " "} ${(size / 1000).toFixed(1).padStart(7)} kB  ${path}`);
}
console.log(sizes.join("\n"));
console.log(`* first page: ${(total / 1000).toFixed(1)} kB gzipped`);
if (total > 200_000) throw new Error("the first page is over 200 kB");
await writeFile(new URL("dist/.gitattributes", import.meta.url), "* linguist-generated -diff\n");
