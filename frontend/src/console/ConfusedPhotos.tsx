import { useCallback } from 'react';
import { truth } from '../api/calls';
import type { EstimateWindow, PredictionPage } from '../api/types';
import { amend } from '../app/navigation';
import { useSession } from '../app/session';
import { moment, percent } from '../ui/format';
import { Notice } from '../ui/Notice';
import { useAnswer } from '../ui/useAnswer';
import { Answered } from './Answered';

interface ConfusedPhotosProps {
  readonly version: string;
  readonly window: EstimateWindow;
  readonly truthName: string;
  readonly predicted: string;
}

/** The labelled photos of a cell; what end users sent is shown to admins alone. */
export function ConfusedPhotos(props: ConfusedPhotosProps) {
  const { mayAct } = useSession();
  const { truthName, predicted } = props;
  return (
    <section className="card" aria-labelledby="photos-title">
      <div className="section-head">
        <h2 id="photos-title">
          {truthName}, answered as {predicted}
        </h2>
        <button type="button" className="button quiet compact" onClick={() => amend({ truth: undefined, predicted: undefined })}>
          Close
        </button>
      </div>
      {mayAct('admin') ? <Photos {...props} /> : <Notice tone="info">What end users sent is shown to admins alone. Ask one to open this address.</Notice>}
    </section>
  );
}

function Photos({ version, window: { start, taken_until }, truthName, predicted }: ConfusedPhotosProps) {
  const ask = useCallback(
    () => truth.photos({ version, label: predicted, from: start, to: taken_until }, truthName),
    [version, predicted, start, taken_until, truthName],
  );
  const answer = useAnswer(ask);
  return <Answered asked={answer}>{(page) => (page.predictions.length > 0 ? <Thumbnails page={page} /> : <p>No labelled photo of this pair is kept any more.</p>)}</Answered>;
}

function Thumbnails({ page }: { page: PredictionPage }) {
  return (
    <>
      <ul className="thumbnails">
        {page.predictions.map(({ prediction_id, image_url, confidence, created_at, stream }) => (
          <li key={prediction_id}>
            <a href={image_url} target="_blank" rel="noreferrer">
              <img src={image_url} alt={`Sent ${moment(created_at)}, answered with ${percent(confidence)}`} loading="lazy" decoding="async" width="120" height="120" />
            </a>
            <span className="small figures">{percent(confidence)}</span>
            {stream && <span className="small soft">{stream.replace('_', ' ')}</span>}
          </li>
        ))}
      </ul>
      {page.next_cursor && <p className="soft small">The newest {page.predictions.length} are shown. Choose fewer days to see the others.</p>}
    </>
  );
}
