import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import type { Role } from '../api/types';
import { sentenceOf } from '../api/problem';
import { sections } from '../console/sections';
import { Busy, Empty, Notice } from '../ui/Notice';
import { UploadPage } from '../upload/UploadPage';
import { Header } from './Header';
import { ErrorBoundary } from './ErrorBoundary';
import { Link, navigate, useAddress } from './navigation';
import { useSession } from './session';
import './shell.css';

const AnnotatePage = lazy(() => import('../annotate/AnnotatePage'));
const ConsoleFrame = lazy(() => import('../console/ConsoleFrame'));
const LoginPage = lazy(() => import('../login/LoginPage'));

interface Route {
  readonly title: string;
  readonly page: ReactNode;
}

const routes: Readonly<Record<string, Route>> = {
  '/': { title: 'GourmetLoop', page: <UploadPage /> },
  '/annotate': { title: 'Annotate · GourmetLoop', page: <For role="annotator" page={<AnnotatePage />} /> },
  '/login': { title: 'Log in · GourmetLoop', page: <LoginPage /> },
  ...Object.fromEntries(
    sections.map(({ path, title, page }) => [
      path,
      { title: `${title} · GourmetLoop`, page: <For role="viewer" page={<ConsoleFrame>{page}</ConsoleFrame>} /> },
    ]),
  ),
};

const notFound: Route = { title: 'Not found · GourmetLoop', page: <NotFound /> };

export function App() {
  const { pathname } = useAddress();
  const route = routes[pathname] ?? notFound;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    document.title = route.title;
    if (shown.current !== pathname) main.current?.focus(); // a screen reader starts at the new page
    shown.current = pathname;
  }, [pathname, route.title]);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Busy>Opening the page</Busy>}>{route.page}</Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

/** A page for some roles: others log in first, or learn that theirs is not enough. */
function For({ role, page }: { role: Role; page: ReactNode }) {
  const { session, error, mayAct, refresh } = useSession();
  const { pathname, search } = useAddress();
  const stranger = session?.authenticated === false;
  useEffect(() => {
    if (stranger) navigate(`/login?next=${encodeURIComponent(pathname + search)}`, 'replace');
  }, [stranger, pathname, search]);

  if (error) {
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={refresh}>Try again</button>}>
        {sentenceOf(error)}
      </Notice>
    );
  }
  if (!session || stranger) return <Busy>One moment</Busy>;
  if (mayAct(role)) return page;
  return (
    <Empty icon="eyeOff" title="This page is not for your account">
      <p>
        You are logged in as {session.name}, a {session.role}. This page needs the role {role}: ask an admin for it.
      </p>
      <Link className="button" href="/">
        Back to upload
      </Link>
    </Empty>
  );
}

function NotFound() {
  return (
    <Empty icon="info" title="There is no such page">
      <p>The address may be mistyped, or the page has moved.</p>
      <Link className="button" href="/">
        Back to upload
      </Link>
    </Empty>
  );
}
