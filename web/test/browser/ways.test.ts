// What people come for, done as they do it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { App } from "./app.ts";

let app: App;
before(async () => {
  app = await App.start();
});
after(() => app.stop());

/** Waits until the graph shows fewer things than it did. */
async function fewer(page: Page, than: number): Promise<void> {
  await page.waitForFunction((n) => Number(/\d+/.exec([...document.querySelectorAll(".side h2")].at(-1)?.textContent ?? "") ?? n) < n, than);
}

test("a name is found by typing part of it, and opened with the keyboard alone", async () => {
  const { page, faults, context } = await app.open("/");
  await page.keyboard.press("Tab");
  await page.getByRole("combobox").focus();
  await page.keyboard.type("桂林市中级");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "桂林市中级人民法院", level: 1 }).waitFor();
  assert.match(page.url(), /\/things\/agency-/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a facet narrows the cases, and the address opens the same list again", async () => {
  const { page, context } = await app.open("/cases", { language: "zh" });
  await page.getByText("共 10 个案例").waitFor();
  await page.getByRole("checkbox", { name: "政务服务 3" }).check();
  await page.getByText("共 3 个案例").waitFor();
  await page.goto(page.url());
  await page.getByText("共 3 个案例").waitFor();
  assert.ok(await page.getByRole("checkbox", { name: "政务服务 3" }).isChecked());
  await context.close();
});

test("every number of a case leads to its sentence, marked in the source", async () => {
  const { page, context } = await app.open("/cases");
  await page.getByRole("link", { name: /桂林市打造/ }).click();
  const sentence = page.getByRole("link", { name: "全市执结涉中小微企业案件17940件" });
  await sentence.first().click();
  const marked = page.locator(".source mark");
  // The words stand first, what was read from them comes after and cuts them anew: only then are they looked at.
  await marked.locator("a.m").first().waitFor();
  assert.equal((await marked.allTextContents()).join(""), "全市执结涉中小微企业案件17940件");
  assert.ok(await marked.first().isVisible());
  await context.close();
});

test("numbers are sorted by value, largest first, and a bound is drawn as one", async () => {
  const { page, context } = await app.open("/numbers?unit=CNY");
  await page.getByRole("button", { name: /^Value/ }).click();
  await page.getByRole("button", { name: /^Value/ }).click();
  await page.locator("th[aria-sort=descending]").waitFor();
  await page.getByRole("row").nth(1).getByText("239.37 billion").waitFor();
  assert.ok((await page.locator(".plot .bound").count()) > 0);
  await context.close();
});

test("a path between two things is lit and told step by step with its words; the address keeps it", async () => {
  const { page, faults, context } = await app.open("/graph");
  await page.getByText("Find a path").click();
  for (const [label, words] of [["From", "桂林市工商业"], ["To", "桂林市中级"]] as const) {
    await page.getByLabel(label, { exact: true }).fill(words);
    await page.locator(".choose li button").first().click();
  }
  await page.locator(".steps blockquote").first().waitFor();
  await page.goto(page.url());
  await page.locator(".steps blockquote").first().waitFor();
  assert.match(await page.locator(".steps").innerText(), /桂林市工商业联合会/);
  assert.deepEqual(faults, []);
  await context.close();
});

/** The graph of a view when it stands, and where its discs and lines are on the screen, as its picture says. */
async function drawing(path: string) {
  const opened = await app.open(path);
  const { page } = opened;
  await page.locator('.canvas[data-settled="true"]').waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const picture = await readFile(await (await saved).path(), "utf8");
  const elements = (name: string, values: string[]) =>
    [...picture.matchAll(new RegExp(`<${name} [^>]*>`, "g"))].map(([tag]) => values.map((value) => Number(new RegExp(`\\b${value}="([^"]+)"`).exec(tag)![1])));
  return { ...opened, discs: elements("circle", ["cx", "cy", "r"]) as [number, number, number][], lines: elements("line", ["x1", "y1", "x2", "y2"]) as [number, number, number, number][] };
}

