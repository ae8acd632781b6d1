import type { Card, CardImport, SetDetail } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../api/request.ts';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ProblemTable } from '../../imports/import-findings.tsx';
import { Failure } from '../../states/loaded.tsx';
import { Button, FileField, Notice, Section, SelectField } from '../../ui/index.ts';
import { CardFrame } from '../../card-parts/card-frame.tsx';
import { useRenewCard } from '../../card-parts/sign-off-query.ts';
import { WorkbookConflicts, WorkbookChanges } from './workbook-findings.tsx';

const CHOICES = ['refuse', 'mine', 'theirs'] as const;
type Choice = (typeof CHOICES)[number];

/** The card as an Excel file: out to be filled in, back through a trial that writes nothing. */
export function WorkbookPage() {
  const say = useWords('self-scoring');
  const key = useParams({ from: '/inside/rounds/$roundId/cards/$unitId/workbook' });
  const address = addressOf({ path: `/rounds/${key.roundId}/units/${key.unitId}/card.xlsx` }, {});
  return (
    <CardFrame card={key} title={say('self-scoring:workbook.title')}>
      {(card, set) => (
        <div className="pw-stack">
          <Section title={say('self-scoring:workbook.out')}>
            <p>{say('self-scoring:workbook.outText')}</p>
            <div className="pw-actions">
              <a className="pw-button" href={address} download>
                {say('self-scoring:workbook.download')}
              </a>
            </div>
          </Section>
          {card.items.some((item) => item.editable) ? (
            <Section title={say('self-scoring:workbook.in')}>
              <WorkbookImport card={card} set={set} />
            </Section>
          ) : (
            <Notice quiet>{say('self-scoring:workbook.closed')}</Notice>
          )}
        </div>
      )}
    </CardFrame>
  );
}

function WorkbookImport({ card, set }: { readonly card: Card; readonly set: SetDetail }) {
  const say = useWords('self-scoring', 'imports');
  const renew = useRenewCard(card);
  const [file, setFile] = useState<File | null>(null);
  const [conflicts, setConflicts] = useState<Choice>('refuse');
  // The last reading stays in sight while the file is read again under another choice.
  const [read, setRead] = useState<CardImport | null>(null);
  const send = (dryRun: boolean, chosen: File, choice: Choice) =>
    call('importCardWorkbook', {
      params: { roundId: card.roundId, unitId: card.unitId },
      query: { dryRun: dryRun ? 'true' : 'false', conflicts: choice },
      file: chosen,
    });
  const preview = useMutation({
    mutationFn: (wanted: { readonly chosen: File; readonly choice: Choice }) =>
      send(true, wanted.chosen, wanted.choice),
    onSuccess: setRead,
  });
  const apply = useMutation({
    mutationFn: (chosen: File) => send(false, chosen, conflicts),
    onSuccess: () => renew(),
  });
  const look = (chosen: File, choice: Choice) => {
    setConflicts(choice);
    apply.reset();
    preview.mutate({ chosen, choice });
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setRead(null);
    look(chosen, 'refuse');
  };
  const report = apply.data ?? read;
  const undecided = read !== null && read.conflicts.length > 0 && conflicts === 'refuse';
  const writable = read !== null && read.problems.length === 0 && read.changes.length > 0 && !undecided;
  const ready = file !== null && writable && !apply.data && !preview.isPending;
  return (
    <div className="pw-stack">
      <FileField
        label={say('self-scoring:workbook.file')}
        hint={say('self-scoring:workbook.fileHint')}
        accept=".xlsx"
        onFile={choose}
      />
      {preview.isPending ? <p role="status">{say('imports:reading', { name: file?.name ?? '' })}</p> : null}
      {preview.isError ? (
        <Failure error={preview.error} {...(file ? { again: () => look(file, conflicts) } : {})} />
      ) : null}
      {apply.isError ? <Failure error={apply.error} /> : null}
      {report ? <Report report={report} set={set} name={file?.name ?? ''} /> : null}
      {file && report && report.conflicts.length > 0 && !apply.data ? (
        <SelectField
          label={say('self-scoring:workbook.conflictChoice')}
          value={conflicts}
          choices={CHOICES.map((value) => ({ value, label: say(`self-scoring:workbook.conflict.${value}`) }))}
          onChange={(event) => look(file, CHOICES.find((value) => value === event.target.value) ?? 'refuse')}
        />
      ) : null}
      {ready ? (
        <div className="pw-actions">
          <Button busy={apply.isPending && say('imports:applying')} onClick={() => apply.mutate(file)}>
            {say('self-scoring:workbook.apply', { items: read.changes.length })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Report(props: { readonly report: CardImport; readonly set: SetDetail; readonly name: string }) {
  const say = useWords('self-scoring', 'imports');
  const { report, set, name } = props;
  if (report.problems.length > 0)
    return (
      <>
        <Notice tone="bad" title={say('imports:faulty', { name, problems: report.problems.length })}>
          {say('imports:faultyNext')}
        </Notice>
        <ProblemTable caption={say('imports:findings')} problems={report.problems} />
      </>
    );
  return (
    <>
      <Notice
        tone={report.applied ? 'good' : 'info'}
        title={say(report.applied ? 'imports:applied' : 'imports:preview', { name })}
      >
        <p>
          {say('self-scoring:workbook.counts', {
            changed: report.changes.length,
            unchanged: report.unchanged,
          })}
        </p>
        {report.exportedAt ? (
          <p>{say('self-scoring:workbook.exportedAt', { at: showInstant(report.exportedAt) })}</p>
        ) : null}
      </Notice>
      {report.conflicts.length > 0 && !report.applied ? (
        <WorkbookConflicts set={set} conflicts={report.conflicts} />
      ) : null}
      {report.changes.length > 0 ? <WorkbookChanges set={set} changes={report.changes} /> : null}
    </>
  );
}
