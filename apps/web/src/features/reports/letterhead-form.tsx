import type { VersionedLetterhead } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Section, TextArea, TextField } from '../../ui/index.ts';
import {
  keysOf,
  LETTERHEAD_FIELDS,
  letterheadDraftOf,
  readLetterhead,
  type LetterheadKey,
} from './letterhead-draft.ts';

const keyOf = (kind: VersionedLetterhead['kind']) => ['letterhead', kind] as const;

/** What stands around every document of a kind that the office issues. */
export function LetterheadSection({ kind }: { readonly kind: VersionedLetterhead['kind'] }) {
  const say = useWords('reports');
  const query = useQuery({
    queryKey: keyOf(kind),
    queryFn: ({ signal }) => call('getLetterhead', { params: { kind }, signal }),
  });
  return (
    <Section title={say('reports:letterhead.title')}>
      <p className="pw-prose">{say('reports:letterhead.text')}</p>
      <Loaded query={query}>
        {(stored) => <LetterheadForm key={`${kind} ${stored.version}`} stored={stored} />}
      </Loaded>
    </Section>
  );
}

function LetterheadForm({ stored }: { readonly stored: VersionedLetterhead }) {
  const say = useWords('reports');
  const queries = useQueryClient();
  const { kind, version } = stored;
  const [draft, setDraft] = useState(() => letterheadDraftOf(stored.letterhead));
  const [asked, setAsked] = useState(false);
  const { letterhead, faults } = readLetterhead(draft);
  const save = useMutation({
    mutationFn: () => call('saveLetterhead', { params: { kind }, ifMatch: version, body: letterhead }),
    onSuccess: (answer) => queries.setQueryData(keyOf(kind), answer),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (faults.size === 0 && !save.isPending) save.mutate();
  };
  const faultOf = (key: LetterheadKey): string | null => {
    const fault = asked ? faults.get(key) : undefined;
    return fault ? say(`reports:fault.${fault}`) : null;
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <Standing stored={stored} />
      {keysOf(kind).map((key) => (
        <LetterheadText
          key={key}
          name={key}
          text={draft[key]}
          fault={faultOf(key)}
          onChange={(text) => setDraft({ ...draft, [key]: text })}
        />
      ))}
      {save.isError ? <Refused error={save.error} kind={kind} /> : null}
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('reports:letterhead.saving')}>
          {say('common:save')}
        </Button>
      </div>
    </form>
  );
}

function Standing({ stored: { version, savedAt, savedBy } }: { readonly stored: VersionedLetterhead }) {
  const say = useWords('reports');
  if (version === 0 || savedAt === null)
    return (
      <Notice tone="warning" quiet>
        {say('reports:letterhead.none')}
      </Notice>
    );
  return (
    <p className="pw-soft" role="status">
      {say('reports:letterhead.saved', { by: savedBy ?? '–', at: showInstant(savedAt) })}
    </p>
  );
}

function LetterheadText(props: {
  readonly name: LetterheadKey;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
}) {
  const say = useWords('reports');
  const { name, text, fault, onChange } = props;
  const label = say(
    name === 'decider' || name === 'articles' ? `reports:letterhead.${name}` : `reports:field.${name}`,
  );
  const common = {
    ...{ label, fault, value: text },
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return LETTERHEAD_FIELDS[name].kind === 'list' ? (
    <TextArea {...common} hint={say('reports:hint.list')} rows={3} />
  ) : (
    <TextField {...common} autoComplete="off" />
  );
}

/** Somebody else saved first: what was typed stays until the other version is asked for. */
function Refused({ error, kind }: { readonly error: Error; readonly kind: VersionedLetterhead['kind'] }) {
  const queries = useQueryClient();
  const isStale = error instanceof ApiError && error.code === 'edit-conflict';
  return (
    <Failure
      error={error}
      {...(isStale && { again: () => void queries.invalidateQueries({ queryKey: keyOf(kind) }) })}
    />
  );
}
