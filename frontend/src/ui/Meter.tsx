/** A share of 1 as a bar; the figure in words stands beside it, so the bar is decoration. */
export function Meter({ share, soft = false }: { share: number; soft?: boolean }) {
  return (
    <div className={soft ? 'meter soft-fill' : 'meter'} aria-hidden="true">
      <span style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </div>
  );
}
