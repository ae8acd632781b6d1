import type { Me } from '@parix/api-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ME_KEY, useSessionQuery } from '../../api/use-me.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { SignInForm } from '../../layout/sign-in-form.tsx';
import { Notice, Waiting } from '../../ui/index.ts';
import { EnrolFactor } from './enrol-factor.tsx';
import { Entrance } from './entrance.tsx';
import { nextPath } from './next-path.ts';
import { isSignOnProblem } from './sign-on-problems.ts';

/** All ways in, step by step, up to a session that is open. A sign-in that was begun before goes on where it stood. */
export function SignInPage() {
  const say = useWords('access');
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const before = useSessionQuery();
  const [entered, setEntered] = useState<Me | null>(null);
  const me = entered ?? (before.data && before.data.state !== 'open' ? before.data : null);
  const enter = (now: Me) => {
    setEntered(now);
    if (now.state !== 'open') return;
    queries.setQueryData(ME_KEY, now);
    void navigate({ href: nextPath(next), replace: true });
  };
  if (before.isPending) return <Waiting />;
  const enrolling = me?.state === 'enrolment';
  return (
    <Entrance title={say(enrolling ? 'access:enrol.title' : 'access:title')} aside={<PublishedLinks />}>
      <Problem />
      {enrolling ? (
        <EnrolFactor me={me} onDone={enter} />
      ) : (
        <>
          <SignInForm
            pending={me?.state === 'second-factor' ? me : null}
            next={nextPath(next)}
            onDone={enter}
          />
          <p>
            <Link to="/forgot-password">{say('access:forgot.link')}</Link>
          </p>
          <p className="pw-hint">{say('access:help')}</p>
        </>
      )}
    </Entrance>
  );
}

/** Why the single sign-on service did not lead in, or what has just been done with a link. */
function Problem() {
  const say = useWords('access');
  const { problem, done } = useSearch({ from: '/sign-in' });
  if (isSignOnProblem(problem)) return <Notice tone="bad">{say(`access:signOn.${problem}`)}</Notice>;
  return done === 'password' ? <Notice tone="good">{say('access:link.resetDone')}</Notice> : null;
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
