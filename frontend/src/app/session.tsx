import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { session as calls } from '../api/calls';
import type { Role, Session } from '../api/types';

const ROLES: readonly Role[] = ['viewer', 'annotator', 'admin'];

interface SessionContext {
  /** Nothing until the server was asked. */
  readonly session: Session | undefined;
  readonly error: unknown;
  readonly mayAct: (as: Role) => boolean;
  readonly adopt: (session: Session) => void;
  readonly refresh: () => void;
}

const Context = createContext<SessionContext | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, adopt] = useState<Session>();
  const [error, setError] = useState<unknown>();
  const refresh = useCallback(() => {
    setError(undefined);
    calls.current().then(adopt, setError);
  }, []);
  useEffect(refresh, [refresh]);
  useEffect(() => {
    // who comes back from another tab may have logged out there, or labeled what the links led to
    const onReturn = () => {
      if (document.visibilityState === 'visible') void calls.current().then(adopt, () => undefined);
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, []);
  const value = useMemo(() => ({ session, error, adopt, refresh, mayAct: (as: Role) => includes(session, as) }), [session, error, refresh]);
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionContext {
  const context = useContext(Context);
  if (!context) throw new Error('useSession needs a SessionProvider above');
  return context;
}

/** Each role includes those before it. */
function includes(session: Session | undefined, needed: Role): boolean {
  return !!session?.role && ROLES.indexOf(session.role) >= ROLES.indexOf(needed);
}
