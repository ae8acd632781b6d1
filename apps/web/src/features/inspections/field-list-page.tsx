import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Notice } from '../../ui/index.ts';
import { deviceStore } from './device-store.ts';
import { FieldFrame } from './field-frame.tsx';
import { SyncTag } from './field-sync-tag.tsx';
import type { LocalVisit } from './local-visit.ts';
import { useDeviceOwner } from './use-device-owner.ts';

/** Visits on this device, by time; opens without a network. */
export function FieldListPage() {
  const say = useWords('inspections');
  const { account, signedOut } = useDeviceOwner();
  const visits = useQuery({
    queryKey: ['device-visits', account],
    staleTime: 0,
    queryFn: () => (account === null ? [] : deviceStore.listVisits(account)),
  });
  return (
    <FieldFrame title={say('inspections:onDevice')}>
      {signedOut ? <SignInNotice next="/field-visits" /> : null}
      <Loaded query={visits}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={say('inspections:noneOnDevice')} />
          ) : (
            <ul className="pw-todo">
              {items.map((local) => (
                <FieldLine key={local.visit.id} local={local} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p>
        <Link to="/inspections">{say('inspections:toPlans')}</Link>
      </p>
    </FieldFrame>
  );
}

function FieldLine({ local }: { readonly local: LocalVisit }) {
  const { visit } = local;
  return (
    <li>
      <Link to="/field-visits/$unitId/$visitId" params={{ unitId: visit.unitId, visitId: visit.id }}>
        {visit.unitName}
      </Link>{' '}
      <span className="pw-soft">
        {showInstant(visit.startsAt)} – {showInstant(visit.endsAt)}
      </span>{' '}
      <SyncTag local={local} />
    </li>
  );
}

export function SignInNotice({ next }: { readonly next: string }) {
  const say = useWords('inspections');
  return (
    <Notice tone="warning" title={say('inspections:signedOut')}>
      <p>{say('inspections:signedOutText')}</p>
      <p>
        <Link to="/sign-in" search={{ next }}>
          {say('inspections:signIn')}
        </Link>
      </p>
    </Notice>
  );
}
