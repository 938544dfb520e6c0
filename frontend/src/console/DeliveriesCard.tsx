import { operations } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { DeadDelivery, Overview } from '../api/types';
import { count, duration, relative, words } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { useAction } from '../ui/useAction';

interface DeliveriesCardProps {
  readonly deliveries: Overview['deliveries'];
  readonly dead: readonly DeadDelivery[];
  readonly now: number;
  readonly mayAct: boolean;
  readonly onChange: () => Promise<void>;
}

/** What leaves the server for buckets: on its way, or given up until somebody tries again. */
export function DeliveriesCard({ deliveries, dead, now, mayAct, onChange }: DeliveriesCardProps) {
  const { busy, error, act } = useAction(onChange);
  const replay = (ids: readonly number[]) => void act(() => Promise.all(ids.map(operations.replay)));
  return (
    <section className="card" aria-labelledby="deliveries-title">
      <div className="section-head">
        <h2 id="deliveries-title">Deliveries</h2>
        {mayAct && dead.length > 1 && (
          <button type="button" className="button compact" disabled={busy} onClick={() => replay(dead.map(({ id }) => id))}>
            <Icon name="retry" />
            Try all again
          </button>
        )}
      </div>
      <dl className="key-figures figures">
        <div>
          <dt>open{deliveries.oldest_seconds != null && deliveries.open > 0 ? `, the oldest for ${duration(deliveries.oldest_seconds)}` : ''}</dt>
          <dd>{count(deliveries.open)}</dd>
        </div>
        <div>
          <dt>dead</dt>
          <dd className={deliveries.dead > 0 ? 'bad-figure' : undefined}>{count(deliveries.dead)}</dd>
        </div>
      </dl>
      {deliveries.dead === 0 && <p className="soft small">All task files and photos reach their buckets.</p>}
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      <ul className="rows">
        {dead.map((delivery) => (
          <li key={delivery.id} className="row">
            <div className="row-main small">
              <p>
                <strong>{words(delivery.topic)}</strong> <code>{delivery.key}</code>
              </p>
              <p className="soft">
                {count(delivery.attempts)} attempts, first asked for {relative(delivery.created_at, now)}
              </p>
              {delivery.last_error && <p className="run-result">{delivery.last_error}</p>}
            </div>
            {mayAct && (
              <div className="row-actions">
                <button type="button" className="button compact" disabled={busy} onClick={() => replay([delivery.id])}>
                  <Icon name="retry" />
                  Try again<span className="visually-hidden">: {delivery.key}</span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
