/** Where to go after the login: a path of ours, or home for anything that could lead elsewhere. */
export function safeNext(next: string | null, origin: string): string {
  if (!next?.startsWith('/')) return '/';
  if (!URL.canParse(next, origin)) return '/';
  const target = new URL(next, origin);
  if (target.origin !== origin || target.pathname.startsWith('/login')) return '/';
  return target.pathname + target.search;
}
