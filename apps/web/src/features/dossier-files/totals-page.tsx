import type { TotalsReport } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, FileField, Notice, Section } from '../../ui/index.ts';
import { Findings } from '../../dossier-parts/total-findings.tsx';
import { TotalsTable } from '../../dossier-parts/totals-table.tsx';
import { SourcePage, useSourceId } from './source-page.tsx';

/** Totals that a source publishes, with what does not add up beside them. */
export function DossierTotalsPage() {
  const say = useWords('dossier-files');
  const sourceId = useSourceId();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const send = (dryRun: boolean) => (chosen: File) =>
    call('importDossierTotals', {
      params: { sourceId },
      query: { dryRun: String(dryRun) },
      file: chosen,
    });
  const trial = useMutation({ mutationFn: send(true) });
  const apply = useMutation({
    mutationFn: send(false),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dossier-totals', sourceId] }),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    apply.reset();
    trial.mutate(chosen);
  };
  const report = apply.data ?? trial.data;
  return (
    <SourcePage
      sourceId={sourceId}
      title={say('dossier-files:totals.title')}
      lead={say('dossier-files:totals.lead')}
    >
      <FileField
        label={say('dossier-files:totals.file')}
        hint={say('dossier-files:totals.fileHint')}
        accept=".csv,.xlsx"
        onFile={choose}
      />
      {trial.isPending ? <p role="status">{say('dossier-files:totals.reading')}</p> : null}
      {trial.isError ? <Failure error={trial.error} /> : null}
      {apply.isError ? <Failure error={apply.error} /> : null}
      {report && !trial.isPending ? <Report report={report} /> : null}
      {file && trial.data && !apply.data && trial.data.problems.length === 0 ? (
        <div className="pw-actions">
          <Button
            busy={apply.isPending && say('dossier-files:totals.applying')}
            onClick={() => apply.mutate(file)}
          >
            {say('dossier-files:totals.apply')}
          </Button>
        </div>
      ) : null}
      <Section title={say('dossier-files:totals.list')}>
        <TotalList sourceId={sourceId} />
      </Section>
    </SourcePage>
  );
}

function Report({ report }: { readonly report: TotalsReport }) {
  const say = useWords('dossier-files');
  const { problems, differing, rows, added, changed, unchanged } = report;
  if (problems.length > 0)
    return (
      <Notice tone="bad" title={say('dossier-files:totals.faulty')}>
        <ul>
          {problems.map(({ place, message }, at) => (
            <li key={`${place} ${at}`}>
              <code>{place}</code>: {message}
            </li>
          ))}
        </ul>
      </Notice>
    );
  const words = say(report.dryRun ? 'dossier-files:totals.trial' : 'dossier-files:totals.applied', {
    rows,
    added,
    changed,
    unchanged,
  });
  return (
    <>
      <Notice tone={report.dryRun ? 'info' : 'good'} title={words} />
      {differing.length > 0 ? (
        <Notice tone="warning" title={say('dossier-files:totals.differing', { number: differing.length })}>
          <ul>
            {differing.map(({ place, label, findings }) => (
              <li key={place}>
                <code>{place}</code>
                {label === '' ? '' : `: ${label}`}
                <Findings findings={findings} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

function TotalList({ sourceId }: { readonly sourceId: string }) {
  const say = useWords('dossier-files');
  const totals = useInfiniteQuery({
    queryKey: ['dossier-totals', sourceId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listDossierTotals', {
        query: { sourceId, cursor: pageParam || undefined, limit: 50 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged
      query={totals}
      empty={<Empty title={say('dossier-files:totals.none')}>{say('dossier-files:totals.noneNext')}</Empty>}
    >
      {(items) => <TotalsTable items={items} />}
    </Paged>
  );
}
