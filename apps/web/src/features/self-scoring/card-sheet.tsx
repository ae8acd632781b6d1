import type { Card, CardItem, SetDetail, SetItem } from '@parix/api-contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useEntries } from '../../drafts/use-draft-saver.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { ItemTree } from '../../set-tree/item-tree.tsx';
import { itemsInOrder, treeOf } from '../../set-tree/tree.ts';
import { Button, Empty, SelectField } from '../../ui/index.ts';
import { CardSteps } from '../../card-parts/card-steps.tsx';
import { useSignOff } from '../../card-parts/sign-off-query.ts';
import { CardTotalsBar } from './card-totals-bar.tsx';
import { ItemPanel } from './item-panel.tsx';
import { FILTERS, nextAfter, passesFilter, progressOf, type ProgressFilter } from './item-progress.ts';
import { PresenceLine } from './presence-line.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { SaveLine } from '../../drafts/save-line.tsx';
import { useCardSaver } from './use-card-saver.ts';
import { usePulse } from './use-pulse.ts';

export function CardSheet({ card, set }: { readonly card: Card; readonly set: SetDetail }) {
  const say = useWords('self-scoring');
  const saver = useCardSaver(card, set);
  const entries = useEntries(saver);
  const search = useSearch({ from: '/inside/rounds/$roundId/cards/$unitId' });
  const navigate = useNavigate({ from: '/rounds/$roundId/cards/$unitId' });
  const [filter, setFilter] = useState<ProgressFilter>('all');
  const [moved, setMoved] = useState(false);
  const tree = useMemo(() => treeOf(set), [set]);
  const order = useMemo(() => itemsInOrder(tree), [tree]);
  const stored = useMemo(() => new Map(card.items.map((item) => [item.itemId, item])), [card.items]);
  const chosen = order.find((item) => item.id === search.item) ?? order[0];
  const choose = (itemId: string) => {
    setMoved(true);
    void navigate({ search: { item: itemId }, replace: true, resetScroll: false });
  };
  const progress = (item: SetItem) => progressOf(stored.get(item.id), item);
  const remarks = useRemarks(card);
  const passes = (item: SetItem, by: ProgressFilter) =>
    passesFilter(by, item, stored.get(item.id), new Set(remarks.keys()));
  const shows = (item: SetItem) => passes(item, filter) || item.id === chosen?.id;
  const pulse = usePulse(card, chosen?.id ?? null);
  // An extension may have taken away the reason of a refusal: what was refused is offered once more.
  useEffect(() => {
    if (card.window === 'open') saver.flushAll('refused');
  }, [card.window, card.closesAt, saver]);
  const storedChosen = chosen ? stored.get(chosen.id) : undefined;
  return (
    <div className="pw-stack">
      <CardSteps card={card} set={set} unsent={entries.filter((entry) => entry.draft !== null).length} />
      <div className="pw-sheet-bar">
        <CardTotalsBar totals={card.totals} />
        <SaveLine entries={entries} />
        {entries.some(({ state }) => state.kind === 'held' || state.kind === 'refused') ? (
          <Button look="second" size="small" onClick={() => saver.flushAll('refused')}>
            {say('common:save.again')}
          </Button>
        ) : null}
      </div>
      <PresenceLine people={pulse.data?.people} lost={pulse.isError} set={set} />
      <ProgressPanel tree={tree} stored={stored} />
      <div className="pw-split">
        <div className="pw-split-side">
          <SelectField
            label={say('self-scoring:filter.label')}
            value={filter}
            choices={FILTERS.map((value) => ({
              value,
              label: say(`self-scoring:filter.${value}`, {
                number: order.filter((item) => passes(item, value)).length,
              }),
            }))}
            onChange={(event) => setFilter(FILTERS.find((value) => value === event.target.value) ?? 'all')}
          />
          <ItemTree
            label={say('self-scoring:tree')}
            tree={tree}
            chosen={chosen?.id}
            onChoose={choose}
            show={shows}
            mark={(item) => <ItemMark item={item} stored={stored.get(item.id)} />}
            areaMark={({ area }) => <AreaMark card={card} areaId={area.id} />}
          />
        </div>
        {chosen && storedChosen ? (
          <div className="pw-stack">
            <ItemPanel
              key={chosen.id}
              card={card}
              item={chosen}
              stored={storedChosen}
              saver={saver}
              takeFocus={moved}
              remark={remarks.get(chosen.id) ?? null}
              others={(pulse.data?.people ?? []).filter(({ itemId }) => itemId === chosen.id)}
            />
            <Walk order={order} at={chosen} missing={(item) => progress(item) === 'missing'} onGo={choose} />
          </div>
        ) : (
          <Empty title={say('self-scoring:noItem')} />
        )}
      </div>
    </div>
  );
}

/** What the leader's last return says of single items, while it stands. */
function useRemarks(card: Card): ReadonlyMap<string, string> {
  const { data } = useSignOff(card);
  return useMemo(
    () => new Map(data?.returned?.remarks.map(({ itemId, remark }) => [itemId, remark])),
    [data?.returned],
  );
}

/** Points of an item, or why there are none, beside its name. */
function ItemMark({ item, stored }: { readonly item: SetItem; readonly stored: CardItem | undefined }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const state = progressOf(stored, item);
  const max = item.max === null ? '–' : showNumber(item.max, language);
  if (state === 'missing')
    return <span className="pw-mark-missing">{say('self-scoring:mark.missing', { max })}</span>;
  if (state === 'elsewhere') return <span>{say(`self-scoring:mark.${item.pointsFrom}`)}</span>;
  if (state === 'not-applicable') return <span>{say('self-scoring:mark.na')}</span>;
  const points = showNumber(stored?.self.printedPoints ?? stored?.self.points ?? '0', language);
  return <span className={state === 'below' ? 'pw-mark-below' : 'pw-mark-full'}>{`${points} / ${max}`}</span>;
}

function AreaMark({ card, areaId }: { readonly card: Card; readonly areaId: string }) {
  const language = useLanguage();
  const total = card.totals.groups.find((group) => group.id === areaId);
  if (!total) return null;
  return <>{`${showNumber(total.points, language)} / ${showNumber(total.maximum, language)}`}</>;
}

function Walk(props: {
  readonly order: readonly SetItem[];
  readonly at: SetItem;
  readonly missing: (item: SetItem) => boolean;
  readonly onGo: (itemId: string) => void;
}) {
  const say = useWords('self-scoring');
  const { order, at, onGo } = props;
  const index = order.findIndex((item) => item.id === at.id);
  const before = order[index - 1];
  const after = order[index + 1];
  const missing = nextAfter(order, at.id, props.missing);
  return (
    <nav className="pw-actions pw-walk" aria-label={say('self-scoring:walk.label')}>
      {before ? (
        <Button look="second" onClick={() => onGo(before.id)}>
          {say('self-scoring:walk.before', { code: before.code })}
        </Button>
      ) : null}
      {after ? (
        <Button look="second" onClick={() => onGo(after.id)}>
          {say('self-scoring:walk.after', { code: after.code })}
        </Button>
      ) : null}
      {missing ? (
        <Button onClick={() => onGo(missing.id)}>
          {say('self-scoring:walk.missing', { code: missing.code })}
        </Button>
      ) : null}
    </nav>
  );
}
