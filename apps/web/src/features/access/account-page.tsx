import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call, type Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Page, Section } from '../../ui/index.ts';
import { AccountActs } from './account-acts.tsx';
import { AccountRoles } from './account-roles.tsx';
import { AccountState } from './account-state.tsx';
import { EditAccount } from './edit-account.tsx';

export type AccountDetail = Answer<'getAccount'>;
export const accountKey = (accountId: string) => ['account', accountId] as const;

/** One person: who and where, which roles until when, and everything an administrator does about their sign-in. */
export function AccountPage() {
  const say = useWords('access');
  const { accountId } = useParams({ from: '/inside/accounts/$accountId' });
  const account = useQuery({
    queryKey: accountKey(accountId),
    queryFn: ({ signal }) => call('getAccount', { params: { accountId }, signal }),
  });
  const crumbs = [{ label: say('access:accounts.title'), to: '/accounts' }];
  return (
    <Page title={account.data?.displayName ?? say('access:account.title')} crumbs={crumbs}>
      <Loaded query={account}>
        {(detail) => (
          <>
            <Facts account={detail} />
            <AccountRoles account={detail} />
            <Section title={say('access:account.edit')}>
              <EditAccount key={detail.version} account={detail} />
            </Section>
            <AccountActs account={detail} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Facts({ account }: { readonly account: AccountDetail }) {
  const say = useWords('access');
  const at = (instant: string | null) =>
    instant === null ? say('access:accounts.never') : showInstant(instant);
  const facts = [
    ['username', account.username],
    ['email', account.email ?? '–'],
    ['unit', [account.unitName, account.divisionName].filter((name) => name !== null).join(' · ') || '–'],
    ['lastSignIn', at(account.lastSignInAt)],
    ['reviewed', account.reviewedAt === null ? '–' : showInstant(account.reviewedAt)],
    ['sessions', String(account.sessions)],
  ] as const;
  return (
    <dl className="pw-facts">
      <div>
        <dt>{say('access:accounts.state')}</dt>
        <dd>
          <AccountState state={account.state} secondFactor={account.secondFactor} />
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`access:accounts.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
