import type { ProcedureHistory, ProcedureRow } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { RecountNotice } from '../../dossier-parts/recount-notice.tsx';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Dialog, Page, Section, Tag } from '../../ui/index.ts';
import { ProcedureForm } from './procedure-form.tsx';
import { levelWords, spanWords, timeWords } from './procedure-words.ts';

/** One procedure through the years: what it was for dossiers received on a day. */
export function ProcedurePage() {
  const { code } = useParams({ from: '/inside/procedures/$code/rows' });
  const procedure = useQuery({
    queryKey: ['procedure', code],
    queryFn: ({ signal }) => call('getProcedure', { params: { code }, signal }),
  });
  return <Loaded query={procedure}>{(history) => <History history={history} />}</Loaded>;
}

function History({ history }: { readonly history: ProcedureHistory }) {
  const say = useWords('procedures', 'working-calendar');
  const manages = mightEver(useAccount().roles, 'procedures.manage');
  const [open, setOpen] = useState<{ row: ProcedureRow; act: 'next' | 'change' } | null>(null);
  const last = history.rows.at(-1);
  return (
    <Page
      title={last?.name ?? history.code}
      lead={say('procedures:codeIs', { code: history.code })}
      crumbs={[{ label: say('procedures:title'), to: '/procedures' }]}
      actions={
        manages && last ? (
          <Button onClick={() => setOpen({ row: last, act: 'next' })}>{say('procedures:next')}</Button>
        ) : undefined
      }
    >
      <RecountNotice />
      {history.rows.toReversed().map((row) => (
        <Section
          key={row.validFrom}
          title={spanWords(row, say)}
          actions={
            manages ? (
              <Button look="second" onClick={() => setOpen({ row, act: 'change' })}>
                {say('procedures:change')}
              </Button>
            ) : undefined
          }
        >
          <RowFacts row={row} />
        </Section>
      ))}
      {open ? (
        <Dialog
          title={say(open.act === 'next' ? 'procedures:next' : 'procedures:changeTitle', {
            span: spanWords(open.row, say),
          })}
          onClose={() => setOpen(null)}
        >
          <ProcedureForm row={open.row} act={open.act} onDone={() => setOpen(null)} />
        </Dialog>
      ) : null}
    </Page>
  );
}

function RowFacts({ row }: { readonly row: ProcedureRow }) {
  const say = useWords('procedures');
  const yesNo = (value: boolean) => say(value ? 'procedures:yes' : 'procedures:no');
  const facts = [
    [say('procedures:column.name'), row.name],
    [say('procedures:column.sector'), row.sector],
    [say('procedures:timeField'), timeWords(row, say)],
    [say('procedures:counting'), say(`procedures:counting.${row.counting}`)],
    [say('procedures:lateness'), say(`procedures:lateness.${row.lateness}`)],
    [say('procedures:column.level'), levelWords(row, say)],
    [say('procedures:limit'), String(row.supplementLimit)],
    [say('procedures:nearDue'), String(row.nearDueDays)],
    [say('procedures:hasFee'), yesNo(row.hasFee)],
    [say('procedures:paymentStops'), yesNo(row.paymentStopsClock)],
    [
      say('procedures:recorded'),
      say('procedures:recordedBy', {
        at: showInstant(row.recordedAt),
        by: row.recordedBy ?? say('procedures:nobody'),
      }),
    ],
  ];
  return (
    <>
      {row.endedOn === null ? null : (
        <p>
          <Tag>{say('procedures:endedTag')}</Tag>
        </p>
      )}
      <dl className="pw-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
