/** @jsxRuntime automatic */
import { type ReactNode } from 'react';
import { type TableDisplay } from './chart-frame.tsx';

export interface DataRow {
  readonly id: string;
  /** First cell: the row's header. */
  readonly label: string;
  readonly href?: string | undefined;
  readonly cells: readonly string[];
}

export interface DataTableProps {
  readonly caption: string;
  /** First header names the rows, the others the cells. */
  readonly headers: readonly string[];
  readonly rows: readonly DataRow[];
  readonly display: TableDisplay;
  /** Summary of the fold ("Xem bảng số liệu"). */
  readonly showWord: string;
}

/** The numbers behind a drawing as a real table, open or folded. */
export function DataTable(props: DataTableProps) {
  if (props.display === 'none') return null;
  if (props.display === 'shown') return <Table {...props} />;
  return (
    <details className="px-fold">
      <summary>{props.showWord}</summary>
      <Table {...props} />
    </details>
  );
}

function Table({ caption, headers, rows }: DataTableProps) {
  return (
    <ScrollBox label={caption}>
      <table className="px-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {headers.map((header, i) => (
              <th scope="col" key={header} className={i === 0 ? undefined : 'px-number'}>
                {header}
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
                <td className="px-number" key={headers[i + 1] ?? i}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

export function RowLabel({ label, href }: { readonly label: string; readonly href?: string | undefined }) {
  return href === undefined ? label : <a href={href}>{label}</a>;
}

/** Wide tables scroll inside their own box, reachable by keyboard. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="px-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
