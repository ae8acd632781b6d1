import type { KeyboardEvent } from 'react';
import { isComposing } from '../../ui/index.ts';

/**
 * Keys of the grid. Up and down go to the same control of the neighbouring row, left and right along the decisions;
 * in a long text Ctrl is needed, because there the arrows move the caret. Ctrl+Enter presses the row's "accept".
 */
export function walkGrid(event: KeyboardEvent<HTMLElement>): void {
  if (isComposing(event) || event.altKey || !(event.target instanceof HTMLElement)) return;
  // A document that is opened from a row lies over the grid: its keys are its own.
  if (event.target.closest('dialog')) return;
  const row = event.target.closest<HTMLElement>('[data-row]');
  if (!row) return;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    row.querySelector<HTMLElement>('[data-control="accept"]:not([disabled])')?.click();
    return;
  }
  const to = neighbour(event, row, event.target);
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest' });
}

function neighbour(event: KeyboardEvent, row: HTMLElement, from: HTMLElement): HTMLElement | undefined {
  const control = from.dataset.control ?? 'accept';
  const writing = from instanceof HTMLTextAreaElement;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (writing && !event.ctrlKey) return undefined;
    const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
    return controlIn(next, control) ?? controlIn(next, 'accept');
  }
  if (
    (event.key === 'ArrowLeft' || event.key === 'ArrowRight') &&
    from.dataset.control &&
    isDecision(control)
  ) {
    const decisions = [...row.querySelectorAll<HTMLElement>('button[data-control]')].filter((button) =>
      isDecision(button.dataset.control ?? ''),
    );
    return decisions[decisions.indexOf(from) + (event.key === 'ArrowRight' ? 1 : -1)];
  }
  return undefined;
}

const isDecision = (control: string) => !['points', 'reason', 'requirement'].includes(control);

function controlIn(row: Element | null, control: string): HTMLElement | undefined {
  return row?.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? undefined;
}
