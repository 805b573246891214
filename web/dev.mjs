// Serves dist/ and hands everything else to a running casegraph: node dev.mjs [PORT] [CASEGRAPH], to work on the pages
// without compiling the program.
import { createServer, request } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const port = Number(process.argv[2] ?? 7900);
const behind = new URL(process.argv[3] ?? "http://127.0.0.1:7878/");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };
const OURS = /^\/(?:|cases|things|source|numbers|graph|map|ask|data)(?:\/[^/]*)?$/;
const POLICY = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

createServer(async (asked, answer) => {
  const path = new URL(asked.url, "http://localhost").pathname;
  const file = path.startsWith("/assets/") ? path.slice(8) : OURS.test(path) ? "index.html" : undefined;
  if (file === undefined) {
    const headers = { ...asked.headers, host: behind.host };
    const onward = request(new URL(asked.url, behind), { method: asked.method, headers }, (back) => {
      answer.writeHead(back.statusCode, back.headers);
      back.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
    return;
  }
  try {
    const body = await readFile(new URL(`dist/${file}`, import.meta.url));
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain", "content-security-policy": POLICY }).end(body);
  } catch {
    answer.writeHead(404).end("not built: npm run build");
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
