import type { ReasonText } from '@parix/api-contract';
import { expect, it } from 'vitest';
import { reasonsFor } from './reasons-for.ts';

const reason = (text: string, areaId: string, itemId: string | null): ReasonText => ({
  ...{ id: text, areaId, itemId, text, requirement: null, by: null },
  code: 'late',
});

it('offers what is kept for the item and for its area, of no other item or area', () => {
  const all = [
    reason('của mục', '1', '1.1'),
    reason('của mục khác', '1', '1.2'),
    reason('của lĩnh vực', '1', null),
    reason('của lĩnh vực khác', '2', null),
  ];
  const shown = reasonsFor(all, { id: '1.1', areaId: '1' });
  expect(shown.map(({ text }) => text)).toEqual(['của mục', 'của lĩnh vực']);
});
