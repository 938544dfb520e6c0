export type Scale = readonly [low: number, high: number];

/** The interval as a line with its value as a dot, all rows on one scale. */
export function Range({ value, low, high, scale: [from, to] }: { value: number; low: number; high: number; scale: Scale }) {
  const at = (share: number) => ((share - from) / (to - from)) * 100;
  return (
    <span className="range" aria-hidden="true">
      <span className="range-line" style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
      <span className="range-dot" style={{ left: `${at(value)}%` }} />
    </span>
  );
}
