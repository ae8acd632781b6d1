import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page, Section } from '../../ui/index.ts';
import { type OwnAccount, ownAccountQuery } from './own-account-query.ts';
import { OwnDelegations } from './own-delegations.tsx';
import { OwnFactors } from './own-factors.tsx';
import { OwnIdentity } from './own-identity.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** What a person keeps themselves: name and language, how they sign in, where they are signed in, who stands in for them. */
export function OwnAccountPage() {
  const say = useWords('access');
  const account = useQuery(ownAccountQuery);
  return (
    <Page title={say('access:own.title')} lead={say('access:own.lead')}>
      <Loaded query={account}>
        {(own) => (
          <>
            <OwnIdentity own={own} />
            {own.hasPassword ? <OwnPassword own={own} /> : null}
            <OwnFactors own={own} />
            <OwnSessions />
            <OwnDelegations />
            <OwnRoles own={own} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function OwnRoles({ own }: { readonly own: OwnAccount }) {
  const say = useWords('access');
  return (
    <Section title={say('access:own.roles')}>
      <p className="pw-soft">{say('access:own.rolesText')}</p>
      <ul className="pw-lines">
        {own.roles.map((grant) => (
          <li key={grant.id}>
            <strong>{say(`common:role.${grant.role}`)}</strong>{' '}
            {say(grant.endsAt === null ? 'access:roles.since' : 'access:roles.span', {
              from: showInstant(grant.startsAt),
              to: grant.endsAt === null ? '' : showInstant(grant.endsAt),
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
