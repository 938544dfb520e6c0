import * as Plot from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';

const TICK_WIDTH = 90;

interface PlotFigureProps {
  /** What a reader who does not see the chart should know. */
  readonly label: string;
  readonly height: number;
  /** `ticks` fit the width without touching each other. */
  readonly options: (ticks: number) => Plot.PlotOptions;
}

/** An Observable Plot as wide as its place; colors come from CSS, so that light and dark need no second drawing. */
export function PlotFigure({ label, height, options }: PlotFigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useEffect(() => {
    if (width === 0) return;
    const plot = Plot.plot({ width, height, style: { background: 'none', overflow: 'visible' }, ...options(Math.max(2, Math.floor(width / TICK_WIDTH))) });
    plot.setAttribute('aria-hidden', 'true'); // its place has the words
    place.current?.replaceChildren(plot);
  }, [width, height, options]);
  return <div ref={place} className="plot" role="img" aria-label={label} style={{ minHeight: height }} />;
}

function useWidth(place: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
