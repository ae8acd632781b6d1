import type { ReactNode } from 'react';

/** A table that scrolls inside its frame; the frame is reachable by keyboard and named. */
export function Table({
  caption,
  hideCaption = false,
  cards = false,
  look,
  children,
}: {
  readonly caption: string;
  readonly hideCaption?: boolean;
  /** On a narrow screen each row becomes a card; cells then need `data-name`. */
  readonly cards?: boolean;
  /** Named column widths of the style sheet. */
  readonly look?: 'grid' | 'diff';
  readonly children: ReactNode;
}) {
  return (
    <div className="pw-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="pw-table" data-cards={cards || undefined} data-look={look}>
        <caption className={hideCaption ? 'pw-hidden' : undefined}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}
