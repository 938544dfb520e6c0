import { expect, it } from 'vitest';
import { Stopwatch } from './stopwatch';

it('a stopwatch counts what was seen, without the time that the page was hidden', () => {
  let now = 1000;
  const stopwatch = new Stopwatch(() => now);
  stopwatch.restart();
  now = 2500;
  stopwatch.pause();
  now = 60_000;
  stopwatch.resume();
  now = 60_250;
  expect(stopwatch.seconds()).toBe(1.75);
  stopwatch.restart();
  expect(stopwatch.seconds()).toBe(0);
});
