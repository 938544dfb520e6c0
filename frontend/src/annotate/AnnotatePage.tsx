import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sentenceOf } from '../api/problem';
import type { AnnotationOutcome } from '../api/types';
import { Busy, Notice } from '../ui/Notice';
import { Actions } from './Actions';
import { Choices } from './Choices';
import { Guidance } from './Guidance';
import { keysFor } from './keymap';
import { NothingToDo } from './NothingToDo';
import { ProgressLine } from './ProgressLine';
import { Stopwatch } from './stopwatch';
import { TaskPhoto } from './TaskPhoto';
import { useDesk } from './useDesk';
import { useKeys } from './useKeys';
import './annotate.css';

export default function AnnotatePage() {
  const { desk, view } = useDesk();
  const { current, photo, labels, notice } = view;
  const [note, setNote] = useState('');
  const [noteOpen, setNoteOpen] = useState(false);
  const [zoomed, setZoomed] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const stopwatch = useStopwatch();
  const keys = useMemo(() => keysFor(labels), [labels]);
  const taskId = current?.task_id;
  const inSight = photo.kind === 'there';

  useEffect(() => {
    setNote(current?.before?.note ?? '');
    setNoteOpen(current?.before?.note !== undefined);
    setZoomed(false);
  }, [taskId]); // eslint-disable-line -- a task that is told again keeps what was typed

  useEffect(() => {
    if (inSight) stopwatch.restart();
  }, [taskId, inSight, stopwatch]);

  const say = useCallback(
    (outcome: AnnotationOutcome, label?: string) => {
      const unseen = !inSight && outcome !== 'skipped' && outcome !== 'bad_image';
      if (!current || unseen || photo.kind === 'coming') return;
      const text = note.trim();
      desk.answer(current, { outcome, lead_time: stopwatch.seconds(), ...(label ? { label } : {}), ...(text ? { note: text } : {}) });
    },
    [current, desk, inSight, note, photo.kind, stopwatch],
  );

  const suggestion = current && !current.blind ? (current.prediction ?? undefined) : undefined;
  const openNote = useCallback(() => {
    setNoteOpen(true);
    requestAnimationFrame(() => noteField.current?.focus());
  }, []);

  useKeys({
    onLabel: (index) => labels[index] !== undefined && say('label', labels[index]),
    onAccept: () => suggestion && say('label', suggestion),
    onUndo: () => void desk.undo(),
    onOutcome: say,
    onZoom: () => setZoomed((before) => !before),
    onNote: openNote,
    onSearch: () => search.current?.focus(),
    keys,
  });

  if (view.phase === 'opening') return <Busy>Fetching photos to label</Busy>;
  if (view.phase === 'refused') {
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={() => void desk.refill()}>Try again</button>}>
        {sentenceOf(view.trouble)}
      </Notice>
    );
  }
  return (
    <div className="annotate">
      <h1 className="visually-hidden">Annotate</h1>
      <ProgressLine progress={view.progress} saving={view.given.filter(({ state }) => state === 'saving').length} />
      <div className="annotate-notices" aria-live="polite">
        {notice && <Notice tone={notice.tone}>{notice.text}</Notice>}
        {view.trouble !== undefined && <Notice tone="warn">New photos cannot be fetched. {sentenceOf(view.trouble)}</Notice>}
      </div>
      {current ? (
        <div className="desk">
          <TaskPhoto photo={photo} zoomed={zoomed} onZoom={setZoomed} onReload={desk.reloadPhoto} />
          <div className="desk-side">
            <Guidance task={current} suggestion={suggestion} />
            <Choices
              labels={labels}
              keys={keys}
              suggestion={suggestion}
              before={current.before?.outcome === 'label' ? current.before.label : undefined}
              disabled={!inSight}
              searchRef={search}
              onPick={(label) => say('label', label)}
            />
            <Actions
              canUndo={view.given.length > 0}
              canAnswer={inSight || photo.kind === 'missing'}
              noteOpen={noteOpen}
              onUndo={() => void desk.undo()}
              onOutcome={say}
              onNote={openNote}
            />
            {noteOpen && (
              <label className="field note">
                Note
                <textarea
                  ref={noteField}
                  className="input"
                  rows={2}
                  maxLength={2000}
                  value={note}
                  placeholder="For whoever looks at this later. Escape leaves the field."
                  onChange={(event) => setNote(event.target.value)}
                  onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
                />
              </label>
            )}
          </div>
        </div>
      ) : (
        <NothingToDo doneToday={view.progress?.done_today ?? 0} canUndo={view.given.length > 0} onUndo={() => void desk.undo()} onLook={desk.refill} />
      )}
    </div>
  );
}

/** Stands still while the page is hidden. */
function useStopwatch(): Stopwatch {
  const [stopwatch] = useState(() => new Stopwatch(() => performance.now()));
  useEffect(() => {
    const follow = () => (document.visibilityState === 'visible' ? stopwatch.resume() : stopwatch.pause());
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [stopwatch]);
  return stopwatch;
}
