import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../../api/call.ts';
import { ME_KEY } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { LanguageSwitch } from '../../layout/language-switch.tsx';
import { SignInForm } from '../../layout/sign-in-form.tsx';
import { nextPath } from './next-path.ts';

export function SignInPage() {
  const say = useWords('access');
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  useEffect(() => {
    document.title = `${say('access:title')} – Parix`;
  }, [say]);
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
        <PublishedLinks />
        <LanguageSwitch />
      </header>
      <main className="pw-entrance-form">
        <h1>{say('access:title')}</h1>
        <SignInForm
          onDone={(me) => {
            queries.setQueryData(ME_KEY, me);
            void navigate({ href: nextPath(next), replace: true });
          }}
        />
        <p className="pw-hint">{say('access:help')}</p>
      </main>
    </div>
  );
}

/** What anybody may read without an account; silent when there is nothing yet or it cannot be fetched. */
function PublishedLinks() {
  const say = useWords('access');
  const published = useQuery({
    queryKey: ['publications'],
    queryFn: ({ signal }) => call('listPublications', { signal }),
  });
  const latest = published.data?.items.slice(0, 3) ?? [];
  if (latest.length === 0) return null;
  return (
    <div>
      <p className="pw-small">{say('access:public')}</p>
      <ul className="pw-entrance-list">
        {latest.map((item) => (
          <li key={item.id}>
            <a href={item.url}>{item.roundTitle}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
