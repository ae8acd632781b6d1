import { markup, type HtmlValue } from './html.ts';

/** Units a page shows at once, so that it stays light on a weak network. */
export const UNITS_PER_PAGE = 60;

export function pageCount(units: number): number {
  return Math.max(1, Math.ceil(units / UNITS_PER_PAGE));
}

/** Links to every page of a long ranking; nothing when it is on one page. `current` is 1-based. */
export function pager(
  count: number,
  current: number,
  href: (page: number) => string,
  label: string,
): HtmlValue {
  if (count <= 1) return null;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return markup`<nav aria-label="${label}">
    <ol class="pages">
      ${numbers.map((page) =>
        page === current
          ? markup`<li><span aria-current="page">${page}</span></li>`
          : markup`<li><a href="${href(page)}">${page}</a></li>`,
      )}
    </ol>
  </nav>`;
}
