import { describe, expect, it } from 'vitest';
import { askedBy, questionOf } from './question';

const question = (search: string) => questionOf(askedBy(new URLSearchParams(search)));

describe('the address asks', () => {
  it('for all of the serving version where it says nothing', () => {
    expect(question('')).toEqual({ version: undefined, label: undefined, from: undefined, to: undefined });
  });

  it('for whole days, the last one included', () => {
    expect(question('first=2026-11-18&last=2026-11-19')).toMatchObject({ from: '2026-11-18T00:00:00Z', to: '2026-11-20T00:00:00Z' });
    expect(question('first=2026-12-31&last=2026-12-31').to).toBe('2027-01-01T00:00:00Z');
  });

  it('until now where the end is missing or lies before the start', () => {
    expect(question('first=2026-11-18')).toMatchObject({ from: '2026-11-18T00:00:00Z', to: undefined });
    expect(question('first=2026-11-18&last=2026-11-17').to).toBeUndefined();
    expect(question('last=2026-11-17').to).toBeUndefined();
  });

  it('and is not believed where it makes no sense', () => {
    expect(question('first=yesterday&last=2026-13-45')).toMatchObject({ from: undefined, to: undefined });
  });
});
