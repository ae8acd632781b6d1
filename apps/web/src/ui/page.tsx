import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** Title, way back and acts of one page; also names the browser tab. */
export function Page({
  title,
  crumbs = [],
  lead,
  actions,
  wide = false,
  children,
}: {
  readonly title: string;
  /** Pages between home and this one; null on the home page itself. */
  readonly crumbs?: readonly Crumb[] | null;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const say = useWords();
  useEffect(() => {
    document.title = `${title} – Parix`;
  }, [title]);
  return (
    <div className="pw-page" data-wide={wide || undefined}>
      <div className="pw-stack">
        {crumbs === null ? null : (
          <nav aria-label={say('common:crumbs')}>
            <ol className="pw-crumbs">
              <li>
                <Link to="/">{say('common:nav.home')}</Link>
              </li>
              {crumbs.map((crumb) => (
                <li key={crumb.to}>
                  <Link to={crumb.to}>{crumb.label}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="pw-title">
          <div>
            <h1>{title}</h1>
            {lead ? <div className="pw-soft">{lead}</div> : null}
          </div>
          {actions ? <div className="pw-actions">{actions}</div> : null}
        </div>
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="pw-section">
      <div className="pw-title">
        <div>
          <h2>{title}</h2>
        </div>
        {actions ? <div className="pw-actions">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
