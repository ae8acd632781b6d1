import { describe, expect, it } from 'vitest';
import { markupProblem } from './docx/markup.ts';
import type { OfficialDocument } from './official-document.ts';
import { renderDocx, renderPdf, shippedTemplate } from './render.ts';
import { shownText, textOfPart } from './testing/docx-files.ts';
import { fontsOf, type ReadPdf, readPdf } from './testing/pdf-text.ts';
import { sampleBlock, sampleDecision, sampleMinutes, sampleNotice } from './samples/sample-documents.ts';
import { HARD_LETTERS } from './samples/sample-report.ts';

/* The documents beside the self-assessment report, in both forms: what they say, and what may not happen to them. */

const oneLine = (text: string): string => text.replace(/\u200b/g, '').replace(/\s+/g, ' ');
async function docxXml(document: OfficialDocument): Promise<string> {
  const xml = textOfPart(
    await renderDocx(await shippedTemplate(document.kind), document),
    'word/document.xml',
  );
  expect(markupProblem(xml, 200)).toBeNull();
  return xml;
}
const docxText = async (document: OfficialDocument): Promise<string> =>
  oneLine(shownText(await docxXml(document)));
const pdfOf = async (document: OfficialDocument): Promise<ReadPdf> => readPdf(await renderPdf(document));
const pdfText = async (document: OfficialDocument): Promise<string> =>
  oneLine((await pdfOf(document)).pages.join(' '));
/** The document in both forms. */
const both = async (document: OfficialDocument): Promise<readonly string[]> => [
  await docxText(document),
  await pdfText(document),
];

function expectInOrder(text: string, words: readonly string[]): void {
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word, from);
    expect(at, `${word} after ${text.slice(Math.max(0, from - 40), from)}`).toBeGreaterThanOrEqual(0);
    from = at + word.length;
  }
}

const SAMPLES: readonly OfficialDocument[] = [sampleNotice(9), sampleMinutes(5), sampleDecision(6)];

describe.each(SAMPLES.map((document) => [document.kind, document] as const))('a %s', (_, document) => {
  it('leaves no tag unfilled and keeps every Vietnamese letter', async () => {
    for (const text of await both(document)) {
      expect(text).not.toMatch(/[{}]/);
      expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
      expect(text).toContain('Độc lập - Tự do - Hạnh phúc');
      if (document.kind !== 'publication-decision') expect(text).toContain(HARD_LETTERS);
    }
  });

  it('is a tagged PDF in Vietnamese that carries its fonts', async () => {
    const bytes = await renderPdf(document);
    const pdf = await readPdf(bytes);
    expect([pdf.tagged, pdf.language]).toEqual([true, 'vi-VN']);
    expect(fontsOf(bytes)).toEqual({ described: 4, embedded: 4 });
  });

  it('is the same file for the same data', async () => {
    const template = await shippedTemplate(document.kind);
    const [a, b] = [await renderDocx(template, document), await renderDocx(template, document)];
    expect(Buffer.compare(a, b)).toBe(0);
    expect(Buffer.compare(await renderPdf(document), await renderPdf(document))).toBe(0);
  });

  it('is marked as a draft exactly while it is one', async () => {
    for (const draft of [true, false]) {
      const marked = { ...document, frame: { ...document.frame, draft } } as OfficialDocument;
      const docx = await renderDocx(await shippedTemplate(document.kind), marked);
      for (const part of ['word/footer1.xml', 'word/footer2.xml', 'word/footer3.xml', 'word/footer4.xml'])
        expect(shownText(textOfPart(docx, part)).includes('DỰ THẢO')).toBe(draft);
      for (const page of (await pdfOf(marked)).pages) expect(page.includes('DỰ THẢO')).toBe(draft);
    }
  });
});

