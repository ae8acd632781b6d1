import { mightEver } from '@parix/workflow';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Page, Table, TextArea } from '../../ui/index.ts';
import { changeWords, decisionWords } from './unit-words.ts';
import { UnitsTabs } from './units-tabs.tsx';
import { forgetTrees } from './use-unit-tree.ts';

type Item = Answer<'listUnitChanges'>['items'][number];

/** Every change by a document, the latest first; what was recorded by mistake can be taken back. */
export function ChangesPage() {
  const say = useWords('units');
  const { roles } = useAccount();
  const [annulling, setAnnulling] = useState<Item | null>(null);
  const changes = useInfiniteQuery({
    queryKey: ['unit-changes'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listUnitChanges', { query: { cursor: pageParam || undefined, limit: 50 }, signal }),
    getNextPageParam: (last) => last.next,
  });
  const onAnnul = mightEver(roles, 'units.manage') ? setAnnulling : null;
  return (
    <Page
      title={say('units:changes')}
      lead={say('units:changesLead')}
      crumbs={[{ label: say('units:title'), to: '/units' }]}
    >
      <UnitsTabs />
      <Paged query={changes} empty={<Empty title={say('units:noChange')}>{say('units:noChangeText')}</Empty>}>
        {(items) => <ChangeTable items={items} onAnnul={onAnnul} />}
      </Paged>
      {annulling ? <Annul change={annulling} onClose={() => setAnnulling(null)} /> : null}
    </Page>
  );
}

function ChangeTable(props: {
  readonly items: readonly Item[];
  readonly onAnnul: ((change: Item) => void) | null;
}) {
  const say = useWords('units');
  const heads = ['effectiveOn', 'change', 'units', 'document'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`units:column.${head}`)]));
  return (
    <Table caption={say('units:changes')} hideCaption cards>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {names[head]}
            </th>
          ))}
          {props.onAnnul ? (
            <th scope="col">
              <span className="pw-hidden">{say('units:annul')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {props.items.map((change) => (
          <tr key={change.id}>
            <th scope="row" data-name={names.effectiveOn}>
              {showDate(change.effectiveOn)}
            </th>
            <td data-name={names.change}>{say(`units:change.${change.kind}`)}</td>
            <td data-name={names.units}>
              <UnitNames change={change} />
            </td>
            <td data-name={names.document}>
              {decisionWords(change, say)}
              {change.note === null ? null : <div className="pw-hint">{change.note}</div>}
            </td>
            {props.onAnnul ? (
              <td>
                <Button look="quiet" size="small" onClick={() => props.onAnnul?.(change)}>
                  {say('units:annul')}
                </Button>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function UnitNames({ change: { units, unitCount, effectiveOn } }: { readonly change: Item }) {
  const say = useWords('units');
  return (
    <span>
      {units.map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 ? ', ' : ''}
          <Link to="/units/$unitId" params={{ unitId: id }} search={{ asOf: effectiveOn }}>
            {name}
          </Link>
        </span>
      ))}
      {unitCount > units.length ? ` ${say('units:andMore', { number: unitCount - units.length })}` : ''}
    </span>
  );
}

function Annul({ change, onClose }: { readonly change: Item; readonly onClose: () => void }) {
  const say = useWords('units');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const annul = useMutation({
    mutationFn: () =>
      call('annulUnitChange', { params: { changeId: change.id }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      forgetTrees();
      await queries.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (reason.trim() !== '' && !annul.isPending) annul.mutate();
  };
  return (
    <Dialog title={say('units:annulTitle')} onClose={onClose}>
      <form className="pw-form" onSubmit={submit} noValidate>
        <p>
          <strong>{changeWords(change, say)}</strong>
        </p>
        <p>{say('units:annulText')}</p>
        {annul.isError ? <Failure error={annul.error} /> : null}
        <TextArea
          label={say('units:reason')}
          fault={checked && reason.trim() === '' ? say('units:fault.reason') : null}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" look="danger" busy={annul.isPending && say('units:recording')}>
            {say('units:annul')}
          </Button>
          <Button look="second" onClick={onClose}>
            {say('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
