import type { Round, SetItem } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../api/call.ts';
import { SaveLine } from '../../drafts/save-line.tsx';
import { useEntries } from '../../drafts/use-draft-saver.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, SelectField, Table } from '../../ui/index.ts';
import { roundUnitsQuery } from '../../appraisal-parts/groups-queries.ts';
import { GridRow } from './grid-row.tsx';
import { unitKey, useUnitSaver } from './use-grid-saver.ts';
import { reasonsFor } from './reasons-for.ts';
import { useFocusRow } from './use-focus-row.ts';
import { useReasons } from './use-reasons.ts';
import { walkGrid } from './walk-grid.ts';

interface BenchProps {
  readonly round: Round;
  readonly items: readonly SetItem[];
  readonly unitId: string | undefined;
  readonly itemId: string | undefined;
  readonly onUnit: (unitId: string) => void;
}

/** The whole card of one unit as it is judged. */
export function UnitBench({ round, items, unitId, itemId, onUnit }: BenchProps) {
  const say = useWords('appraisal');
  const units = useQuery(roundUnitsQuery(round.id));
  return (
    <Loaded query={units}>
      {(all) => {
        const unit = all.find((each) => each.unitId === unitId);
        return (
          <>
            <SelectField
              label={say('appraisal:column.unit')}
              value={unit?.unitId ?? ''}
              choices={[
                { value: '', label: say('appraisal:chooseUnit') },
                ...all.map((each) => ({ value: each.unitId, label: each.unitName })),
              ]}
              onChange={(event) => event.target.value && onUnit(event.target.value)}
            />
            {unit ? (
              <UnitCard
                key={unit.unitId}
                round={round}
                items={items}
                unitId={unit.unitId}
                unitName={unit.unitName}
                itemId={itemId}
              />
            ) : (
              <Empty title={say('appraisal:unitFirst')} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

type CardProps = Omit<BenchProps, 'onUnit' | 'unitId'> & {
  readonly unitId: string;
  readonly unitName: string;
};

function UnitCard({ round, items, unitId, unitName, itemId }: CardProps) {
  const say = useWords('appraisal');
  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const saver = useUnitSaver(round.id, unitId, byId);
  const entries = useEntries(saver);
  const card = useQuery({
    queryKey: unitKey(round.id, unitId),
    queryFn: ({ signal }) => call('unitGrid', { params: { roundId: round.id, unitId }, signal }),
  });
  const reasons = useReasons(round.id);
  useFocusRow(itemId, card.isSuccess);
  return (
    <article className="pw-section" aria-labelledby="item-title">
      <div className="pw-sheet-bar">
        <div className="pw-grow">
          <h2 id="item-title">{unitName}</h2>
        </div>
        <SaveLine entries={entries} />
      </div>
      <p className="pw-hint">{say('appraisal:keys')}</p>
      <Loaded query={card}>
        {({ items: rows }) => (
          <div onKeyDown={walkGrid}>
            <Table caption={say('appraisal:captionUnit', { unit: unitName })} hideCaption cards look="grid">
              <thead>
                <tr>
                  {(['item', 'figures', 'self', 'evidence', 'decision'] as const).map((head) => (
                    <th scope="col" key={head}>
                      {say(`appraisal:column.${head}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const item = byId.get(row.itemId);
                  return item ? (
                    <GridRow
                      key={row.itemId}
                      row={row}
                      item={item}
                      roundId={round.id}
                      saver={saver}
                      by="item"
                      reasons={reasonsFor(reasons, item)}
                    />
                  ) : null;
                })}
              </tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </article>
  );
}
