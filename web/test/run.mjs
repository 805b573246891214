// Bundles the tests of a folder and runs them: node test/run.mjs unit|browser [FILE, without .test.ts]
// The same for the program that measures how long the page takes: node test/run.mjs timings
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const here = new URL(".", import.meta.url).pathname;
const which = process.argv[2];
const isTimings = which === "timings";
const tests = isTimings ? ["timings.ts"] : (await readdir(join(here, which))).filter((name) => name.endsWith(`${process.argv[3] ?? ""}.test.ts`));
const out = await mkdtemp(join(here, "..", "node_modules", ".tests-"));
await build({
  entryPoints: tests.map((name) => join(here, isTimings ? "" : which, name)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
});
const { status } = spawnSync(process.execPath, [...(isTimings ? [] : ["--test", "--test-concurrency=1", ...(process.env.ONLY ? [`--test-name-pattern=${process.env.ONLY}`] : [])]), ...tests.map((name) => join(out, name.replace(".ts", ".mjs")))], { stdio: "inherit" });
await rm(out, { recursive: true });
process.exit(status ?? 1);
