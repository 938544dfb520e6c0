/** Seconds that something was in sight: from the first start, less the time that the page was hidden. */
export class Stopwatch {
  readonly #now: () => number;
  #runningSince: number | undefined;
  #elapsed = 0;

  /** @param now milliseconds that never go back, such as performance.now */
  constructor(now: () => number) {
    this.#now = now;
  }

  restart(): void {
    this.#elapsed = 0;
    this.#runningSince = this.#now();
  }

  pause(): void {
    this.#elapsed = this.milliseconds();
    this.#runningSince = undefined;
  }

  resume(): void {
    this.#runningSince ??= this.#now();
  }

  seconds(): number {
    return Math.round(this.milliseconds()) / 1000;
  }

  private milliseconds(): number {
    return this.#elapsed + (this.#runningSince === undefined ? 0 : this.#now() - this.#runningSince);
  }
}
