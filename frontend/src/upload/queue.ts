import { ApiError, sentenceOf } from '../api/problem';
import type { Prediction } from '../api/types';
import type { Inspection, PhotoType } from './photoFile';

export type UploadState =
  | { kind: 'queued' }
  | { kind: 'sending'; fraction: number }
  | { kind: 'classifying' }
  | { kind: 'done'; prediction: Prediction }
  /** `again` is false where the same file can only be refused again. */
  | { kind: 'failed'; sentence: string; again: boolean };

export interface Upload {
  readonly id: string;
  readonly file: File;
  readonly previewUrl: string | undefined;
  readonly state: UploadState;
}

/** `pause` is set while nothing is sent because the server, or the network, asked for patience. */
export interface QueueView {
  readonly uploads: readonly Upload[];
  readonly pause: { readonly until: number; readonly reason: string } | null;
}

/** Sends one photo; the same key twice is one prediction. Rejects with {@link ApiError}. */
export type Send = (photo: {
  file: File;
  type: PhotoType;
  key: string;
  onProgress: (fraction: number) => void;
  signal: AbortSignal;
}) => Promise<Prediction>;

export interface QueueParts {
  readonly send: Send;
  readonly inspect: (file: File) => Promise<Inspection>;
  readonly newKey: () => string;
  readonly preview: (file: File) => string;
  readonly forget: (previewUrl: string) => void;
  readonly parallel: number;
  /** How often one photo is tried before its person is asked. */
  readonly attempts: number;
}

interface Entry {
  readonly key: string;
  readonly abort: AbortController;
  type: PhotoType | undefined;
  attempts: number;
}

const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 30;

/**
 * The photos of this visit, newest first, a few on their way at a time. A refusal for now (429, 503, no network) holds
 * back all of them until the named time, and the photo goes again under its key, so that a retry never counts twice.
 */
export class UploadQueue {
  readonly #parts: QueueParts;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #view: QueueView = { uploads: [], pause: null };

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  readonly view = (): QueueView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly add = async (files: readonly File[]): Promise<void> => {
    for (const file of files) await this.#admit(file);
    this.#pump();
  };

  readonly retry = (id: string): void => {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.attempts = 0;
    this.#set(id, { kind: 'queued' });
    this.#pump();
  };

  readonly dismiss = (id: string): void => {
    this.#entries.get(id)?.abort.abort();
    this.#entries.delete(id);
    const upload = this.#view.uploads.find((candidate) => candidate.id === id);
    if (upload?.previewUrl) this.#parts.forget(upload.previewUrl);
    this.#change({ uploads: this.#view.uploads.filter((candidate) => candidate.id !== id) });
    this.#pump();
  };

  async #admit(file: File): Promise<void> {
    const inspection = await this.#parts.inspect(file);
    const id = this.#parts.newKey();
    const type = 'type' in inspection ? inspection.type : undefined;
    this.#entries.set(id, { key: id, abort: new AbortController(), type, attempts: 0 });
    const state: UploadState =
      'type' in inspection ? { kind: 'queued' } : { kind: 'failed', sentence: inspection.refusal, again: false };
    const previewUrl = type ? this.#parts.preview(file) : undefined;
    this.#change({ uploads: [{ id, file, previewUrl, state }, ...this.#view.uploads] });
  }

  #pump(): void {
    if (this.#view.pause) return;
    let free = this.#parts.parallel - this.#view.uploads.filter(({ state }) => isOnItsWay(state)).length;
    for (const upload of [...this.#view.uploads].reverse()) {
      if (free <= 0) return;
      if (upload.state.kind !== 'queued') continue;
      free -= 1;
      void this.#send(upload);
    }
  }

  async #send({ id, file }: Upload): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry?.type) return;
    entry.attempts += 1;
    this.#set(id, { kind: 'sending', fraction: 0 });
    const onProgress = (fraction: number) =>
      this.#set(id, fraction < 1 ? { kind: 'sending', fraction } : { kind: 'classifying' });
    try {
      const prediction = await this.#parts.send({ file, type: entry.type, key: entry.key, onProgress, signal: entry.abort.signal });
      this.#set(id, { kind: 'done', prediction });
    } catch (error) {
      this.#failed(id, entry, error);
    }
    this.#pump();
  }

  #failed(id: string, entry: Entry, error: unknown): void {
    if (!this.#entries.has(id)) return;
    const temporary = error instanceof ApiError && error.temporary;
    if (!temporary || entry.attempts >= this.#parts.attempts) {
      this.#set(id, { kind: 'failed', sentence: sentenceOf(error), again: temporary || !isRefusal(error) });
      return;
    }
    this.#set(id, { kind: 'queued' });
    const backOff = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (entry.attempts - 1));
    this.#pauseFor(error.retryAfterSeconds ?? backOff, error.status === 429 ? 'Too many photos at once.' : sentenceOf(error));
  }

  #pauseFor(seconds: number, reason: string): void {
    const until = Date.now() + seconds * 1000;
    if (this.#view.pause && this.#view.pause.until >= until) return;
    this.#change({ pause: { until, reason } });
    setTimeout(() => {
      if (this.#view.pause?.until !== until) return;
      this.#change({ pause: null });
      this.#pump();
    }, seconds * 1000);
  }

  #set(id: string, state: UploadState): void {
    this.#change({ uploads: this.#view.uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)) });
  }

  #change(change: Partial<QueueView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export function isOnItsWay(state: UploadState): boolean {
  return state.kind === 'sending' || state.kind === 'classifying';
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}
