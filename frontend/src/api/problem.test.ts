import { describe, expect, it } from 'vitest';
import { cookie } from './http';
import { ApiError, errorOf, parseRetryAfter, sentenceOf } from './problem';

describe('an answer that is an error', () => {
  it('keeps the code, the detail and the time to wait', () => {
    const body = JSON.stringify({ code: 'QUEUE_FULL', detail: 'All workers are busy.', request_id: 'r7' });
    const error = errorOf(503, body, '3');
    expect(error).toMatchObject({ code: 'QUEUE_FULL', status: 503, message: 'All workers are busy.', requestId: 'r7', retryAfterSeconds: 3 });
    expect(error.temporary).toBe(true);
  });

  it('from something that is not our server still says what to do', () => {
    const error = errorOf(413, '<html>nginx</html>', null);
    expect(error.code).toBe('UNEXPECTED');
    expect(error.message).toContain('Send a smaller one');
    expect(error.temporary).toBe(false);
  });

  it('names the request when nobody but the operator can help', () => {
    expect(sentenceOf(new ApiError('INTERNAL', 500, 'Something went wrong.', 'r9'))).toContain('r9');
  });
});

it('a Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  expect(parseRetryAfter('30', now)).toBe(30);
  expect(parseRetryAfter('Fri, 20 Nov 2026 10:00:10 GMT', now)).toBe(10);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(null, now)).toBeUndefined();
});

it('a cookie is found by its whole name', () => {
  expect(cookie('gl_csrf', 'x_gl_csrf=no; gl_csrf=a%3Db')).toBe('a=b');
  expect(cookie('gl_csrf', '')).toBeUndefined();
});
