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
