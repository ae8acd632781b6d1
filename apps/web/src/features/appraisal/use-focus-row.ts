import { useEffect } from 'react';

/** Brings the row that the queue leads to into sight and puts the focus on its first decision, once it is there. */
export function useFocusRow(key: string | undefined, isThere: boolean): void {
  useEffect(() => {
    if (key === undefined || !isThere) return;
    const row = document.getElementById(`row-${key}`);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('[data-control]')?.focus();
  }, [key, isThere]);
}
