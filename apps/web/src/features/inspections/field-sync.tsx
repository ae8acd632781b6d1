import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { SyncTag } from './field-sync-tag.tsx';
import type { LocalVisit } from './local-visit.ts';
import { OtherAccount, syncVisit } from './sync-visit.ts';

/** How far this device and the server agree, and the button that makes them. */
export function FieldSync(props: {
  readonly local: LocalVisit;
  readonly read: () => LocalVisit;
  readonly change: (make: (local: LocalVisit) => LocalVisit) => Promise<void>;
}) {
  const say = useWords('inspections');
  const { local, read, change } = props;
  const queries = useQueryClient();
  const sync = useMutation({
    mutationFn: () => syncVisit({ read, change }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['device-visits'] }),
  });
  return (
    <div className="pw-inspect-sync">
      <p role="status">
        <SyncTag local={local} />{' '}
        {local.syncedAt === null
          ? say('inspections:neverSynced', { at: showInstant(local.loadedAt) })
          : say('inspections:syncedAt', { at: showInstant(local.syncedAt) })}
      </p>
      <Button busy={sync.isPending && say('inspections:syncing')} onClick={() => sync.mutate()}>
        {say('inspections:synchronise')}
      </Button>
      {sync.error instanceof OtherAccount ? (
        <Notice tone="bad" title={say('inspections:otherAccount')} />
      ) : sync.isError ? (
        <>
          <Failure error={sync.error} />
          <p>{say('inspections:keptHere')}</p>
        </>
      ) : null}
    </div>
  );
}
