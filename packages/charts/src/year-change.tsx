/** @jsxRuntime automatic */
import { ChartFrame, Drawing, Marks, type ChartProps, type TableDisplay } from './chart-frame.tsx';
import { DataTable } from './data-table.tsx';
import { changeDomain, coordinate, position, span, type Domain } from './geometry.ts';

export interface UnitChange {
  readonly id: string;
  readonly label: string;
  readonly href?: string | undefined;
  readonly before: number;
  readonly after: number;
  readonly beforeText: string;
  readonly afterText: string;
  /** Printed change ("+1,25"). */
  readonly changeText: string;
  /** Printed change of rank ("lên 2 bậc"), empty when a rank is missing. */
  readonly rankText: string;
}

export interface YearChangeProps extends ChartProps {
  readonly units: readonly UnitChange[];
  readonly table: TableDisplay;
  readonly words: {
    readonly unit: string;
    readonly before: string;
    readonly after: string;
    readonly change: string;
    readonly rank: string;
    readonly showTable: string;
  };
}

/** Two years side by side: a thin mark for the earlier index, a thick one for the later, an arrow in words beside. */
export function YearChange({ units, table, words, ...frame }: YearChangeProps) {
  const domain = changeDomain(units.flatMap(({ before, after }) => [before, after]));
  return (
    <ChartFrame {...frame}>
      <Drawing id={frame.id}>
        {units.map((unit) => (
          <div className="px-row" key={unit.id}>
            <span className="px-row-label">{unit.label}</span>
            <ChangeMarks unit={unit} domain={domain} />
            <span className="px-row-value">{`${arrow(unit)} ${unit.changeText}`}</span>
          </div>
        ))}
      </Drawing>
      <DataTable
        caption={frame.title}
        headers={[words.unit, words.before, words.after, words.change, words.rank]}
        rows={units.map((unit) => ({
          id: unit.id,
          label: unit.label,
          href: unit.href,
          cells: [unit.beforeText, unit.afterText, `${arrow(unit)} ${unit.changeText}`, unit.rankText],
        }))}
        display={table}
        showWord={words.showTable}
      />
    </ChartFrame>
  );
}

function ChangeMarks({ unit, domain }: { readonly unit: UnitChange; readonly domain: Domain }) {
  const before = coordinate(position(unit.before, domain));
  const after = coordinate(position(unit.after, domain));
  return (
    <Marks>
      <rect
        className={unit.after < unit.before ? 'px-lost' : 'px-won'}
        y="4"
        height="2"
        {...span(unit.before, unit.after, domain)}
      />
      <line className="px-before" x1={before} x2={before} y1="2" y2="8" vectorEffect="non-scaling-stroke" />
      <line className="px-after" x1={after} x2={after} y1="1" y2="9" vectorEffect="non-scaling-stroke" />
    </Marks>
  );
}

function arrow({ before, after }: UnitChange): string {
  return after > before ? '▲' : after < before ? '▼' : '＝';
}
