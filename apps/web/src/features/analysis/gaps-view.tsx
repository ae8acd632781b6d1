import type { PartAnalysis, RoundAnalysis } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { approximate, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Section, Table } from '../../ui/index.ts';
import { analysisQuery } from './analysis-queries.ts';
import { PartLink } from './losses-view.tsx';
import { signedNumber } from './signed-number.ts';
import { UnitLink } from './unit-link.tsx';

type Gap = NonNullable<PartAnalysis['gap']>;
interface Row {
  readonly id: string;
  readonly head: ReactNode;
  readonly gap: Gap;
}

/** Who scored themselves above what was judged, by how much, and on which items. */
export function GapsView({ roundId }: { readonly roundId: string }) {
  const analysis = useQuery(analysisQuery(roundId));
  return <Loaded query={analysis}>{(data) => <Gaps analysis={data} />}</Loaded>;
}

function Gaps({ analysis }: { readonly analysis: RoundAnalysis }) {
  const say = useWords('analysis');
  const units = analysis.units.map((unit): Row => ({
    id: unit.unitId,
    head: <UnitLink roundId={analysis.roundId} unit={unit} />,
    gap: unit.gap,
  }));
  const items = analysis.parts.flatMap((part): Row[] =>
    part.gap === null
      ? []
      : [{ id: part.id, head: <PartLink roundId={analysis.roundId} part={part} />, gap: part.gap }],
  );
  return (
    <>
      <p>{say('analysis:gaps.text')}</p>
      <GapTable
        title={say('analysis:gaps.units')}
        head={say('analysis:column.unit')}
        rows={units}
        of="items"
      />
      <GapTable
        title={say('analysis:gaps.items')}
        head={say('analysis:column.item')}
        rows={items}
        of="units"
      />
    </>
  );
}

function GapTable(props: {
  readonly title: string;
  readonly head: string;
  readonly rows: readonly Row[];
  /** What is counted in each row. */
  readonly of: 'items' | 'units';
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  const rows = props.rows
    .filter(({ gap }) => gap.over + gap.under > 0)
    .sort((a, b) => approximate(b.gap.net) - approximate(a.gap.net));
  const names = {
    over: say(`analysis:gaps.over.${props.of}`),
    under: say(`analysis:gaps.under.${props.of}`),
    net: say('analysis:gaps.net'),
  };
  return (
    <Section title={props.title}>
      {rows.length === 0 ? (
        <Empty title={say('analysis:gaps.none')}>{say('analysis:gaps.noneNext')}</Empty>
      ) : (
        <Table caption={props.title} hideCaption cards>
          <thead>
            <tr>
              <th scope="col">{props.head}</th>
              <th scope="col" className="pw-number">
                {names.over}
              </th>
              <th scope="col" className="pw-number">
                {names.under}
              </th>
              <th scope="col" className="pw-number">
                {names.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, head, gap }) => (
              <tr key={id}>
                <th scope="row" data-name={props.head}>
                  <span>{head}</span>
                </th>
                <td className="pw-number" data-name={names.over}>
                  {counted(gap.over, gap.overPoints)}
                </td>
                <td className="pw-number" data-name={names.under}>
                  {counted(gap.under, gap.underPoints)}
                </td>
                <td className="pw-number" data-name={names.net}>
                  {signedNumber(gap.net, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
  function counted(count: number, points: string): string {
    return signOf(points) === 0
      ? '–'
      : say('analysis:gaps.counted', { count, points: showNumber(points, language) });
  }
}