describe('the preliminary notice', () => {
  it('says what was judged, why, what is missing, and until when to answer', async () => {
    for (const text of await both(sampleNotice(4)))
      expectInOrder(text, [
        'Số: 07/TB-SNV',
        'Thành phố Mẫu, ngày 05 tháng 01 năm 2027',
        'Kết quả thẩm định sơ bộ Chỉ số cải cách hành chính năm 2026 của Ủy ban nhân dân xã Đắk Mẫu',
        'Kính gửi: Ủy ban nhân dân xã Đắk Mẫu',
        'Điểm tối đa: 100; điểm tự chấm: 82,25; điểm thẩm định sơ bộ: 71,75.',
        'tự chấm 82,25%, thẩm định sơ bộ 71,75%.',
        'Công tác chỉ đạo, điều hành cải cách hành chính 12,5 11,75 10,25',
        'Có 4 mục được kết luận khác với điểm tự chấm, trong đó 1 mục yêu cầu đơn vị giải trình.',
        'mục không được trả lời được xem là đơn vị đồng ý',
        'Thời hạn: trước 17:00:00 ngày 15/01/2027 (giờ Việt Nam).',
        'Nguyễn Thị Hữu Ặng',
        'Phụ lục',
        '(Kèm theo Thông báo số 07/TB-SNV ngày 05 tháng 01 năm 2027 của Sở Nội vụ)',
        '1.1.1 Mục chấm điểm mẫu 1: tỷ lệ hồ sơ giải quyết đúng hạn 1 0,75 0,25 Báo cáo kèm theo',
        'Yêu cầu chưa đạt: Tỷ lệ hồ sơ đúng hạn từ 95% trở lên',
        '1 0,75 Yêu cầu giải trình Báo cáo kèm theo',
        '1 0,75 0 Báo cáo kèm theo',
        '1 0,75 Không áp dụng Báo cáo kèm theo',
      ]);
  });

  it('has no annex, and no empty page, when nothing was judged otherwise', async () => {
    const notice = sampleNotice(0, { replies: { closesAt: null, address: null } });
    for (const text of await both(notice)) {
      expect(text).toContain('Không có mục nào được kết luận khác với điểm tự chấm.');
      expect(text).toContain('Thời hạn trả lời sẽ được thông báo sau.');
      expect(text).not.toContain('Kèm theo Thông báo');
      expect(text).not.toContain('địa chỉ:');
    }
    // Only the text's own section and the one that ends the file, which begins no page.
    expect((await docxXml(notice)).match(/<w:type w:val="\w+"\/>/g)).toEqual([
      '<w:type w:val="nextPage"/>',
      '<w:type w:val="continuous"/>',
    ]);
  });

  it('repeats the head of its table on each of many pages', async () => {
    const { pages } = await pdfOf(sampleNotice(100));
    const annex = pages.slice(pages.findIndex((page) => page.includes('(Kèm theo Thông báo')));
    expect(annex.length).toBeGreaterThan(5);
    for (const page of annex.slice(0, -1)) expect(oneLine(page)).toContain('Lý do; yêu cầu chưa đạt');
    expect(oneLine(pages.join(' '))).toContain('Mục chấm điểm mẫu 100:');
  });

  it.each([
    [
      'tags and code',
      '{don_vi} #panic("x") {#muc}{/muc} ${1} </w:t><w:p/> *đậm* _x_ "); #read("/etc/passwd")',
    ],
    ['names of properties', '__proto__ {constructor} toString'],
  ])('texts with %s stay text', async (_, words) => {
    const [first] = sampleNotice(1).items;
    if (!first) throw new Error('no item');
    const notice = sampleNotice(1, {
      unitName: words,
      items: [{ ...first, reason: words, requirement: words }],
    });
    const bare = (text: string): string => text.replace(/\s/g, '');
    for (const text of await both(notice))
      expect(bare(text).split(bare(words)).length - 1).toBeGreaterThanOrEqual(4);
  });

  it('a reason of 50 000 characters is broken over pages, and nothing after it is lost', async () => {
    const [first] = sampleNotice(1).items;
    if (!first) throw new Error('no item');
    const reason = `${'ẪỄỖỮẶ '.repeat(8_333)}hết đoạn dài`;
    const { pages } = await pdfOf(sampleNotice(1, { items: [{ ...first, reason, requirement: null }] }));
    expect(pages.length).toBeGreaterThan(20);
    expect(oneLine(pages.join(' '))).toMatch(/hết đoạn dài .*mã băm/);
  });
});

