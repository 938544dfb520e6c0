import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { QueuedTask } from './annotationQueue';

export interface Note {
  readonly text: string;
  readonly open: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly write: (text: string) => void;
  readonly show: () => void;
}

/** What the annotator wants to add to the answer of this task; the next task starts without. */
export function useNote(task: QueuedTask | undefined): Note {
  const [text, write] = useState('');
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = task?.task_id;
  const before = task?.before?.note;
  useEffect(() => {
    write(before ?? '');
    setOpen(before !== undefined);
  }, [id, before]);
  const show = useCallback(() => {
    setOpen(true);
    requestAnimationFrame(() => field.current?.focus());
  }, []);
  return { text, open, field, write, show };
}

export function NoteField({ note }: { note: Note }) {
  if (!note.open) return null;
  return (
    <label className="field note">
      Note
      <textarea
        ref={note.field}
        className="input"
        rows={2}
        maxLength={2000}
        value={note.text}
        placeholder="A note for reviewers. Escape leaves the field."
        onChange={(event) => note.write(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </label>
  );
}
