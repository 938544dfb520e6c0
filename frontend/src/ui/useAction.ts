import { useState } from 'react';

/** Runs one change at a time, then refreshes; keeps the error of a change that failed. */
export function useAction(onChange: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const act = async (change: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await change();
    } catch (caught) {
      setError(caught);
    }
    await onChange();
    setBusy(false);
  };
  return { busy, error, act };
}
