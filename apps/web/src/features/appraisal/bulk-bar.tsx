import type { AppraisalRow, ReasonText, SetItem } from '@parix/api-contract';
import type { Decision } from '@parix/workflow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Dialog, SelectField, TextArea, TextField } from '../../ui/index.ts';
import {
  changesPoints,
  choicesOf,
  type DecisionDraft,
  needsReason,
  NO_DECISION,
  readDecision,
} from './decision-draft.ts';
import { ReasonKinds } from './reason-kinds.tsx';
import { gridKey, progressKey, queueKey } from './use-grid-saver.ts';

interface BulkProps {
  readonly roundId: string;
  readonly item: SetItem;
  readonly rows: readonly AppraisalRow[];
  readonly reasons: readonly ReasonText[];
  readonly onDone: () => void;
}

/** One decision for the rows that are marked; each gets a row of its own with the same reason. */
export function BulkBar(props: BulkProps) {
  const say = useWords('appraisal');
  const [open, setOpen] = useState(false);
  const { rows } = props;
  if (rows.length === 0) return null;
  return (
    <>
      <Button look="second" onClick={() => setOpen(true)}>
        {say('appraisal:bulk.open', { number: rows.length })}
      </Button>
      {open ? (
        <Dialog title={say('appraisal:bulk.open', { number: rows.length })} onClose={() => setOpen(false)}>
          <BulkForm {...props} onClose={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

function BulkForm({
  roundId,
  item,
  rows,
  reasons,
  onDone,
  onClose,
}: BulkProps & { readonly onClose: () => void }) {
  const say = useWords('appraisal');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<DecisionDraft>(NO_DECISION);
  const [keep, setKeep] = useState(false);
  const [first] = rows;
  const change = (part: Partial<DecisionDraft>) => setDraft({ ...draft, ...part });
  const stage = first?.stageNow ?? 'first';
  // Each row is judged by the server against its own self-score; here only what is the same for all.
  const loose = { self: { ...(first?.self ?? EMPTY), points: '0/1' }, stageNow: stage } as const;
  const { body, faults } = readDecision(draft, loose, item);
  const ready = Object.keys(faults).length === 0;
  const send = useMutation({
    mutationFn: async () => {
      const units = rows.map(({ unitId, version }) => ({ unitId, version }));
      await call('bulkDecide', { params: { roundId, itemId: item.id }, body: { ...body, units } });
      if (keep && body.reason !== null && body.reasonCode !== null) {
        const kept = {
          itemId: item.id,
          code: body.reasonCode,
          text: body.reason,
          requirement: body.requirement,
        };
        await call('addReasonText', { params: { roundId }, body: kept });
      }
    },
    onSuccess: async () => {
      await Promise.all(
        [gridKey(roundId, item.id), progressKey(roundId), queueKey(roundId), ['reason-texts', roundId]].map(
          (queryKey) => queries.invalidateQueries({ queryKey }),
        ),
      );
      onDone();
      onClose();
    },
  });
  const choices = choicesOf({ stageNow: stage, openFor: null }, item).filter((each) => each !== 'keep');
  const asks = needsReason({ stageNow: stage }, draft.decision);
  return (
    <div className="pw-stack">
      <p>{say('appraisal:bulk.text')}</p>
      <SelectField
        label={say('appraisal:column.decision')}
        value={draft.decision}
        choices={choices.map((value: Decision) => ({ value, label: say(`appraisal:decision.${value}`) }))}
        onChange={(event) =>
          change({ decision: choices.find((each) => each === event.target.value) ?? draft.decision })
        }
      />
      {changesPoints(draft.decision) ? (
        <TextField
          label={say('appraisal:points')}
          inputMode="decimal"
          value={draft.points}
          onChange={(event) => change({ points: event.target.value })}
        />
      ) : null}
      {asks ? (
        <>
          <ReasonKinds draft={draft} reasons={reasons} onChange={change} />
          <TextArea
            label={say('appraisal:reason')}
            value={draft.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
          <TextField
            label={say('appraisal:requirement')}
            maxLength={1000}
            value={draft.requirement}
            onChange={(event) => change({ requirement: event.target.value })}
          />
          <CheckField
            label={say('appraisal:bulk.keep')}
            checked={keep}
            disabled={draft.reasonCode === ''}
            onChange={(event) => setKeep(event.target.checked)}
          />
        </>
      ) : null}
      {send.isError ? <Failure error={send.error} /> : null}
      <div className="pw-actions">
        <Button
          disabled={!ready}
          busy={send.isPending && say('appraisal:rest.busy')}
          onClick={() => ready && send.mutate()}
        >
          {say('appraisal:bulk.do', { number: rows.length })}
        </Button>
        <Button look="second" onClick={onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </div>
  );
}

const EMPTY: AppraisalRow['self'] = {
  status: 'scored',
  points: null,
  printedPoints: null,
  maximum: '0',
  lost: '0',
  explanation: [],
};
