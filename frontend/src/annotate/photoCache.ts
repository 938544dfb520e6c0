/** A photo that is there to be shown at once, still on its way, or cannot be had. */
export type CachedPhoto = { kind: 'coming' } | { kind: 'there'; url: string } | { kind: 'missing'; sentence: string };

export interface PhotoCacheParts {
  /** Downloads and decodes, so that showing the address paints in one frame. */
  readonly load: (imageUrl: string) => Promise<string>;
  readonly forget: (url: string) => void;
  readonly sentenceOf: (error: unknown) => string;
}

/** Photos by task, loaded ahead and kept for a while behind. */
export class PhotoCache {
  readonly #parts: PhotoCacheParts;
  readonly #changed: () => void;
  readonly #photos = new Map<string, CachedPhoto>();

  constructor(parts: PhotoCacheParts, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  of(taskId: string): CachedPhoto {
    return this.#photos.get(taskId) ?? { kind: 'coming' };
  }

  /** Loads what is new among these tasks and lets go of all others. */
  keep(tasks: readonly { readonly task_id: string; readonly image_url: string }[]): void {
    const wanted = new Set(tasks.map((task) => task.task_id));
    for (const [id, photo] of this.#photos) {
      if (wanted.has(id)) continue;
      if (photo.kind === 'there') this.#parts.forget(photo.url);
      this.#photos.delete(id);
    }
    for (const task of tasks) {
      if (!this.#photos.has(task.task_id)) void this.#load(task.task_id, task.image_url);
    }
  }

  retry(taskId: string, imageUrl: string): void {
    void this.#load(taskId, imageUrl);
  }

  async #load(id: string, imageUrl: string): Promise<void> {
    const coming: CachedPhoto = { kind: 'coming' };
    this.#photos.set(id, coming);
    const photo = await this.#parts.load(imageUrl).then(
      (url): CachedPhoto => ({ kind: 'there', url }),
      (error: unknown): CachedPhoto => ({ kind: 'missing', sentence: this.#parts.sentenceOf(error) }),
    );
    if (this.#photos.get(id) === coming) {
      this.#photos.set(id, photo);
      this.#changed();
    } else if (photo.kind === 'there') {
      this.#parts.forget(photo.url); // let go of meanwhile
    }
  }
}
