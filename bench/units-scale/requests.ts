import type { Prng } from '../prng.ts';
import type { Ids } from './prepare.ts';

/** What is asked, a new target each time. */
export function requestsOf({ pick, int }: Prng, ids: Ids): Readonly<Record<string, () => string>> {
  const search = (q: string): string => `/units?limit=50&q=${encodeURIComponent(q)}`;
  const round = (): string => `/rounds/tai-${int(2014, 2025)}`;
  return {
    'tree: the top': () => '/unit-tree?limit=100',
    'tree: below a province': () => `/unit-tree?limit=100&parentId=${pick(ids.provinces)}`,
    'tree: below the department with 5 000 schools': () => `/unit-tree?limit=100&parentId=${ids.bigNode}`,
    'tree: the same, on a day before the reform': () =>
      `/unit-tree?limit=100&asOf=2020-06-30&parentId=${pick(ids.provinces)}`,
    'list: first page of all units': () => '/units?limit=100',
    'search: one unit by its name': () => search(pick(ids.names)),
    'search: a frequent word (“xã”)': () => search('xa'),
    'search: two words (“tân phú”)': () => search('tân phú'),
    'search: an old name (“huyện …”)': () => search(`huyện ${int(1, 696)}`),
    'search: part of a code (“TAI-X12…”)': () => search(`tai-x${int(100, 999)}`),
    'search: one letter': () => search(pick(['x', 'đ', 'ô'])),
    'search: nothing found': () => search('zzzz'),
    'search: only standing units of a frequent word': () => `${search('phòng')}&standing=true`,
    'list: a kind and a block': () => '/units?limit=50&block=tai&kind=department',
    'page of a unit': () => `/units/${pick(ids.any)}`,
    'page of a commune made of three': () => `/units/${pick(ids.communes)}`,
    'lineage of a commune back to 2020': () => `/units/${pick(ids.communes)}/lineage?at=2020-12-31`,
    'rounds of a unit': () => `/units/${pick(ids.judged)}/rounds`,
    'changes recorded': () => '/unit-changes?limit=50',
    'card of a unit, any of 12 rounds': () => `${round()}/units/${pick(ids.judged)}/card`,
    'figures of the year before beside the card': () =>
      `/rounds/tai-${int(2015, 2025)}/units/${pick(ids.judged)}/last-year`,
    'list of cards of a round': () => `${round()}/cards?limit=50`,
    'board: first page by name': () => `${round()}/progress?limit=50`,
    'board: most missing first': () => `${round()}/progress?limit=50&sort=missing`,
    'board: counts over all units': () => `${round()}/progress/summary`,
  };
}
