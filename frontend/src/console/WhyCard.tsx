import { useCallback } from 'react';
import { accuracy } from '../api/calls';
import type { Estimate, EstimateWindow, Explained, Reasons } from '../api/types';
import { count, interval, moment, percent, words } from '../ui/format';
import { Meter } from '../ui/Meter';
import { useRequest } from '../ui/useRequest';
import { headlineOf, missingReason, points, SINCE_ACTIVATION, standing } from './accuracy';
import { AsyncContent } from './AsyncContent';
import { useQuestion } from './question';

/** The labels, the weights and the formula behind the figure of a window. */
export function WhyCard({ window }: { window: EstimateWindow }) {
  const { version, label } = useQuestion().question;
  const { kind, start, end } = window;
  const ask = useCallback(
    () => accuracy.reasons(kind === SINCE_ACTIVATION ? { version, label } : { version, label, from: start, to: end }),
    [version, label, kind, start, end],
  );
  const answer = useRequest(ask);
  return (
    <section className="card why" aria-labelledby="why-title">
      <h2 id="why-title">Why this number</h2>
      <AsyncContent asked={answer}>{(explained) => <Why explained={explained} />}</AsyncContent>
    </section>
  );
}

function Why({ explained: { window, reasons } }: { explained: Explained }) {
  const headline = headlineOf(window);
  return (
    <>
      <p className="soft">
        {moment(window.start)} to {moment(window.taken_until)}: {count(reasons.answered)} answers, {standing(window)}.
        {reasons.waiting_labels > 0 && ` ${count(reasons.waiting_labels)} newer labels wait until older tasks are done, so that nobody's choice of what to label first moves the figure.`}
      </p>
      {reasons.sources.length > 0 ? <Sources reasons={reasons} /> : <p>{missingReason(window)}</p>}
      {headline && (headline.estimator === 'difference' ? <DifferenceSteps reasons={reasons} headline={headline} /> : <RandomSteps headline={headline} />)}
    </>
  );
}

function Sources({ reasons: { sources, weight } }: { reasons: Reasons }) {
  return (
    <table className="stacking why-sources">
      <thead>
        <tr>
          <th scope="col">Stream</th>
          <th scope="col">Labels</th>
          <th scope="col">Right</th>
          <th scope="col">Weight</th>
          <th scope="col">Share of the weight</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={`${source.role} ${source.stream} ${source.unsure} ${source.flagged}`}>
            <th scope="row">{nameOf(source)}</th>
            <td className="figures">{count(source.labels)}</td>
            <td data-label="Right" className="figures">
              {count(source.right)}
              {source.undecided > 0 && <span className="soft small"> ({count(source.undecided)} undecided)</span>}
            </td>
            <td data-label="Weight" className="figures">{(source.weight / source.labels).toFixed(1)}</td>
            <td>
              <span className="figures small">{percent(source.weight / weight)}</span>
              <Meter share={source.weight / weight} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameOf({ role, stream, unsure, flagged }: Reasons['sources'][number]): string {
  const traits = [unsure && 'low confidence', flagged && 'flagged'].filter(Boolean).join(', ');
  return `${words(stream)}, ${role === 'EVAL' ? 'evaluation' : 'training'}${traits ? ` (${traits})` : ''}`;
}

function DifferenceSteps({ reasons, headline }: { reasons: Reasons; headline: Estimate }) {
  const [low, high] = reasons.correction as [number, number];
  const correction = (low + high) / 2;
  return (
    <ol className="steps figures">
      <li>
        The mean calibrated confidence is <strong>{percent(reasons.mean_confidence, 1)}</strong>: f over all {count(reasons.answered)} predictions.
      </li>
      <li>
        On the labels it is off by <strong>{points(0, correction)}</strong>: the weighted mean of right (1) or wrong (0) minus f, each label weighted by the predictions it
        stands for{high > low && `; ${points(0, low)} to ${points(0, high)}, depending on the undecided photos`}.
      </li>
      <li>
        {percent(reasons.mean_confidence, 1)} {correction < 0 ? '−' : '+'} {Math.abs(correction * 100).toFixed(1)} points = <strong>{percent(headline.value, 1)}</strong>
      </li>
      <IntervalStep headline={headline} />
      <li className="formula">
        <code>A = Σf / N + Σw(y − f) / Σw</code> <code>V = Σ(1 − π)w²(y − f − ē)² / (Σw)² = {reasons.variance.toExponential(2)}</code> <code>w = 1 / π</code>
      </li>
    </ol>
  );
}

function RandomSteps({ headline }: { headline: Estimate }) {
  return (
    <ol className="steps figures">
      <li>
        There are too few random labels for the difference estimator, so the random sample alone is used: <strong>{percent(headline.value, 1)}</strong> of {count(headline.labels)} were right.
      </li>
      <IntervalStep headline={headline} />
      <li className="formula">
        <code>A = k / n</code> <code>n_eff = n / (1 − p)</code>
      </li>
    </ol>
  );
}

function IntervalStep({ headline: { low, high, n_eff, labels } }: { headline: Estimate }) {
  if (low == null || high == null || n_eff == null) return null;
  return (
    <li>
      The {count(labels)} labels are worth {count(Math.round(n_eff))} independent ones (effective labels), so the 95 % interval (Wilson) is <strong>{interval(low, high)}</strong>.
    </li>
  );
}
