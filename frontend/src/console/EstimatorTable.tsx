import type { Estimate, EstimateWindow } from '../api/types';
import { count, interval, percent } from '../ui/format';
import { ESTIMATORS, labelSources } from './accuracy';
import { Range, type Scale } from './Range';

/** Every figure of a window, with what it is. */
export function EstimatorTable({ window }: { window: EstimateWindow }) {
  const scale = scaleOf(window.estimates);
  const rows = (Object.keys(ESTIMATORS) as Estimate['estimator'][]).flatMap((name) => window.estimates.filter(({ estimator }) => estimator === name));
  return (
    <details className="estimators">
      <summary>All {rows.length} estimators</summary>
      <table className="stacking">
        <thead>
          <tr>
            <th scope="col">Estimate</th>
            <th scope="col">Accuracy</th>
            <th scope="col">95 % interval</th>
            <th scope="col">Labels</th>
            <th scope="col">Method</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((estimate) => (
            <Row key={estimate.estimator} estimate={estimate} scale={scale} />
          ))}
        </tbody>
      </table>
      {labelSources(window) && <p className="soft small label-sources">Labels of this window: {labelSources(window)}.</p>}
    </details>
  );
}

function Row({ estimate, scale }: { estimate: Estimate; scale: Scale }) {
  const { estimator, value, low, high, labels, headline, n_eff } = estimate;
  const { name, sentence } = ESTIMATORS[estimator];
  return (
    <tr className={estimator === 'naive' ? 'muted' : undefined}>
      <th scope="row">
        {name} {headline && <span className="tag good">headline</span>}
      </th>
      <td data-label="Accuracy" className="figures">
        {percent(value, 1)}
      </td>
      <td data-label="95 % interval" className="figures">
        {low != null && high != null ? interval(low, high) : 'none'}
        <Range value={value} low={low ?? value} high={high ?? value} scale={scale} />
      </td>
      <td data-label="Labels" className="figures">
        {count(labels)}
        {n_eff != null && <span className="soft small"> ({count(Math.round(n_eff))} effective)</span>}
      </td>
      <td className="small soft">{sentence}</td>
    </tr>
  );
}

function scaleOf(estimates: readonly Estimate[]): Scale {
  const shares = estimates.flatMap(({ value, low, high }) => [value, low, high]).filter((share) => share != null);
  return [Math.min(...shares) - 0.01, Math.max(...shares) + 0.01];
}
