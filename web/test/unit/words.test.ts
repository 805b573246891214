import assert from "node:assert/strict";
import { test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { en } from "../../src/words/en.ts";
import { zh } from "../../src/words/zh.ts";

const HAN = /\p{Script=Han}/u;
/** Names that are the same in both languages. */
const NAMES = new Set(["PageRank", "BibTeX", "RIS"]);

test("every word is there in both languages, with the same values", () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
  for (const [word, text] of Object.entries(en)) {
    const values = (of: string) => [...new Set([...of.matchAll(/\{(\w+)[:}]/g)].map((match) => match[1]))].sort();
    assert.deepEqual(values(zh[word as keyof typeof zh]), values(text), word);
  }
});

test("English words are English and Chinese words are Chinese", () => {
  for (const [word, text] of Object.entries(en)) assert.ok(!HAN.test(text), `${word}: ${text}`);
  for (const [word, text] of Object.entries(zh)) assert.ok(HAN.test(text) || NAMES.has(text), `${word}: ${text}`);
});

/** Texts between tags and in attributes that people read, said in one language only. */
const SAID = />\s*[A-Za-z\p{Script=Han}][^<>{}]*[a-z\p{Script=Han}][^<>{}]*<\/|(?:placeholder|aria-label|title|alt)="[^"]+"/gu;
/** Formats and names that are the same in both languages. */
const SAME = /^(?:>|title=")?\s*(?:SHA-256|Turtle|JSON-LD|OpenAPI 3\.1|SVG|PNG|CSV|casegraph|案例图谱)\s*(?:<\/|")?$/;

test("no component says a text in one language only", async () => {
  const root = new URL("../src/", `file://${process.cwd()}/test/`).pathname;
  for (const file of await readdir(root, { recursive: true })) {
    if (!file.endsWith(".tsx")) continue;
    const source = await readFile(join(root, file), "utf8");
    const said = [...source.matchAll(SAID)].map((match) => match[0]).filter((text) => !SAME.test(text) && !/^\w+=""$/.test(text) && !text.includes("=>"));
    assert.deepEqual(said, [], file);
  }
});
