import type { CardItem, SetItem } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { cardProgress } from './card-progress.ts';
import { draftWords } from './draft-words.ts';
import { emptyEvidence } from '../../evidence-parts/read-evidence.ts';
import { passesFilter } from './item-progress.ts';

const item = (id: string, change = {}) =>
  ({
    id,
    code: id,
    name: 'Mục',
    selfScored: true,
    evidence: { required: 'evidence' },
    figures: [],
    ...change,
  }) as unknown as SetItem;
const stored = (id: string, change = {}) =>
  ({
    itemId: id,
    self: { status: 'scored', points: '1', lost: '0' },
    evidence: [],
    assignees: [],
    ready: null,
    mine: false,
    ...change,
  }) as unknown as CardItem;
const lan = { kind: 'person', id: 'p', name: 'Lan' };
const items = [item('1.1'), item('1.2'), item('1.3', { selfScored: false })];
const known = new Map([
  ['1.1', stored('1.1', { assignees: [lan], evidence: [emptyEvidence], ready: { by: 'Lan', at: '' } })],
  ['1.2', stored('1.2', { self: { status: 'no-data', points: '0', lost: '1' } })],
]);

describe('progress of a card', () => {
  const progress = cardProgress([{ name: 'I', items }], known, 'chưa giao');
  it('counts self-scored items only, by area and by who has them', () => {
    expect(progress.areas).toEqual([{ name: 'I', done: 1, all: 2, ready: 1 }]);
    expect(progress.people).toEqual([
      { name: 'chưa giao', done: 0, all: 1, ready: 0 },
      { name: 'Lan', done: 1, all: 1, ready: 1 },
    ]);
  });
  it('counts evidence where it is asked for', () =>
    expect(progress.evidence).toEqual({ asked: 2, there: 1 }));
});

describe('the filters of a card', () => {
  const shown = (filter: Parameters<typeof passesFilter>[0], remarked: readonly string[] = []) =>
    items
      .filter((one) => passesFilter(filter, one, known.get(one.id), new Set(remarked)))
      .map(({ id }) => id);
  it('tell missing, returned and not ready apart', () => {
    expect(shown('all')).toEqual(['1.1', '1.2', '1.3']);
    expect(shown('missing')).toEqual(['1.2']);
    expect(shown('returned', ['1.1'])).toEqual(['1.1']);
    expect(shown('not-ready')).toEqual(['1.2']);
    expect(shown('mine')).toEqual([]);
  });
});

describe('typed text to be copied out', () => {
  it('has every field that says something', () => {
    const words = { notApplicable: 'Không áp dụng', explanation: 'Giải trình', evidence: 'Tài liệu' };
    const draft = {
      figures: { n: '12', m: '' },
      notApplicable: false,
      notApplicableReason: '',
      explanation: 'đã làm',
      evidence: [{ ...emptyEvidence, title: 'BC 12', page: '3' }],
    };
    const figures = [
      { key: 'n', label: 'Số hồ sơ' },
      { key: 'm', label: 'Trễ' },
    ];
    expect(draftWords(item('1.1', { figures }), draft, words)).toBe(
      '1.1 Mục\nSố hồ sơ: 12\nGiải trình: đã làm\nTài liệu: BC 12, 3',
    );
  });
});
