import type { UnitResult } from '@parix/api-contract';
import { Waterfall } from '@parix/charts';
import { approximate, minus, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import './charts.css';

/** From the maximum down to the unit's points, area by area. */
export function LossWaterfall({ result }: { readonly result: UnitResult }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const { row } = result;
  const areas = result.groups.filter((group) => group.level === 'area');
  const steps = areas.flatMap((area) => {
    if (signOf(area.lost) === 0) return [];
    const lost = signOf(area.lost) > 0;
    const size = area.lost.replace(/^-/, '');
    return [
      {
        id: area.id,
        label: `${area.code} ${area.name}`,
        change: -approximate(area.lost),
        text: `${lost ? '−' : '+'}${showNumber(size, language)}`,
        detail: `${showNumber(area.points, language)} / ${showNumber(area.maximum, language)}`,
      },
    ];
  });
  return (
    <Waterfall
      id="lost-points"
      title={say('ranking:chart.lost')}
      description={say('ranking:chart.lostText', {
        max: showNumber(row.maximum, language),
        points: showNumber(row.points, language),
        lost: showNumber(minus(row.maximum, row.points), language),
      })}
      start={{
        label: say('ranking:chart.maximum'),
        value: approximate(row.maximum),
        text: showNumber(row.maximum, language),
      }}
      end={{ label: say('ranking:chart.total'), text: showNumber(row.points, language) }}
      steps={steps}
      table="folded"
      axisText={(value) => showNumber(String(value), language)}
      words={{
        part: say('ranking:chart.area'),
        change: say('ranking:chart.lostColumn'),
        detail: say('ranking:column.points'),
        showTable: say('ranking:chart.table'),
        axisFrom: say('ranking:chart.axisFrom', { from: '{from}' }),
      }}
    />
  );
}
