import { useState } from 'react';
import { accuracy } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { Picked, PredictionPage } from '../api/types';
import { count } from '../ui/format';
import { Notice } from '../ui/Notice';
import { Thumbnails } from './Thumbnails';

/** Photos with the same answer that nobody was asked about: to be labeled for training, never for the estimates. */
export function SendToLabeling({ page, predicted }: { page: PredictionPage; predicted: string }) {
  const [picked, setPicked] = useState<Picked>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const photos = page.predictions.map(({ prediction_id }) => prediction_id);
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setPicked(await accuracy.pick(photos));
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="send-to-labeling">
      <div className="section-head">
        <h3>More photos predicted as {predicted}, not labeled yet</h3>
        <button type="button" className="button compact" disabled={busy || picked !== undefined} onClick={() => void send()}>
          Send to labeling
        </button>
      </div>
      <p className="soft small">They become guided training tasks. Evaluation photos are left out: selecting among them would bias the estimates.</p>
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      {picked && <Notice tone="info">{outcome(picked)}</Notice>}
      <Thumbnails page={page} />
    </div>
  );
}

function outcome({ sent, kept_for_measuring, have_task }: Picked): string {
  const left = [
    kept_for_measuring > 0 && `${count(kept_for_measuring)} are kept for measuring`,
    have_task > 0 && `${count(have_task)} have a task already`,
  ].filter(Boolean);
  return `${count(sent)} photos were sent to labeling${left.length > 0 ? `; ${left.join(', ')}` : ''}.`;
}
