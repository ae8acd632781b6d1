import type { AreaWork, WorkScope } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, Notice, SelectField } from '../../ui/index.ts';
import { roundUnitsQuery, useRenewGroups } from '../../appraisal-parts/groups-queries.ts';

type People = AreaWork['people'];

/** Gives units of an area to the people marked: all of them, a kind, or single ones; or takes them back from everybody. */
export function AssignDialog(props: {
  readonly roundId: string;
  readonly areaId: string;
  readonly people: People;
}) {
  const say = useWords('appraisal-groups');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="second" onClick={() => setOpen(true)}>
        {say(props.people.length > 0 ? 'appraisal-groups:assign' : 'appraisal-groups:release')}
      </Button>
      {open ? (
        <Dialog
          title={say(
            props.people.length > 0 ? 'appraisal-groups:assignTitle' : 'appraisal-groups:releaseTitle',
          )}
          onClose={() => setOpen(false)}
        >
          <AssignForm {...props} onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

function AssignForm(props: {
  readonly roundId: string;
  readonly areaId: string;
  readonly people: People;
  readonly onDone: () => void;
}) {
  const say = useWords('appraisal-groups');
  const { roundId, areaId, people, onDone } = props;
  const renew = useRenewGroups(roundId);
  const units = useQuery(roundUnitsQuery(roundId));
  const [of, setOf] = useState<WorkScope['of']>('all');
  const [kind, setKind] = useState('');
  const [unitIds, setUnitIds] = useState<readonly string[]>([]);
  const [replace, setReplace] = useState(true);
  const scope: WorkScope =
    of === 'all' ? { of } : of === 'kinds' ? { of, kinds: [kind] } : { of, unitIds: [...unitIds] };
  const ready = of === 'all' || (of === 'kinds' ? kind !== '' : unitIds.length > 0);
  const act = useMutation({
    mutationFn: async (): Promise<string> => {
      const accountIds = people.map(({ accountId }) => accountId);
      if (accountIds.length > 0) {
        const body = { areaId, scope, accountIds, replace };
        const { assigned, ended, barred } = await call('assignAppraisers', { params: { roundId }, body });
        return say('appraisal-groups:assigned', { assigned, ended, barred });
      }
      const { ended } = await call('endAppraiserAssignments', {
        params: { roundId },
        body: { areaId, scope },
      });
      return say('appraisal-groups:released', { ended });
    },
    onSuccess: () => renew(),
  });
  return (
    <Loaded query={units}>
      {(all) => (
        <div className="pw-stack">
          {people.length > 0 ? <p>{people.map(({ displayName }) => displayName).join(', ')}</p> : null}
          <SelectField
            label={say('appraisal-groups:scope')}
            value={of}
            choices={(['all', 'kinds', 'units'] as const).map((value) => ({
              value,
              label: say(`appraisal-groups:scope.${value}`, { number: all.length }),
            }))}
            onChange={(event) =>
              setOf((['all', 'kinds', 'units'] as const).find((each) => each === event.target.value) ?? of)
            }
          />
          {of === 'kinds' ? (
            <SelectField
              label={say('appraisal-groups:scope.kinds')}
              value={kind}
              choices={[
                { value: '', label: say('appraisal-groups:chooseKind') },
                ...[...new Set(all.map(({ unitKind }) => unitKind))].map((value) => ({
                  value,
                  label: value,
                })),
              ]}
              onChange={(event) => setKind(event.target.value)}
            />
          ) : null}
          {of === 'units' ? (
            <fieldset className="pw-checks">
              <legend>{say('appraisal-groups:scope.units', { number: all.length })}</legend>
              {all.map(({ unitId, unitName }) => (
                <CheckField
                  key={unitId}
                  label={unitName}
                  checked={unitIds.includes(unitId)}
                  onChange={(event) =>
                    setUnitIds(
                      event.target.checked ? [...unitIds, unitId] : unitIds.filter((each) => each !== unitId),
                    )
                  }
                />
              ))}
            </fieldset>
          ) : null}
          {people.length > 0 ? (
            <CheckField
              label={say('appraisal-groups:replace')}
              checked={replace}
              onChange={(event) => setReplace(event.target.checked)}
            />
          ) : null}
          {act.isError ? <Failure error={act.error} /> : null}
          {act.data ? <Notice tone="good">{act.data}</Notice> : null}
          <div className="pw-actions">
            <Button
              disabled={!ready}
              busy={act.isPending && say('appraisal-groups:working')}
              onClick={() => ready && act.mutate()}
            >
              {say(people.length > 0 ? 'appraisal-groups:assignDo' : 'appraisal-groups:releaseDo')}
            </Button>
            <Button look="second" onClick={onDone}>
              {say('appraisal-groups:close')}
            </Button>
          </div>
        </div>
      )}
    </Loaded>
  );
}
