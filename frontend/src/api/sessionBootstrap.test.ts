import { expect, it } from 'vitest';
import { SessionBootstrap } from './sessionBootstrap';

it('the first request of a stranger goes alone, the others follow its answer', async () => {
  let known = false;
  let answerFirst = (): void => {};
  const asked: string[] = [];
  const sessionBootstrap = new SessionBootstrap(() => known);
  const first = sessionBootstrap.ask(() => {
    asked.push('first');
    return new Promise<void>((resolve) => (answerFirst = resolve));
  });
  const second = sessionBootstrap.ask(async () => void asked.push('second'));
  await Promise.resolve();
  expect(asked).toEqual(['first']);

  known = true;
  answerFirst();
  await Promise.all([first, second]);
  expect(asked).toEqual(['first', 'second']);
});

it('a first request that fails holds nobody back', async () => {
  const sessionBootstrap = new SessionBootstrap(() => false);
  const first = sessionBootstrap.ask(() => Promise.reject(new Error('away')));
  const second = sessionBootstrap.ask(async () => 'answer');
  await expect(first).rejects.toThrow('away');
  await expect(second).resolves.toBe('answer');
});

it('somebody who is known waits for nothing', () => {
  const asked: number[] = [];
  const sessionBootstrap = new SessionBootstrap(() => true);
  for (const number of [1, 2]) void sessionBootstrap.ask(async () => void asked.push(number));
  expect(asked).toEqual([1, 2]);
});
