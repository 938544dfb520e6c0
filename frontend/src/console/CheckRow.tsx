import { useState } from 'react';
import type { CheckResult } from '../api/types';
import { DistributionPlot, HistoryPlot } from './CheckPlots';
import { CheckState } from './CheckState';
import { figure, limits, mayBeChance, type PastValue } from './drift';

interface CheckRowProps {
  readonly result: CheckResult;
  readonly past: readonly PastValue[];
  readonly seesPhotos: boolean;
}

/** One check: what it found, and on request what shows it. */
export function CheckRow({ result, past, seesPhotos }: CheckRowProps) {
  const [open, setOpen] = useState(result.status === 'fail');
  return (
    <li className="row">
      <details className="check-result" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="check-line">
            <CheckState status={result.status} />
            <strong>{result.title}</strong>
            {result.blocking && <span className="tag bad">blocks training</span>}
            {result.value !== null && <span className="figures">{figure(result.value)}</span>}
            <span className="soft small">
              {limits(result)}
              {mayBeChance(result) && '; may be chance'}
            </span>
          </span>
          <span className="check-summary">{result.summary}</span>
        </summary>
        {open && <Evidence result={result} past={past} seesPhotos={seesPhotos} />}
      </details>
    </li>
  );
}

function Evidence({ result, past, seesPhotos }: CheckRowProps) {
  const { chart, photos = [], details = [], p_value: p } = result;
  return (
    <div className="check-evidence">
      <p className="soft small">
        {result.meaning}
        {p !== null && ` Chance alone gives as much with a probability of ${figure(p)}, corrected for the number of tests.`}
      </p>
      {chart && <DistributionPlot chart={chart} />}
      {photos.length > 0 && <Photos photos={photos} visible={seesPhotos} />}
      {details.length > 0 && <Details details={details} />}
      {past.length > 1 && <HistoryPlot result={result} past={past} />}
    </div>
  );
}

function Photos({ photos, visible }: { photos: NonNullable<CheckResult['photos']>; visible: boolean }) {
  if (!visible) return <p className="soft small">Admins see here the {photos.length} photos that show it.</p>;
  return (
    <ul className="exhibits" aria-label="Photos that show it">
      {photos.map(({ prediction_id, photo_url, caption }) => (
        <li key={prediction_id}>
          <a href={photo_url} target="_blank" rel="noreferrer">
            <img src={photo_url} alt={caption} loading="lazy" />
          </a>
          <span className="small">{caption}</span>
        </li>
      ))}
    </ul>
  );
}

function Details({ details }: { details: NonNullable<CheckResult['details']> }) {
  return (
    <div className="scrolling check-parts" tabIndex={0} role="region" aria-label="Parts of the figure">
      <table className="small">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Value</th>
            <th scope="col">p-value</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {details.map(({ subject, value, p_value, text }) => (
            <tr key={subject}>
              <th scope="row">{subject}</th>
              <td className="figures">{figure(value)}</td>
              <td className="figures">{p_value === null ? '' : figure(p_value)}</td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
