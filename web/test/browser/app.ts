// A casegraph on the seed and a browser in front of it, for the tests of a file.

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** The program under test, and the documents it serves. */
export const PROGRAM = process.env["CASEGRAPH"] ?? "../target/debug/casegraph";
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 780 } } as const;
export type Size = keyof typeof SIZES;
export type Language = "zh" | "en";

export class App {
  private constructor(
    readonly address: string,
    private readonly server: ChildProcess,
    private readonly folder: string,
    private readonly browser: Browser,
  ) {}

  /** Builds `documents` into a folder of its own, serves it, starts the browser. */
  static async start(documents = "../seeds"): Promise<App> {
    const folder = await mkdtemp(join(tmpdir(), "casegraph-web-"));
    await done(spawn(PROGRAM, ["build", documents, "--data", folder], { stdio: ["ignore", "ignore", "inherit"] }));
    const port = await freePort();
    const server = spawn(PROGRAM, ["serve", "--data", folder, "--bind", `127.0.0.1:${port}`], { stdio: ["ignore", "ignore", "ignore"] });
    const address = `http://127.0.0.1:${port}`;
    await answering(`${address}/readyz`);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--enable-unsafe-swiftshader"] });
    return new App(address, server, folder, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Stops the server alone. */
  kill(): void {
    this.server.kill("SIGKILL");
  }

  /** A page at `path`; what it logs as an error, throws, or asks of others is kept in `faults`. */
  async open(path: string, { language = "en", size = "desk", light = "light" }: { language?: Language; size?: Size; light?: "light" | "dark" } = {}): Promise<{ page: Page; faults: string[]; context: BrowserContext }> {
    const context = await this.browser.newContext({ viewport: SIZES[size], locale: language === "zh" ? "zh-CN" : "en-GB", colorScheme: light, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("request", (request) => !/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.address) && faults.push(`asks ${request.url()}`));
    await page.goto(this.address + path);
    return { page, faults, context };
  }
}

/** What axe finds against WCAG 2.2 A and AA, in words. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    return (await run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })).violations;
  });
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split("\n")[1]?.trim()})`));
}

function done(process: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => process.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`)))));
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(address).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer`);
}