describe('the minutes of the council', () => {
  it('say who was there, what was put to the vote, how it ended, and who signs', async () => {
    for (const text of await both(sampleMinutes(4)))
      expectInOrder(text, [
        'Số: 02/BB-HĐTĐ',
        'Họp Hội đồng thẩm định Chỉ số cải cách hành chính năm 2026',
        'Thời gian bắt đầu: 08 giờ 05 phút, ngày 12 tháng 02 năm 2027.',
        'Địa điểm: Phòng họp số 1',
        'có 4 thành viên; có mặt 3, vắng mặt 1:',
        'Phạm Văn Vắng Giám đốc Sở Tư pháp, Thành viên Vắng mặt (đi công tác)',
        'Đại diện Mặt trận Tổ quốc tỉnh',
        'Chủ trì (chủ tọa): Trần Văn Chủ, Phó Chủ tịch UBND tỉnh, Chủ tịch Hội đồng.',
        'Xem xét các mục còn ý kiến khác nhau',
        '2 1 1,25 1,5 – 1,5 Nâng điểm theo đề xuất. Lý do:',
        '2 1 – 1,5 7/1/1 1,5 Nâng điểm theo đề xuất. Lý do:',
        'hạng 3: UBND xã Mẫu 3; UBND xã Mẫu 4. Cách xử lý: xã Mẫu 4 hơn điểm',
        'Biểu quyết: 8 tán thành, 0 không tán thành, 1 không biểu quyết.',
        'thống nhất thông qua bảng kết quả',
        'Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 12 tháng 02 năm 2027./.',
      ]);
  });

  it('are signed by secretary and chair side by side, and bear no place and date above', async () => {
    for (const text of await both(sampleMinutes(1))) {
      // The secretary stands at the left.
      expect(text).toMatch(/(THƯ KÝ|Thư ký) .*Lê Thị Thư Ký.*(Kính|Nơi) nhận:/);
      expect(text).toMatch(/(CHỦ TỌA|Chủ tọa) .*Trần Văn Chủ .*Nơi nhận: - Như trên;/);
      expect(text).not.toContain('Thành phố Mẫu, ngày');
    }
  });

  it('have the adopted table of each block as one annex, with units without a rank apart', async () => {
    for (const text of await both(sampleMinutes(0))) {
      expectInOrder(text, [
        '(Kèm theo Biên bản số 02/BB-HĐTĐ của Sở Nội vụ)',
        'Khối các xã, phường',
        '1 Ủy ban nhân dân xã Mẫu 1 95,25 95,25 Tốt',
        '1 Ủy ban nhân dân xã Mẫu 2 95,25 95,25 Tốt',
        '3 Ủy ban nhân dân xã Mẫu 3 94,25',
        'Đơn vị có chỉ số nhưng không xếp hạng:',
        '– Ủy ban nhân dân xã Mẫu 7 (thành lập từ ngày 01/7/2026, chưa đủ thời gian đánh giá) 92,25',
        'Khối các sở, ban, ngành',
      ]);
      expect(text).toContain('Không có mục nào đưa ra Hội đồng.');
    }
    expect((await docxXml(sampleMinutes(0))).match(/<w:type w:val="nextPage"\/>/g)).toHaveLength(2);
  });

  it('leave blank what is not known yet, and say that there was nothing', async () => {
    const bare = sampleMinutes(0, {
      endsAt: null,
      ties: [],
      conclusions: [],
      agenda: [],
      guests: [],
      blocks: [],
      chair: { name: 'Trần Văn Chủ', position: null },
    });
    for (const text of await both(bare)) {
      expect(text).toContain('Không có đơn vị nào bằng kết quả.');
      expect(text).toContain('Chủ trì (chủ tọa): Trần Văn Chủ.');
      expect(text).toMatch(/kết thúc vào giờ phút, ngày tháng năm/);
      expect(text).not.toContain('Khách mời');
      expect(text).not.toContain('Kèm theo Biên bản');
    }
  });
});

