/**
 * Lets the first request of a stranger go alone. The server answers each request without a cookie with a new session, so
 * of several at once the last would win, and what the others had sent would belong to nobody.
 */
export class SessionBootstrap {
  readonly #known: () => boolean;
  #first: Promise<unknown> | undefined;

  constructor(known: () => boolean) {
    this.#known = known;
  }

  /** Asks at once if the server knows us, or if nobody has asked yet; otherwise after the first answer. */
  ask<T>(request: () => Promise<T>): Promise<T> {
    if (this.#known()) return request();
    if (this.#first) return this.#first.then(request);
    const answer = request();
    this.#first = answer.catch(() => undefined);
    return answer;
  }
}
