import { describe, expect, it } from 'vitest';
import { inspect, typeOf } from './photoFile';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('a chosen file', () => {
  it('is known by its first bytes', () => {
    expect(typeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toEqual({ type: 'image/jpeg' });
    expect(typeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toEqual({ type: 'image/png' });
    expect(typeOf(bytes('RIFF\x10\0\0\0WEBPVP8 '))).toEqual({ type: 'image/webp' });
  });

  it.each([
    ['\0\0\0\x18ftypheic', 'HEIC'],
    ['\0\0\0\x18ftypmif1', 'HEIC'],
    ['\0\0\0\x18ftypavif', 'AVIF'],
    ['GIF89a', 'GIF'],
    ['%PDF-1.7', 'Unsupported file'],
  ])('that begins with %j is refused with what to do', (head, word) => {
    expect(typeOf(bytes(head))).toEqual({ refusal: expect.stringContaining(word) as string });
  });

  it('that is empty or too large is explained before it is sent', async () => {
    expect(await inspect(new File([], 'a.jpg'), 10)).toEqual({ refusal: 'This file is empty.' });
    const large = new File([new Uint8Array(26_000_000)], 'a.jpg');
    expect(await inspect(large, 25_000_000)).toEqual({ refusal: expect.stringContaining('26.0\u00a0MB; up to 25.0\u00a0MB') as string });
  });
});
