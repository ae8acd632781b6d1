/** @jsxRuntime automatic */
import { type ReactNode } from 'react';
import { ChartFrame, Drawing, Marks, type ChartProps } from './chart-frame.tsx';
import { span } from './geometry.ts';

export interface ChartRow {
  readonly id: string;
  readonly label: string;
  /** Length of the bar; null where there is no value. */
  readonly value: number | null;
  readonly text: string;
}

export interface ChartRowsProps extends ChartProps {
  readonly rows: readonly ChartRow[];
  /** Value of a full bar. */
  readonly maximum: number;
  /** The numbers as a table. */
  readonly children: ReactNode;
}

/** One bar a row, in the order given: a course over months reads from top to bottom on the narrowest screen. */
export function ChartRows({ rows, maximum, children, ...frame }: ChartRowsProps) {
  return (
    <ChartFrame {...frame}>
      <Drawing id={frame.id}>
        {rows.map((row) => (
          <div className="px-row px-row-short" key={row.id}>
            <span className="px-row-label">{row.label}</span>
            <Marks>
              {row.value === null ? null : (
                <rect
                  className="px-tone-2"
                  y="2"
                  height="6"
                  {...span(0, row.value, { from: 0, to: maximum })}
                />
              )}
            </Marks>
            <span className="px-row-value">{row.text}</span>
          </div>
        ))}
      </Drawing>
      {children}
    </ChartFrame>
  );
}
