import type { OwnInterests } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure, Loaded } from '../states/loaded.tsx';
import { Button, Dialog, Notice, Section, SelectField, TextField } from '../ui/index.ts';
import { ownInterestsQuery, roundUnitsQuery, useRenewGroups } from './groups-queries.ts';

/** What the person has declared, or must declare before they can judge. */
export function OwnInterestsSection({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal-groups');
  const own = useQuery(ownInterestsQuery(roundId));
  return (
    <Section title={say('appraisal-groups:own')} actions={<DeclareButton roundId={roundId} own={own.data} />}>
      <Loaded query={own}>
        {(interests) => (
          <>
            {interests.required ? (
              <Notice tone="warning" title={say('appraisal-groups:undeclared')} quiet>
                {say('appraisal-groups:undeclaredNext')}
              </Notice>
            ) : (
              <p>
                {interests.declaredAt
                  ? say('appraisal-groups:declaredAt', { at: showInstant(interests.declaredAt) })
                  : say('appraisal-groups:notNeeded')}
              </p>
            )}
            {interests.conflicts.length > 0 ? (
              <ul className="pw-todo">
                {interests.conflicts.map((conflict) => (
                  <li key={conflict.id}>
                    <span>
                      <strong>{conflict.unitName}</strong>: {conflict.reason}
                    </span>
                  </li>
                ))}
              </ul>
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** On the page where units are judged: what stands in the way, with the way out beside it. */
export function DeclareFirst({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal-groups');
  const own = useQuery(ownInterestsQuery(roundId));
  if (own.isError) return <Failure error={own.error} again={() => void own.refetch()} />;
  if (!own.data?.required) return null;
  return (
    <Notice tone="warning" title={say('appraisal-groups:undeclared')} quiet>
      <p>{say('appraisal-groups:undeclaredNext')}</p>
      <div className="pw-actions">
        <DeclareButton roundId={roundId} own={own.data} />
      </div>
    </Notice>
  );
}

function DeclareButton({
  roundId,
  own,
}: {
  readonly roundId: string;
  readonly own: OwnInterests | undefined;
}) {
  const say = useWords('appraisal-groups');
  const [open, setOpen] = useState(false);
  if (!own) return null;
  const words = say(own.declaredAt ? 'appraisal-groups:declareMore' : 'appraisal-groups:declare');
  return (
    <>
      <Button look={own.required ? 'main' : 'second'} onClick={() => setOpen(true)}>
        {words}
      </Button>
      {open ? (
        <Dialog title={words} onClose={() => setOpen(false)}>
          <DeclareForm roundId={roundId} own={own} onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

interface Declared {
  readonly unitId: string;
  readonly reason: string;
}

function DeclareForm(props: {
  readonly roundId: string;
  readonly own: OwnInterests;
  readonly onDone: () => void;
}) {
  const say = useWords('appraisal-groups');
  const { roundId, own, onDone } = props;
  const renew = useRenewGroups(roundId);
  const units = useQuery(roundUnitsQuery(roundId));
  const [listed, setListed] = useState<readonly Declared[]>([]);
  const [next, setNext] = useState<Declared>({ unitId: '', reason: '' });
  const named = new Set([...listed, ...own.conflicts].map(({ unitId }) => unitId));
  const nameOf = (id: string) => units.data?.find((unit) => unit.unitId === id)?.unitName ?? id;
  const isWhole = next.unitId !== '' && next.reason.trim() !== '';
  const declare = useMutation({
    mutationFn: () => {
      const conflicts = isWhole ? [...listed, next] : listed;
      return call('declareInterests', { params: { roundId }, body: { conflicts: [...conflicts] } });
    },
    onSuccess: async () => {
      await renew();
      onDone();
    },
  });
  const add = () => {
    setListed([...listed, next]);
    setNext({ unitId: '', reason: '' });
  };
  return (
    <div className="pw-stack">
      <p>{say('appraisal-groups:declareHint')}</p>
      {units.isError ? <Failure error={units.error} again={() => void units.refetch()} /> : null}
      <ul className="pw-todo">
        {listed.map(({ unitId, reason }) => (
          <li key={unitId}>
            <span>
              <strong>{nameOf(unitId)}</strong>: {reason}
            </span>
            <Button
              look="quiet"
              size="small"
              aria-label={say('appraisal-groups:unlist', { unit: nameOf(unitId) })}
              onClick={() => setListed(listed.filter((each) => each.unitId !== unitId))}
            >
              {say('appraisal-groups:remove')}
            </Button>
          </li>
        ))}
      </ul>
      <SelectField
        label={say('appraisal-groups:conflictUnit')}
        value={next.unitId}
        choices={[
          { value: '', label: say('appraisal-groups:chooseUnit') },
          ...(units.data ?? [])
            .filter(({ unitId }) => !named.has(unitId))
            .map(({ unitId, unitName }) => ({ value: unitId, label: unitName })),
        ]}
        onChange={(event) => setNext({ ...next, unitId: event.target.value })}
      />
      <TextField
        label={say('appraisal-groups:conflictReason')}
        maxLength={1000}
        value={next.reason}
        onChange={(event) => setNext({ ...next, reason: event.target.value })}
      />
      <div className="pw-actions">
        <Button look="second" size="small" disabled={!isWhole} onClick={add}>
          {say('appraisal-groups:list')}
        </Button>
      </div>
      <p className="pw-prewrap">
        <strong>{own.statement}</strong>
      </p>
      {declare.isError ? <Failure error={declare.error} /> : null}
      <div className="pw-actions">
        <Button
          busy={declare.isPending && say('appraisal-groups:working')}
          disabled={next.unitId !== '' && !isWhole}
          onClick={() => declare.mutate()}
        >
          {say('appraisal-groups:agree')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </div>
  );
}
