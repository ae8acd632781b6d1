import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../log/bytes.ts';
import { built } from '../testing/published-folder.ts';
import { SMALL_ROUND } from '../testing/small-round.ts';

const publication = built(SMALL_ROUND);
const pages = [...publication.files]
  .filter(([path]) => path.endsWith('.html'))
  .map(([path, bytes]) => [path, fromUtf8(bytes) ?? ''] as const);
const page = (path: string) => pages.find(([name]) => name === path)?.[1] ?? '';
const style = fromUtf8(publication.files.get('style.css') ?? new Uint8Array()) ?? '';

describe('every page', () => {
  it.each(pages)(
    '%s is Vietnamese HTML with a title, a way past the menu and words for link previews',
    (_, html) => {
      expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
      for (const part of [
        '<meta charset="utf-8" />',
        'name="viewport"',
        '<title>',
        'property="og:title"',
        'property="og:description"',
        'href="#noi-dung"',
        '<main id="noi-dung">',
      ])
        expect(html).toContain(part);
      expect(html.match(/<h1>/g)).toHaveLength(1);
    },
  );

  it.each(pages)('%s works under a policy without scripts, inline styles and foreign sources', (_, html) => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<img|src=/i);
    expect(html.match(/<link [^>]*>/g)).toHaveLength(1);
  });

  it.each(pages)('%s says that the data are a sample', (_, html) => {
    expect(html).toContain('Dữ liệu mẫu – không phải kết quả thật');
  });

  it.each(pages)('%s has only tables with caption and headers', (_, html) => {
    for (const [table] of html.matchAll(/<table[\s\S]*?<\/table>/g)) {
      expect(table).toMatch(/<caption/);
      expect(table).toMatch(/<th scope="col"/);
      expect(table).toMatch(/<th scope="row"/);
    }
  });

  it.each(pages)('%s opens and closes its elements in order', (_, html) => {
    expect(unbalanced(html)).toBeNull();
  });

  it.each(pages)('%s links only to files of the folder', (path, html) => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) {
      if (href.startsWith('#')) expect(html).toContain(`id="${href.slice(1)}"`);
      else if (!href.startsWith('https://so.example/') && !href.includes('log/')) {
        const target = new URL(href, `https://x/${folder}`).pathname.slice(1);
        expect([...publication.files.keys()]).toContain(target);
      }
    }
  });

  it.each(pages)('%s uses each id once', (_, html) => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });
});

/** The first element that is closed out of order or left open; void elements and their self-closing form are skipped. */
function unbalanced(html: string): string | null {
  const open: string[] = [];
  for (const [tag, closing, name = '', selfClosing] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/gi,
  )) {
    if (selfClosing === '/' || /^(meta|link|br|hr)$/.test(name)) continue;
    if (closing !== '/') open.push(name);
    else if (open.pop() !== name) return tag;
  }
  return open.at(-1) ?? null;
}

describe('single pages', () => {
  it('the index ranks the units in order and escapes their names', () => {
    const html = page('index.html');
    const order = [
      ...html.matchAll(/<td class="px-number">(\d+)<\/td><th scope="row"><a href="units\/([a-z-]+)\.html">/g),
    ];
    expect(order.map(([, rank, unit]) => [rank, unit])).toEqual([
      ['1', 'so-noi-vu'],
      ['2', 'thanh-tra'],
      ['3', 'so-tai-chinh'],
      ['4', 'so-tu-phap'],
    ]);
    expect(html).toContain('Sở &lt;Tài chính&gt; &amp; &quot;Kho bạc&quot;');
    expect(html).toContain('MẪU 88/QĐ ngày 01/03/2022 của Cơ quan mẫu');
    expect(html).toContain('Thay đổi so với năm 2020');
    expect(html).toContain('▲ +2');
  });

  it('a unit page explains the result, its layers and its evidence', () => {
    const html = page('units/thanh-tra.html');
    expect(html).toContain('65,00 %');
    expect(html).toContain('Thẩm định – Giảm điểm: Thiếu biên bản');
    expect(html).toContain('Tài liệu kiểm chứng:\nBáo cáo.');
    expect(page('units/so-noi-vu.html')).toContain(
      '<a href="https://so.example/ke-hoach.pdf" rel="nofollow">Kế hoạch CCHC năm 2021 (12/KH-SNV)</a>',
    );
    expect(page('units/so-noi-vu.html')).toMatch(/So với năm 2020[\s\S]*\+2\s*<small>từ 88,00 %, hạng 1/);
  });

  it('the waterfall goes from the maximum down to the total', () => {
    expect(page('units/thanh-tra.html')).toContain(
      'Đơn vị mất 3,5 điểm so với điểm tối đa. Mất nhiều nhất ở lĩnh vực 2.',
    );
  });

  it('the rules come in words with their worked cases', () => {
    const html = page('methodology/2.html');
    expect(html).toContain('7 ví dụ');
    expect(html).toContain('Số hồ sơ đúng hạn = 9499, Tổng số hồ sơ = 10000 → 2,5 điểm.');
    expect(page('methodology.html')).toMatch(/Tốt:\s+từ 80 % trở lên\./);
  });
});

describe('long rankings', () => {
  const [unit] = SMALL_ROUND.facts;
  const facts = Array.from({ length: 130 }, (_, i) => ({
    ...unit,
    unit: `u${i}`,
    name: `Xã ${i}`,
    kind: 'so',
    block: 'Khối xã',
    items: unit?.items ?? {},
  }));
  const files = built({ ...SMALL_ROUND, facts, layers: [], evidence: [], previous: null }).files;

  it('go on to further pages, each linked and light', () => {
    expect([...files.keys()].filter((path) => path.startsWith('ranking/'))).toEqual([
      'ranking/1-2.html',
      'ranking/1-3.html',
    ]);
    const last = fromUtf8(files.get('ranking/1-3.html') ?? new Uint8Array()) ?? '';
    expect(last.match(/<th scope="row"><a href="\.\.\/units\//g)).toHaveLength(20);
    expect(last).toContain('<a href="../index.html">1</a>');
    expect(last).toContain('aria-current="page">3<');
    for (const [path, bytes] of files)
      if (path.endsWith('.html')) expect(bytes.length, path).toBeLessThan(100_000);
  });
});

describe('the style sheet', () => {
  it('loads nothing and knows print and forced colours', () => {
    expect(style).not.toMatch(/@import|url\(/);
    expect(style).toContain('@media print');
    expect(style).toContain('forced-colors');
  });
});
