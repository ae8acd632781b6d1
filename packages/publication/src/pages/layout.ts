import { utf8 } from '../log/bytes.ts';
import { markup, type HtmlValue } from './html.ts';
import type { PageContext } from './page-context.ts';
import { decisionText, instant } from './words.ts';

export interface Page {
  /** Words for the tab and the heading. */
  readonly title: string;
  readonly description: string;
  /** Folders between the page and the publication's root. */
  readonly depth: number;
  /** Path from the root of the page's own entry in the navigation, if it has one. */
  readonly current: string;
  readonly body: HtmlValue;
}

const NAVIGATION = [
  ['index.html', 'Kết quả'],
  ['methodology.html', 'Cách chấm điểm'],
  ['verify.html', 'Kiểm chứng'],
] as const;

/** One whole page: Vietnamese, no script, the only style sheet is the publication's own. */
export function renderPage(context: PageContext, page: Page): Uint8Array {
  const { round, sample } = context;
  const root = '../'.repeat(page.depth);
  const siteTitle = sample ? `[Dữ liệu mẫu] ${round.title}` : round.title;
  const title = page.title === round.title ? siteTitle : `${page.title} – ${siteTitle}`;
  const document = markup`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${page.description}" />
        <meta property="og:type" content="website" />
        <meta property="og:locale" content="vi_VN" />
        <meta property="og:site_name" content="${siteTitle}" />
        <meta property="og:title" content="${title}" />
        <meta property="og:description" content="${page.description}" />
        <link rel="stylesheet" href="${root}style.css" />
      </head>
      <body>
        <a class="skip" href="#noi-dung">Đến nội dung chính</a>
        <header class="top">
          <p class="brand"><a href="${root}index.html">${round.title}</a></p>
          <nav aria-label="Các trang">
            ${NAVIGATION.map(
              ([path, word]) =>
                markup`<a href="${root}${path}"${path === page.current && markup` aria-current="page"`}>${word}</a>`,
            )}
          </nav>
        </header>
        <main id="noi-dung">
          ${sample && markup`<p class="sample" role="note"><strong>Dữ liệu mẫu – không phải kết quả thật.</strong> Trang này dùng để thử nghiệm.</p>`}
          <h1>${page.title}</h1>
          ${page.body}
        </main>
        ${footer(context, root)}
      </body>
    </html> `;
  return utf8(document.html);
}

function footer({ round, set, result }: PageContext, root: string): HtmlValue {
  const decision =
    round.decision === null ? 'Chưa có quyết định công bố.' : `Công bố theo ${decisionText(round.decision)}.`;
  return markup`<footer>
    <p>
      ${decision} Phát hành lúc
      ${instant(round.publishedAt)}${round.sequence > 1 && `, lần ${round.sequence}`}. Bộ tiêu chí ${set.id},
      phiên bản ${set.version}; phần mềm Parix, bộ tính ${result.engine}.
    </p>
    <p>
      <a href="${root}verify.html">Ai cũng có thể tính lại và kiểm chứng kết quả này.</a> Dữ liệu được dùng
      lại tự do theo giấy phép CC BY 4.0.
    </p>
  </footer>`;
}
