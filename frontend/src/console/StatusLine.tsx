import type { Readiness } from '../api/types';
import { Icon } from '../ui/Icon';

/** Which version serves, and whether all that it leans on is there. */
export function StatusLine({ version, readiness }: { version: string | null; readiness: Readiness }) {
  const dependencies = Object.entries(readiness.dependencies);
  return (
    <ul className="status-line" aria-label="State of the server">
      <li className={version ? 'tag' : 'tag bad'}>{version ? `serving ${version}` : 'no model'}</li>
      <li className={readiness.status === 'ready' ? 'tag good' : readiness.status === 'degraded' ? 'tag warn' : 'tag bad'}>
        <Icon name={readiness.status === 'ready' ? 'check' : 'warning'} />
        {readiness.status}
      </li>
      {dependencies.map(([name, { state, detail }]) => (
        <li key={name} className={state === 'up' ? 'tag' : 'tag bad'} title={detail ?? undefined}>
          <Icon name={state === 'up' ? 'check' : 'warning'} />
          {name.replace(/_/g, ' ')} {state}
          {state === 'down' && detail ? `: ${detail}` : ''}
        </li>
      ))}
    </ul>
  );
}
