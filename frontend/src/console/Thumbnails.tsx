import type { PredictionPage } from '../api/types';
import { moment, percent, words } from '../ui/format';

/** Photos with the confidence of their answer; a click opens one alone. */
export function Thumbnails({ page }: { page: PredictionPage }) {
  return (
    <>
      <ul className="thumbnails">
        {page.predictions.map(({ prediction_id, image_url, confidence, created_at, stream }) => (
          <li key={prediction_id}>
            <a href={image_url} target="_blank" rel="noreferrer">
              <img src={image_url} alt={`Sent ${moment(created_at)}, answered with ${percent(confidence)}`} loading="lazy" decoding="async" width="120" height="120" />
            </a>
            <span className="small figures">
              {percent(confidence)} {stream && <span className="soft">{words(stream)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {page.next_cursor && <p className="soft small">The newest {page.predictions.length} are shown. Choose fewer days to see the others.</p>}
    </>
  );
}
