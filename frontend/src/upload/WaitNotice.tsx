import { Notice } from '../ui/Notice';
import { useNow } from '../ui/useNow';

/** Why nothing is sent right now, and for how long. */
export function WaitNotice({ until, reason, waiting }: { until: number; reason: string; waiting: number }) {
  const seconds = Math.max(0, Math.ceil((until - useNow(500)) / 1000));
  return (
    <Notice tone="warn">
      {reason}{' '}
      <span className="figures" aria-live="off">
        {waiting === 1 ? 'The photo goes' : `${waiting} photos go`} on by {waiting === 1 ? 'itself' : 'themselves'} in {seconds} s.
      </span>
    </Notice>
  );
}
