import { ApiError, sentenceOf } from '../api/problem';
import type { Annotated, AnnotationOutcome, AnnotationTask, LabelingProgress, NextTasks } from '../api/types';
import { PhotoCache, type PhotoCacheParts, type CachedPhoto } from './photoCache';

export interface Answer {
  readonly outcome: AnnotationOutcome;
  readonly label?: string;
  readonly note?: string;
  readonly lead_time: number;
}

/** A task in the queue; `before` is what this annotator said of it, where the answer was taken back or not saved. */
export interface QueuedTask extends AnnotationTask {
  readonly before?: Answer;
}

/** An answer of this sitting: on its way, or written under an id, by which it can be taken back. */
export interface Given {
  readonly task: QueuedTask;
  readonly answer: Answer;
  readonly saved: Promise<string | undefined>;
  readonly state: 'saving' | 'saved';
}

export interface Notice {
  readonly tone: 'info' | 'warn';
  readonly text: string;
}

export interface AnnotationQueueView {
  readonly phase: 'opening' | 'open' | 'refused';
  /** Why the tasks cannot be had, while they cannot. */
  readonly error: unknown;
  readonly current: QueuedTask | undefined;
  readonly photo: CachedPhoto;
  readonly labels: readonly string[];
  readonly progress: LabelingProgress | undefined;
  /** Oldest first. */
  readonly given: readonly Given[];
  readonly notice: Notice | undefined;
}

export interface AnnotationQueueParts extends Omit<PhotoCacheParts, 'sentenceOf'> {
  readonly next: (limit: number) => Promise<NextTasks>;
  readonly annotate: (taskId: string, answer: Answer) => Promise<Annotated>;
  readonly undo: (annotationId: string) => Promise<AnnotationTask>;
  readonly wait: (seconds: number) => Promise<void>;
}

const FETCHED_AT_ONCE = 10;
const REFILL_BELOW = 6;
const PHOTOS_AHEAD = 5;
const UNDO_STEPS = 20;
const WRITES_AT_ONCE = 5;
const WRITE_ATTEMPTS = 3;

/**
 * The tasks before one annotator. An answer moves on at once and is written behind; one that cannot be written comes
 * back as the next task, never in place of the photo that is being looked at.
 */
