import type { UnitResult } from '@parix/api-contract';
import { Waterfall } from '@parix/charts';
import { useQuery } from '@tanstack/react-query';
import { setQuery } from '../../api/queries.ts';
import { approximate, minus, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import './charts.css';
import { changeOf, type AreaRole } from './area-change.ts';

interface LossProps {
  readonly result: UnitResult;
  readonly setVersionId: string;
}

/** From the maximum down to the unit's points, area by area. The set tells which areas stand outside the maximum. */
export function LossWaterfall({ result, setVersionId }: LossProps) {
  const set = useQuery(setQuery(setVersionId));
  return (
    <Loaded query={set}>
      {({ groups }) => <Drawn result={result} roles={new Map(groups.map(({ id, role }) => [id, role]))} />}
    </Loaded>
  );
}

function Drawn({
  result,
  roles,
}: {
  readonly result: UnitResult;
  readonly roles: ReadonlyMap<string, AreaRole>;
}) {
  const say = useWords('ranking');
  const language = useLanguage();
  const { row } = result;
  const areas = result.groups.filter((group) => group.level === 'area');
  const steps = areas.flatMap((area) => {
    const change = changeOf(area, roles.get(area.id) ?? 'ordinary');
    if (signOf(change) === 0) return [];
    return [
      {
        id: area.id,
        label: `${area.code} ${area.name}`,
        change: approximate(change),
        text: `${signOf(change) > 0 ? '+' : ''}${showNumber(change, language)}`,
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
