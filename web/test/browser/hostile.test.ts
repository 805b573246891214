// A document that means harm is text like any other.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { App } from "./app.ts";

const LONG = "超长名称".repeat(60);
const TEXT = `编号1：

<script>window.hit = 1</script><img src=x onerror="window.hit = 2">某市“一网通办”

	指标名称
	政务服务

	案例名称
	<script>window.hit = 3</script>南宁市“一网通办”改革

	案例特色或亮点
	推出“${LONG}”平台，\u202e反向文字\u202c，javascript:alert(1)。

	报送单位
	南宁市行政审批局

	主要内容
	一、主要举措
南宁市行政审批局推出“<b onmouseover='window.hit=4'>便民</b>”窗口，2023年办理业务1200件，比上年增长15%。
`;

let app: App;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
  await writeFile(join(folder, "case.txt"), TEXT);
  app = await App.start(folder);
});
after(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

for (const path of ["/", "/cases", "/numbers", "/graph", "/data", "/?q=script"]) {
  test(`${path} shows it as text`, async () => {
    const { page, faults, context } = await app.open(path);
    await page.locator("h1").first().waitFor({ state: "attached" });
    await page.waitForFunction(() => document.querySelectorAll(".waiting, .stale").length === 0);
    assert.equal(await page.evaluate(() => (window as unknown as { hit?: number }).hit), undefined);
    assert.equal(await page.locator("main script, main img[src=x]").count(), 0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    assert.deepEqual(faults, []);
    await context.close();
  });
}
