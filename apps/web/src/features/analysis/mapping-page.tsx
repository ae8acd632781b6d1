import type { ItemMapping, MappingEntry } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { may } from '@parix/workflow';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, Page } from '../../ui/index.ts';
import './analysis.css';
import { mappingQuery } from './analysis-queries.ts';
import { joinLines, needsReason, partLine } from './mapping-edit.ts';
import { MappingTable } from './mapping-table.tsx';

/** Which items of one version became which of another: suggested, then confirmed by the standing body. */
export function MappingPage() {
  const say = useWords('analysis');
  const { versionId, otherId } = useParams({ from: '/inside/criteria-sets/$versionId/mapping/$otherId' });
  const mapping = useQuery(mappingQuery(versionId, otherId));
  return (
    <Page
      wide
      title={say('analysis:mapping.title')}
      lead={say('analysis:mapping.between', { from: versionId, to: otherId })}
      crumbs={[{ label: say('common:nav.criteriaSets'), to: '/criteria-sets' }]}
    >
      <Loaded query={mapping}>{(data) => <Body key={data.revision} mapping={data} />}</Loaded>
    </Page>
  );
}

function Body({ mapping }: { readonly mapping: ItemMapping }) {
  const say = useWords('analysis');
  const { roles } = useAccount();
  const client = useQueryClient();
  const [entries, setEntries] = useState<readonly MappingEntry[]>(mapping.entries);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const confirm = useMutation({
    mutationFn: () =>
      call('confirmItemMapping', {
        params: { versionId: mapping.from, otherId: mapping.to },
        body: { revision: mapping.revision, entries: [...entries] },
      }),
    onSuccess: () =>
      Promise.all(
        ['item-mapping', 'comparison', 'unit-comparison'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const manages = may(roles, 'analysis.manage');
  const open = entries.filter(needsReason).length;
  const change = (next: readonly MappingEntry[]) => {
    setEntries(next);
    setChosen(new Set());
  };
  return (
    <>
      <Notice tone={mapping.revision === 0 ? 'warning' : 'good'} quiet>
        {mapping.revision === 0
          ? say('analysis:mapping.suggested')
          : say('analysis:mapping.confirmed', {
              revision: mapping.revision,
              by: mapping.confirmedBy ?? '–',
              at: mapping.confirmedAt ? showInstant(mapping.confirmedAt) : '–',
            })}
      </Notice>
      <p>{say('analysis:mapping.text')}</p>
      {confirm.isError ? <Failure error={confirm.error} /> : null}
      {manages ? (
        <div className="pw-actions">
          <Button look="second" disabled={chosen.size < 2} onClick={() => change(joinLines(entries, chosen))}>
            {say('analysis:mapping.join', { count: chosen.size })}
          </Button>
          <Button
            busy={confirm.isPending && say('analysis:mapping.busy')}
            disabled={open > 0}
            onClick={() => confirm.mutate()}
          >
            {say('analysis:mapping.confirm')}
          </Button>
          {open > 0 ? <span className="pw-hint">{say('analysis:mapping.open', { count: open })}</span> : null}
        </div>
      ) : null}
      <CheckField
        label={say('analysis:mapping.showAll')}
        checked={all}
        onChange={(event) => setAll(event.target.checked)}
      />
      <MappingTable
        isShown={(entry) => all || entry.kind !== 'same' || !mapping.entries.includes(entry)}
        items={mapping.items}
        entries={entries}
        chosen={chosen}
        readOnly={!manages}
        onChoose={(at) =>
          setChosen((known) => {
            const next = new Set(known);
            if (!next.delete(at)) next.add(at);
            return next;
          })
        }
        onChange={(at, entry) => setEntries(entries.map((each, place) => (place === at ? entry : each)))}
        onPart={(at) => change(partLine(entries, at, say('analysis:mapping.noCounterpart')))}
      />
    </>
  );
}
