import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { markupProblem } from './docx/markup.ts';
import { renderDocx, shippedTemplate } from './render.ts';
import type { ReportItem, SelfAssessmentReport } from './self-assessment-report.ts';
import { shownText, templateWithText, textOfPart } from './testing/docx-files.ts';
import { HARD_LETTERS, sampleReport } from './samples/sample-report.ts';

let template: Uint8Array;
beforeAll(async () => {
  template = await shippedTemplate('self-assessment-report');
});

const ITEM: ReportItem = {
  kind: 'item',
  code: '1.1',
  name: 'Ban hành kế hoạch',
  maxPoints: '1.5',
  status: 'scored',
  selfPoints: '1.25',
  evidence: [],
  evidenceState: 'none',
  explanation: null,
};
/** A report of one item. */
const reportOf = (
  item: Partial<ReportItem>,
  changes: Partial<SelfAssessmentReport> = {},
): SelfAssessmentReport =>
  sampleReport(0, {
    groups: [
      { code: '1', name: 'Lĩnh vực', maxPoints: '1.5', selfPoints: '1.25', rows: [{ ...ITEM, ...item }] },
    ],
    ...changes,
  });

async function shown(report: SelfAssessmentReport, part = 'word/document.xml'): Promise<string> {
  const docx = await renderDocx(template, report);
  const xml = textOfPart(docx, part);
  expect(markupProblem(xml, 200)).toBeNull();
  return shownText(xml);
}

