// How long a frame of a large drawing takes: longer than the page is told, because the graphics processor draws when it can.

import type Sigma from "sigma";
import type { Line, Spot } from "./stage.ts";

/** A frame is late after so many milliseconds, a drawing is slow after so many late frames one after another. */
const [LATE, TIMES] = [60, 3];

export class Pace {
  isSlow = false;
  private began = 0;
  private late = 0;
  private pending: Promise<void> | undefined;

  /** `slow` is told once, when the drawing has turned out to be slow here. */
  constructor(private sigma: Sigma<Spot, Line>, private slow: () => void) {
    sigma.on("beforeRender", () => (this.began = performance.now()));
    sigma.on("afterRender", () => (this.pending ??= this.measure()));
  }

  /** Resolves when what has been asked for until now is on the screen. */
  async drawn(): Promise<void> {
    await frame();
    await this.pending;
  }

  private async measure(): Promise<void> {
    const since = this.began;
    await this.finished();
    this.pending = undefined;
    if (this.isSlow) return;
    this.late = performance.now() - since > LATE ? this.late + 1 : 0;
    if (this.late < TIMES) return;
    this.isSlow = true;
    this.slow();
  }

  /** Waits for the graphics processor; lines are what takes it longest. */
  private async finished(): Promise<void> {
    const gl = this.sigma.getCanvases()["edges"]?.getContext("webgl2");
    const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!gl || !fence) return;
    gl.flush();
    do await frame();
    while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED);
    gl.deleteSync(fence);
  }
}

function frame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
