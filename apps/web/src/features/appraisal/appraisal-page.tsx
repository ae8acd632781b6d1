import type { Round, SetDetail, SetItem } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { roundQuery, setQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RoundFrame } from '../../layout/round-frame.tsx';
import { ItemTree } from '../../set-tree/item-tree.tsx';
import { itemsInOrder, treeOf } from '../../set-tree/tree.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Empty, SelectField } from '../../ui/index.ts';
import { AppraisalGrid } from './appraisal-grid.tsx';
import { DeclareFirst } from '../../appraisal-parts/own-interests.tsx';
import { UnitBench } from './unit-bench.tsx';
import { progressKey } from './use-grid-saver.ts';
import { WayOfWork } from './way-of-work.tsx';

type Progress = Answer<'progress'>['items'][number];

export function AppraisalPage() {
  const say = useWords('appraisal');
  const { roles } = useAccount();
  const { roundId } = useParams({ from: '/inside/rounds/$roundId/appraisal' });
  const round = useQuery(roundQuery(roundId));
  const set = useQuery({ ...setQuery(round.data?.setVersionId ?? ''), enabled: round.isSuccess });
  const progress = useQuery({
    queryKey: progressKey(roundId),
    queryFn: ({ signal }) => call('progress', { params: { roundId }, signal }),
  });
  return (
    <RoundFrame wide roundId={roundId} title={say('appraisal:title')}>
      {(theRound) => (
        <>
          {mightEver(roles, 'interests.declare') ? <DeclareFirst roundId={roundId} /> : null}
          <Loaded query={set}>
            {(theSet) => (
              <Loaded query={progress}>
                {({ items }) => <Bench round={theRound} set={theSet} progress={items} />}
              </Loaded>
            )}
          </Loaded>
        </>
      )}
    </RoundFrame>
  );
}

const FILTERS = ['open', 'mine', 'all'] as const;
type Filter = (typeof FILTERS)[number];

function Bench(props: {
  readonly round: Round;
  readonly set: SetDetail;
  readonly progress: readonly Progress[];
}) {
  const say = useWords('appraisal');
  const { round, set } = props;
  const search = useSearch({ from: '/inside/rounds/$roundId/appraisal' });
  const navigate = useNavigate({ from: '/rounds/$roundId/appraisal' });
  const tree = useMemo(() => treeOf(set), [set]);
  const byItem = useMemo(() => new Map(props.progress.map((item) => [item.itemId, item])), [props.progress]);
  const appraised = itemsInOrder(tree).filter(
    (item) => item.pointsFrom === 'appraisal' && byItem.has(item.id),
  );
  const anyMine = props.progress.some((item) => item.mine);
  const [filter, setFilter] = useState<Filter>(anyMine ? 'mine' : 'all');
  const passes: Record<Filter, (item: SetItem) => boolean> = {
    all: () => true,
    mine: ({ id }) => byItem.get(id)?.mine ?? false,
    open: ({ id }) => isOpen(byItem.get(id)) && (!anyMine || (byItem.get(id)?.mine ?? false)),
  };
  const first = appraised.find(passes.open) ?? appraised.find(passes.mine) ?? appraised[0];
  const chosen = appraised.find((item) => item.id === search.item) ?? first;
  const go = (id: string) => void navigate({ search: { item: id }, replace: true, resetScroll: false });
  const shown = (item: SetItem) =>
    appraised.includes(item) && (passes[filter](item) || item.id === chosen?.id);
  const byUnit = search.by === 'unit';
  const goTo = (to: { readonly item: string; readonly unit: string }) =>
    void navigate({ search: { ...to, by: search.by }, replace: true, resetScroll: false });
  return (
    <div className="pw-stack">
      <WayOfWork
        round={round}
        by={byUnit ? 'unit' : 'item'}
        at={{ item: chosen?.id, unit: search.unit }}
        onBy={(by) => void navigate({ search: { ...search, by }, replace: true, resetScroll: false })}
        onNext={goTo}
      />
      {byUnit ? (
        <UnitBench
          round={round}
          items={appraised}
          unitId={search.unit}
          itemId={search.item}
          onUnit={(unit) =>
            void navigate({ search: { by: 'unit', unit }, replace: true, resetScroll: false })
          }
        />
      ) : null}
      {byUnit ? null : (
        <>
          <details className="pw-details" open={search.item === undefined && appraised.length > 0}>
            <summary>{say('appraisal:list', { open: appraised.filter(passes.open).length })}</summary>
            <div className="pw-stack">
              <SelectField
                label={say('appraisal:filter.label')}
                value={filter}
                choices={FILTERS.map((value) => ({
                  value,
                  label: say(`appraisal:filter.${value}`, { number: appraised.filter(passes[value]).length }),
                }))}
                onChange={(event) =>
                  setFilter(FILTERS.find((value) => value === event.target.value) ?? 'all')
                }
              />
              <ItemTree
                label={say('appraisal:items')}
                tree={tree}
                chosen={chosen?.id}
                onChoose={go}
                show={shown}
                mark={({ id }) => <Decided progress={byItem.get(id)} />}
              />
            </div>
          </details>
          {chosen ? <Steps items={appraised} at={chosen} isOpen={passes.open} onGo={go} /> : null}
          {chosen ? (
            <AppraisalGrid
              key={chosen.id}
              round={round}
              item={chosen}
              mine={byItem.get(chosen.id)?.mine ?? false}
              left={leftOf(byItem.get(chosen.id))}
              unitId={search.unit}
            />
          ) : (
            <Empty title={say('appraisal:noItem')}>{say('appraisal:noItemNext')}</Empty>
          )}
        </>
      )}
    </div>
  );
}

/** The item before, after, and the next one that is not finished. */
function Steps(props: {
  readonly items: readonly SetItem[];
  readonly at: SetItem;
  readonly isOpen: (item: SetItem) => boolean;
  readonly onGo: (itemId: string) => void;
}) {
  const say = useWords('appraisal');
  const { items, at, onGo } = props;
  const index = items.indexOf(at);
  const steps = [
    ['before', items[index - 1]],
    ['after', items[index + 1]],
    ['open', [...items.slice(index + 1), ...items.slice(0, index)].find(props.isOpen)],
  ] as const;
  return (
    <nav className="pw-actions" aria-label={say('appraisal:steps')}>
      {steps.map(([step, item]) =>
        item ? (
          <Button key={step} look="second" size="small" onClick={() => onGo(item.id)}>
            {say(`appraisal:step.${step}`, { code: item.code })}
          </Button>
        ) : null,
      )}
    </nav>
  );
}

/** Units that wait for their decision on the item, whether or not their rows are on the page. */
const leftOf = (progress: Progress | undefined): number =>
  progress === undefined ? 0 : progress.units - progress.decided;

const isOpen = (progress: Progress | undefined) => leftOf(progress) > 0;

function Decided({ progress }: { readonly progress: Progress | undefined }) {
  const say = useWords('appraisal');
  if (!progress) return null;
  const done = !isOpen(progress);
  return (
    <span className={done ? 'pw-mark-full' : 'pw-mark-missing'}>
      {say(done ? 'appraisal:mark.done' : 'appraisal:mark.open', {
        decided: progress.decided,
        units: progress.units,
      })}
    </span>
  );
}