describe('the decision that publishes', () => {
  it('has grounds, articles, who is told, who signs, and an annex for each block', async () => {
    for (const text of await both(sampleDecision(4)))
      expectInOrder(text, [
        'QĐ-UBND',
        'Về việc công bố Chỉ số cải cách hành chính năm 2026',
        'Căn cứ Luật Tổ chức chính quyền địa phương;',
        'Tờ trình số 15/TTr-SNV.',
        'Điều 1. Công bố Chỉ số',
        'Điều 2. Căn cứ kết quả này: a) Các đơn vị',
        'b) Sở Nội vụ',
        'Điều 3. Chánh Văn phòng',
        '- Như Điều 3;',
        'Nguyễn Văn Mẫu',
        'Phụ lục I',
        'Phụ lục II',
      ]);
  });

  it('prints points by area where they fit, and leaves them out where they do not', async () => {
    const block = (areas: number) => sampleDecision(0, { blocks: [sampleBlock('Khối mẫu', 2, areas)] });
    for (const text of await both(block(8))) {
      expect(text).toMatch(/95,25 95,25 (Tốt )?11,25 ?11,25 ?11,25 ?11,25 ?11,25 ?11,25 ?– ?11,25/);
      expect(text).toContain('8. Tác động của cải cách hành chính');
      expect(text).not.toContain('Phụ lục I');
    }
    for (const text of await both(block(12))) {
      expect(text).toContain('1 Ủy ban nhân dân xã Mẫu 1 95,25 95,25');
      expect(text).not.toContain('11,25');
    }
  });

  it('counts the pages of each annex anew, with the head of the table on each', async () => {
    const { pages, sizes } = await pdfOf(sampleDecision(100));
    const starts = pages.flatMap((page, index) => (page.includes('Phụ lục I') ? [index] : []));
    const [first = 0, second = 0] = starts;
    expect(second - first).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      const number = index < first ? index + 1 : index - (index < second ? first : second) + 1;
      if (number > 1) expect(page.trim()).toMatch(new RegExp(`^${number} `));
      expect((sizes[index]?.[0] ?? 0) > 800).toBe(index >= first);
      if (index > first && index < second - 1) expect(oneLine(page)).toContain('Hạng Đơn vị Điểm Chỉ số (%)');
    }
    expect(oneLine(pages.join(' '))).toContain('Ủy ban nhân dân xã Mẫu 100');
  });

  it('keeps an annex a section of its own whether or not it has units without a rank', async () => {
    const blocks = [0, 1, 2].map((index) => ({
      ...sampleBlock(`Khối ${index}`, 3),
      ...(index !== 1 && { unranked: [] }),
    }));
    const xml = await docxXml(sampleDecision(0, { blocks }));
    expect(xml.match(/<w:type w:val="\w+"\/>/g)).toEqual([
      ...Array<string>(4).fill('<w:type w:val="nextPage"/>'),
      '<w:type w:val="continuous"/>',
    ]);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(4);
  });

  it('is refused when points do not belong to the areas that are named', async () => {
    const [unit] = sampleBlock('Khối', 1).ranked;
    if (!unit) throw new Error('no unit');
    const block = { ...sampleBlock('Khối', 0), ranked: [{ ...unit, areaPoints: ['1'] }] };
    await expect(renderPdf(sampleDecision(0, { blocks: [block] }))).rejects.toThrow(RangeError);
  });
});
