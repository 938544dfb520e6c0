import { useEffect, useRef, useState, type FormEvent } from 'react';
import { session as calls } from '../api/calls';
import { sentenceOf } from '../api/problem';
import { navigate, useAddress } from '../app/navigation';
import { useSession } from '../app/session';
import { Notice } from '../ui/Notice';
import { safeNext } from './next';
import './login.css';

export default function LoginPage() {
  const address = useAddress();
  const { session, adopt } = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const password = useRef<HTMLInputElement>(null);
  const next = safeNext(address.searchParams.get('next'), address.origin);

  useEffect(() => {
    if (session?.authenticated) navigate(next, 'replace');
  }, [session, next]);

  const logIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      adopt(await calls.logIn(String(form.get('name')).trim(), String(form.get('password')), form.has('remember')));
    } catch (caught) {
      setError(caught);
      password.current?.select();
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="card login" onSubmit={(event) => void logIn(event)} aria-busy={busy}>
      <div>
        <h1>Log in</h1>
        <p className="soft">For annotators and operators. Sending a photo needs no account.</p>
      </div>
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      <label className="field">
        Name
        <input className="input" name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} required maxLength={100} autoFocus />
      </label>
      <label className="field">
        Password
        <input ref={password} className="input" name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </label>
      <label className="check">
        <input type="checkbox" name="remember" />
        Remember me on this device
      </label>
      <button className="button primary" disabled={busy}>
        {busy && <span className="spinner" aria-hidden="true" />}
        Log in
      </button>
      <p className="soft small">
        The first start prints the password of <strong>admin</strong>. Lost it? <code>gourmetloop users reset-password admin</code>
      </p>
    </form>
  );
}
