import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Path and query of the page, current after every navigation. */
export function useAddress(): URL {
  return new URL(useSyncExternalStore(subscribe, () => window.location.href));
}

export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  window.scrollTo(0, 0);
  for (const listener of listeners) listener();
}

/** Changes parts of the query, so that the address says what is to be seen; nothing takes a part out. The page stays where it is. */
export function amend(parts: Readonly<Record<string, string | undefined>>): void {
  const address = new URL(window.location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  window.history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

/** A link within the app: no reload, but a new tab where one was asked for. One to another site opens a tab of its own. */
export function Link({ href, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  if (!href.startsWith('/')) {
    return (
      <a href={href} target="_blank" rel="noreferrer" {...rest}>
        {children}
        <span className="visually-hidden"> (opens a new tab)</span>
      </a>
    );
  }
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} onClick={onClick} {...rest}>
      {children}
    </a>
  );
}
