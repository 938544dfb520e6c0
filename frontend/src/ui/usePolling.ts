import { useCallback, useEffect, useRef, useState } from 'react';

export interface Polled<T> {
  /** The latest that came; it stays while a later attempt fails. */
  readonly value: T | undefined;
  readonly error: unknown;
  readonly at: number | undefined;
  readonly refresh: () => Promise<void>;
}

/** Loads at once and then every so often while the page is in sight; never two loads at a time. */
export function usePolling<T>(load: () => Promise<T>, everyMs: number): Polled<T> {
  const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>({ value: undefined, error: undefined, at: undefined });
  const running = useRef<Promise<void>>(undefined);

  const refresh = useCallback(() => {
    running.current ??= load()
      .then((value) => setState({ value, error: undefined, at: Date.now() }))
      .catch((error: unknown) => setState((before) => ({ ...before, error })))
      .finally(() => (running.current = undefined));
    return running.current;
  }, [load]);

  useEffect(() => {
    void refresh();
    const inSight = () => document.visibilityState === 'visible' && void refresh();
    const timer = setInterval(inSight, everyMs);
    document.addEventListener('visibilitychange', inSight);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', inSight);
    };
  }, [refresh, everyMs]);

  return { ...state, refresh };
}
