import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useSession } from '../app/session';
import { DropZone } from './DropZone';
import { History } from './History';
import { PhotoCard } from './PhotoCard';
import { inspect } from './photoFile';
import { isOnItsWay, UploadQueue } from './queue';
import { sendPhoto } from './sendPhoto';
import { useLiveRegion } from './useLiveRegion';
import { useClasses } from './useClasses';
import { WaitNotice } from './WaitNotice';
import './upload.css';

const PARALLEL = 3;
const ATTEMPTS = 8;

export function UploadPage() {
  const { session } = useSession();
  const maxBytes = session?.max_photo_bytes;
  const queue = useQueue(maxBytes);
  const { uploads, pause } = useSyncExternalStore(queue.subscribe, queue.view);
  const { classes, loadClasses } = useClasses();
  const answered = uploads.flatMap(({ state }) => (state.kind === 'done' ? [state.prediction.prediction_id] : []));
  const waiting = uploads.filter(({ state }) => state.kind === 'queued' || isOnItsWay(state)).length;
  const announcement = useLiveRegion(uploads);
  useLeaveWarning(waiting > 0);

  return (
    <div className="upload-page">
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
      <section className="upload-intro" aria-labelledby="upload-title">
        <h1 id="upload-title">What is in the picture?</h1>
        <p className="soft">
          Show a photo and get its class. Say when it is wrong: people look at such photos, and that is how anybody knows how good the answers are.
        </p>
      </section>
      <DropZone onFiles={(files) => void queue.add(files)} maxBytes={maxBytes} />
      {classes && classes.length > 0 && <KnownClasses classes={classes} />}
      {pause && <WaitNotice until={pause.until} reason={pause.reason} />}
      {uploads.length > 0 && (
        <section aria-labelledby="results-title">
          <div className="section-head">
            <h2 id="results-title">This visit</h2>
            {waiting > 0 && <p className="soft small figures">{waiting} on the way</p>}
          </div>
          <ul className="photo-cards">
            {uploads.map((upload) => (
              <PhotoCard key={upload.id} upload={upload} classes={classes} onMenu={loadClasses} onRetry={queue.retry} onDismiss={queue.dismiss} />
            ))}
          </ul>
        </section>
      )}
      <History without={answered} classes={classes} onMenu={loadClasses} />
    </div>
  );
}

function KnownClasses({ classes }: { classes: readonly string[] }) {
  return (
    <details className="known-classes">
      <summary>
        {classes.length} known classes{classes.length <= 3 ? '' : `: ${classes.slice(0, 3).join(', ')} …`}
      </summary>
      <ul>
        {classes.map((label) => (
          <li key={label} className="tag">
            {label}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useQueue(maxBytes: number | undefined): UploadQueue {
  const [limit] = useState<{ maxBytes: number | undefined }>(() => ({ maxBytes: undefined }));
  limit.maxBytes = maxBytes;
  return useMemo(
    () =>
      new UploadQueue({
        send: sendPhoto,
        inspect: (file) => inspect(file, limit.maxBytes),
        newKey,
        preview: (file) => URL.createObjectURL(file),
        forget: (url) => URL.revokeObjectURL(url),
        parallel: PARALLEL,
        attempts: ATTEMPTS,
      }),
    [limit],
  );
}

/** crypto.randomUUID is missing where the page comes by plain HTTP from another machine. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function useLeaveWarning(needed: boolean): void {
  useEffect(() => {
    if (!needed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [needed]);
}
