/** Strokes on a 24 × 24 grid, drawn for this product. */
const shapes = {
  camera: 'M4 8h3l1.6-2.5h6.8L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z M12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z M12 8v4.3l2.8 1.7',
  close: 'm6.5 6.5 11 11 M17.5 6.5l-11 11',
  down: 'm6 9.5 6 6 6-6',
  eyeOff: 'M4 4l16 16 M9.9 6.2A9.3 9.3 0 0 1 12 6c5 0 8.3 4.2 9 6-.3.8-1.2 2.3-2.7 3.6 M6.3 8.300C4.6 9.6 3.4 11.2 3 12c.7 1.8 4 6 9 6 1.3 0 2.5-.3 3.6-.7 M10 10.500a2.8 2.8 0 0 0 3.7 3.9',
  flag: 'M6 21V4 M6 5c4-2.2 7 2 12 0v8.500c-5 2-8-2.2-12 0',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z M12 11v5 M12 8v.01',
  keyboard: 'M3.5 7h17a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5h-17a.5.5 0 0 1-.5-.5v-9a.5.5 0 0 1 .5-.5Z M7 10.500h.01 M10.3 10.500h.01 M13.7 10.500h.01 M17 10.500h.01 M8 14h8',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z',
  pause: 'M9 6v12 M15 6v12',
  pencil: 'M4.5 19.500l.9-3.800L16 5.100a1.4 1.4 0 0 1 2 0l.9.9a1.4 1.4 0 0 1 0 2L8.3 18.600l-3.8.9Z',
  photo: 'M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z M3.5 16l5-5 4.5 4.5 2.5-2.5 5 5 M15.5 9h.01',
  play: 'M8 5.500v13l10.5-6.500L8 5.500Z',
  retry: 'M19 12a7 7 0 1 1-2-5 M19.5 4v4h-4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M12 3v1.5 M12 19.500V21 M3 12h1.5 M19.5 12H21 M5.6 5.600l1.1 1.1 M17.3 17.300l1.1 1.1 M18.4 5.600l-1.1 1.1 M6.7 17.300l-1.1 1.1',
  system: 'M4 5h16v11H4V5Z M9 20h6 M12 16v4',
  undo: 'M8.5 5 4 9.5 8.5 14 M4.5 9.500H14a5 5 0 0 1 0 10H9',
  upload: 'M12 16V4.5 M7 9l5-5 5 5 M4 15.500V19a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3.5',
  warning: 'M12 4 2.8 19.500h18.400L12 4Z M12 10v4.5 M12 17v.01',
} as const;

export type IconName = keyof typeof shapes;

/** Always beside words, so it is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
