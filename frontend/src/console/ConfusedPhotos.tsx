import { useCallback } from 'react';
import { accuracy } from '../api/calls';
import type { EstimateWindow, PredictionPage } from '../api/types';
import { amend } from '../app/navigation';
import { useSession } from '../app/session';
import { Notice } from '../ui/Notice';
import { useRequest } from '../ui/useRequest';
import { AsyncContent } from './AsyncContent';
import { SendToLabeling } from './SendToLabeling';
import { Thumbnails } from './Thumbnails';

interface ConfusedPhotosProps {
  readonly version: string;
  readonly window: EstimateWindow;
  readonly truthName: string;
  readonly predicted: string;
}

/** The labeled photos of a cell, and others with the same answer; what end users sent is shown to admins alone. */
export function ConfusedPhotos(props: ConfusedPhotosProps) {
  const { mayAct } = useSession();
  const { truthName, predicted } = props;
  return (
    <section className="card" aria-labelledby="photos-title">
      <div className="section-head">
        <h2 id="photos-title">
          {truthName}, predicted as {predicted}
        </h2>
        <button type="button" className="button quiet compact" onClick={() => amend({ truth: undefined, predicted: undefined })}>
          Close
        </button>
      </div>
      {mayAct('admin') ? <Photos {...props} /> : <Notice tone="info">Only administrators see photos of end users. Ask one to open this address.</Notice>}
    </section>
  );
}

async function both(...pages: [Promise<PredictionPage>, Promise<PredictionPage>]) {
  const [labeled, unasked] = await Promise.all(pages);
  return { labeled, unasked };
}

function Photos({ version, window: { start, end, taken_until }, truthName, predicted }: ConfusedPhotosProps) {
  const ask = useCallback(() => {
    const answers = { version, label: predicted, from: start };
    return both(accuracy.photos({ ...answers, to: taken_until }, truthName), accuracy.unasked({ ...answers, to: end }));
  }, [version, predicted, start, end, taken_until, truthName]);
  const answer = useRequest(ask);
  return (
    <AsyncContent asked={answer}>
      {({ labeled, unasked }) => (
        <>
          {labeled.predictions.length > 0 ? <Thumbnails page={labeled} /> : <p>No labeled photo of this pair is stored any more.</p>}
          {unasked.predictions.length > 0 && <SendToLabeling page={unasked} predicted={predicted} />}
        </>
      )}
    </AsyncContent>
  );
}
