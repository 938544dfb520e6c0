import { fileSize } from '../ui/format';

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';

/** What the first bytes of a file say: a photo of a type that the server reads, or why it is none. */
export type Inspection = { type: PhotoType } | { refusal: string };

export const ACCEPTED = 'image/jpeg,image/png,image/webp';

export async function inspect(file: File, maxBytes: number | undefined): Promise<Inspection> {
  if (file.size === 0) return { refusal: 'This file is empty.' };
  if (maxBytes !== undefined && file.size > maxBytes) {
    return {
      refusal: `This photo has ${fileSize(file.size)}; up to ${fileSize(maxBytes)} are accepted. Export it smaller and try again.`,
    };
  }
  return typeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
}

/** By content: names and declared types are often wrong. */
export function typeOf(head: Uint8Array): Inspection {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return { type: 'image/jpeg' };
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47])) return { type: 'image/png' };
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return { type: 'image/webp' };
  if (ascii(head, 4, 8) === 'ftyp') {
    return {
      refusal: /^(hei|hev|mif|msf)/.test(ascii(head, 8, 12))
        ? 'This is an HEIC photo, which browsers cannot convert. Save it as JPEG first; on an iPhone: Settings, Camera, Formats, Most Compatible.'
        : 'This is a video or an AVIF picture. Send a JPEG, PNG or WebP photo.',
    };
  }
  if (ascii(head, 0, 3) === 'GIF') return { refusal: 'This is a GIF. Send a JPEG, PNG or WebP photo.' };
  return { refusal: 'Unsupported file. Send a JPEG, PNG or WebP file.' };
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.slice(from, to));
}