export class AnnotationQueue {
  readonly #parts: AnnotationQueueParts;
  readonly #photos: PhotoCache;
  readonly #listeners = new Set<() => void>();
  /** Tasks answered since the running fetch began: its answer may still offer them. */
  readonly #justAnswered = new Set<string>();
  #queue: readonly QueuedTask[] = [];
  #serverProgress: LabelingProgress | undefined;
  #fetching: Promise<void> | undefined;
  #view: AnnotationQueueView = {
    phase: 'opening',
    error: undefined,
    current: undefined,
    photo: { kind: 'coming' },
    labels: [],
    progress: undefined,
    given: [],
    notice: undefined,
  };

  constructor(parts: AnnotationQueueParts) {
    this.#parts = parts;
    this.#photos = new PhotoCache({ ...parts, sentenceOf }, () => this.#change({}));
  }

  readonly view = (): AnnotationQueueView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for more tasks; a call while one runs joins it. */
  readonly refill = (): Promise<void> => {
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined));
    return this.#fetching;
  };

  /** Whether the answer was taken; it is not while too many are still being written. */
  readonly answer = (task: QueuedTask, answer: Answer): boolean => {
    if (task.task_id !== this.#view.current?.task_id) return false;
    if (this.#view.given.filter(({ state }) => state === 'saving').length >= WRITES_AT_ONCE) {
      this.#change({ notice: { tone: 'warn', text: 'Earlier answers are still being saved. One moment.' } });
      return false;
    }
    this.#queue = this.#queue.slice(1);
    this.#justAnswered.add(task.task_id);
    const given: Given = { task, answer, saved: this.#write(task, answer), state: 'saving' };
    this.#change({ given: [...this.#view.given, given].slice(-UNDO_STEPS), notice: undefined });
    if (this.#queue.length < REFILL_BELOW) void this.refill();
    return true;
  };

  /** Takes the latest answer back and shows its photo again. */
  readonly undo = async (): Promise<void> => {
    const last = this.#view.given.at(-1);
    if (!last) return;
    const id = await last.saved;
    if (id === undefined || !this.#view.given.some(({ task }) => task.task_id === last.task.task_id)) return;
    try {
      const task = await this.#parts.undo(id);
      this.#queue = [{ ...task, before: last.answer }, ...this.#queue];
      this.#forget(last.task, { tone: 'info', text: `Taken back: ${spoken(last.answer)}.` });
    } catch (error) {
      this.#forget(last.task, { tone: 'warn', text: `“${spoken(last.answer)}” could not be taken back. ${sentenceOf(error)}` });
    }
  };

  readonly reloadPhoto = (): void => {
    const { current } = this.#view;
    if (current) this.#photos.retry(current.task_id, current.image_url);
    this.#change({});
  };

  async #fetch(): Promise<void> {
    this.#justAnswered.clear();
    for (const { task, state } of this.#view.given) if (state === 'saving') this.#justAnswered.add(task.task_id);
    try {
      const { tasks, labels, progress } = await this.#parts.next(FETCHED_AT_ONCE);
      const known = new Set([...this.#queue.map((task) => task.task_id), ...this.#justAnswered]);
      this.#queue = [...this.#queue, ...tasks.filter((task) => !known.has(task.task_id))];
      // counts from while an answer was written may lack it; those that come with the answer do not
      if (this.#justAnswered.size === 0) this.#serverProgress = progress;
      this.#change({ phase: 'open', error: undefined, labels });
    } catch (error) {
      this.#change({ phase: this.#view.phase === 'open' ? 'open' : 'refused', error });
    }
  }

  async #write(task: QueuedTask, answer: Answer): Promise<string | undefined> {
    try {
      const { annotation_id, progress } = await this.#writeWithPatience(task.task_id, answer);
      this.#serverProgress = progress;
      this.#change({
        given: this.#view.given.map((given) => (given.task === task ? { ...given, state: 'saved' } : given)),
      });
      return annotation_id;
    } catch (error) {
      this.#notWritten(task, answer, error);
      return undefined;
    }
  }

  async #writeWithPatience(taskId: string, answer: Answer): Promise<Annotated> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#parts.annotate(taskId, answer);
      } catch (error) {
        if (!(error instanceof ApiError && error.temporary) || attempt >= WRITE_ATTEMPTS) throw error;
        await this.#parts.wait(Math.min(10, error.retryAfterSeconds ?? attempt));
      }
    }
  }

  #notWritten(task: QueuedTask, answer: Answer, error: unknown): void {
    if (error instanceof ApiError && (error.status === 409 || error.status === 404)) {
      this.#forget(task, { tone: 'info', text: `That photo was closed meanwhile, so “${spoken(answer)}” was not needed.` });
      return;
    }
    const returned: QueuedTask = { ...task, before: answer };
    this.#queue = [...this.#queue.slice(0, 1), returned, ...this.#queue.slice(1)];
    this.#forget(task, { tone: 'warn', text: `“${spoken(answer)}” was not saved. ${sentenceOf(error)} The photo comes back next.` });
    if (error instanceof ApiError && error.status === 401) this.#change({ error });
  }

  #forget(task: QueuedTask, notice: Notice): void {
    this.#change({ given: this.#view.given.filter((given) => given.task !== task), notice });
  }

  #change(change: Partial<AnnotationQueueView>): void {
    const given = change.given ?? this.#view.given;
    const current = this.#queue[0];
    this.#photos.keep([...this.#queue.slice(0, PHOTOS_AHEAD), ...given.slice(-PHOTOS_AHEAD).map(({ task }) => task)]);
    this.#view = {
      ...this.#view,
      ...change,
      current,
      photo: current ? this.#photos.of(current.task_id) : { kind: 'coming' },
      progress: this.#serverProgress && ahead(this.#serverProgress, given),
    };
    for (const listener of this.#listeners) listener();
  }
}

/** An answer in words. */
export function spoken(answer: Answer): string {
  switch (answer.outcome) {
    case 'label':
      return answer.label ?? 'no label';
    case 'bad_image':
      return 'Bad image';
    case 'cannot_tell':
      return 'Cannot tell';
    case 'skipped':
      return 'Skipped';
  }
}

/** The server's counts with the answers that are still on their way. */
function ahead(progress: LabelingProgress, given: readonly Given[]): LabelingProgress {
  const onTheirWay = given.filter(({ state }) => state === 'saving');
  const blind = onTheirWay.filter(({ task }) => task.blind).length;
  return {
    open: Math.max(0, progress.open - onTheirWay.length),
    open_blind: Math.max(0, progress.open_blind - blind),
    done_today: progress.done_today + onTheirWay.length,
  };
}
