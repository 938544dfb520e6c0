import type { Confusion, Share } from '../api/types';
import { count, interval, percent } from '../ui/format';
import { Range } from './Range';

const SCALE = [0, 1] as const;
const ENOUGH = 30;

/** Precision and recall of each class with their intervals. */
export function ClassTable({ classes }: { classes: Confusion['classes'] }) {
  return (
    <section className="card" aria-labelledby="classes-title">
      <h2 id="classes-title">By class</h2>
      <div className="scrolling" role="region" aria-label="By class" tabIndex={0}>
        <table className="compact-table">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col">Answers</th>
              <th scope="col">Precision</th>
              <th scope="col">Recall</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ label, answered, precision, recall }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="figures">{count(answered)}</td>
                <ShareCell share={precision} />
                <ShareCell share={recall} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ShareCell({ share }: { share: Share | null | undefined }) {
  if (!share) return <td className="soft">no label</td>;
  const { value, low, high, n_eff } = share;
  return (
    <td className={n_eff != null && n_eff < ENOUGH ? 'figures muted' : 'figures'}>
      {percent(value, 1)} {low != null && high != null && <span className="soft small">{interval(low, high)}</span>}
      <Range value={value} low={low ?? value} high={high ?? value} scale={SCALE} />
    </td>
  );
}
