import type { VersionedDetails } from '@parix/api-contract';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { ChoiceDialog } from '../../card-parts/choice-dialog.tsx';
import type { CardKey } from '../../card-parts/sign-off-query.ts';
import type { DraftSaver } from '../../drafts/draft-saver.ts';
import { ItemSaveLine, SaveLine } from '../../drafts/save-line.tsx';
import { newest, type Entry } from '../../drafts/save-state.ts';
import { useEntry } from '../../drafts/use-draft-saver.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice, TextArea, TextField, useTypedText } from '../../ui/index.ts';
import {
  FIELD_KEYS,
  FIELDS,
  readReport,
  reportDraftOf,
  type FieldKey,
  type ReportDraft,
} from './report-draft.ts';
import { ONLY, useReportSaver } from './use-report-saver.ts';

type Saver = DraftSaver<ReportDraft, VersionedDetails>;
const GROUPS: readonly { readonly name: 'head' | 'body' | 'end'; readonly keys: readonly FieldKey[] }[] = [
  { name: 'head', keys: FIELD_KEYS.slice(0, 7) },
  { name: 'body', keys: FIELD_KEYS.slice(7, 10) },
  { name: 'end', keys: FIELD_KEYS.slice(10) },
];

/** What the report says beside its figures: letterhead, grounds, difficulties, proposals, signer, recipients. */
export function ReportForm({ card, read }: { readonly card: CardKey; readonly read: VersionedDetails }) {
  const say = useWords('reports');
  const saver = useReportSaver(card);
  const entry = useEntry(saver, ONLY);
  const stored = newest(entry, read);
  const draft = entry.draft ?? reportDraftOf(stored.details);
  const faultOf = useFaults(draft, entry);
  const edit = (key: FieldKey, text: string) => saver.edit(ONLY, { ...draft, [key]: text }, stored.version);
  const leave = () => void saver.flush(ONLY);
  return (
    <div className="pw-form">
      {stored.editable ? null : <Notice quiet>{say('reports:readOnly')}</Notice>}
      <Proposal stored={stored} draft={draft} saver={saver} />
      {GROUPS.map(({ name, keys }) => (
        <fieldset key={name} className="pw-stack">
          <legend className="pw-legend">{say(`reports:group.${name}`)}</legend>
          {keys.map((key) => (
            <ReportText
              key={key}
              name={key}
              text={draft[key]}
              fault={faultOf(key)}
              disabled={!stored.editable}
              onChange={(text) => edit(key, text)}
              onLeave={leave}
            />
          ))}
        </fieldset>
      ))}
      {stored.editable || entry.draft !== null ? (
        <div className="pw-actions">
          <SaveLine entries={[entry]} />
          {entry.state.kind === 'held' || entry.state.kind === 'refused' ? (
            <Button look="second" size="small" onClick={() => saver.flushAll('refused')}>
              {say('common:save.again')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ItemSaveLine entry={entry} />
      <Conflict entry={entry} draft={draft} saver={saver} />
    </div>
  );
}

/** Nothing is saved for this round yet: what stands in the form is a proposal until somebody takes it. */
function Proposal(props: {
  readonly stored: VersionedDetails;
  readonly draft: ReportDraft;
  readonly saver: Saver;
}) {
  const say = useWords('reports');
  const { stored, draft, saver } = props;
  if (stored.version > 0) return null;
  if (!stored.editable) return <Notice tone="warning">{say('reports:nothingSaved')}</Notice>;
  const take = () => {
    saver.edit(ONLY, draft, 0);
    void saver.flush(ONLY);
  };
  return (
    <Notice tone="warning" title={say('reports:proposal.title')}>
      <p>{say('reports:proposal.text')}</p>
      <div className="pw-actions">
        <Button look="second" size="small" onClick={take}>
          {say('reports:proposal.take')}
        </Button>
      </div>
    </Notice>
  );
}

function ReportText(props: {
  readonly name: FieldKey;
  readonly text: string;
  readonly fault: string | null;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const say = useWords('reports');
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  const { name } = props;
  const long = FIELDS.find(({ key }) => key === name)?.kind === 'list';
  const common = {
    label: say(`reports:field.${name}`),
    fault: props.fault,
    readOnly: props.disabled,
    ...typed,
  };
  return long ? (
    <TextArea {...common} hint={say('reports:hint.list')} rows={3} />
  ) : (
    <TextField {...common} hint={name === 'date' ? say('reports:hint.date') : undefined} autoComplete="off" />
  );
}

/** Fault of a field in words: first what this page can tell, then what the server refused. */
function useFaults(draft: ReportDraft, { state }: Entry<ReportDraft, VersionedDetails>) {
  const say = useWords('reports');
  const { faults } = readReport(draft);
  const refused =
    state.kind === 'refused' && state.error instanceof ApiError ? (state.error.problem?.errors ?? []) : [];
  return (key: FieldKey): string | null => {
    const fault = faults.get(key);
    if (fault && state.kind !== 'waiting') return say(`reports:fault.${fault}`);
    const place = FIELDS.find((field) => field.key === key)?.place ?? key;
    return refused.find((error) => `${error.place}/`.includes(`${place}/`))?.message ?? null;
  };
}

function Conflict(props: {
  readonly entry: Entry<ReportDraft, VersionedDetails>;
  readonly draft: ReportDraft;
  readonly saver: Saver;
}) {
  const say = useWords('reports');
  const [later, setLater] = useState(false);
  const { entry, draft, saver } = props;
  if (entry.state.kind !== 'conflict') return null;
  const { current } = entry.state;
  const theirs = reportDraftOf(current.details);
  if (later)
    return (
      <Notice tone="bad" title={say('reports:conflict.title')}>
        <Button look="second" onClick={() => setLater(false)}>
          {say('self-scoring:conflict.open')}
        </Button>
      </Notice>
    );
  return (
    <ChoiceDialog
      title={say('reports:conflict.title')}
      who={current.savedBy}
      at={current.savedAt}
      rows={FIELD_KEYS.filter((key) => draft[key] !== theirs[key]).map((key) => ({
        name: say(`reports:field.${key}`),
        mine: draft[key],
        theirs: theirs[key],
      }))}
      onChoose={(choice) => saver.resolve(ONLY, choice)}
      onLater={() => setLater(true)}
    />
  );
}
