import type { Me } from '@parix/api-contract';
import { accessOf } from '../../platform/access-settings.ts';
import type { PublicContext } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findSession, idleMinutesOf, type OpenSession } from '../../platform/sessions.ts';
import { findWays, hasSecondFactor, type Ways } from './factors.queries.ts';

type Surroundings = Pick<PublicContext, 'db' | 'now' | 'config'>;

export async function describeMe(
  { db, now, config }: Surroundings,
  { person, csrfToken, state }: Pick<OpenSession, 'person' | 'csrfToken' | 'state'>,
): Promise<Me> {
  const { accountId, username, displayName, roles, unitId, unitName, divisionId, areas, locale } = person;
  return {
    account: {
      id: accountId,
      username,
      displayName,
      roles: [...roles],
      unitId,
      unitName,
      divisionId,
      areas: [...areas],
      locale,
    },
    // A locked session never gets so far.
    state: state === 'locked' ? 'open' : state,
    proofs: proofsOf(await findWays(db, accountId), config.signOn !== undefined),
    idleMinutes: idleMinutesOf(roles, accessOf(config)),
    csrfToken,
    serverTime: now.toISOString(),
  };
}

function proofsOf(ways: Ways, withSignOn: boolean): Me['proofs'] {
  const codes = ways.totp || (hasSecondFactor(ways) && (ways.recoveryCodes ?? 0) > 0);
  return [
    ...(ways.password ? (['password'] as const) : []),
    ...(codes ? (['code'] as const) : []),
    ...(ways.passkeys > 0 ? (['passkey'] as const) : []),
    ...(ways.signOn && withSignOn ? (['sign-on'] as const) : []),
  ];
}

/** The answer to a request that has just given the browser another secret. */
export async function describeNewSession(context: Surroundings, secret: string): Promise<Me> {
  const session = await findSession(context.db, secret, context.now, accessOf(context.config));
  return session ? describeMe(context, session) : refuse('not-signed-in');
}
