import type { ImageState, Overview, Stream } from '../api/types';
import { Link } from '../app/navigation';
import { count, words } from '../ui/format';
import { Empty } from '../ui/Notice';

const STREAMS: Readonly<Record<Stream, string>> = {
  random: 'sampled at random, to evaluate the model',
  low_confidence: 'where the model was unsure',
  user_feedback: 'where a user objected',
  active_learning: 'selected for training',
};

const STATES: readonly { state: ImageState; name: string; className: string }[] = [
  { state: 'SAMPLED', name: 'sampled', className: 'state-sampled' },
  { state: 'IN_LABELING', name: 'in labeling', className: 'state-open' },
  { state: 'LABELED', name: 'labeled', className: 'state-done' },
  { state: 'REJECTED', name: 'rejected', className: 'state-rejected' },
];

/** Why photos were picked, and how far their labels are. */
export function LabelsCard({ labels, labelingUrl }: { labels: Overview['labels']; labelingUrl: string }) {
  const streams = (Object.keys(STREAMS) as Stream[])
    .map((stream) => ({ stream, counts: labels.filter((row) => row.stream === stream && row.state !== 'NEW') }))
    .filter(({ counts }) => counts.length > 0);
  const open = sum(labels.filter(({ state }) => state === 'IN_LABELING'));
  const most = Math.max(1, ...streams.map(({ counts }) => sum(counts)));
  return (
    <section className="card" aria-labelledby="labels-title">
      <div className="section-head">
        <h2 id="labels-title">Labels by stream</h2>
        {open > 0 && <Link href={labelingUrl}>Label {count(open)} {open === 1 ? 'photo' : 'photos'}</Link>}
      </div>
      {streams.length === 0 ? (
        <Empty icon="flag" title="Nothing was sampled yet">
          <p>Photos are sampled at random, and more often where the model is unsure or a user objects.</p>
        </Empty>
      ) : (
        <>
          <ul className="streams">
            {streams.map(({ stream, counts }) => (
              <StreamRow key={stream} stream={stream} counts={counts} most={most} />
            ))}
          </ul>
          <ul className="legend small soft" aria-hidden="true">
            {STATES.map(({ state, name, className }) => (
              <li key={state} className={className}>
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function StreamRow({ stream, counts, most }: { stream: Stream; counts: Overview['labels']; most: number }) {
  const parts = STATES.map((shown) => ({ ...shown, times: sum(counts.filter(({ state }) => state === shown.state)) })).filter(({ times }) => times > 0);
  return (
    <li>
      <p>
        <strong>{words(stream)}</strong> <span className="soft small">{STREAMS[stream]}</span>
      </p>
      <div className="stack" aria-hidden="true" style={{ width: `${Math.max(2, (sum(counts) / most) * 100)}%` }}>
        {parts.map(({ state, className, times }) => (
          <span key={state} className={className} style={{ flexGrow: times }} />
        ))}
      </div>
      <p className="small figures">{parts.map(({ name, times }) => `${count(times)} ${name}`).join(', ')}</p>
    </li>
  );
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
