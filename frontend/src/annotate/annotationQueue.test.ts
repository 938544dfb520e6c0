import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem';
import type { AnnotationTask } from '../api/types';
import { AnnotationQueue, type Answer, type AnnotationQueueParts } from './annotationQueue';

const task = (id: string, blind = false): AnnotationTask => ({
  task_id: id,
  image_url: `/photo/${id}`,
  stream: 'random',
  blind,
  arrived_at: '2026-11-20T10:00:00Z',
});
const soup: Answer = { outcome: 'label', label: 'Soup', lead_time: 1.5 };

/** A queue on a pretended server: what is answered is no longer offered. */
class FakeServer {
  readonly annotated: string[] = [];
  open = ['a', 'b', 'c'].map((id) => task(id, id === 'a'));
  done = 0;
  refuse: ApiError | undefined;

  get progress() {
    return { open: this.open.length, open_blind: this.open.filter(({ blind }) => blind).length, done_today: this.done };
  }

  readonly parts: AnnotationQueueParts = {
    next: async (limit) => ({ tasks: this.open.slice(0, limit), labels: ['Soup', 'Rice'], progress: this.progress }),
    annotate: async (id) => {
      if (this.refuse) throw this.refuse;
      this.open = this.open.filter(({ task_id }) => task_id !== id);
      this.annotated.push(id);
      this.done += 1;
      return { annotation_id: `gl-${id}`, progress: this.progress };
    },
    undo: async (annotation) => {
      const taken = task(annotation.slice(3));
      this.open = [taken, ...this.open];
      this.done -= 1;
      return taken;
    },
    load: async (url) => `blob:${url}`,
    forget: () => {},
    wait: async () => {},
  };
}

describe('the queue', () => {
  let server: FakeServer;
  let queue: AnnotationQueue;
  const settled = () => vi.waitFor(() => expect(queue.view().given.every(({ state }) => state === 'saved')).toBe(true));
  const currentId = () => queue.view().current?.task_id;

  beforeEach(async () => {
    server = new FakeServer();
    queue = new AnnotationQueue(server.parts);
    await queue.refill();
  });

  it('shows the first task and has the photos of the next ones ready', async () => {
    await vi.waitFor(() => expect(queue.view().photo).toEqual({ kind: 'there', url: 'blob:/photo/a' }));
    queue.answer(queue.view().current!, soup);
    expect(queue.view().photo).toEqual({ kind: 'there', url: 'blob:/photo/b' });
  });

  it('moves on at once and counts the answer before it is written', async () => {
    queue.answer(queue.view().current!, soup);
    expect(currentId()).toBe('b');
    expect(queue.view().progress).toEqual({ open: 2, open_blind: 0, done_today: 1 });
    await settled();
    expect(server.annotated).toEqual(['a']);
    expect(queue.view().progress).toEqual({ open: 2, open_blind: 0, done_today: 1 });
  });

  it('takes several answers back, the latest first', async () => {
    queue.answer(queue.view().current!, soup);
    queue.answer(queue.view().current!, { outcome: 'skipped', lead_time: 1 });
    await queue.undo();
    expect(currentId()).toBe('b');
    await queue.undo();
    expect(currentId()).toBe('a');
    expect(queue.view().current?.before).toEqual(soup);
    expect(queue.view().given).toEqual([]);
  });

  it('never offers an answered task again, whatever the server still lists', async () => {
    const stale = server.open;
    let answerNext = (): void => {};
    const slow = new AnnotationQueue({
      ...server.parts,
      next: () => new Promise((resolve) => (answerNext = () => resolve({ tasks: stale, labels: ['Soup'], progress: server.progress }))),
    });
    const first = slow.refill();
    answerNext();
    await first;
    slow.answer(slow.view().current!, soup); // fetches again, and the list is older than the answer
    answerNext();
    await slow.refill();
    expect([slow.view().current?.task_id, slow.view().given.length]).toEqual(['b', 1]);
    slow.answer(slow.view().current!, soup);
    slow.answer(slow.view().current!, soup);
    expect(slow.view().current).toBeUndefined();
  });

  it('never counts back by a list that is older than an answer', async () => {
    const stale = { tasks: server.open, labels: ['Soup'], progress: server.progress };
    let answerNext = (): void => {};
    const slow = new AnnotationQueue({ ...server.parts, next: () => new Promise((resolve) => (answerNext = () => resolve(stale))) });
    const first = slow.refill();
    answerNext();
    await first;
    slow.answer(slow.view().current!, soup); // fetches again, and the list comes behind the answer's own counts
    await vi.waitFor(() => expect(slow.view().given[0]?.state).toBe('saved'));
    answerNext();
    await slow.refill();
    expect(slow.view().progress?.done_today).toBe(1);
  });

  it('brings an answer that was not saved back as the next task, not in place of the photo in sight', async () => {
    server.refuse = new ApiError('INTERNAL', 500, 'Something broke.');
    queue.answer(queue.view().current!, soup);
    await vi.waitFor(() => expect(queue.view().notice?.text).toContain('“Soup” was not saved'));
    expect(currentId()).toBe('b');
    server.refuse = undefined;
    queue.answer(queue.view().current!, soup);
    expect(currentId()).toBe('a');
    expect(queue.view().current?.before).toEqual(soup);
  });

  it('tries again before it bothers anybody with a server that is busy', async () => {
    server.refuse = new ApiError('DATABASE_UNAVAILABLE', 503, 'Busy.', 'r', 1);
    const waits: number[] = [];
    queue = new AnnotationQueue({
      ...server.parts,
      wait: async (seconds) => {
        waits.push(seconds);
        server.refuse = undefined;
      },
    });
    await queue.refill();
    queue.answer(queue.view().current!, soup);
    await settled();
    expect(waits).toEqual([1]);
    expect(queue.view().notice).toBeUndefined();
  });

  it('goes on when somebody else closed the task meanwhile', async () => {
    server.refuse = new ApiError('CONFLICT', 409, 'The task is closed.');
    queue.answer(queue.view().current!, soup);
    await vi.waitFor(() => expect(queue.view().notice?.text).toContain('closed meanwhile'));
    expect(queue.view().given).toEqual([]);
    expect(currentId()).toBe('b');
  });

  it('takes no further answers while many are unsaved', () => {
    server.open = [...'abcdefgh'].map((id) => task(id));
    const stuck = new AnnotationQueue({ ...server.parts, annotate: () => new Promise(() => {}) });
    return stuck.refill().then(() => {
      const taken = [...'abcdef'].map(() => stuck.answer(stuck.view().current!, soup));
      expect(taken).toEqual([true, true, true, true, true, false]);
      expect(stuck.view().current?.task_id).toBe('f');
    });
  });
});
