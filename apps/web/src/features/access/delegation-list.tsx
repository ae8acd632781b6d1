import type { Answer } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/index.ts';

export type Delegation = Answer<'listOwnDelegations'>['items'][number];

export function DelegationList({
  delegations,
  mayRevoke,
  onRevoke,
}: {
  readonly delegations: readonly Delegation[];
  readonly mayRevoke: (delegation: Delegation) => boolean;
  readonly onRevoke: (id: string) => void;
}) {
  const say = useWords('access');
  if (delegations.length === 0) return <p>{say('access:delegations.none')}</p>;
  return (
    <ul className="pw-lines">
      {delegations.map((delegation) => {
        const people = { from: delegation.from.displayName, to: delegation.to.displayName };
        return (
          <li key={delegation.id} className="pw-line">
            <strong>{say('access:delegations.line', people)}</strong>
            {say('access:roles.span', {
              from: showInstant(delegation.startsAt),
              to: showInstant(delegation.endsAt),
            })}
            <span className="pw-soft">{delegation.reason}</span>
            {mayRevoke(delegation) ? (
              <Button
                look="second"
                size="small"
                aria-label={say('access:delegations.revokeOf', people)}
                onClick={() => onRevoke(delegation.id)}
              >
                {say('access:delegations.revoke')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
