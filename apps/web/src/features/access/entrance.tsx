import { useEffect, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { LanguageSwitch } from '../../layout/language-switch.tsx';

/** The page before the workspace: the system's name on one side, the way in on the other. */
export function Entrance({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useWords('access');
  useEffect(() => {
    document.title = `${title} – Parix`;
  }, [title]);
  const [systemName = '', systemSubject = ''] = say('common:system').split(' – ');
  return (
    <div className="pw-entrance">
      <header className="pw-entrance-name pw-dark">
        <p className="pw-small">{say('access:workspace')}</p>
        <p className="pw-entrance-brand">
          {systemName}
          <small>{systemSubject}</small>
        </p>
        <p>{say('access:purpose')}</p>
        {aside}
        <LanguageSwitch />
      </header>
      <main className="pw-entrance-form">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
