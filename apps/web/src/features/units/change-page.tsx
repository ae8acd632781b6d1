import { type UnitChangeKind, UNIT_CHANGE_KINDS } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call, type Answer } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Empty, Notice, Page, Section, SelectField, Waiting } from '../../ui/index.ts';
import {
  type ChangeDraft,
  type ChangeInput,
  emptyChange,
  type Faults,
  readChange,
  withKind,
  withSubjects,
} from './change-draft.ts';
import { ContentFields, DocumentFields } from './change-fields.tsx';
import { ChangePreview } from './change-preview.tsx';
import { parentOf } from './unit-picker.tsx';
import { changeWords } from './unit-words.ts';
import { UnitsTabs } from './units-tabs.tsx';
import { forgetTrees } from './use-unit-tree.ts';

/** Records a change by a document in two steps: what it would do is shown first, then it is recorded as shown. */
export function ChangePage() {
  const say = useWords('units');
  const { roles } = useAccount();
  const { kind, unit } = useSearch({ from: '/inside/units/change' });
  const about = useQuery({
    queryKey: ['unit', unit ?? '', ''],
    enabled: unit !== undefined,
    queryFn: ({ signal }) => call('getUnit', { params: { unitId: unit ?? '' }, signal }),
  });
  const ready = unit === undefined || about.data !== undefined;
  return (
    <Page
      title={say('units:recordTitle')}
      lead={say('units:recordLead')}
      crumbs={[{ label: say('units:title'), to: '/units' }]}
    >
      <UnitsTabs />
      {!mightEver(roles, 'units.manage') ? (
        <Empty title={say('units:mayNot')}>{say('units:mayNotText')}</Empty>
      ) : about.isError ? (
        <Failure error={about.error} again={() => void about.refetch()} />
      ) : ready ? (
        <ChangeForm key={`${kind ?? ''} ${unit ?? ''}`} start={startOf(kind ?? 'rename', about.data?.unit)} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

/** A change about one unit begins with that unit. */
function startOf(kind: UnitChangeKind, unit: Answer<'getUnit'>['unit'] | undefined): ChangeDraft {
  const draft = emptyChange(kind);
  if (!unit) return draft;
  const { id, name, code, blocks } = unit;
  const like = { kind: unit.kind, blocks, parent: parentOf(unit.path) };
  return { ...draft, ...withSubjects(draft, [{ id, name, code, like }]) };
}

function ChangeForm({ start }: { readonly start: ChangeDraft }) {
  const say = useWords('units');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<Faults>(new Set());
  const preview = useMutation({
    mutationFn: (change: ChangeInput) => call('previewUnitChange', { body: change }),
  });
  const record = useMutation({
    mutationFn: (seen: { readonly change: ChangeInput; readonly preview: string }) =>
      call('recordUnitChange', { body: seen }),
    onSuccess: () => {
      forgetTrees();
      void queries.invalidateQueries();
    },
  });
  const change = (next: Partial<ChangeDraft>) => {
    setDraft({ ...draft, ...next });
    preview.reset();
    record.reset();
  };
  const ask = () => {
    const read = readChange(draft);
    setFaults(read.faults);
    record.reset();
    if (read.change) preview.mutate(read.change);
  };
  if (record.data)
    return (
      <Recorded
        words={changeWords(record.data, say)}
        onAgain={() => {
          setDraft({
            ...emptyChange(draft.kind),
            effectiveOn: draft.effectiveOn,
            decisionNumber: draft.decisionNumber,
            decisionDate: draft.decisionDate,
          });
          preview.reset();
          record.reset();
        }}
      />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!preview.isPending) ask();
  };
  return (
    <>
      <form className="pw-form" onSubmit={submit} noValidate>
        <SelectField
          label={say('units:changeKind')}
          hint={say(`units:changeHint.${draft.kind}`)}
          value={draft.kind}
          choices={UNIT_CHANGE_KINDS.map((kind) => ({ value: kind, label: say(`units:change.${kind}`) }))}
          onChange={(event) => {
            setFaults(new Set());
            const kind = UNIT_CHANGE_KINDS.find((one) => one === event.target.value);
            if (kind) change(withKind(draft, kind));
          }}
        />
        <DocumentFields draft={draft} faults={faults} onChange={change} />
        <ContentFields draft={draft} faults={faults} onChange={change} />
        {faults.size > 0 ? <Notice tone="bad">{say('units:mend', { number: faults.size })}</Notice> : null}
        <div className="pw-actions">
          <Button type="submit" busy={preview.isPending && say('units:previewing')}>
            {say('units:preview')}
          </Button>
        </div>
      </form>
      {preview.isError ? <Failure error={preview.error} again={ask} /> : null}
      {preview.data ? (
        <Section title={say('units:whatChanges')}>
          <ChangePreview preview={preview.data} />
          {record.isError ? <RecordFailure error={record.error} again={ask} /> : null}
          {preview.data.problems.length === 0 ? (
            <div className="pw-actions">
              <Button
                busy={record.isPending && say('units:recording')}
                onClick={() => record.mutate({ change: preview.variables, preview: preview.data.hash })}
              >
                {say('units:record')}
              </Button>
            </div>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}

/** Somebody else has changed the register since the preview: it is looked at again, never recorded unseen. */
function RecordFailure({ error, again }: { readonly error: Error; readonly again: () => void }) {
  const say = useWords('units');
  if (!(error instanceof ApiError) || error.code !== 'edit-conflict') return <Failure error={error} />;
  return (
    <Notice tone="warning" title={say('units:changedMeanwhile')}>
      <div className="pw-actions">
        <Button look="second" onClick={again}>
          {say('units:previewAgain')}
        </Button>
      </div>
    </Notice>
  );
}

function Recorded({ words, onAgain }: { readonly words: string; readonly onAgain: () => void }) {
  const say = useWords('units');
  return (
    <Notice tone="good" title={say('units:recorded')}>
      <p>{words}</p>
      <div className="pw-actions">
        <Button onClick={onAgain}>{say('units:recordAnother')}</Button>
        <Link className="pw-button" data-look="second" to="/units/changes">
          {say('units:seeChanges')}
        </Link>
      </div>
    </Notice>
  );
}
