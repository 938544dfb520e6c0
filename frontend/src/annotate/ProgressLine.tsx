import type { LabelingProgress } from '../api/types';
import { count } from '../ui/format';
import { Meter } from '../ui/Meter';

/** How far this day is. */
export function ProgressLine({ progress, saving }: { progress: LabelingProgress | undefined; saving: number }) {
  if (!progress) return null;
  const all = progress.done_today + progress.open;
  return (
    <div className="progress" aria-label="Progress" role="group">
      <Meter share={all === 0 ? 0 : progress.done_today / all} />
      <p className="small figures">
        <strong>{count(progress.done_today)}</strong> done today
        <span className="soft">
          {' · '}
          {count(progress.open)} open, {count(progress.open_blind)} of them blind
        </span>
      </p>
      <p className="small soft saving" aria-live="off">
        {saving > 0 && (
          <>
            <span className="spinner" aria-hidden="true" /> saving
          </>
        )}
      </p>
    </div>
  );
}
