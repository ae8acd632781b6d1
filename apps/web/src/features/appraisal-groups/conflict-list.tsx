import type { InterestConflict } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, SelectField, Tag, TextField } from '../../ui/index.ts';
import {
  groupsKey,
  roundUnitsQuery,
  useAppraisers,
  useRenewGroups,
} from '../../appraisal-parts/groups-queries.ts';

/** Interests that bar people from units, those lifted included. */
export function ConflictList({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal-groups');
  const conflicts = useInfiniteQuery({
    queryKey: [...groupsKey(roundId), 'conflicts'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listInterestConflicts', {
        params: { roundId },
        query: { cursor: pageParam || undefined, ended: 'true' },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <div className="pw-stack">
      <Paged query={conflicts} empty={<Empty title={say('appraisal-groups:noConflict')} />}>
        {(items: readonly InterestConflict[]) => (
          <ul className="pw-todo">
            {items.map((conflict) => (
              <ConflictLine key={conflict.id} roundId={roundId} conflict={conflict} />
            ))}
          </ul>
        )}
      </Paged>
      <AddConflict roundId={roundId} />
    </div>
  );
}

function ConflictLine({
  roundId,
  conflict,
}: {
  readonly roundId: string;
  readonly conflict: InterestConflict;
}) {
  const say = useWords('appraisal-groups');
  const renew = useRenewGroups(roundId);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useMutation({
    mutationFn: () =>
      call('endInterestConflict', {
        params: { roundId, conflictId: conflict.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: async () => {
      await renew();
      setOpen(false);
    },
  });
  const title = say('appraisal-groups:liftOf', { person: conflict.person, unit: conflict.unitName });
  return (
    <li>
      <span>
        <strong>{conflict.person}</strong> – {conflict.unitName}: {conflict.reason}{' '}
        <span className="pw-soft pw-small">
          {say('appraisal-groups:declaredBy', {
            who: conflict.declaredBy ?? '–',
            at: showInstant(conflict.declaredAt),
          })}
        </span>{' '}
        {conflict.endedAt ? (
          <Tag>{say('appraisal-groups:lifted', { reason: conflict.endReason ?? '' })}</Tag>
        ) : null}
      </span>
      {conflict.endedAt ? null : (
        <Button look="quiet" size="small" aria-label={title} onClick={() => setOpen(true)}>
          {say('appraisal-groups:lift')}
        </Button>
      )}
      {open ? (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <TextField
            label={say('appraisal-groups:reason')}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {lift.isError ? <Failure error={lift.error} /> : null}
          <div className="pw-actions">
            <Button
              disabled={!reason.trim()}
              busy={lift.isPending && say('appraisal-groups:working')}
              onClick={() => reason.trim() && lift.mutate()}
            >
              {say('appraisal-groups:lift')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </li>
  );
}

function AddConflict({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal-groups');
  const renew = useRenewGroups(roundId);
  const people = useAppraisers(roundId);
  const units = useQuery(roundUnitsQuery(roundId));
  const [wanted, setWanted] = useState({ accountId: '', unitId: '', reason: '' });
  const whole = wanted.accountId && wanted.unitId && wanted.reason.trim();
  const add = useMutation({
    mutationFn: () => call('addInterestConflict', { params: { roundId }, body: wanted }),
    onSuccess: async () => {
      setWanted({ accountId: '', unitId: '', reason: '' });
      await renew();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole && !add.isPending) add.mutate();
  };
  return (
    <form className="pw-form-row" onSubmit={submit} aria-label={say('appraisal-groups:addConflict')}>
      <SelectField
        label={say('appraisal-groups:column.person')}
        value={wanted.accountId}
        choices={[
          { value: '', label: say('appraisal-groups:choosePerson') },
          ...(people.data ?? []).map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
        onChange={(event) => setWanted({ ...wanted, accountId: event.target.value })}
      />
      <SelectField
        label={say('appraisal-groups:conflictUnit')}
        value={wanted.unitId}
        choices={[
          { value: '', label: say('appraisal-groups:chooseUnit') },
          ...(units.data ?? []).map(({ unitId, unitName }) => ({ value: unitId, label: unitName })),
        ]}
        onChange={(event) => setWanted({ ...wanted, unitId: event.target.value })}
      />
      <TextField
        label={say('appraisal-groups:conflictReason')}
        maxLength={1000}
        value={wanted.reason}
        onChange={(event) => setWanted({ ...wanted, reason: event.target.value })}
      />
      <Button
        type="submit"
        look="second"
        disabled={!whole}
        busy={add.isPending && say('appraisal-groups:working')}
      >
        {say('appraisal-groups:addConflict')}
      </Button>
      {add.isError ? <Failure error={add.error} /> : null}
    </form>
  );
}
