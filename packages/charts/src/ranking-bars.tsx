/** @jsxRuntime automatic */
import { ChartFrame, Marks, type ChartProps } from './chart-frame.tsx';
import { RowLabel, ScrollBox } from './data-table.tsx';
import { coordinate, position, span, type Tone } from './geometry.ts';

export interface RankedUnit {
  readonly id: string;
  readonly label: string;
  readonly href?: string | undefined;
  /** Printed rank; words for units without one. */
  readonly rank: string;
  /** Drawing position of the index; `indexText` is what is printed. */
  readonly index: number;
  readonly indexText: string;
  readonly pointsText: string;
  readonly classLabel: string;
  readonly tone: Tone;
}

export interface RankingBarsProps extends ChartProps {
  readonly units: readonly RankedUnit[];
  /** Upper end of the bars (100 for an index in %). */
  readonly maximum: number;
  /** Lower limits of the classes, drawn as lines through the bars. */
  readonly limits: readonly number[];
  readonly words: {
    readonly rank: string;
    readonly unit: string;
    readonly index: string;
    readonly class: string;
    readonly points: string;
  };
}

/** Ranking as one real table whose index column carries the bars: the table and the chart cannot disagree. */
export function RankingBars({ units, maximum, limits, words, ...frame }: RankingBarsProps) {
  const domain = { from: 0, to: maximum };
  return (
    <ChartFrame {...frame}>
      <ScrollBox label={frame.title}>
        <table className="px-table px-ranking">
          <caption className="px-hidden">{frame.title}</caption>
          <thead>
            <tr>
              <th scope="col" className="px-number">
                {words.rank}
              </th>
              <th scope="col">{words.unit}</th>
              <th scope="col" className="px-number">
                {words.index}
              </th>
              <td className="px-wide" />
              <th scope="col">{words.class}</th>
              <th scope="col" className="px-number">
                {words.points}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.id}>
                <td className="px-number">{unit.rank}</td>
                <th scope="row">
                  <RowLabel label={unit.label} href={unit.href} />
                </th>
                <td className="px-number">{unit.indexText}</td>
                <td className="px-wide" aria-hidden="true">
                  <Marks>
                    <rect
                      className={`px-tone-${unit.tone}`}
                      y="1"
                      height="8"
                      {...span(0, unit.index, domain)}
                    />
                    {limits.map((limit) => (
                      <LimitLine key={limit} at={coordinate(position(limit, domain))} />
                    ))}
                  </Marks>
                </td>
                <td>{unit.classLabel}</td>
                <td className="px-number">{unit.pointsText}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </ChartFrame>
  );
}

function LimitLine({ at }: { readonly at: string }) {
  return <line className="px-limit" x1={at} x2={at} y1="0" y2="10" vectorEffect="non-scaling-stroke" />;
}
