import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useAccount, useServerNow } from '../api/use-me.ts';
import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button, Waiting } from '../ui/index.ts';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NoticeBell } from './notice-bell.tsx';
import { pagesFor } from './pages.ts';
import { SignOutButton } from './sign-out.tsx';

/** After going to another page the keyboard and the screen reader start at its content, not where the link was. */
function useFocusOnContent() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
}

export function Shell() {
  const say = useWords();
  useFocusOnContent();
  return (
    <>
      <a className="pw-skip" href="#content">
        {say('common:skip')}
      </a>
      <div className="pw-shell">
        <Header />
        <Navigation />
        <main id="content" className="pw-main" tabIndex={-1}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </>
  );
}

function Header() {
  const say = useWords();
  const account = useAccount();
  return (
    <header className="pw-header pw-dark">
      <Brand />
      <div className="pw-person">
        <span className="pw-person-name">
          <Link to="/account" aria-label={say('common:nav.ownAccountOf', { name: account.displayName })}>
            {account.displayName}
          </Link>
          <small>
            {account.roles.map((role) => say(`common:role.${role}`)).join(', ')}
            {account.unitName && account.unitName !== account.displayName ? ` · ${account.unitName}` : ''}
          </small>
        </span>
        <NoticeBell />
        <LanguageSwitch />
        <SignOutButton />
      </div>
    </header>
  );
}

function Navigation() {
  const say = useWords();
  const { roles } = useAccount();
  const [open, setOpen] = useState(false);
  return (
    <nav className="pw-nav" aria-label={say('common:nav.label')} data-open={open}>
      <div className="pw-nav-toggle">
        <Button look="quiet" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
          {say(open ? 'common:nav.close' : 'common:nav.open')}
        </Button>
      </div>
      <div id="menu" className="pw-nav-body">
        <ul className="pw-nav-list">
          {pagesFor(roles).map((page) => (
            <li key={page.to}>
              <Link
                to={page.to}
                activeOptions={{ exact: page.to === '/' }}
                activeProps={{ 'aria-current': 'page' }}
                onClick={() => setOpen(false)}
              >
                {say(page.label)}
              </Link>
            </li>
          ))}
        </ul>
        <ServerClock />
      </div>
    </nav>
  );
}

function ServerClock() {
  const say = useWords();
  const now = useServerNow(15);
  return (
    <p className="pw-nav-clock">
      {say('common:serverTime', { time: showInstant(new Date(now).toISOString()) })}
    </p>
  );
}
