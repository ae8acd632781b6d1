import type { DecisionPreview } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ProblemTable } from '../../imports/import-findings.tsx';
import { Failure } from '../../states/loaded.tsx';
import { Button, FileField, Notice, Section } from '../../ui/index.ts';
import { dayWords } from './describe-days.ts';

/** No document of a year is larger. */
const MOST_BYTES = 500_000;

/** A yearly decision from a JSON file: what is wrong and which days change is seen before it is recorded. */
export function DecisionUpload() {
  const say = useWords('working-calendar', 'imports');
  const queries = useQueryClient();
  const [document, setDocument] = useState<unknown>(undefined);
  const [unreadable, setUnreadable] = useState(false);
  const preview = useMutation({
    mutationFn: (given: unknown) => call('previewYearDecision', { body: { document: given } }),
  });
  const record = useMutation({
    mutationFn: ({ sequence }: DecisionPreview) =>
      call('recordYearDecision', { body: { document }, ifMatch: sequence }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const choose = (file: File) => {
    record.reset();
    preview.reset();
    void readJson(file).then((given) => {
      setUnreadable(given === undefined);
      setDocument(given);
      if (given !== undefined) preview.mutate(given);
    });
  };
  const found = preview.data;
  return (
    <Section title={say('working-calendar:upload')}>
      <FileField
        label={say('working-calendar:uploadFile')}
        hint={say('working-calendar:uploadHint')}
        accept=".json,application/json"
        onFile={choose}
      />
      {unreadable ? (
        <Notice tone="bad" title={say('working-calendar:notJson')}>
          {say('working-calendar:notJsonNext')}
        </Notice>
      ) : null}
      {preview.isError ? <Failure error={preview.error} again={() => preview.mutate(document)} /> : null}
      {record.isError ? <Failure error={record.error} /> : null}
      {record.data ? (
        <Notice
          tone="good"
          title={say('working-calendar:uploaded', {
            year: record.data.year,
            number: record.data.sequence,
          })}
        />
      ) : null}
      {found && !record.data && !unreadable ? <Found found={found} /> : null}
      {found && found.errors.length === 0 && !record.data && !unreadable ? (
        <div className="pw-actions">
          <Button
            busy={record.isPending && say('working-calendar:saving')}
            onClick={() => record.mutate(found)}
          >
            {say('working-calendar:record', { year: found.year ?? '' })}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

function Found({ found }: { readonly found: DecisionPreview }) {
  const say = useWords('working-calendar', 'imports');
  return (
    <>
      {found.errors.length > 0 ? (
        <ProblemTable caption={say('working-calendar:errors')} problems={found.errors} />
      ) : (
        <Notice title={say('working-calendar:changes', { number: found.changedDays.length })}>
          {found.changedDays.length === 0 ? null : (
            <ul>
              {found.changedDays.map(({ date, works }) => (
                <li key={date}>
                  {dayWords(date, say)}: {say(works ? 'working-calendar:works' : 'working-calendar:off')}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {found.warnings.length > 0 ? (
        <ProblemTable
          caption={say('working-calendar:warnings', { number: found.warnings.length })}
          problems={found.warnings}
        />
      ) : null}
    </>
  );
}

/** undefined: too large, or no JSON. */
async function readJson(file: File): Promise<unknown> {
  if (file.size > MOST_BYTES) return undefined;
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    return undefined;
  }
}
