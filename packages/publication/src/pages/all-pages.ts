import type { PublishedFile } from '../snapshot.ts';
import { utf8 } from '../log/bytes.ts';
import { comparisonPage, comparisonPages, comparisonPath } from './comparison-page.ts';
import { CORRECTION_PATH, correctionPage } from './correction-page.ts';
import { indexPage } from './index-page.ts';
import { renderPage, type Page } from './layout.ts';
import { areaRulesPage, areaRulesPath, methodologyPage } from './methodology-page.ts';
import type { PageContext } from './page-context.ts';
import { rankingPage, rankingPages } from './ranking-page.ts';
import { STYLE_CSS } from './style.ts';
import { unitPages } from './unit-chunk.ts';
import { verifyPage } from './verify-page.ts';

/** Every page and the style sheet, one at a time. */
export function* allPages(context: PageContext): Generator<PublishedFile> {
  yield* commonPages(context);
  yield* unitPages(context);
}

/** The style sheet and every page that is not a unit's. */
export function* commonPages(context: PageContext): Generator<PublishedFile> {
  const file = (path: string, page: Page): PublishedFile => ({ path, bytes: renderPage(context, page) });
  yield { path: 'style.css', bytes: utf8(STYLE_CSS) };
  yield file('index.html', indexPage(context));
  yield file('methodology.html', methodologyPage(context));
  for (const [i, area] of context.set.areas.entries())
    yield file(areaRulesPath(i), areaRulesPage(context, area, i));
  yield file('verify.html', verifyPage(context));
  const { correction, previous } = context.input;
  if (correction !== null) yield file(CORRECTION_PATH, correctionPage(context, correction));
  if (previous !== null)
    for (let page = 1; page <= comparisonPages(context); page++)
      yield file(comparisonPath(page), comparisonPage(context, previous, page));
  for (const page of rankingPages(context)) yield file(page.path, rankingPage(context, page));
}
