// How long the page takes: to its first useful paint on the seed, and to a drawing of 10,000 things that can be moved.
// npm run timings; prints a table, judges nothing.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { answering, App, CHROMIUM, freePort, PROGRAM } from "./browser/app.ts";

const [THINGS, RELATIONS, TOKEN] = [10_000, 30_000, "timings"];
const QUERY = "SELECT ?source ?target ?relation { ?source ?relation ?target FILTER(?relation = cg:cooperatesWith) }";

/** A graph in which few have many relations, the same at every run. */
function turtle(): string {
  let state = 1;
  const below = (n: number) => (state = (state * 48271) % 2147483647) % n;
  const node = (n: number) => `id:agency-${n.toString(16).padStart(10, "0")}`;
  const lines = ["@prefix id: <https://w3id.org/casegraph/id/> . @prefix cg: <https://w3id.org/casegraph/ns#> ."];
  for (let n = 0; n < THINGS; n++) lines.push(`${node(n)} a cg:Agency ; cg:name "第${n}局" .`);
  for (let n = 1; n < RELATIONS; n++) {
    const from = n < THINGS ? n : below(THINGS);
    lines.push(`${node(from)} cg:cooperatesWith ${node(Math.min(below(from + 1), below(from + 1)))} .`);
  }
  return lines.join("\n");
}

/** Milliseconds from the beginning of the visit to its first and its largest contentful paint. */
async function paints(page: Page): Promise<[number, number]> {
  return page.evaluate(
    () => new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
        resolve([first, list.getEntries().at(-1)!.startTime]);
      }).observe({ type: "largest-contentful-paint", buffered: true });
    }),
  );
}

/** Milliseconds of a frame while the drawing is dragged: the middle one and the one that 95 of 100 keep below. */
async function frames(page: Page): Promise<[number, number]> {
  const box = (await page.locator(".stage .canvas").boundingBox())!;
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.3];
  await page.evaluate(() => {
    const times: number[] = [];
    const tick = (now: number) => (times.push(now), requestAnimationFrame(tick));
    requestAnimationFrame(tick);
    Object.assign(window, { times });
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 60; step++) await page.mouse.move(x + 3 * step, y + 2 * step);
  await page.mouse.up();
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  const gaps = times.slice(1).map((time, index) => time - times[index]!).sort((a, b) => a - b);
  return [gaps[gaps.length >> 1]!, gaps[Math.floor(gaps.length * 0.95)]!];
}

const app = await App.start();
const rows: [string, string][] = [];
for (const path of ["/", "/cases", "/numbers", "/graph", "/map", "/ask"]) {
  const { page, context } = await app.open(path);
  await page.waitForFunction(() => document.querySelectorAll(".waiting, .stale").length === 0);
  const [first, largest] = await paints(page);
  rows.push([path, `first paint ${first.toFixed(0)} ms, largest ${largest.toFixed(0)} ms`]);
  await context.close();
}
await app.stop();

const [folder, port] = [await mkdtemp(join(tmpdir(), "casegraph-timings-")), await freePort()];
const server = spawn(PROGRAM, ["serve", "--empty", "--data", join(folder, "data"), "--bind", `127.0.0.1:${port}`], { env: { ...process.env, CASEGRAPH_WRITE_TOKEN: TOKEN }, stdio: "ignore" });
const address = `http://127.0.0.1:${port}`;
await answering(`${address}/readyz`);
const put = await fetch(`${address}/store?default`, { method: "PUT", headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/turtle" }, body: turtle() });
if (!put.ok) throw new Error(await put.text());
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--enable-unsafe-swiftshader"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
const since = performance.now();
await page.goto(`${address}/graph?query=${encodeURIComponent(QUERY)}`);
await page.locator(".stage canvas").first().waitFor({ timeout: 120_000 });
await page.waitForFunction((n) => document.querySelector(".side h2")?.textContent?.includes(n), THINGS.toLocaleString("en-GB"), { timeout: 120_000 });
rows.push([`${THINGS} things, ${RELATIONS} relations`, `drawn after ${((performance.now() - since) / 1000).toFixed(1)} s`]);
const [middle, most] = await frames(page);
rows.push(["dragged while it is laid out", `a frame ${middle.toFixed(0)} ms, 95 of 100 within ${most.toFixed(0)} ms (software rendering)`]);
await page.waitForFunction(() => document.querySelector(".canvas")?.getAttribute("data-settled") === "true", undefined, { timeout: 300_000 });
rows.push(["laid out", `after ${((performance.now() - since) / 1000).toFixed(1)} s`]);
const [still, slow] = await frames(page);
rows.push(["dragged when it stands", `a frame ${still.toFixed(0)} ms, 95 of 100 within ${slow.toFixed(0)} ms (software rendering)`]);
if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/ten-thousand.png` });
await browser.close();
server.kill();
await rm(folder, { recursive: true, force: true });
for (const [what, time] of rows) console.log(`| ${what} | ${time} |`);
