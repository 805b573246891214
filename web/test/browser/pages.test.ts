// Every page in both languages, at two sizes and in both lights: it shows what it is for, asks nothing of others, logs no
// error and passes axe. With SHOTS=FOLDER each is also saved as a picture.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { App, type Language, type Size, violations } from "./app.ts";

let app: App;
before(async () => {
  app = await App.start();
});
after(() => app.stop());

/** Address, and what must be seen there in either language. */
const PAGES: readonly [string, string, Record<Language, string>][] = [
  ["find", "/", { en: "10 cases", zh: "10 个案例" }],
  ["found", "/?q=桂林", { en: "桂林", zh: "桂林" }],
  ["cases", "/cases", { en: "10 cases", zh: "共 10 个案例" }],
  ["numbers", "/numbers", { en: "numbers", zh: "个数据" }],
  ["thing", "/things/place-450300", { en: "Guilin City", zh: "桂林市" }],
  ["graph", "/graph", { en: "things shown", zh: "个节点" }],
  ["map", "/map", { en: "Shaded by", zh: "着色依据" }],
  ["ask", "/ask", { en: "Ask in SPARQL", zh: "用 SPARQL 查询" }],
  ["data", "/data", { en: "What the graph holds", zh: "图谱内容" }],
  ["nowhere", "/nowhere-at-all", { en: "There is no such page", zh: "没有这个页面" }],
];

for (const [name, path, words] of PAGES) {
  for (const [language, size, light] of [["en", "desk", "light"], ["zh", "desk", "dark"], ["zh", "phone", "light"], ["en", "phone", "dark"]] as [Language, Size, "light" | "dark"][]) {
    test(`${name} in ${language} on a ${size}, ${light}`, async () => {
      const { page, faults, context } = await app.open(path, { language, size, light });
      await page.getByText(words[language]).first().waitFor();
      await page.waitForFunction(() => document.querySelectorAll(".waiting, .stale").length === 0);
      if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/${name}-${language}-${size}-${light}.png` });
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults.filter((fault) => name !== "nowhere" || !fault.includes("404")), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${overflow} pixels too wide`);
      await context.close();
    });
  }
}
