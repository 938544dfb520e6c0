import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem';
import type { Prediction } from '../api/types';
import { UploadQueue, type QueueParts, type Send } from './queue';

const soup = { prediction_id: 'p', prediction: 'Soup' } as Prediction;
const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' });

function queueWith(send: Send, parts: Partial<QueueParts> = {}): UploadQueue {
  let keys = 0;
  return new UploadQueue({
    send,
    inspect: async () => ({ type: 'image/jpeg' }),
    newKey: () => `key-${++keys}`,
    preview: (file) => `blob:${file.name}`,
    forget: () => {},
    parallel: 2,
    attempts: 3,
    ...parts,
  });
}

const kinds = (queue: UploadQueue) => queue.view().uploads.map(({ state }) => state.kind);

describe('the upload queue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends no more photos at a time than it may, the oldest first', async () => {
    const waiting: (() => void)[] = [];
    const sent: string[] = [];
    const queue = queueWith(({ file }) => {
      sent.push(file.name);
      return new Promise((resolve) => waiting.push(() => resolve(soup)));
    });
    await queue.add([photo('a'), photo('b'), photo('c')]);
    expect(sent).toEqual(['a', 'b']);

    waiting[0]?.();
    await vi.runAllTimersAsync();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(kinds(queue)).toEqual(['sending', 'sending', 'done']);
  });

  it('waits as long as the server asks and sends the photo again under its key', async () => {
    const keys: string[] = [];
    const queue = queueWith(async ({ key }) => {
      keys.push(key);
      if (keys.length === 1) throw new ApiError('RATE_LIMITED', 429, 'Too many photos in this minute.', 'r', 12);
      return soup;
    });
    await queue.add([photo('a')]);
    await vi.advanceTimersByTimeAsync(11_900);
    expect(queue.view().pause?.reason).toBe('Too many photos at once.');
    expect(keys).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(200);
    expect(queue.view().pause).toBeNull();
    expect(keys).toEqual(['key-1', 'key-1']);
    expect(kinds(queue)).toEqual(['done']);
  });

  it('holds every photo back while one was told to wait', async () => {
    let calls = 0;
    const queue = queueWith(
      async () => {
        if (++calls === 1) throw new ApiError('QUEUE_FULL', 503, 'Busy.', 'r', 5);
        return soup;
      },
      { parallel: 1 },
    );
    await queue.add([photo('a'), photo('b')]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(calls).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kinds(queue)).toEqual(['done', 'done']);
  });

  it('gives up after its attempts and tries again when asked to, still under the same key', async () => {
    const keys: string[] = [];
    let away = true;
    const queue = queueWith(async ({ key }) => {
      keys.push(key);
      if (away) throw new ApiError('NETWORK', 0, 'Away.');
      return soup;
    });
    await queue.add([photo('a')]);
    await vi.runAllTimersAsync();
    expect(queue.view().uploads[0]?.state).toEqual({ kind: 'failed', sentence: 'Away.', again: true });
    expect(keys).toHaveLength(3);

    away = false;
    queue.retry(queue.view().uploads[0]!.id);
    await vi.runAllTimersAsync();
    expect(kinds(queue)).toEqual(['done']);
    expect(new Set(keys)).toEqual(new Set(['key-1']));
  });

  it('does not repeat what can only be refused again', async () => {
    const send = vi.fn(async () => {
      throw new ApiError('IMAGE_UNREADABLE', 422, 'The file is damaged.');
    });
    const queue = queueWith(send);
    await queue.add([photo('a')]);
    await vi.runAllTimersAsync();
    expect(send).toHaveBeenCalledTimes(1);
    expect(queue.view().uploads[0]?.state).toEqual({ kind: 'failed', sentence: 'The file is damaged.', again: false });
  });

  it('explains a file that is no photo without sending it', async () => {
    const send = vi.fn(async () => soup);
    const queue = queueWith(send, { inspect: async () => ({ refusal: 'HEIC' }) });
    await queue.add([photo('a')]);
    expect(send).not.toHaveBeenCalled();
    expect(queue.view().uploads[0]?.state).toEqual({ kind: 'failed', sentence: 'HEIC', again: false });
  });

  it('stops a photo that is dismissed and goes on with the next', async () => {
    const signals: AbortSignal[] = [];
    const forgotten: string[] = [];
    const queue = queueWith(
      ({ signal }) =>
        new Promise((_, reject) => {
          signals.push(signal);
          signal.addEventListener('abort', () => reject(new ApiError('NETWORK', 0, 'Stopped.')));
        }),
      { parallel: 1, forget: (url) => void forgotten.push(url) },
    );
    await queue.add([photo('a'), photo('b')]);
    queue.dismiss(queue.view().uploads[1]!.id);
    await vi.advanceTimersByTimeAsync(0);
    expect(signals[0]?.aborted).toBe(true);
    expect(forgotten).toEqual(['blob:a']);
    expect(queue.view().pause).toBeNull();
    expect(kinds(queue)).toEqual(['sending']);
  });
});
