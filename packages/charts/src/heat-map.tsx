/** @jsxRuntime automatic */
import { ChartFrame, type ChartProps } from './chart-frame.tsx';
import { RowLabel, ScrollBox } from './data-table.tsx';
import { stepOf } from './geometry.ts';

export interface HeatStep {
  readonly label: string;
  /** Lowest value of the step; ignored for the last, which takes the rest. */
  readonly from: number;
}
export interface HeatCell {
  /** null = nothing to colour; the text says why. */
  readonly value: number | null;
  readonly text: string;
}
export interface HeatRow {
  readonly id: string;
  readonly label: string;
  readonly href?: string | undefined;
  readonly cells: readonly HeatCell[];
}

export interface HeatMapProps extends ChartProps {
  /** Short header for the narrow column, full name for its tooltip and for assistive technology. */
  readonly columns: readonly { readonly id: string; readonly short: string; readonly name: string }[];
  readonly rows: readonly HeatRow[];
  /** At most five, highest first. */
  readonly steps: readonly HeatStep[];
  readonly words: { readonly unit: string; readonly legend: string; readonly columns: string };
}

/**
 * Units by areas as a real table: every cell prints its value, its step shows as shade and as a filling circle, so it
 * reads in grey, in forced colours and aloud.
 */
export function HeatMap({ columns, rows, steps, words, ...frame }: HeatMapProps) {
  const limits = steps.slice(0, 5).map(({ from }) => from);
  return (
    <ChartFrame {...frame}>
      <Legend steps={steps} word={words.legend} />
      <ScrollBox label={frame.title}>
        <table className="px-table px-heat">
          <caption className="px-hidden">{frame.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              {columns.map(({ id, short, name }) => (
                <th scope="col" key={id} className="px-number">
                  <abbr title={name}>{short}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <RowLabel label={row.label} href={row.href} />
                </th>
                {row.cells.map((cell, i) => (
                  <td key={columns[i]?.id ?? i} className={heatClass(cell, limits)}>
                    {cell.text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <ColumnNames columns={columns} word={words.columns} />
    </ChartFrame>
  );
}

function heatClass(cell: HeatCell, limits: readonly number[]): string {
  return cell.value === null ? 'px-heat-none' : `px-heat-${stepOf(cell.value, limits)}`;
}

function Legend({ steps, word }: { readonly steps: readonly HeatStep[]; readonly word: string }) {
  return (
    <ul className="px-legend" aria-label={word}>
      {steps.slice(0, 5).map(({ label }, i) => (
        <li key={label}>
          <span className={`px-swatch px-heat-${i + 1}`} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}

function ColumnNames({ columns, word }: Pick<HeatMapProps, 'columns'> & { readonly word: string }) {
  return (
    <dl className="px-columns" aria-label={word}>
      {columns.map(({ id, short, name }) => (
        <div key={id}>
          <dt>{short}</dt>
          <dd>{name}</dd>
        </div>
      ))}
    </dl>
  );
}
