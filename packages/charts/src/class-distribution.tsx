/** @jsxRuntime automatic */
import { ChartFrame, Drawing, Marks, type ChartProps, type TableDisplay } from './chart-frame.tsx';
import { DataTable } from './data-table.tsx';
import { span, type Tone } from './geometry.ts';

export interface ClassCount {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly countText: string;
  /** Share of all units as printed ("83,3 %"). */
  readonly shareText: string;
  readonly tone: Tone;
}

export interface ClassDistributionProps extends ChartProps {
  readonly classes: readonly ClassCount[];
  readonly table: TableDisplay;
  readonly words: {
    readonly class: string;
    readonly count: string;
    readonly share: string;
    readonly showTable: string;
  };
}

/** How many units each class holds: one bar per class, highest class first. */
export function ClassDistribution({ classes, table, words, ...frame }: ClassDistributionProps) {
  const domain = { from: 0, to: Math.max(1, ...classes.map(({ count }) => count)) };
  return (
    <ChartFrame {...frame}>
      <Drawing id={frame.id}>
        {classes.map(({ id, label, count, countText, tone }) => (
          <div className="px-row px-row-short" key={id}>
            <span className="px-row-label">{label}</span>
            <Marks>
              <rect className={`px-tone-${tone}`} y="1" height="8" {...span(0, count, domain)} />
            </Marks>
            <span className="px-row-value">{countText}</span>
          </div>
        ))}
      </Drawing>
      <DataTable
        caption={frame.title}
        headers={[words.class, words.count, words.share]}
        rows={classes.map(({ id, label, countText, shareText }) => ({
          id,
          label,
          cells: [countText, shareText],
        }))}
        display={table}
        showWord={words.showTable}
      />
    </ChartFrame>
  );
}
