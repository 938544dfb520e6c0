import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sentenceOf } from '../api/problem';
import type { AnnotationOutcome } from '../api/types';
import { Link } from '../app/navigation';
import { useSession } from '../app/session';
import { Busy, Empty, Notice } from '../ui/Notice';
import { Actions } from './Actions';
import { Choices } from './Choices';
import { Guidance } from './Guidance';
import { keysFor } from './keymap';
import { NoteField, useNote } from './Note';
import { NothingToDo } from './NothingToDo';
import { ProgressLine } from './ProgressLine';
import { TaskPhoto } from './TaskPhoto';
import { useAnnotationQueue } from './useAnnotationQueue';
import { useKeys } from './useKeys';
import { useStopwatch } from './useStopwatch';
import './annotate.css';

export default function AnnotatePage() {
  const { queue, view } = useAnnotationQueue();
  const address = useSession().session?.labeling_url;
  const elsewhere = address?.startsWith('/') ? undefined : address;
  if (view.phase === 'opening') return <Busy>Fetching photos to label</Busy>;
  if (elsewhere) return <Elsewhere address={elsewhere} />;
  if (view.phase === 'refused') {
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={() => void queue.refill()}>Try again</button>}>
        {sentenceOf(view.error)}
      </Notice>
    );
  }
  return (
    <div className="annotate">
      <h1 className="visually-hidden">Annotate</h1>
      <ProgressLine progress={view.progress} saving={view.given.filter(({ state }) => state === 'saving').length} />
      <div className="annotate-notices" aria-live="polite">
        {view.notice && <Notice tone={view.notice.tone}>{view.notice.text}</Notice>}
        {view.error !== undefined && <Notice tone="warn">New photos cannot be fetched. {sentenceOf(view.error)}</Notice>}
      </div>
      <Work queue={queue} view={view} />
    </div>
  );
}

function Elsewhere({ address }: { address: string }) {
  return (
    <Empty icon="photo" title="Photos are labeled in Label Studio">
      <div className="empty-buttons">
        <Link className="button" href={address}>
          Label the next ones
        </Link>
      </div>
    </Empty>
  );
}

/** The photo in sight with everything that can be said of it, by keys, mouse or finger. */
function Work({ queue, view }: ReturnType<typeof useAnnotationQueue>) {
  const { current, photo, labels } = view;
  const inSight = photo.kind === 'there';
  const keys = useMemo(() => keysFor(labels), [labels]);
  const search = useRef<HTMLInputElement>(null);
  const note = useNote(current);
  const [zoomed, setZoomed] = useZoom(current?.task_id);
  const seconds = useStopwatch(inSight ? current?.task_id : undefined);
  const suggestion = current && !current.blind ? (current.prediction ?? undefined) : undefined;
  const undo = useCallback(() => void queue.undo(), [queue]);

  const say = (outcome: AnnotationOutcome, label?: string) => {
    const withoutSight = outcome === 'skipped' || outcome === 'bad_image';
    if (!current || photo.kind === 'coming' || (!inSight && !withoutSight)) return;
    const text = note.text.trim();
    queue.answer(current, { outcome, lead_time: seconds(), ...(label ? { label } : {}), ...(text ? { note: text } : {}) });
  };

  useKeys({
    keys,
    onLabel: (index) => labels[index] !== undefined && say('label', labels[index]),
    onAccept: () => suggestion && say('label', suggestion),
    onUndo: undo,
    onOutcome: say,
    onZoom: () => setZoomed(!zoomed),
    onNote: note.show,
    onSearch: () => search.current?.focus(),
  });

  if (!current) {
    return <NothingToDo doneToday={view.progress?.done_today ?? 0} canUndo={view.given.length > 0} onUndo={undo} onLook={queue.refill} />;
  }
  return (
    <div className="queue">
      <TaskPhoto photo={photo} zoomed={zoomed} onZoom={setZoomed} onReload={queue.reloadPhoto} />
      <div className="queue-side">
        <Guidance task={current} suggestion={suggestion} />
        <Choices
          labels={labels}
          keys={keys}
          suggestion={suggestion}
          before={current.before?.label}
          disabled={!inSight}
          searchRef={search}
          onPick={(label) => say('label', label)}
        />
        <Actions
          canUndo={view.given.length > 0}
          canAnswer={inSight}
          canRefuse={photo.kind !== 'coming'}
          noteOpen={note.open}
          onUndo={undo}
          onOutcome={say}
          onNote={note.show}
        />
        <NoteField note={note} />
      </div>
    </div>
  );
}

/** Each photo is first shown whole. */
function useZoom(taskId: string | undefined) {
  const zoom = useState(false);
  const [, setZoomed] = zoom;
  useEffect(() => setZoomed(false), [taskId, setZoomed]);
  return zoom;
}
