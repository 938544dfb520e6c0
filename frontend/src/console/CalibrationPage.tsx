import { useCallback } from 'react';
import { accuracy } from '../api/calls';
import type { Calibrated, Calibration } from '../api/types';
import { Link } from '../app/navigation';
import { count, moment, percent } from '../ui/format';
import { Empty } from '../ui/Notice';
import { useRequest } from '../ui/useRequest';
import { points, standing } from './accuracy';
import { AsyncContent } from './AsyncContent';
import { useQuestion } from './question';
import { QuestionForm } from './QuestionForm';
import { ReliabilityChart } from './ReliabilityChart';

/** Whether a confidence of 80 % is right in 80 of 100 cases. */
export default function CalibrationPage() {
  const { asked, question } = useQuestion();
  const answer = useRequest(useCallback(() => accuracy.calibration(question), [question]));
  return (
    <div className="console">
      <div className="console-head">
        <h1>Calibration</h1>
        {question.label && <p>of the answers “{question.label}”</p>}
      </div>
      <QuestionForm asked={asked} />
      <AsyncContent asked={answer}>{(calibrated) => (calibrated.window.answered > 0 ? <Found calibrated={calibrated} /> : <Nothing />)}</AsyncContent>
    </div>
  );
}

function Found({ calibrated: { window, reliability, calibrations } }: { calibrated: Calibrated }) {
  const error = reliability.expected_calibration_error;
  return (
    <>
      <section className="card reliability" aria-labelledby="reliability-title">
        <h2 id="reliability-title">Reliability diagram</h2>
        <dl className="key-figures figures">
          <div>
            <dt>expected calibration error</dt>
            <dd>{error == null ? '–' : percent(error, 1)}</dd>
          </div>
          <div>
            <dt>predictions, {standing(window)}</dt>
            <dd>{count(window.answered)}</dd>
          </div>
        </dl>
        <ReliabilityChart tenths={reliability.tenths} />
        <details>
          <summary className="soft">Data of the chart</summary>
          <TenthTable tenths={reliability.tenths} />
        </details>
      </section>
      <Temperatures calibrations={calibrations} />
    </>
  );
}

function TenthTable({ tenths }: { tenths: Calibrated['reliability']['tenths'] }) {
  return (
    <div className="scrolling" role="region" aria-label="Tenths of confidence" tabIndex={0}>
      <table className="compact-table figures">
        <thead>
          <tr>
            <th scope="col">Confidence</th>
            <th scope="col">Answers</th>
            <th scope="col">Confidence (mean)</th>
            <th scope="col">Accuracy</th>
            <th scope="col">Gap</th>
          </tr>
        </thead>
        <tbody>
          {tenths.map(({ tenth, answered, mean_confidence, accuracy }) => (
            <tr key={tenth}>
              <th scope="row">
                {tenth * 10}–{tenth * 10 + 10} %
              </th>
              <td>{count(answered)}</td>
              <td>{percent(mean_confidence, 1)}</td>
              <td>{accuracy ? `${percent(accuracy.value, 1)} (${count(accuracy.labels)} labels)` : 'no label'}</td>
              <td>{accuracy ? points(mean_confidence, accuracy.value) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Temperatures({ calibrations }: { calibrations: readonly Calibration[] }) {
  return (
    <section className="card" aria-labelledby="temperatures-title">
      <h2 id="temperatures-title">Temperatures</h2>
      <p className="soft">
        Estimates use a confidence that is recalibrated on the blind labels of each complete day, for predictions of later hours. The confidence that users see is always
        that of the model package.
      </p>
      {calibrations.length === 0 ? (
        <p>None has been fitted yet: the first complete day with enough blind labels brings one. Until then the model's own temperature is used.</p>
      ) : (
        <div className="scrolling" role="region" aria-label="Temperatures" tabIndex={0}>
          <table className="compact-table figures">
            <thead>
              <tr>
                <th scope="col">For predictions from</th>
                <th scope="col">Temperature</th>
                <th scope="col">Labels</th>
                <th scope="col">Log loss, original → fitted</th>
              </tr>
            </thead>
            <tbody>
              {calibrations.map((row) => (
                <tr key={row.valid_from}>
                  <th scope="row">{moment(row.valid_from)}</th>
                  <td>{row.temperature.toFixed(3)}</td>
                  <td>{count(row.labels)}</td>
                  <td>
                    {row.log_loss_before.toFixed(3)} → {row.log_loss_after.toFixed(3)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Nothing() {
  return (
    <Empty icon="clock" title="No photo was answered in this time">
      <p>Choose other days, another version or all classes, or send some photos.</p>
      <Link className="button" href="/">
        Send photos
      </Link>
    </Empty>
  );
}
