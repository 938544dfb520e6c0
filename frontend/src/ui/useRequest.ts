import { useCallback, useEffect, useState } from 'react';

export interface Asked<T> {
  /** The latest answer; it stays in sight while the next question is on its way. */
  readonly value: T | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/** Asks when the page opens and whenever the question is another one; an answer that comes after a newer question is dropped. */
export function useRequest<T>(ask: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({ value: undefined, error: undefined });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setState({ value, error: undefined }),
      (error: unknown) => current && setState({ value: undefined, error }),
    );
    return () => {
      current = false;
    };
  }, [ask, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, again };
}
