import { endTools } from "../local/tool";

type Stop = { what: string; stop: () => Promise<unknown> };

/**
 * Remembers how to stop everything that was started, in the order it was started; stops the last first, those of one
 * layer together. After `stopAll` began, whatever is added late is stopped at once: nothing half-started stays.
 */
export class Stopper {
  private readonly layers: Stop[][] = [];
  private stopping?: Promise<void>;

  /** Begins a new layer: what is added from now on is stopped before all that is there. */
  layer(): void {
    this.layers.push([]);
  }

  async add(what: string, stop: () => Promise<unknown>): Promise<void> {
    if (this.stopping) {
      await stop();
      throw new Stopped();
    }
    if (this.layers.length === 0) this.layer();
    this.layers.at(-1)?.push({ what, stop });
  }

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Stops all, once; a repeated call waits for the first. A part that cannot be stopped does not hold up the rest. */
  stopAll(): Promise<void> {
    this.stopping ??= (async () => {
      endTools();
      for (const layer of this.layers.reverse()) await Promise.allSettled(layer.map(({ stop }) => stop()));
    })();
    return this.stopping;
  }
}

/** Thrown into a start that was asked to stop meanwhile; says nothing to the person, who asked for it. */
export class Stopped extends Error {}
