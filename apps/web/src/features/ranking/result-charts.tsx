import type { Ranking } from '@parix/api-contract';
import { ClassDistribution, HeatMap, toneOf, YearChange } from '@parix/charts';
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { approximate, showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import './charts.css';
import { heatSteps } from './heat-steps.ts';
import { indexMovement, rankMovement } from './movement.ts';

/** Distribution, heat map and change of a ranking; loaded after the table, each with its own numbers. */
export function ResultCharts({ ranking }: { readonly ranking: Ranking }) {
  return (
    <div onClick={useLinksInside()}>
      <Distribution ranking={ranking} />
      {ranking.previousRound ? <Change ranking={ranking} /> : null}
      <UnitAreas ranking={ranking} />
    </div>
  );
}

/** Charts know plain links only; a plain click on one of ours goes there without loading the page anew. */
function useLinksInside() {
  const navigate = useNavigate();
  return (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="/rounds/"]') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    void navigate({ href: link.getAttribute('href') ?? '/' });
  };
}

function Distribution({ ranking }: { readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const all = ranking.classes.reduce((sum, item) => sum + item.count, 0);
  const share = (count: number) => (all === 0 ? '0' : ((count * 100) / all).toFixed(1));
  return (
    <ClassDistribution
      id="classes"
      title={say('ranking:chart.classes')}
      description={say('ranking:chart.classesText', {
        list: ranking.classes.map((item) => `${item.name} ${item.count}`).join(', '),
      })}
      table="folded"
      words={{
        class: say('ranking:class'),
        count: say('ranking:units'),
        share: say('ranking:chart.share'),
        showTable: say('ranking:chart.table'),
      }}
      classes={ranking.classes.map((item, at) => ({
        id: item.id,
        label: item.name,
        count: item.count,
        countText: String(item.count),
        shareText: `${showNumber(share(item.count), language)}%`,
        tone: toneOf(at, ranking.classes.length),
      }))}
    />
  );
}

function Change({ ranking }: { readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const units = ranking.rows.flatMap((row) => {
    if (!row.previous) return [];
    const index = indexMovement(row.previous.index, row.index);
    const rank = rankMovement(row.previous.rank, row.rank);
    return [
      {
        id: row.unitId,
        label: row.unitName,
        before: approximate(row.previous.index),
        after: approximate(row.index),
        beforeText: showNumber(row.previous.index, language),
        afterText: showNumber(row.index, language),
        changeText: say(index.words, { by: showNumber(index.by || '0', language) }),
        rankText: say(rank.words, { by: rank.by }),
      },
    ];
  });
  if (units.length === 0) return null;
  return (
    <YearChange
      id="year-change"
      title={say('ranking:chart.change')}
      description={say('ranking:chart.changeText', { round: ranking.previousRound?.title ?? '' })}
      table="folded"
      units={units}
      words={{
        unit: say('ranking:column.unit'),
        before: say('ranking:chart.before'),
        after: say('ranking:chart.after'),
        change: say('ranking:column.indexChange'),
        rank: say('ranking:column.rankChange'),
        showTable: say('ranking:chart.table'),
      }}
    />
  );
}

function UnitAreas({ ranking }: { readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const language = useLanguage();
  return (
    <HeatMap
      id="heat"
      title={say('ranking:chart.heat')}
      description={say('ranking:chart.heatText')}
      columns={ranking.areas.map((area) => ({ id: area.id, short: area.code, name: area.name }))}
      steps={heatSteps(language)}
      words={{
        unit: say('ranking:column.unit'),
        legend: say('ranking:chart.legend'),
        columns: say('ranking:chart.areas'),
      }}
      rows={ranking.rows.map((row) => ({
        id: row.unitId,
        label: row.unitName,
        href: `/rounds/${ranking.roundId}/results/${row.unitId}`,
        cells: ranking.areas.map((area) => {
          const index = row.areas.find((cell) => cell.areaId === area.id)?.index ?? null;
          return index === null
            ? { value: null, text: '–' }
            : { value: approximate(index), text: showNumber(index, language) };
        }),
      }))}
    />
  );
}
