import { Notice } from '../ui/Notice';
import { useNow } from '../ui/useNow';

/** Why nothing is sent right now, and for how long. */
export function WaitNotice({ until, reason }: { until: number; reason: string }) {
  const seconds = Math.max(0, Math.ceil((until - useNow(500)) / 1000));
  return (
    <Notice tone="warn">
      {reason}{' '}
      <span className="figures" aria-live="off">
        Uploads resume automatically in {seconds} s.
      </span>
    </Notice>
  );
}
