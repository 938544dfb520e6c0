import { useEffect, useState } from 'react';
import { Stopwatch } from './stopwatch';

/** Tells for how many seconds the photo of a task has been in sight; it stands still while the page is hidden. */
export function useStopwatch(taskInSight: string | undefined): () => number {
  const [stopwatch] = useState(() => new Stopwatch(() => performance.now()));
  useEffect(() => {
    if (taskInSight !== undefined) stopwatch.restart();
  }, [taskInSight, stopwatch]);
  useEffect(() => {
    const follow = () => (document.visibilityState === 'visible' ? stopwatch.resume() : stopwatch.pause());
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [stopwatch]);
  return () => stopwatch.seconds();
}
