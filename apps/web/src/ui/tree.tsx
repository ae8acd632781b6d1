import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from './composing-input.tsx';
import { nextRow, type TreeRow } from './tree-keys.ts';

/**
 * A tree after the WAI-ARIA pattern, as flat rows with levels, so that only what is open is on the page. Up and down
 * walk, right opens or goes in, left closes or goes out, Home and End jump, Enter acts. There is no jump by typing a
 * letter: letters belong to the input method.
 */
export function Tree({
  label,
  rows,
  onToggle,
  onAct,
  start,
  children,
}: {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  readonly onToggle: (id: string) => void;
  readonly onAct: (id: string) => void;
  /** Row that is in the tab order at first; the first one if it is not there. */
  readonly start?: string | undefined;
  readonly children: (row: TreeRow) => ReactNode;
}) {
  const [active, setActive] = useState({ id: start, place: 0 });
  const ref = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  // A row that has gone (what was fetched took the place of "show more") hands over to the one now in its place.
  const known = rows.some((row) => row.id === active.id);
  const current = known ? active.id : rows[Math.min(active.place, rows.length - 1)]?.id;
  useEffect(() => {
    const shown = ref.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (held.current && shown !== document.activeElement) shown?.focus();
  }, [rows, current]);
  const go = (id: string | undefined) => {
    if (id !== undefined) setActive({ id, place: rows.findIndex((row) => row.id === id) });
  };
  const press = (event: KeyboardEvent) => {
    if (current === undefined || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = nextRow(rows, current, event.key);
    if (step === undefined) return;
    event.preventDefault();
    if (step.toggle) onToggle(current);
    else if (step.act) onAct(current);
    else go(step.go);
  };
  return (
    <div
      ref={ref}
      className="pw-branches"
      role="tree"
      aria-label={label}
      onKeyDown={press}
      onFocus={() => (held.current = true)}
      onBlur={({ currentTarget, relatedTarget }) => (held.current = currentTarget.contains(relatedTarget))}
    >
      {rows.map((row) => (
        <div
          key={row.id}
          role="treeitem"
          className="pw-branch"
          data-level={Math.min(row.level, 7)}
          aria-level={row.level}
          aria-posinset={row.place}
          aria-setsize={row.siblings}
          aria-expanded={row.open ?? undefined}
          aria-selected={row.id === current}
          tabIndex={row.id === current ? 0 : -1}
          onFocus={() => go(row.id)}
        >
          {row.open === null ? (
            <span className="pw-branch-mark" />
          ) : (
            <span
              className="pw-branch-mark"
              data-open={row.open}
              aria-hidden="true"
              onClick={() => onToggle(row.id)}
            />
          )}
          {children(row)}
        </div>
      ))}
    </div>
  );
}
