// Drawings of the page as files: colours written into them, and under them what they are of.

import { credit } from "./credit.ts";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "font-size", "font-family", "font-weight", "text-anchor"];
/** Height of the line under a picture, and size of its letters. */
const [FOOT, LETTERS] = [26, 11];
const XML = "http://www.w3.org/2000/svg";

/** Saves the drawing that `selector` finds, as it looks. */
export async function save(selector: string, format: "svg" | "png", name = "casegraph"): Promise<void> {
  const svg = document.querySelector<SVGSVGElement>(selector);
  if (!svg) return;
  const { width, height } = svg.viewBox.baseVal;
  const text = standalone(svg, await credit());
  if (format === "svg") return download(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, (height + FOOT) * 2];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`));
}

/** A canvas as PNG, with the credit under it; `scale` is its pixels for one of the page. */
export async function saveCanvas(drawn: HTMLCanvasElement, name: string, scale: number): Promise<void> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [drawn.width, drawn.height + FOOT * scale];
  const pen = canvas.getContext("2d")!;
  const { backgroundColor, color } = getComputedStyle(document.body);
  pen.fillStyle = backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0);
  pen.fillStyle = color;
  pen.font = `${LETTERS * scale}px system-ui, sans-serif`;
  pen.fillText(await credit(), 10 * scale, drawn.height + (FOOT - 9) * scale, canvas.width - 20 * scale);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`));
}

/** Offers a file of this page. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function standalone(svg: SVGSVGElement, words: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>("*")]) as [SVGElement[], SVGElement[]];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const property of STYLES) to[index]!.setAttribute(property, style.getPropertyValue(property));
  });
  const { width, height } = svg.viewBox.baseVal;
  credited(copy, width, height, words);
  const paper = document.createElementNS(XML, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** Gives a drawing its size and the line under it. */
export function credited(svg: SVGElement, width: number, height: number, words: string): void {
  svg.setAttribute("xmlns", XML);
  svg.setAttribute("viewBox", `0 0 ${width} ${height + FOOT}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height + FOOT));
  const line = document.createElementNS(XML, "text");
  line.textContent = words;
  line.setAttribute("x", "10");
  line.setAttribute("y", String(height + FOOT - 9));
  line.setAttribute("font-size", String(LETTERS));
  line.setAttribute("font-family", "system-ui, sans-serif");
  line.setAttribute("fill", getComputedStyle(document.body).color);
  svg.append(line);
}
