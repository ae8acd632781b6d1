import type { Ranking } from '@parix/api-contract';
import { TileGrid, toneOf } from '@parix/charts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type MouseEvent } from 'react';
import { call } from '../../api/call.ts';
import { approximate, showNumber } from '../../format/numbers.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { SelectField } from '../../ui/index.ts';
import './analysis.css';
import { classMarks } from './class-marks.ts';

const ORDERS = ['name', 'rank', 'class'] as const;
type Order = (typeof ORDERS)[number];

/** All units at a glance, without a map: none with boundaries under a clear licence is at hand. */
export function TilesView({ roundId }: { readonly roundId: string }) {
  const say = useWords('analysis');
  const [order, setOrder] = useState<Order>('name');
  const ranking = useQuery({
    queryKey: ['ranking', roundId, 'final', currentLanguage()],
    queryFn: ({ signal }) => call('getRanking', { params: { roundId }, query: { layer: 'final' }, signal }),
  });
  return (
    <>
      <div className="pw-form">
        <SelectField
          label={say('analysis:tiles.order')}
          value={order}
          choices={ORDERS.map((value) => ({ value, label: say(`analysis:tiles.order.${value}`) }))}
          onChange={(event) => setOrder(ORDERS.find((each) => each === event.target.value) ?? 'name')}
        />
      </div>
      <Loaded query={ranking}>{(data) => <Tiles ranking={data} order={order} />}</Loaded>
    </>
  );
}

function Tiles({ ranking, order }: { readonly ranking: Ranking; readonly order: Order }) {
  const say = useWords('analysis');
  const language = useLanguage();
  const navigate = useNavigate();
  const marks = classMarks(ranking.classes.map(({ name }) => name));
  const place = new Map(ranking.classes.map(({ id }, at) => [id, at]));
  const by: Readonly<Record<Order, (a: Ranking['rows'][number], b: Ranking['rows'][number]) => number>> = {
    name: (a, b) => NAMES.compare(a.unitName, b.unitName),
    rank: (a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9),
    class: (a, b) =>
      (place.get(a.classId ?? '') ?? 99) - (place.get(b.classId ?? '') ?? 99) ||
      approximate(b.index) - approximate(a.index),
  };
  /** A plain click stays in the workspace; every other way of opening a link is the browser's. */
  const go = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="/rounds/"]') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    void navigate({ href: link.getAttribute('href') ?? '/' });
  };
  return (
    <div onClick={go}>
      <TileGrid
        id="tiles"
        heading={2}
        title={say('analysis:tiles.title')}
        description={say('analysis:tiles.text')}
        table="folded"
        classes={ranking.classes.map(({ id, name, count }, at) => ({
          id,
          label: name,
          mark: marks[at] ?? '?',
          tone: toneOf(at, ranking.classes.length),
          countText: say('analysis:tiles.count', { number: count }),
        }))}
        tiles={ranking.rows.toSorted(by[order]).map((row) => ({
          id: row.unitId,
          label: row.unitName,
          href: `/rounds/${ranking.roundId}/analysis/units/${row.unitId}`,
          classId: row.classId,
          valueText: showNumber(row.index, language),
          rankText: row.rank === null ? '–' : String(row.rank),
        }))}
        words={{
          legend: say('analysis:tiles.legend'),
          none: say('analysis:tiles.none'),
          unit: say('analysis:column.unit'),
          rank: say('analysis:column.rank'),
          class: say('analysis:column.class'),
          value: say('analysis:column.index'),
          showTable: say('analysis:table'),
        }}
      />
    </div>
  );
}
const NAMES = new Intl.Collator('vi', { numeric: true });
