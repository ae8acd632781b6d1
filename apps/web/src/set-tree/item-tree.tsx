import type { SetItem } from '@parix/api-contract';
import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { AreaNode } from './tree.ts';

/**
 * The set's tree as nested lists of items to choose from. Up and down move between items, Home and End jump; only one
 * item is in the tab order, so that Tab leaves. `mark` adds the state of an item, `areaMark` that of an area.
 */
export function ItemTree({
  label,
  tree,
  chosen,
  onChoose,
  show = () => true,
  mark,
  areaMark,
}: {
  readonly label: string;
  readonly tree: readonly AreaNode[];
  readonly chosen: string | undefined;
  readonly onChoose: (itemId: string) => void;
  readonly show?: (item: SetItem) => boolean;
  readonly mark?: (item: SetItem) => ReactNode;
  readonly areaMark?: (node: AreaNode) => ReactNode;
}) {
  const say = useWords();
  const ref = useRef<HTMLElement>(null);
  const [walked, setWalked] = useState<string>();
  const walk = (event: KeyboardEvent) => {
    const to = targetOf(event.key, [...(ref.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])]);
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: 'nearest' });
  };
  /** Coming back starts at the item on the page, wherever the walk ended. */
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!currentTarget.contains(relatedTarget)) setWalked(undefined);
  };
  const areas = tree
    .map((node) => ({ node, shown: node.items.filter(show) }))
    .filter(({ shown }) => shown.length > 0);
  const ids = areas.flatMap(({ shown }) => shown.map(({ id }) => id));
  const inTabOrder = [walked, chosen].find((id) => id !== undefined && ids.includes(id)) ?? ids[0];
  return (
    <nav ref={ref} className="pw-tree" aria-label={label} onKeyDown={walk} onBlur={leave}>
      <h2 className="pw-hidden">{label}</h2>
      {areas.length === 0 ? <p className="pw-hint">{say('common:none')}</p> : null}
      {areas.map(({ node, shown }) => (
        <section key={node.area.id}>
          <h3 className="pw-tree-area">
            <span className="pw-code">{node.area.code}</span>
            <span>{node.area.name}</span>
            {areaMark ? <span className="pw-tree-mark">{areaMark(node)}</span> : null}
          </h3>
          <ul className="pw-tree-items">
            {shown.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  data-item={item.id}
                  tabIndex={item.id === inTabOrder ? 0 : -1}
                  onFocus={() => setWalked(item.id)}
                  aria-current={item.id === chosen ? 'true' : undefined}
                  onClick={() => onChoose(item.id)}
                >
                  <span className="pw-code">{item.code}</span>
                  <span>{item.name}</span>
                  {mark ? <span className="pw-tree-mark">{mark(item)}</span> : null}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function targetOf(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return items[at + 1];
  if (key === 'ArrowUp') return at > 0 ? items[at - 1] : undefined;
  if (key === 'Home') return items[0];
  return key === 'End' ? items.at(-1) : undefined;
}
