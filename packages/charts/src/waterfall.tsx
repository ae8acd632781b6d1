/** @jsxRuntime automatic */
import { type ReactNode } from 'react';
import { ChartFrame, Drawing, Marks, type ChartProps, type TableDisplay } from './chart-frame.tsx';
import { DataTable } from './data-table.tsx';
import { coordinate, position, span, waterfallDomain, waterfallLevels, type Domain } from './geometry.ts';

export interface WaterfallStep {
  readonly id: string;
  readonly label: string;
  readonly href?: string | undefined;
  /** Negative = points lost, positive = points added (bonus). */
  readonly change: number;
  /** Printed change ("−4,25"). */
  readonly text: string;
  /** Further cells for the table ("8,25 / 12,5"). */
  readonly detail: string;
}

export interface WaterfallProps extends ChartProps {
  readonly start: { readonly label: string; readonly value: number; readonly text: string };
  readonly steps: readonly WaterfallStep[];
  readonly end: { readonly label: string; readonly text: string };
  readonly table: TableDisplay;
  readonly words: {
    readonly part: string;
    readonly change: string;
    readonly detail: string;
    readonly showTable: string;
    /** Said under the drawing when its axis does not begin at zero; `{from}` stands for the number. */
    readonly axisFrom: string;
  };
  /** Prints the axis' first number; plain decimal text otherwise. */
  readonly axisText?: ((value: number) => string) | undefined;
}

/** From the maximum down to the total: what each area (or item) took away or added. */
export function Waterfall({ start, steps, end, table, words, axisText = String, ...frame }: WaterfallProps) {
  const changes = steps.map(({ change }) => change);
  const domain = waterfallDomain(start.value, changes);
  const levels = waterfallLevels(start.value, changes);
  const total = levels.at(-1)?.to ?? start.value;
  return (
    <ChartFrame {...frame}>
      <Drawing id={frame.id}>
        <Row label={start.label} text={start.text} strong>
          <rect className="px-total" y="1.5" height="7" {...span(domain.from, start.value, domain)} />
        </Row>
        {steps.map((step, i) => {
          const level = levels[i] ?? { from: total, to: total };
          return (
            <Row key={step.id} label={step.label} text={step.text}>
              <Connector at={level.from} domain={domain} upper whole={step.change === 0} />
              <rect
                className={step.change < 0 ? 'px-lost' : 'px-won'}
                y="1.5"
                height="7"
                {...span(level.from, level.to, domain)}
              />
              <Connector at={level.to} domain={domain} />
            </Row>
          );
        })}
        <Row label={end.label} text={end.text} strong>
          <rect className="px-total" y="1.5" height="7" {...span(domain.from, total, domain)} />
        </Row>
        {domain.from > 0 && (
          <p className="px-note">{words.axisFrom.replace('{from}', axisText(domain.from))}</p>
        )}
      </Drawing>
      <DataTable
        caption={frame.title}
        headers={[words.part, words.detail, words.change]}
        rows={steps.map(({ id, label, href, text, detail }) => ({ id, label, href, cells: [detail, text] }))}
        display={table}
        showWord={words.showTable}
      />
    </ChartFrame>
  );
}

function Row(props: {
  readonly label: string;
  readonly text: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={props.strong === true ? 'px-row px-row-strong' : 'px-row'}>
      <span className="px-row-label">{props.label}</span>
      <Marks>{props.children}</Marks>
      <span className="px-row-value">{props.text}</span>
    </div>
  );
}

/** The thin line that carries a level from one row to the next. */
function Connector(props: {
  readonly at: number;
  readonly domain: Domain;
  readonly upper?: boolean;
  /** Nothing changes in the row: the line runs through it. */
  readonly whole?: boolean;
}) {
  const x = coordinate(position(props.at, props.domain));
  const [y1, y2] = props.whole === true ? ['0', '10'] : props.upper === true ? ['0', '1.5'] : ['8.5', '10'];
  return <line className="px-connector" x1={x} x2={x} y1={y1} y2={y2} vectorEffect="non-scaling-stroke" />;
}
