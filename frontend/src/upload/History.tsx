import { useCallback, useEffect, useState } from 'react';
import { predictions } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { PredictionSummary } from '../api/types';
import { moment } from '../ui/format';
import { Busy, Notice } from '../ui/Notice';
import { Result } from './Result';

interface HistoryProps {
  /** Ids that stand further up already. */
  readonly without: readonly string[];
  readonly classes: readonly string[] | undefined;
  readonly onMenu: () => Promise<void>;
}

/** The photos that this session sent before, newest first. */
export function History({ without, classes, onMenu }: HistoryProps) {
  const { photos, cursor, busy, error, more } = useHistory();
  const shown = photos.filter(({ prediction_id }) => !without.includes(prediction_id));
  if (error !== undefined) {
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={more}>Try again</button>}>
        Your earlier photos cannot be shown. {sentenceOf(error)}
      </Notice>
    );
  }
  if (busy && photos.length === 0) return <Busy>Looking for your earlier photos</Busy>;
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="history-title">
      <div className="section-head">
        <h2 id="history-title">Your earlier photos</h2>
        <p className="soft small">Only you see them here.</p>
      </div>
      <ul className="photo-cards compact-cards">
        {shown.map((photo) => (
          <li key={photo.prediction_id} className="photo-card" aria-label={`${photo.prediction}, ${moment(photo.created_at)}`}>
            <img className="photo" src={photo.image_url} alt="" loading="lazy" decoding="async" />
            <div className="photo-card-body">
              <Result prediction={photo} classes={classes} onMenu={onMenu} />
              <time className="soft small" dateTime={photo.created_at}>
                {moment(photo.created_at)}
              </time>
            </div>
          </li>
        ))}
      </ul>
      {cursor && (
        <button type="button" className="button show-more" disabled={busy} onClick={more}>
          {busy && <span className="spinner" aria-hidden="true" />}
          Show more
        </button>
      )}
    </section>
  );
}

function useHistory() {
  const [photos, setPhotos] = useState<readonly PredictionSummary[]>([]);
  const [cursor, setCursor] = useState<string>();
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<unknown>();

  const load = useCallback(async (from: string | undefined) => {
    setBusy(true);
    setError(undefined);
    try {
      const page = await predictions.mine(from);
      setPhotos((before) => (from === undefined ? page.predictions : [...before, ...page.predictions]));
      setCursor(page.next_cursor ?? undefined);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }, []);

  useEffect(() => void load(undefined), [load]);
  return { photos, cursor, busy, error, more: () => void load(cursor) };
}
