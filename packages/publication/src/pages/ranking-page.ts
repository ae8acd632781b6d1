import { markup } from './html.ts';
import type { Page } from './layout.ts';
import type { PageContext } from './page-context.ts';
import { pageCount, pager, UNITS_PER_PAGE } from './pager.ts';
import { areaHeatMap, rankingTable } from './unit-tables.ts';

/** Pages 2 and on of a long ranking; page 1 stands on the index. `block` is 0-based, `page` 1-based. */
export function rankingPath(block: number, page: number): string {
  return `ranking/${block + 1}-${page}.html`;
}

export function rankingHref(block: number, page: number, depth: number): string {
  return '../'.repeat(depth) + (page === 1 ? 'index.html' : rankingPath(block, page));
}

export interface RankingPage {
  readonly path: string;
  readonly block: number;
  readonly page: number;
}

/** Every ranking page besides the index. */
export function rankingPages(context: PageContext): readonly RankingPage[] {
  return context.blocks.flatMap(({ units }, block) =>
    Array.from({ length: pageCount(units.length) - 1 }, (_, i) => ({
      path: rankingPath(block, i + 2),
      block,
      page: i + 2,
    })),
  );
}

export function rankingPage(context: PageContext, { block, page }: RankingPage): Page {
  const { name, units } = context.blocks[block] ?? { name: '', units: [] };
  const from = (page - 1) * UNITS_PER_PAGE;
  const shown = units.slice(from, from + UNITS_PER_PAGE);
  const span = `${from + 1}–${from + shown.length}`;
  const several = context.blocks.length > 1;
  return {
    title: several ? `Bảng xếp hạng ${name}, dòng ${span}` : `Bảng xếp hạng, dòng ${span}`,
    description: `Dòng ${span} trong ${units.length} đơn vị.`,
    depth: 1,
    current: '',
    body: markup`${rankingTable(context, shown, { id: 'xep-hang', title: `Dòng ${span} trong ${units.length} đơn vị`, depth: 1 })}
    ${pager(pageCount(units.length), page, (other) => rankingHref(block, other, 1), 'Các trang của bảng xếp hạng')}
    ${areaHeatMap(context, shown, { id: 'linh-vuc', title: 'Kết quả theo lĩnh vực', depth: 1 })}`,
  };
}
