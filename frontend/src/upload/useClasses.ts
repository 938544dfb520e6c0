import { useCallback, useEffect, useState } from 'react';
import { predictions } from '../api/calls';

/** The classes of the serving model; nothing until they came. Asked for again whenever somebody needs them and they are missing. */
export function useClasses(): { classes: readonly string[] | undefined; loadClasses: () => Promise<void> } {
  const [classes, setClasses] = useState<readonly string[]>();
  const loadClasses = useCallback(async () => setClasses(await predictions.classes()), []);
  useEffect(() => {
    loadClasses().catch(() => setClasses(undefined)); // the page works without; the menu asks again and tells why not
  }, [loadClasses]);
  return { classes, loadClasses };
}
