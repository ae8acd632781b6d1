import type { ImportReport } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, FileField, Notice } from '../ui/index.ts';
import { ImportFindings } from './import-findings.tsx';

/**
 * Import in two steps: the file is read and reported first, with nothing written; then applied whole or not at all.
 * The same file may be applied again without doubling anything.
 */
export function ImportPanel({
  label,
  hint,
  send,
  onApplied,
}: {
  readonly label: string;
  readonly hint: string;
  readonly send: (file: File, dryRun: boolean) => Promise<ImportReport>;
  readonly onApplied: () => void;
}) {
  const say = useWords('imports');
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: (chosen: File) => send(chosen, true) });
  const apply = useMutation({ mutationFn: (chosen: File) => send(chosen, false), onSuccess: onApplied });
  const choose = (chosen: File) => {
    setFile(chosen);
    apply.reset();
    preview.mutate(chosen);
  };
  const report = apply.data ?? preview.data;
  return (
    <div className="pw-stack">
      <FileField label={label} hint={hint} accept=".xlsx,.csv" onFile={choose} />
      {preview.isPending ? <p role="status">{say('imports:reading', { name: file?.name ?? '' })}</p> : null}
      {preview.isError ? (
        <Failure error={preview.error} {...(file ? { again: () => preview.mutate(file) } : {})} />
      ) : null}
      {apply.isError ? <Failure error={apply.error} /> : null}
      {report && !preview.isPending ? <ReportHead report={report} name={file?.name ?? ''} /> : null}
      {report && !preview.isPending ? <ImportFindings report={report} /> : null}
      {preview.data && file && !apply.data && preview.data.problemCount === 0 ? (
        <div className="pw-actions">
          <Button busy={apply.isPending && say('imports:applying')} onClick={() => apply.mutate(file)}>
            {say('imports:apply', { rows: preview.data.added + preview.data.changed })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function ReportHead({ report, name }: { readonly report: ImportReport; readonly name: string }) {
  const say = useWords('imports');
  const counts = {
    rows: report.rows,
    added: report.added,
    changed: report.changed,
    unchanged: report.unchanged,
  };
  if (report.problemCount > 0)
    return (
      <Notice tone="bad" title={say('imports:faulty', { name, problems: report.problemCount })}>
        {say('imports:faultyNext')}
      </Notice>
    );
  return (
    <Notice
      tone={report.applied ? 'good' : 'info'}
      title={say(report.applied ? 'imports:applied' : 'imports:preview', { name })}
    >
      {say('imports:counts', counts)}
    </Notice>
  );
}
