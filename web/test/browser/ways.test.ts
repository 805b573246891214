// What people come for, done as they do it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { App } from "./app.ts";

let app: App;
before(async () => {
  app = await App.start();
});
after(() => app.stop());

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
  await marked.first().waitFor();
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
