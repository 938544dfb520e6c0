import type { ReactNode } from 'react';
import { Link } from '../app/navigation';
import { useSession } from '../app/session';

/** The way to where photos are labeled: the built-in annotator, or Label Studio. */
export function LabelLink({ className, children }: { className?: string; children: ReactNode }) {
  const address = useSession().session?.labeling_url ?? '/annotate';
  return (
    <Link href={address} className={className}>
      {children}
    </Link>
  );
}