describe('the report as a .docx', () => {
  it('says what the model says, in the order the ministry asks for', async () => {
    const text = await shown(sampleReport(100));
    const order = [
      'Ủy ban nhân dân tỉnh Mẫu',
      'Sở Nội vụ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 05/BC-SNV',
      'Thành phố Mẫu, ngày 05 tháng 02 năm 2026',
      'Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2026',
      'Kính gửi: Ủy ban nhân dân tỉnh Mẫu',
      'Thực hiện Kế hoạch số 10/KH-UBND',
      'I. KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM',
      'Tổng điểm tự chấm: 61,75/100 điểm, đạt tỷ lệ 61,75%.',
      'Công tác chỉ đạo, điều hành cải cách hành chính',
      'II. GIẢI TRÌNH CÁC TIÊU CHÍ KHÔNG CÓ HOẶC CHƯA ĐỦ TÀI LIỆU KIỂM CHỨNG',
      'Đơn vị đã thực hiện nhưng văn bản đang trình ký.',
      'III. KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT, KIẾN NGHỊ',
      HARD_LETTERS,
      'Đề nghị tổ chức tập huấn',
      'kính gửi Ủy ban nhân dân tỉnh Mẫu xem xét, thẩm định./.',
      'Nơi nhận:',
      '- Như trên;',
      '- Lưu: VT, CCHC.',
      'KT. Giám đốc',
      'Phó Giám đốc',
      'Nguyễn Thị Hữu Ặng',
      'Phụ lục',
      '(Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ)',
      '101/KH-SNV ngày 20/01/2026 của Sở Nội vụ: Kế hoạch cải cách hành chính năm 2026 (trang 3-5)',
      '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    const annex = text.indexOf('Phụ lục\n');
    expect(places.slice(0, 24)).toEqual([...places.slice(0, 24)].sort((a, b) => a - b));
    expect(annex).toBeGreaterThan(text.indexOf('Nguyễn Thị Hữu Ặng'));
    expect(text).not.toMatch(/[{}]/);
  });

  it('has one annex row an item, a criterion and an area', async () => {
    const text = textOfPart(await renderDocx(template, sampleReport(100)), 'word/document.xml');
    const annex = text.slice(text.indexOf('TenPhuLuc'));
    const criteria = sampleReport(100)
      .groups.flatMap((group) => group.rows)
      .filter((row) => row.kind === 'criterion');
    // Head, 8 areas, criteria, 100 items, total.
    expect(annex.match(/<w:tr>/g)).toHaveLength(1 + 8 + criteria.length + 100 + 1);
  });

  it('keeps zero, no data, not applicable, surveyed and scored elsewhere apart', async () => {
    const row = async (item: Partial<ReportItem>): Promise<string> => {
      const text = await shown(reportOf(item));
      return text.slice(text.lastIndexOf('Ban hành kế hoạch'), text.lastIndexOf('Tổng cộng'));
    };
    expect(await row({ selfPoints: '0' })).toMatch(/\n1,5\n0\n/);
    expect(await row({ status: 'no-data', selfPoints: null })).toMatch(/\n1,5\n–\n\nChưa có số liệu/);
    expect(await row({ status: 'not-applicable', selfPoints: null })).toMatch(/\n–\n\nKhông áp dụng/);
    expect(await row({ status: 'surveyed', selfPoints: null })).toMatch(/\n–\n\nĐiều tra xã hội học/);
    expect(await row({ status: 'external', selfPoints: null })).toMatch(/\n–\n\nCơ quan khác cho điểm/);
  });

  it('counts what a survey and what another body scores, each for itself', async () => {
    expect(await shown(reportOf({ status: 'surveyed', selfPoints: null }))).toContain(
      '1 mục chấm qua điều tra xã hội học và 0 mục do cơ quan khác cho điểm',
    );
    expect(await shown(reportOf({ status: 'external', selfPoints: null }))).toContain(
      '0 mục chấm qua điều tra xã hội học và 1 mục do cơ quan khác cho điểm',
    );
  });

  it('ends each ground with one mark, whatever it was typed with', async () => {
    const grounds = ['Thực hiện Kế hoạch số 01;', 'Thực hiện Kế hoạch số 02. '];
    const text = await shown({ ...reportOf({}), grounds });
    expect(text).toContain('Kế hoạch số 01;');
    expect(text).toContain('Kế hoạch số 02.');
    expect(text).not.toMatch(/[.;][.;]/);
  });

  it('never prints points of an item that has none', async () => {
    expect(await shown(reportOf({ status: 'not-applicable', selfPoints: '1.37' }))).not.toContain('1,37');
  });

  it('explains exactly the items without or with insufficient evidence, or without data', async () => {
    const part = async (item: Partial<ReportItem>): Promise<string> => {
      const text = await shown(reportOf(item));
      return text.slice(text.indexOf('II. GIẢI TRÌNH'), text.indexOf('III. KHÓ KHĂN'));
    };
    expect(await part({ evidenceState: 'none' })).toContain(
      'Không có tài liệu kiểm chứng\nChưa có giải trình.',
    );
    expect(await part({ evidenceState: 'insufficient', explanation: 'Lý do' })).toContain(
      'Chưa đủ tài liệu kiểm chứng\nLý do',
    );
    expect(await part({ status: 'no-data', selfPoints: null, evidenceState: 'sufficient' })).toContain(
      'Chưa có số liệu',
    );
    const none = 'Các mục đã tự chấm đều có đủ tài liệu kiểm chứng.';
    expect(await part({ evidenceState: 'sufficient' })).toContain(none);
    expect(await part({ evidenceState: 'sufficient' })).not.toContain('STT');
    expect(await part({ status: 'not-applicable', selfPoints: null })).toContain(none);
    expect(await part({ status: 'surveyed', selfPoints: null })).toContain(none);
  });

  it('leaves out what is not there without leaving gaps', async () => {
    const { frame } = sampleReport(1);
    const bare = await shown(
      reportOf(
        {},
        {
          frame: {
            ...frame,
            superiorBody: null,
            number: null,
            date: null,
            addressees: [],
            recipients: [],
            signer: { authority: null, title: 'Giám đốc', name: null },
          },
          grounds: [],
          difficulties: [],
          proposals: [],
          criteriaSet: { ...sampleReport(1).criteriaSet, decision: null },
          totals: { maxPoints: '100', selfPoints: '61.75', percent: null },
        },
      ),
    );
    expect(bare).toMatch(/^Sở Nội vụ\n/);
    expect(bare).toMatch(/Số: {3,}\/BC-SNV/);
    expect(bare).toMatch(/ngày {3,}tháng {3,}năm/);
    expect(bare).not.toContain('Kính gửi');
    expect(bare).not.toContain('%');
    expect(bare).toContain('Đơn vị không nêu khó khăn, vướng mắc.');
    expect(bare).toContain('Đơn vị không nêu đề xuất, kiến nghị.');
    expect(bare).toContain('(mẫu), phiên bản 1.0, như sau:');
    expect(bare).toContain('Nơi nhận:\n- Lưu: VT, CCHC.');
  });

  it('carries receipt and QR code in the foot of every page once frozen, and says so while a draft', async () => {
    const frozen = await renderDocx(template, sampleReport(1));
    for (const footer of ['word/footer1.xml', 'word/footer2.xml', 'word/footer3.xml', 'word/footer4.xml']) {
      const xml = textOfPart(frozen, footer);
      expect(shownText(xml)).toContain('Biên nhận chốt phiếu lúc 14:03:22 ngày 05/02/2026 (giờ Việt Nam)');
      expect(shownText(xml)).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
      expect(shownText(xml)).not.toContain('DỰ THẢO');
      expect(xml).toContain('descr="Mã QR kiểm tra biên nhận"');
    }
    const { frame } = sampleReport(1);
    const draft = await renderDocx(
      template,
      sampleReport(1, { frame: { ...frame, receipt: null, pageFooter: null } }),
    );
    const footer = textOfPart(draft, 'word/footer1.xml');
    expect(shownText(footer).trim()).toBe('DỰ THẢO: phiếu chấm điểm chưa chốt, chưa có biên nhận.');
    expect(footer).not.toContain('<w:drawing>');
  });

  it('is the same file for the same report', async () => {
    const [first, second] = [
      await renderDocx(template, sampleReport(5)),
      await renderDocx(template, sampleReport(5)),
    ];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('is refused for numbers, dates and times that are none', async () => {
    await expect(renderDocx(template, reportOf({ maxPoints: '1,5' }))).rejects.toThrow(RangeError);
    await expect(renderDocx(template, reportOf({ selfPoints: '1/3' }))).rejects.toThrow(RangeError);
    const { frame } = sampleReport(1);
    await expect(
      renderDocx(template, reportOf({}, { frame: { ...frame, date: '2026-02-30' } })),
    ).rejects.toThrow(RangeError);
  });
});

describe('texts made to do harm', () => {
  it.each([
    ['markup', '</w:t></w:r></w:p><w:p><w:r><w:t>&lt;evil/>&#0;<![CDATA[x]]>'],
    ['tags', '{don_vi} {#dong}{/dong} {@rawXml} { } }{'],
    ['patterns of replacement', '$& $1 $$ $` \\1'],
    ['templates of other programs', '${process.exit(1)} {{7*7}} <%= 1 %> #{1}'],
    ['fields of Word', '{ INCLUDEPICTURE "http://127.0.0.1/x" } DDEAUTO c:\\\\x'],
    ['names of properties', '__proto__ constructor {constructor} {__proto__}'],
  ])('%s stay text', async (_, words) => {
    expect(await shown(reportOf({ name: words, explanation: words, evidenceState: 'none' }))).toContain(
      words,
    );
  });

  it('control characters and turned text are taken out', async () => {
    const text = await shown(reportOf({ name: 'Điểm \u202e57,1\u202c\u0000\u000b\ud800 kết' }));
    expect(text).toContain('Điểm 57,1\ufffd kết');
    expect(text).not.toMatch(/[\u202a-\u202e\u0000-\u0008]/);
  });

  it('lines of an explanation stay in their order, with what follows after them', async () => {
    const docx = await renderDocx(
      await templateWithText(
        '[{don_vi}|{ky_danh_gia}] {#muc_giai_trinh}<{giai_trinh}>{/muc_giai_trinh}'
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;'),
      ),
      reportOf({ explanation: 'một\r\nhai\n\nbốn', evidenceState: 'none' }),
    );
    expect(shownText(textOfPart(docx, 'word/document.xml'))).toMatch(
      /^\[Sở Nội vụ tỉnh Mẫu\|năm 2026\] <một\nhai\n\nbốn>\n/,
    );
  });

  it('a text of 50 000 characters, in words or in one, is kept whole', async () => {
    const words = 'ẪỄỖỮẶ '.repeat(8_333).trim();
    expect(await shown(reportOf({ explanation: words }))).toContain(words);
    const word = 'Ặ'.repeat(50_000);
    expect(await shown(reportOf({ name: word }))).toContain(word);
  });

  it('any text at all gives a well-formed document that holds it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (words) => {
        const text = await shown(reportOf({ code: `<${words}>`, evidenceState: 'sufficient' }));
        expect(text).toContain('Ban hành kế hoạch');
      }),
      { numRuns: 40 },
    );
  });

  it('more text than any report has is refused before a process is asked', async () => {
    const failure = renderDocx(template, reportOf({ explanation: 'x'.repeat(2_500_000) }));
    await expect(failure).rejects.toMatchObject({ code: 'too-large' });
  });
});
