import { useCallback, useEffect, useState } from 'react';

export interface Asked<T> {
  /** The latest answer; it stays in sight while the next question is on its way. */
  readonly value: T | undefined;
  readonly trouble: unknown;
  readonly again: () => void;
}

/** Asks when the page opens and whenever the question is another one; an answer that comes after a newer question is dropped. */
export function useAnswer<T>(ask: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ value: T | undefined; trouble: unknown }>({ value: undefined, trouble: undefined });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setState({ value, trouble: undefined }),
      (trouble: unknown) => current && setState({ value: undefined, trouble }),
    );
    return () => {
      current = false;
    };
  }, [ask, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, again };
}
