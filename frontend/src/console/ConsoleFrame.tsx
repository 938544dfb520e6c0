import type { ReactNode } from 'react';
import { Link, useAddress } from '../app/navigation';
import { sections } from './sections';
import './console.css';

/** What is around every page of the console: the way to the others. */
export default function ConsoleFrame({ children }: { children: ReactNode }) {
  const { pathname } = useAddress();
  return (
    <>
      <nav className="console-nav" aria-label="Console">
        {sections.map(({ path, title }) => (
          <Link key={path} href={path} aria-current={path === pathname ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}