test("a click on a line of the drawing opens the words behind it", async () => {
  const { page, faults, context, discs, lines } = await drawing("/graph?view=agencies");
  const middles = lines.map(([a, b, c, d]) => ({ x: (a + c) / 2, y: (b + d) / 2 }));
  const position = middles.find(({ x, y }) => discs.every(([cx, cy, r]) => Math.hypot(cx - x, cy - y) > r + 8))!;
  await page.locator(".stage .canvas").click({ position });
  await page.locator(".side-part blockquote").first().waitFor();
  assert.match(page.url(), /[?&]edge=/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a click on a thing of the drawing chooses it, and leaves all things where they are", async () => {
  const { page, faults, context, discs } = await drawing("/graph?view=agencies");
  const [x, y] = discs.find(([x, y, r]) => r > 8 && x > 300 && y > 20)!; // Not under the legend.
  await page.locator(".stage .canvas").click({ position: { x, y } });
  await page.waitForURL(/[?&]at=/);
  assert.equal(await page.locator(".canvas").getAttribute("data-settled"), "true");
  assert.deepEqual(faults, []);
  await context.close();
});

test("what the canvas shows is in the list, and a thing's relations open into their words", async () => {
  const { page, context } = await app.open("/graph?view=agencies");
  await page.getByPlaceholder("Find in the list").fill("市场监督");
  await page.locator(".listed button").first().click();
  await page.locator(".side-part details summary").nth(1).waitFor();
  const evidence = page.getByRole("button", { name: /^Words behind/ }).first();
  await evidence.click();
  await page.locator(".side-part blockquote").first().waitFor();
  await context.close();
});

test("a query runs, a wrong one is shown at its place, and nothing typed is lost", async () => {
  const { page, context } = await app.open("/ask");
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await page.getByText("20 rows").waitFor();
  const editor = page.locator(".editor .cm-content");
  await editor.fill("SELECT * { ?s ?p");
  await page.keyboard.press("Control+Enter");
  await page.getByText("The server refused this").waitFor();
  await page.locator(".editor .cm-lintRange-error, .editor .cm-lintPoint-error").first().waitFor({ state: "attached" });
  await page.reload();
  assert.equal(await page.locator(".editor .cm-content").innerText(), "SELECT * { ?s ?p");
  await context.close();
});

test("the language is kept from page to page", async () => {
  const { page, context } = await app.open("/cases");
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("共 10 个案例").waitFor();
  await page.goto(`${app.address}/data`);
  await page.getByRole("heading", { name: "图谱内容" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await context.close();
});

test("a browser that cannot read the script is told so, with where else everything is", async () => {
  const { page, context } = await app.open("/data");
  await page.route("**/assets/app.js", (route) => route.fulfill({ contentType: "text/javascript", body: "class Newer { #inner in 2040 }" }));
  await page.reload();
  await page.getByText("This browser is too old").waitFor();
  assert.equal(await page.getByRole("link", { name: "/api/queries" }).count(), 2);
  await context.close();
});

test("a server that has gone is told, with what to do", async () => {
  const own = await App.start();
  const { page, context } = await own.open("/cases");
  await page.getByText("10 cases").first().waitFor();
  own.kill();
  await page.getByRole("checkbox").first().click();
  await page.getByText("The server does not answer").waitFor();
  await context.close();
  await own.stop();
});

test("a query of one's own is a graph; a case chosen there stays chosen among the numbers", async () => {
  const query = "SELECT ?source ?target ?relation { ?source ?relation ?target . ?source a cg:Case . ?target a cg:Agency FILTER(?relation = cg:reportedBy) }";
  const { page, faults, context } = await app.open(`/graph?query=${encodeURIComponent(query)}`);
  await page.getByText("things shown").waitFor();
  const all = Number(/\d+/.exec(await page.getByText("things shown").innerText()));
  await page.locator(".scope select").first().selectOption({ label: "优化政采营商环境 助力中小企业发展" });
  await fewer(page, all);
  await page.getByRole("navigation").getByRole("link", { name: "Numbers" }).click();
  await page.getByText("24 numbers").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("hiding is undone, and only a community can be looked at", async () => {
  const { page, context } = await app.open("/graph?colour=community");
  const count = async () => Number(/\d+/.exec(await page.getByText("things shown").innerText()));
  await page.locator(".legend .group").first().waitFor();
  const whole = await count();
  await page.locator(".legend .group").first().click();
  await fewer(page, whole);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(`${whole} things shown`).waitFor();
  await context.close();
});

test("rows are bars, a graph and a map, by what they hold; things have their names", async () => {
  const query = "SELECT ?place ?case (COUNT(?o) AS ?numbers) { ?o a cg:Observation ; cg:place ?place ; cg:inCase ?case } GROUP BY ?place ?case ORDER BY DESC(?numbers)";
  const { page, faults, context } = await app.open(`/ask?query=${encodeURIComponent(`PREFIX cg: <https://w3id.org/casegraph/ns#> ${query}`)}`);
  await page.getByRole("cell", { name: "Yulin City" }).waitFor();
  await page.getByRole("button", { name: "Chart", exact: true }).click();
  await page.locator("#chart rect").first().waitFor();
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await page.locator("#map .step-5").first().waitFor();
  await page.getByRole("button", { name: "Graph", exact: true }).click();
  await page.locator(".stage.small canvas").first().waitFor();
  await page.getByRole("link", { name: "Open in the graph page" }).click();
  await page.getByText("things shown").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a name that is typed into a query becomes the thing, or its name within quotation marks", async () => {
  const { page, context } = await app.open("/ask");
  const editor = page.locator(".editor .cm-content");
  await editor.fill("");
  await page.keyboard.type("ASK { 桂林市中级");
  // By click: the editor takes no Enter for a choice that has just come up.
  await page.locator(".editor .cm-completionLabel").getByText("桂林市中级人民法院").first().click();
  assert.match(await editor.innerText(), /^ASK \{ id:agency-[0-9a-f]+/);
  await context.close();
});

test("numbers are grouped by what they share, and shown along time", async () => {
  const { page, context } = await app.open("/numbers");
  await page.getByLabel("Group by").selectOption({ label: "Case" });
  await page.locator("th.group").first().waitFor();
  await page.getByRole("button", { name: "Numbers along time" }).click();
  await page.locator("#plot .span").first().waitFor();
  await context.close();
});
