/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CHARTS_CSS } from './charts-css.ts';
import { ClassDistribution } from './class-distribution.tsx';
import { HeatMap } from './heat-map.tsx';
import { RankingBars } from './ranking-bars.tsx';
import { TileGrid } from './tile-grid.tsx';
import { Waterfall } from './waterfall.tsx';
import { YearChange } from './year-change.tsx';

const css = readFileSync(new URL('./charts.css', import.meta.url), 'utf8');
const frame = { id: 'c', title: 'Tiêu đề', description: 'Mô tả biểu đồ.' };
const ranking = renderToStaticMarkup(
  <RankingBars
    {...frame}
    maximum={100}
    limits={[80]}
    words={{ rank: 'Hạng', unit: 'Đơn vị', index: 'Chỉ số', class: 'Xếp loại', points: 'Điểm' }}
    units={[
      {
        id: 'a',
        label: 'Sở <A>',
        href: 'units/a.html',
        rank: '1',
        index: 85.5,
        indexText: '85,5',
        pointsText: '85,5',
        classLabel: 'Tốt',
        tone: 1,
      },
    ]}
  />,
);
const distribution = renderToStaticMarkup(
  <ClassDistribution
    {...frame}
    table="folded"
    words={{ class: 'Xếp loại', count: 'Số đơn vị', share: 'Tỷ lệ', showTable: 'Xem bảng' }}
    classes={[
      { id: 't', label: 'Tốt', count: 2, countText: '2', shareText: '20 %', tone: 1 },
      { id: 'k', label: 'Khá', count: 8, countText: '8', shareText: '80 %', tone: 3 },
    ]}
  />,
);
const heat = renderToStaticMarkup(
  <HeatMap
    {...frame}
    words={{ unit: 'Đơn vị', legend: 'Chú giải', columns: 'Lĩnh vực' }}
    columns={[
      { id: '1', short: 'I', name: 'Thể chế' },
      { id: '2', short: 'II', name: 'Tài chính' },
    ]}
    steps={[
      { label: 'từ 80', from: 80 },
      { label: 'dưới 80', from: 0 },
    ]}
    rows={[
      {
        id: 'a',
        label: 'Sở A',
        cells: [
          { value: 79.9, text: '79,9' },
          { value: null, text: 'không áp dụng' },
        ],
      },
    ]}
  />,
);
const waterfallWith = (table: 'shown' | 'folded' | 'none') =>
  renderToStaticMarkup(
    <Waterfall
      {...frame}
      table={table}
      start={{ label: 'Tối đa', value: 100, text: '100' }}
      end={{ label: 'Đạt', text: '95,5' }}
      steps={[
        { id: '1', label: 'Thể chế', change: -5, text: '−5', detail: '10 / 15' },
        { id: '2', label: 'Thưởng', change: 0.5, text: '+0,5', detail: '0,5' },
      ]}
      words={{
        part: 'Lĩnh vực',
        change: 'Thay đổi',
        detail: 'Điểm',
        showTable: 'Xem bảng',
        axisFrom: 'Trục từ {from} điểm',
      }}
    />,
  );
const waterfall = waterfallWith('folded');
const years = renderToStaticMarkup(
  <YearChange
    {...frame}
    table="shown"
    words={{
      unit: 'Đơn vị',
      before: '2020',
      after: '2021',
      change: 'Thay đổi',
      rank: 'Hạng',
      showTable: 'Xem bảng',
    }}
    units={[
      {
        id: 'a',
        label: 'A',
        before: 80,
        after: 82,
        beforeText: '80',
        afterText: '82',
        changeText: '+2',
        rankText: 'lên 1 bậc',
      },
      {
        id: 'b',
        label: 'B',
        before: 82,
        after: 80,
        beforeText: '82',
        afterText: '80',
        changeText: '−2',
        rankText: '',
      },
      {
        id: 'c',
        label: 'C',
        before: 81,
        after: 81,
        beforeText: '81',
        afterText: '81',
        changeText: '0',
        rankText: '',
      },
    ]}
  />,
);
const all = { ranking, distribution, heat, waterfall, years };

