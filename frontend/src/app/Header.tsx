import logo from '../assets/logo.svg';
import { session as calls } from '../api/calls';
import type { Role } from '../api/types';
import { Icon, type IconName } from '../ui/Icon';
import { Link, navigate, useAddress } from './navigation';
import { useSession } from './session';
import { useTheme, type Theme } from './theme';

const pages: readonly { path: string; text: string; role?: Role }[] = [
  { path: '/', text: 'Photos' },
  { path: '/annotate', text: 'Annotate', role: 'annotator' },
  { path: '/console', text: 'Console', role: 'viewer' },
];

export function Header() {
  const { pathname } = useAddress();
  const { mayAct, session } = useSession();
  return (
    <header className="header">
      <Link href="/" className="brand">
        <img src={logo} alt="" width="32" height="32" />
        <span>GourmetLoop</span>
      </Link>
      <nav aria-label="Pages">
        {pages
          .filter(({ role }) => !role || mayAct(role))
          .map(({ path, text }) => (
            <Link
              key={path}
              href={(path === '/annotate' && session?.labeling_url) || path}
              aria-current={isAt(path, pathname) ? 'page' : undefined}
            >
              {text}
            </Link>
          ))}
      </nav>
      <div className="header-end">
        <ThemeButton />
        <Account />
      </div>
    </header>
  );
}

/** A page's own address, or one below it. */
function isAt(path: string, pathname: string): boolean {
  return path === pathname || (path !== '/' && pathname.startsWith(`${path}/`));
}

const themes: Record<Theme, { next: Theme; icon: IconName; text: string }> = {
  system: { next: 'light', icon: 'system', text: 'Colors follow the system. Switch to light' },
  light: { next: 'dark', icon: 'sun', text: 'Light colors. Switch to dark' },
  dark: { next: 'system', icon: 'moon', text: 'Dark colors. Switch to the system colors' },
};

function ThemeButton() {
  const [theme, choose] = useTheme();
  const { next, icon, text } = themes[theme];
  return (
    <button type="button" className="button quiet compact" aria-label={text} title={text} onClick={() => choose(next)}>
      <Icon name={icon} />
    </button>
  );
}

function Account() {
  const { pathname } = useAddress();
  const { session, adopt } = useSession();
  if (!session || pathname === '/login') return null;
  if (!session.authenticated) {
    return (
      <Link className="button quiet compact" href={pathname === '/' ? '/login' : `/login?next=${encodeURIComponent(pathname)}`}>
        Log in
      </Link>
    );
  }
  const logOut = async () => {
    await calls.logOut();
    adopt({ authenticated: false });
    navigate('/');
  };
  return (
    <div className="account">
      <span className="who" title={`${session.name}, ${session.role}`}>
        <strong>{session.name}</strong>
        <span className="soft">{session.role}</span>
      </span>
      <button type="button" className="button quiet compact" onClick={() => void logOut()}>
        Log out
      </button>
    </div>
  );
}
