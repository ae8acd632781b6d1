import type { Assignment } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { assigneeChoices, byItem, holders, readAssignee, toggleAll } from './assignment-draft.ts';

const given = (itemId: string, kind: 'person' | 'division', id: string, name: string): Assignment => ({
  id: `${itemId}-${id}`,
  itemId,
  assignee: { kind, id, name },
  reachable: true,
  startsAt: '2026-01-01T00:00:00.000Z',
  endsAt: null,
  assignedBy: null,
  endedBy: null,
});

describe('who an item can be given to', () => {
  it('leaves out ended divisions, and reads back what was chosen', () => {
    const choices = assigneeChoices(
      [{ id: 'p', displayName: 'Lan', roles: [], divisionId: 'd', divisionName: 'Văn phòng' }],
      [
        { id: 'd', name: 'Văn phòng', people: 1, endedAt: null },
        { id: 'old', name: 'Phòng cũ', people: 0, endedAt: '2026-01-01T00:00:00.000Z' },
      ],
      { division: (name) => `Phòng ${name}`, none: 'Chọn' },
    );
    expect(choices.map(({ value }) => value)).toEqual(['', 'division:d', 'person:p']);
    expect(choices.map(({ value }) => readAssignee(value))).toEqual([
      null,
      { kind: 'division', id: 'd' },
      { kind: 'person', id: 'p' },
    ]);
  });
});

describe('who has which item', () => {
  const assignments = [
    given('1.1', 'person', 'b', 'Bình'),
    given('1.1', 'division', 'd', 'Ban'),
    given('1.2', 'person', 'b', 'Bình'),
  ];
  it('is told by item, and each holder once', () => {
    expect([...byItem(assignments)].map(([item, list]) => [item, list.length])).toEqual([
      ['1.1', 2],
      ['1.2', 1],
    ]);
    expect(holders(assignments).map(({ name }) => name)).toEqual(['Ban', 'Bình']);
  });
});

describe('ticking an area', () => {
  it('takes all of it, and lets all of it go only when all was taken', () => {
    const some = toggleAll(new Set(['x']), ['a', 'b']);
    expect([...some].sort()).toEqual(['a', 'b', 'x']);
    expect([...toggleAll(new Set(['a', 'x']), ['a', 'b'])].sort()).toEqual(['a', 'b', 'x']);
    expect([...toggleAll(some, ['a', 'b'])]).toEqual(['x']);
  });
});