describe('every chart', () => {
  it.each(Object.entries(all))(
    '%s is a titled figure with a real table and no inline style or script',
    (_, html) => {
      expect(html).toMatch(/^<figure class="px-chart" aria-labelledby="c-title" id="c">/);
      expect(html).toContain('id="c-title">Tiêu đề<');
      expect(html).toContain('Mô tả biểu đồ.');
      expect(html).toMatch(/<table.*<caption.*scope="col".*scope="row"/s);
      expect(html).not.toMatch(/style=|<script|<style|\son[a-z]+=/);
    },
  );

  it.each(Object.entries(all))('%s uses only classes that the sheet knows', (_, html) => {
    const used = [...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => (names ?? '').split(' '));
    expect(used.filter((name) => !css.includes(`.${name}`))).toEqual([]);
  });

  it.each(Object.entries({ distribution, waterfall, years }))(
    '%s is one image with a description',
    (_, html) => {
      expect(html).toContain('role="img" aria-labelledby="c-title" aria-describedby="c-description"');
    },
  );
});

describe('the sheet', () => {
  it('is embedded as it stands (node packages/charts/scripts/embed-css.mjs)', () => {
    expect(CHARTS_CSS).toBe(css);
  });
  it('loads nothing from elsewhere', () => {
    expect(css).not.toMatch(/@import|url\(/);
  });
});

describe('single charts', () => {
  it('escape names and draw the bar as long as the index', () => {
    expect(ranking).toContain('<a href="units/a.html">Sở &lt;A&gt;</a>');
    expect(ranking).toContain('<rect class="px-tone-1" y="1" height="8" x="0" width="85.5">');
    expect(ranking).toContain('x1="80"');
  });
  it('measure the classes against the largest', () => {
    expect([...distribution.matchAll(/width="([\d.]+)"/g)].map(([, width]) => width)).toEqual(['25', '100']);
    expect(distribution).toContain('<details class="px-fold"><summary>Xem bảng</summary>');
  });
  it('print every value in its cell and tell an empty one in words', () => {
    expect(heat).toContain('<td class="px-heat-2">79,9</td><td class="px-heat-none">không áp dụng</td>');
    expect(heat).toContain('<abbr title="Thể chế">I</abbr>');
  });
  it('let the loss float between its levels and say where the axis starts', () => {
    expect(waterfall).toContain('<rect class="px-lost" y="1.5" height="7" x="16.67" width="83.33">');
    expect(waterfall).toContain('<rect class="px-won" y="1.5" height="7" x="16.67" width="8.33">');
    expect(waterfall).toContain('Trục từ 94 điểm');
  });
  it('show, fold or leave out the table', () => {
    expect(waterfallWith('shown')).not.toContain('<details');
    expect(waterfallWith('shown')).toContain('<table');
    expect(waterfallWith('none')).not.toContain('<table');
  });
  it('tell up, down and unchanged by a sign', () => {
    expect([...years.matchAll(/<td class="px-number">([▲▼＝] [^<]*)</g)].map(([, text]) => text)).toEqual([
      '▲ +2',
      '▼ −2',
      '＝ 0',
    ]);
  });
});

describe('the tile grid', () => {
  const tiles = renderToStaticMarkup(
    <TileGrid
      {...frame}
      table="folded"
      words={{
        legend: 'Chú giải',
        none: 'Không xếp loại',
        unit: 'Đơn vị',
        rank: 'Hạng',
        class: 'Xếp loại',
        value: 'Chỉ số',
        showTable: 'Xem bảng',
      }}
      classes={[{ id: 't', label: 'Tốt', mark: 'T', tone: 1, countText: '1' }]}
      tiles={[
        { id: 'a', label: 'Xã <A>', href: '/a', classId: 't', valueText: '85,5', rankText: '1' },
        { id: 'b', label: 'Xã B', classId: null, valueText: '70', rankText: '–' },
      ]}
    />,
  );

  it('says the class by letter and word, not by colour alone, and links what has a page', () => {
    expect(tiles).toContain(
      '<a class="px-tile px-tile-1" href="/a"><span class="px-tile-mark" aria-hidden="true">T</span>',
    );
    expect(tiles).toContain('Xã &lt;A&gt;</span><span class="px-hidden"> Tốt: </span>');
    expect(tiles).toContain('<span class="px-tile px-tile-none">');
    expect(tiles).toContain('Không xếp loại: </span>');
  });

  it('has the same numbers in a table', () => {
    expect(tiles).toContain('<summary>Xem bảng</summary>');
    expect(tiles).toMatch(
      /<th scope="row"><a href="\/a">Xã &lt;A&gt;<\/a><\/th><td class="px-number">1<\/td>/,
    );
  });
});
