// Names of things on the canvas: with a rim in the colour of the paper, so that lines do not cross them, and none on another.

import type { NodeDisplayData, PartialButFor } from "sigma/types";
import type { Settings } from "sigma/settings";

type Data = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color"> & { key?: string };
type Letters = Pick<Settings, "labelFont" | "labelSize">;
interface Look {
  ink: string;
  paper: string;
}
type Box = [left: number, top: number, right: number, bottom: number];

/** Draws labels of one frame after another; `begin` opens a frame, and so does a label that comes again. */
export class Labels {
  private taken = new Map<string | undefined, Box>();

  constructor(private look: () => Look) {}

  begin(): void {
    this.taken.clear();
  }

  /** A name beside its thing, unless another stands there. */
  readonly label = (pen: CanvasRenderingContext2D, data: Data, settings: Letters): void => {
    if (!data.label) return;
    const size = settings.labelSize;
    pen.font = `${size}px ${settings.labelFont}`;
    const width = pen.measureText(data.label).width;
    const [left, middle] = [this.beside(pen, data.x, data.size + 4, width), data.y + size / 3];
    const box: Box = [left - 2, middle - size, left + width + 2, middle + size / 3];
    if (this.taken.has(data.key)) this.begin();
    for (const other of this.taken.values()) if (crosses(box, other)) return;
    this.taken.set(data.key, box);
    this.write(pen, data.label, left, middle);
  };

  /** A thing under the pointer or chosen: a ring around it, its name on a plate. */
  readonly hover = (pen: CanvasRenderingContext2D, data: Data, settings: Letters): void => {
    const { ink, paper } = this.look();
    const size = settings.labelSize;
    pen.beginPath();
    pen.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
    pen.lineWidth = 2;
    pen.strokeStyle = ink;
    pen.stroke();
    if (!data.label) return;
    pen.font = `600 ${size}px ${settings.labelFont}`;
    const width = pen.measureText(data.label).width;
    const [left, middle] = [this.beside(pen, data.x, data.size + 6, width), data.y + size / 3];
    pen.fillStyle = paper;
    pen.fillRect(left - 3, middle - size - 2, width + 6, size * 1.4 + 4);
    this.write(pen, data.label, left, middle);
  };

  /** Where a name begins: right of its thing, left of it where it would leave the canvas. */
  private beside(pen: CanvasRenderingContext2D, x: number, gap: number, width: number): number {
    const edge = pen.canvas.clientWidth;
    return x + gap + width > edge && x - gap - width > 0 ? x - gap - width : x + gap;
  }

  private write(pen: CanvasRenderingContext2D, words: string, x: number, y: number): void {
    const { ink, paper } = this.look();
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = paper;
    pen.strokeText(words, x, y);
    pen.fillStyle = ink;
    pen.fillText(words, x, y);
  }
}

function crosses(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Longest label of the drawing, in characters; the whole name is beside it. */
const LONGEST = 24;

export function short(label: string): string {
  if (label.length < LONGEST) return label;
  const characters = [...label];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : label;
}
