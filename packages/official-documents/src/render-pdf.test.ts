import { describe, expect, it } from 'vitest';
import { renderPdf } from './render.ts';
import type { ReportItem, SelfAssessmentReport } from './self-assessment-report.ts';
import { fontsOf, readPdf } from './testing/pdf-text.ts';
import { HARD_LETTERS, sampleReport } from './samples/sample-report.ts';

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
const A4 = [595.276, 841.89] as const;

/** Line breaks fall where the page wants them. */
const oneLine = (text: string): string => text.replace(/\u200b/g, '').replace(/\s+/g, ' ');
async function textOf(report: SelfAssessmentReport): Promise<string> {
  return oneLine((await readPdf(await renderPdf(report))).pages.join(' '));
}

describe('the report as a PDF', () => {
  it('is tagged, Vietnamese, titled, and carries its fonts with it', async () => {
    const pdf = await renderPdf(sampleReport(100));
    const read = await readPdf(pdf);
    expect(read.tagged).toBe(true);
    expect(read.language).toBe('vi-VN');
    expect(read.title).toBe('Báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2026');
    const fonts = fontsOf(pdf);
    expect(fonts.described).toBe(4);
    expect(fonts.embedded).toBe(4);
  });

  it('has every hard letter of Vietnamese as text that can be searched', async () => {
    const text = await textOf(sampleReport(1));
    for (const word of [
      HARD_LETTERS,
      'Nguyễn Thị Hữu Ặng',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'PHÓ GIÁM ĐỐC',
    ]) {
      expect(text).toContain(word);
    }
  });

  it('numbers pages from the second, and the annex anew', async () => {
    const { pages, sizes } = await readPdf(await renderPdf(sampleReport(100)));
    const annex = pages.findIndex((page) => page.includes('BẢNG TỰ CHẤM ĐIỂM'));
    expect(annex).toBeGreaterThan(2);
    expect(pages.length).toBeGreaterThan(annex + 5);
    for (const [index, page] of pages.entries()) {
      const number = index < annex ? index + 1 : index - annex + 1;
      const [width, height] = sizes[index] ?? [0, 0];
      expect(width).toBeCloseTo(index < annex ? A4[0] : A4[1], 1);
      expect(height).toBeCloseTo(index < annex ? A4[1] : A4[0], 1);
      if (number === 1) expect(page).not.toMatch(/^\s*1\s/);
      else expect(page.trim()).toMatch(new RegExp(`^${number} `));
    }
  });

  it('repeats the head of the table and the receipt on every page of the annex', async () => {
    const { pages } = await readPdf(await renderPdf(sampleReport(100)));
    const annex = pages.slice(pages.findIndex((page) => page.includes('BẢNG TỰ CHẤM ĐIỂM')));
    for (const page of annex.slice(0, -1))
      expect(oneLine(page)).toContain('Tài liệu kiểm chứng Ghi chú, giải trình');
    for (const page of pages) {
      expect(oneLine(page)).toContain('Biên nhận chốt phiếu lúc 14:03:22 ngày 05/02/2026 (giờ Việt Nam)');
      expect(page).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
    }
  });

  it('keeps zero, no data, not applicable and surveyed apart', async () => {
    expect(await textOf(reportOf({ selfPoints: '0', evidenceState: 'sufficient' }))).toContain(
      'Ban hành kế hoạch 1,5 0',
    );
    for (const [status, word] of [
      ['no-data', 'Chưa có số liệu'],
      ['not-applicable', 'Không áp dụng'],
      ['surveyed', 'Điều tra xã hội học'],
      ['external', 'Cơ quan khác cho điểm'],
    ] as const) {
      expect(await textOf(reportOf({ status, selfPoints: '1.37' }))).toContain(
        `Ban hành kế hoạch 1,5 – ${word}`,
      );
    }
  });

  it('says what is missing instead of leaving a gap, and marks a draft', async () => {
    const { frame } = sampleReport(1);
    const text = await textOf(
      reportOf(
        { evidenceState: 'sufficient' },
        {
          frame: { ...frame, superiorBody: null, number: null, date: null, addressees: [], receipt: null },
          difficulties: [],
          proposals: [],
          grounds: [],
        },
      ),
    );
    expect(text).toContain('Các mục đã tự chấm đều có đủ tài liệu kiểm chứng.');
    expect(text).toContain('Đơn vị không nêu khó khăn, vướng mắc.');
    expect(text).toContain('Đơn vị không nêu đề xuất, kiến nghị.');
    expect(text).toContain('DỰ THẢO: phiếu chấm điểm chưa chốt');
    expect(text).not.toContain('Kính gửi');
    expect(text).not.toContain('Biên nhận');
  });

  it('is the same file for the same report', async () => {
    const [first, second] = [await renderPdf(sampleReport(5)), await renderPdf(sampleReport(5))];
    expect(Buffer.compare(first, second)).toBe(0);
  });
});

describe('texts made to do harm', () => {
  it.each([
    ['code', '#panic("x") #read("/etc/passwd") #import "a" #{1+1} #eval("1")'],
    ['markup', '*đậm* _nghiêng_ `mã` $x^2$ = Đề mục - mục + số / từ: nghĩa <nhãn> @nhắc \\ // chú thích'],
    ['what ends a string', '"); #panic(" \\u{41} \\" ]}))'],
    ['markup of other programs', '<script>alert(1)</script> &amp; {don_vi} ${x} %s'],
  ])('%s stays text', async (_, words) => {
    const shown = await textOf(reportOf({ name: words, explanation: words, code: words }));
    // A long word may be broken anywhere, so spaces say nothing.
    const bare = (text: string): string => text.replace(/\s/g, '');
    expect(bare(shown).split(bare(words)).length - 1).toBeGreaterThanOrEqual(3);
  });

  it('control characters and turned text are taken out', async () => {
    const text = await textOf(reportOf({ name: 'Điểm \u202e57,1\u202c\u0000\ud800 kết' }));
    expect(text).toContain('Điểm 57,1');
    expect(text).not.toMatch(/[\u202a-\u202e\u0000]/);
  });

  it('letters the font lacks cost no page: the document is made', async () => {
    const { pages } = await readPdf(await renderPdf(reportOf({ name: 'العربية 漢字 🙂 ở giữa' })));
    expect(pages.join(' ')).toContain('ở giữa');
  });

  it('a text of 50 000 characters is broken over pages, and nothing after it is lost', async () => {
    const words = `${'ẪỄỖỮẶ '.repeat(8_333)}hết đoạn dài`;
    const { pages } = await readPdf(await renderPdf(reportOf({ explanation: words })));
    expect(pages.length).toBeGreaterThan(20);
    expect(oneLine(pages.join(' ')).match(/hết đoạn dài/g)).toHaveLength(2);
    expect(pages.at(-1)).toContain('mã băm');
  });

  it('one word of 50 000 letters stays on the page', async () => {
    const { pages } = await readPdf(
      await renderPdf(reportOf({ name: 'Ặ'.repeat(50_000), evidenceState: 'sufficient' })),
    );
    const letters = pages.join('').match(/Ặ/g)?.length ?? 0;
    expect(letters).toBeGreaterThanOrEqual(50_000);
  });
});
