import { readFileSync } from 'node:fs';
import { loadCriteriaSet } from '@parix/criteria-sets';
import type { SnapshotInput } from '@parix/publication';
import type { Item, ItemFacts, Node, UnitFacts } from '@parix/scoring';
import { makeFacts } from '../../demo/make-figures.ts';
import { prng } from '../prng.ts';

export const MADE_UP_SET = new URL(
  '../../packages/criteria-sets/sets/sample-province-2020/set.yaml',
  import.meta.url,
);

/** Made-up communes, numbered from `first`: the sample set, every item declared and judged, every eighth one reduced with a reason. */
export function madeUpRound(units: number, first = 1): SnapshotInput {
  const setDocument = readFileSync(MADE_UP_SET, 'utf8');
  const loaded = loadCriteriaSet(setDocument, 'set.yaml');
  if (!loaded.ok) throw new Error('the sample set does not load');
  const { set } = loaded;
  const items = set.areas.flatMap(itemsUnder).filter(({ rule }) => rule !== null);
  const random = prng(3 + first);
  const kind = set.unitKinds.find(({ id }) => id === 'commune')?.id ?? set.unitKinds[0]?.id ?? '';
  const round: Writable<Pick<SnapshotInput, 'facts' | 'layers' | 'evidence'>> = {
    facts: [],
    layers: [],
    evidence: [],
  };
  for (let n = first; n < first + units; n++) {
    const unit = `xa-${String(n).padStart(5, '0')}`;
    const quality = 0.55 + random.int(0, 40) / 100;
    const facts: Record<string, ItemFacts> = {};
    for (const item of items) {
      const declared = makeFacts(item, quality, random, 2020);
      const reduced = item.pointsFrom === 'appraisal' && random.chance(0.125);
      const points = reduced ? '0' : null;
      facts[item.id] = reduced ? { ...declared, awarded: { points: '0', reason: REASON } } : declared;
      const appraisal = { decision: reduced ? 'lower' : 'accept', points, reason: reduced ? REASON : '' };
      round.layers.push({ unit, item: item.id, selfPoints: item.max, appraisal });
      if (random.chance(0.5)) round.evidence.push({ unit, item: item.id, ...DOCUMENT });
    }
    const name = `Xã Mẫu số ${n}`;
    round.facts.push({ unit, name, kind, block: 'Khối xã mẫu', items: facts } satisfies UnitFacts);
  }
  return { ...HEAD, setDocument, ...round };
}

const REASON = 'Báo cáo nộp sau thời hạn quy định, không có văn bản xin lùi hạn.';
const DOCUMENT = {
  title: 'Kế hoạch cải cách hành chính năm 2020',
  reference: '12/KH-UBND',
  url: null,
} as const;
const HEAD = {
  round: {
    id: 'ca-nuoc-mau',
    title: 'Chỉ số CCHC mẫu cả nước năm 2020',
    indexYear: 2020,
    blockName: 'Khối xã mẫu',
    publishedAt: '2021-03-01T01:00:00.000Z',
    sequence: 1,
    decision: { number: 'MẪU 01/QĐ', date: '2021-03-01', issuer: 'Cơ quan mẫu' },
    sample: true,
  },
  amendmentDocuments: [],
  previous: null,
  correction: null,
} as const;

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

const itemsUnder = (node: Node): readonly Item[] =>
  node.node === 'item' ? [node] : node.children.flatMap(itemsUnder);
