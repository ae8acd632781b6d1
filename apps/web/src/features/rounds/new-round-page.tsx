import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { blocksQuery, setsQuery } from '../../api/queries.ts';
import { session } from '../../api/session-state.ts';
import { foldForSearch } from '../../format/search-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Page, SelectField, TextField } from '../../ui/index.ts';
import { DateFields } from './date-fields.tsx';
import { emptyRound, faultsOf, instantsOf, usableSets, type RoundDraft } from './round-draft.ts';

export function NewRoundPage() {
  const say = useWords('rounds');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sets = useQuery(setsQuery);
  const blocks = useQuery(blocksQuery);
  const [draft, setDraft] = useState(() => emptyRound(new Date(session.now()).getFullYear()));
  const [checked, setChecked] = useState(false);
  const faults = checked ? faultsOf(withId(draft)) : new Set<never>();
  const usable = usableSets(sets.data?.items ?? [], draft.indexYear);
  const create = useMutation({
    mutationFn: () => call('createRound', { body: bodyOf(withId(draft)) }),
    onSuccess: async (round) => {
      await queries.invalidateQueries({ queryKey: ['rounds'] });
      await navigate({ to: '/rounds/$roundId', params: { roundId: round.id } });
    },
  });
  const set = (change: Partial<RoundDraft>) => setDraft({ ...draft, ...change });
  const fault = (field: 'title' | 'id' | 'indexYear' | 'setVersionId' | 'blockId') =>
    (faults as ReadonlySet<string>).has(field) ? say(`rounds:fault.${field}`) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (faultsOf(withId(draft)).size === 0 && !create.isPending) create.mutate();
  };
  const failed = sets.error ?? blocks.error;
  return (
    <Page
      title={say('rounds:create')}
      lead={say('rounds:createLead')}
      crumbs={[{ label: say('rounds:title'), to: '/rounds' }]}
    >
      {failed ? <Failure error={failed} again={() => void queries.refetchQueries({ stale: true })} /> : null}
      <form className="pw-form" onSubmit={submit} noValidate>
        {create.isError ? <Failure error={create.error} /> : null}
        <TextField
          label={say('rounds:column.title')}
          hint={say('rounds:titleHint')}
          fault={fault('title')}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextField
          label={say('rounds:column.year')}
          hint={say('rounds:yearHint')}
          fault={fault('indexYear')}
          inputMode="numeric"
          value={draft.indexYear}
          onChange={(event) => set({ indexYear: event.target.value, setVersionId: '' })}
        />
        <SelectField
          label={say('rounds:column.set')}
          fault={fault('setVersionId')}
          value={draft.setVersionId}
          choices={[
            { value: '', label: say('rounds:chooseSet') },
            ...usable.map((item) => ({ value: item.id, label: `${item.title} · ${item.version}` })),
          ]}
          onChange={(event) => set({ setVersionId: event.target.value })}
        />
        {sets.isSuccess && usable.length === 0 ? (
          <Notice tone="warning" quiet>
            {say('rounds:noSetForYear', { year: draft.indexYear })}
          </Notice>
        ) : null}
        <SelectField
          label={say('rounds:column.block')}
          fault={fault('blockId')}
          value={draft.blockId}
          choices={[
            { value: '', label: say('rounds:chooseBlock') },
            ...(blocks.data?.items ?? []).map((block) => ({
              value: block.id,
              label: say('rounds:blockUnits', { block: block.name, units: block.unitCount }),
            })),
          ]}
          onChange={(event) => set({ blockId: event.target.value })}
        />
        <TextField
          label={say('rounds:id')}
          hint={say('rounds:idHint', { id: proposedId(draft) })}
          fault={fault('id')}
          value={draft.id}
          onChange={(event) => set({ id: event.target.value })}
        />
        <DateFields dates={draft} faults={faults} onChange={set} />
        <div className="pw-actions">
          <Button type="submit" busy={create.isPending && say('rounds:creating')}>
            {say('rounds:create')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function proposedId(draft: RoundDraft): string {
  const words = foldForSearch(draft.title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words === '' ? `${draft.blockId || 'dot'}-${draft.indexYear}` : words.slice(0, 60);
}

function withId(draft: RoundDraft): RoundDraft {
  return draft.id.trim() === '' ? { ...draft, id: proposedId(draft) } : draft;
}

function bodyOf(draft: RoundDraft) {
  const { id, title, indexYear, setVersionId, blockId } = draft;
  return { id: id.trim(), title, indexYear: Number(indexYear), setVersionId, blockId, ...instantsOf(draft) };
}
