/** @jsxRuntime automatic */
import { type ReactNode } from 'react';

/** What every chart needs besides its data. Words come from the caller: charts know no language. */
export interface ChartProps {
  /** Unique on the page; ids of the parts derive from it. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows in one or two sentences; read out instead of the drawing. */
  readonly description: string;
  /** Level of the title as a heading of the page; without it the title is plain text. */
  readonly heading?: 2 | 3 | 4 | undefined;
}

/** How the table beside a drawing is offered. `none` only where the page already carries the same table. */
export type TableDisplay = 'shown' | 'folded' | 'none';

/** A figure with its title and description; `children` refer to them by `titleId` and `descriptionId`. */
export function ChartFrame(props: ChartProps & { readonly children: ReactNode }) {
  const { id, title, description, heading, children } = props;
  const Title = heading === undefined ? 'span' : (`h${heading}` as const);
  return (
    <figure className="px-chart" aria-labelledby={titleId(id)} id={id}>
      <figcaption>
        <Title className="px-chart-title" id={titleId(id)}>
          {title}
        </Title>
        <span className="px-chart-description" id={descriptionId(id)}>
          {description}
        </span>
      </figcaption>
      {children}
    </figure>
  );
}

/** The drawing itself, one image to assistive technology. */
export function Drawing({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="px-drawing" role="img" aria-labelledby={titleId(id)} aria-describedby={descriptionId(id)}>
      {children}
    </div>
  );
}

/** Marks of one row: 0..100 wide, stretched to the row. */
export function Marks({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      className="px-marks"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function titleId(id: string): string {
  return `${id}-title`;
}

export function descriptionId(id: string): string {
  return `${id}-description`;
}
