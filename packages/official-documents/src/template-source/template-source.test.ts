import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../official-document.ts';
import { shippedTemplate, templateProblems } from '../render.ts';
import { partsOf, textOfPart } from '../testing/docx-files.ts';
import { packTemplate } from './pack-template.ts';
import { SHIPPED_TEMPLATES } from './shipped-templates.ts';

describe.each(DOCUMENT_KINDS)('the shipped template of the %s', (kind) => {
  it('is what its definition makes: run scripts/build-templates.ts after a change', async () => {
    const shipped = partsOf(await shippedTemplate(kind));
    expect(partsOf(await packTemplate(SHIPPED_TEMPLATES[kind]()))).toEqual(shipped);
  });

  it('has no problems', async () => {
    expect(await templateProblems(kind, await shippedTemplate(kind))).toEqual([]);
  });

  it('repeats the head of every ruled table and keeps rows whole', async () => {
    const xml = textOfPart(await shippedTemplate(kind), 'word/document.xml');
    const tables = (xml.match(/<w:tbl>[\s\S]*?<\/w:tbl>/g) ?? []).filter((table) =>
      table.includes('DauBang'),
    );
    expect(tables).not.toEqual([]);
    for (const table of tables) {
      const [head = '', ...rows] = table.match(/<w:tr>[\s\S]*?<\/w:tr>/g) ?? [];
      expect(head).toContain('<w:tblHeader/>');
      for (const row of rows) expect(row).toContain('<w:cantSplit/>');
    }
  });

  it('counts the pages of each section from 1 and shows no number on the first', async () => {
    const xml = textOfPart(await shippedTemplate(kind), 'word/document.xml');
    const sections = xml.match(/<w:sectPr[\s\S]*?<\/w:sectPr>/g) ?? [];
    const pages = sections.filter((section) => section.includes('w:val="nextPage"'));
    expect(pages).not.toEqual([]);
    for (const section of pages) {
      expect(section).toContain('<w:pgNumType w:start="1"/>');
      expect(section).toContain('<w:titlePg/>');
    }
    for (const section of sections)
      expect(section).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
  });
});

describe('the shipped template of the self-assessment report', () => {
  it('has A4 paper, the margins of the decree and pages counted from 1 without a number on the first', async () => {
    const xml = textOfPart(await shippedTemplate('self-assessment-report'), 'word/document.xml');
    const [portrait = '', landscape = '', ...more] = xml.match(/<w:sectPr[\s\S]*?<\/w:sectPr>/g) ?? [];
    expect(more).toEqual([]);
    // 210 × 297 mm; top and bottom 20, left 30, right 15 mm, in twentieths of a point.
    expect(portrait).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(landscape).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    for (const section of [portrait, landscape]) {
      expect(section).toMatch(
        /<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="510"/,
      );
      expect(section).toContain('<w:pgNumType w:start="1"/>');
      expect(section).toContain('<w:titlePg/>');
      expect(section.match(/<w:headerReference/g)).toHaveLength(2);
    }
  });

  it('names Times New Roman, Vietnamese and black for everything, and no other font', async () => {
    const template = await shippedTemplate('self-assessment-report');
    const styles = textOfPart(template, 'word/styles.xml');
    const defaults = /<w:docDefaults>[\s\S]*?<\/w:docDefaults>/.exec(styles)?.[0] ?? '';
    expect(defaults).toContain(
      '<w:rFonts w:ascii="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman"/>',
    );
    expect(defaults).toContain('<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/>');
    expect(defaults).toContain('<w:color w:val="000000"/>');
    expect(defaults).toContain('<w:sz w:val="28"/>');
    for (const [name, part] of partsOf(template)) {
      if (!/^word\/(document|styles|header\d+|footer\d+)\.xml$/.test(name)) continue;
      const fonts = [...part.matchAll(/w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set([...fonts, 'Times New Roman', 'vi-VN'])).toEqual(new Set(['Times New Roman', 'vi-VN']));
    }
  });

  // Half points, then bold, italic, capitals: Nghị định 30/2020/NĐ-CP, Phụ lục I.
  it.each([
    ['QuocHieu', 24, 'b'],
    ['TieuNgu', 26, 'b'],
    ['CoQuanCapTren', 24, 'caps'],
    ['CoQuanBanHanh', 24, 'b caps'],
    ['SoKyHieu', 26, ''],
    ['DiaDanhNgayThang', 26, 'i'],
    ['TenLoai', 28, 'b caps'],
    ['TrichYeu', 28, 'b'],
    ['ThamQuyenBanHanh', 28, 'b caps'],
    ['ChuQuyetDinh', 28, 'b caps'],
    ['CanCu', 28, 'i'],
    ['TieuDePhan', 28, 'b'],
    ['NoiNhanTu', 24, 'b i'],
    ['NoiNhanDanhSach', 22, ''],
    ['ThamQuyenKy', 28, 'b caps'],
    ['ChucVuKy', 28, 'b caps'],
    ['HoTenNguoiKy', 28, 'b'],
    ['PhuLuc', 28, 'b'],
    ['TenPhuLuc', 28, 'b caps'],
    ['KemTheo', 28, 'i'],
    ['SoTrang', 28, ''],
  ])('style %s is %i half points, %s', async (id, size, marks) => {
    const styles = textOfPart(await shippedTemplate('self-assessment-report'), 'word/styles.xml');
    const style = new RegExp(`<w:style [^>]*w:styleId="${id}"[\\s\\S]*?</w:style>`).exec(styles)?.[0] ?? '';
    expect(/<w:sz w:val="(\d+)"/.exec(style)?.[1]).toBe(String(size));
    const found = ['b', 'i', 'caps'].filter((mark) => new RegExp(`<w:${mark}/>`).test(style));
    expect(found.join(' ')).toBe(marks);
  });

  it('indents, justifies and spaces running text as the decree asks', async () => {
    const styles = textOfPart(await shippedTemplate('self-assessment-report'), 'word/styles.xml');
    const defaults = /<w:pPrDefault>[\s\S]*?<\/w:pPrDefault>/.exec(styles)?.[0] ?? '';
    // First line 12,7 mm; 6 pt after a paragraph; 1,1 lines.
    expect(defaults).toContain('w:firstLine="720"');
    expect(defaults).toContain('<w:jc w:val="both"/>');
    expect(defaults).toMatch(/<w:spacing w:after="120" w:before="0" w:line="264" w:lineRule="auto"\/>/);
  });
});
