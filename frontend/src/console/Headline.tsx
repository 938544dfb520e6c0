import type { Estimate, EstimateWindow } from '../api/types';
import { count, interval, moment, percent, relative } from '../ui/format';
import { ESTIMATORS, estimateOf, points, standing, undecidedRange } from './accuracy';

/** The figure of a window that may be quoted, beside two that may not. */
export function Headline({ window, headline, now }: { window: EstimateWindow; headline: Estimate; now: number }) {
  const naive = estimateOf(window, 'naive');
  const cbpe = estimateOf(window, 'cbpe');
  const undecided = undecidedRange(headline);
  return (
    <div className="headline">
      <div className="headline-main">
        <p className="headline-value figures">{percent(headline.value, 1)}</p>
        {headline.low != null && headline.high != null && (
          <p className="figures">
            95 % interval <strong>{interval(headline.low, headline.high)}</strong>
          </p>
        )}
        <p>
          <span className={window.provisional ? 'tag warn' : 'tag good'}>{window.provisional ? standing(window) : `complete, ${standing(window)}`}</span>
        </p>
        <p className="soft small">
          {ESTIMATORS[headline.estimator].name} estimate from {count(headline.labels)} labels for {count(window.answered)} predictions, computed{' '}
          {relative(window.as_of, now)}
          {window.provisional && `, labels up to ${moment(window.taken_until)}`}
        </p>
        {undecided && <p className="soft small figures">{undecided} depending on the undecided photos</p>}
      </div>
      <dl className="beside figures">
        <div className="muted">
          <dt>Unweighted mean of the labels</dt>
          <dd>{naive ? percent(naive.value, 1) : '–'}</dd>
          {naive && <dd className="beside-gap">{points(headline.value, naive.value)}: biased, for comparison</dd>}
        </div>
        <div>
          <dt>Confidence-based (CBPE)</dt>
          <dd>{cbpe ? percent(cbpe.value, 1) : '–'}</dd>
          {cbpe && <dd className="beside-gap">{points(headline.value, cbpe.value)}: without labels</dd>}
        </div>
      </dl>
    </div>
  );
}
