import { expect, it } from 'vitest';
import { safeNext } from './next';

const origin = 'http://127.0.0.1:8080';

it('the way after the login stays on this server', () => {
  expect(safeNext('/annotate?x=1', origin)).toBe('/annotate?x=1');
});

it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/login?next=/login', '/\t/evil.example'])(
  '%j leads home',
  (next) => expect(safeNext(next, origin)).toBe('/'),
);

it.each(['/.//x.example', '/..//x.example', '/%2e//x.example', '/a/..//x.example', '/.\\/x.example', '/.//', '/./\\x.example'])('%j leads home: without its dots it is another server', (next) =>
  expect(safeNext(next, origin)).toBe('/'),
);

it('whatever is put together, a browser stays on this server', () => {
  const parts = ['/', '//', '\\', '.', '..', '%2e', '%2f', '%5c', '\t', '\n', '@', ':', '?', '#', 'x.example', 'https:', '\u3002', ' '];
  for (let index = 0; index < parts.length ** 4; index++) {
    const at = (place: number) => parts[Math.floor(index / parts.length ** place) % parts.length];
    const path = safeNext(`/${at(0)}${at(1)}${at(2)}${at(3)}`, origin);
    if (path.startsWith('//') || new URL(path, `${origin}/login`).origin !== origin) expect.fail(`${JSON.stringify([at(0), at(1), at(2), at(3)])} leads to ${path}`);
  }
});
