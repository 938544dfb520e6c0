/**
 * Where to go after the login: a path of this server, or home for anything that could lead elsewhere. The path that is
 * returned is resolved once more, since dot segments can vanish and leave `//host`, which names another server.
 */
export function safeNext(next: string | null, origin: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return '/';
  const { pathname, search } = new URL(next, origin);
  const path = pathname + search;
  const leadsHere = URL.canParse(path, origin) && new URL(path, origin).origin === origin && !path.startsWith('//');
  return leadsHere && !pathname.startsWith('/login') ? path : '/';
}
