import type { Problem } from './types';

/** A refusal of the server, or the lack of an answer; its message is a sentence for the person at the screen. */
export class ApiError extends Error {
  constructor(
    /** The server's error code, or NETWORK where no answer came, or UNEXPECTED where it was no problem+json. */
    readonly code: string,
    /** HTTP status, 0 without an answer. */
    readonly status: number,
    detail: string,
    readonly requestId: string | undefined = undefined,
    readonly retryAfterSeconds: number | undefined = undefined,
  ) {
    super(detail);
    this.name = 'ApiError';
  }

  /** Whether the same call may succeed later, unchanged. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export function networkError(): ApiError {
  return new ApiError('NETWORK', 0, 'The server cannot be reached. Check that it runs and that you are online.');
}

export function errorOf(status: number, body: string, retryAfter: string | null, now = Date.now()): ApiError {
  const problem = parseProblem(body);
  return new ApiError(
    problem?.code ?? 'UNEXPECTED',
    status,
    problem?.detail ?? adviceFor(status),
    problem?.request_id,
    parseRetryAfter(retryAfter, now),
  );
}

/** Seconds of a Retry-After header, given in seconds or as a date. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** What to tell a person about anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) {
    return error.code === 'INTERNAL' && error.requestId
      ? `${error.message} Tell the operator the request ${error.requestId}.`
      : error.message;
  }
  return error instanceof Error ? `Something went wrong: ${error.message}. Reload it.` : 'Something went wrong. Reload it.';
}

function parseProblem(body: string): Partial<Problem> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? (parsed as Partial<Problem>) : undefined;
  } catch {
    return undefined; // a proxy's own page, not ours
  }
}

function adviceFor(status: number): string {
  if (status === 413) return 'The file is larger than the server accepts. Send a smaller one.';
  if (status === 429) return 'Too many requests at once. Wait a moment.';
  if (status >= 502 && status <= 504) return 'The server is not available right now. Try again in a moment.';
  return `The server answered unexpectedly (status ${status}). Try again; if it stays so, tell the operator.`;
}
