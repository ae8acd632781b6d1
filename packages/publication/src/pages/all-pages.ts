import type { PublishedFile } from '../snapshot.ts';
import { utf8 } from '../log/bytes.ts';
import { unitPath } from '../unit-path.ts';
import { indexPage } from './index-page.ts';
import { renderPage, type Page } from './layout.ts';
import { areaRulesPage, areaRulesPath, methodologyPage } from './methodology-page.ts';
import type { PageContext } from './page-context.ts';
import { rankingPage, rankingPages } from './ranking-page.ts';
import { STYLE_CSS } from './style.ts';
import { unitPage } from './unit-page.ts';
import { verifyPage } from './verify-page.ts';

/** Every page and the style sheet, one at a time. */
export function* allPages(context: PageContext): Generator<PublishedFile> {
  const file = (path: string, page: Page): PublishedFile => ({ path, bytes: renderPage(context, page) });
  yield { path: 'style.css', bytes: utf8(STYLE_CSS) };
  yield file('index.html', indexPage(context));
  yield file('methodology.html', methodologyPage(context));
  for (const [i, area] of context.set.areas.entries())
    yield file(areaRulesPath(i), areaRulesPage(context, area, i));
  yield file('verify.html', verifyPage(context));
  for (const page of rankingPages(context)) yield file(page.path, rankingPage(context, page));
  for (const [i, unit] of context.result.units.entries())
    yield file(unitPath(unit.unit), unitPage(context, i, unit));
}
