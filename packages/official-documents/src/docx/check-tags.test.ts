import { describe, expect, it } from 'vitest';
import { renderDocx, templateProblems } from '../render.ts';
import { templateWith, templateWithText } from '../testing/docx-files.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { describeDocxProblem } from './describe-docx-problem.ts';
import { DOCX_PROBLEM_CODES, docxProblem } from './docx-problems.ts';

const KIND = 'self-assessment-report';

/** Problems of the shipped template with these paragraphs put first, in Vietnamese. */
async function problemsWith(...paragraphs: readonly string[]) {
  const problems = await templateProblems(KIND, await templateWithText(...paragraphs));
  return problems.map((problem) => ({ ...problem, words: describeDocxProblem(problem, 'vi') }));
}

describe('a tag that does not exist', () => {
  it('is named with its place and the nearest one that does', async () => {
    const [problem, ...others] = await problemsWith('Kính chào', 'Đơn vị: {don_v} kính báo');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'unknown-tag',
      tag: 'don_v',
      place: { part: 'body', paragraph: 2 },
    });
    expect(problem?.words).toBe(
      'Thân văn bản, đoạn 2 ("Đơn vị: {don_v} kính báo"): Không có thẻ {don_v}. Có phải ý là {don_vi}? Sửa tên thẻ theo danh sách thẻ của loại văn bản này.',
    );
  });

  it('typed with diacritics, capitals or spaces is recognised', async () => {
    for (const typed of ['Đơn vị', 'DON_VI', 'don-vi']) {
      const [problem] = await problemsWith(`{${typed}}`);
      expect(problem).toMatchObject({ code: 'unknown-tag', detail: { suggestion: 'don_vi' } });
    }
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'linh_vuc.ma',
    'linh_vuc[0]',
    '0',
    'length',
  ])('such as {%s} opens nothing of the program', async (name) => {
    const [problem] = await problemsWith(`{${name}}`);
    expect(problem?.code).toMatch(/^(unknown-tag|tag-broken)$/);
  });

  it('in a header or footer is found there', async () => {
    const template = await templateWith({
      'word/header1.xml': (source) => source.replace('<w:p>', '<w:p><w:r><w:t>{so_trang}</w:t></w:r>'),
    });
    const [problem] = await templateProblems(KIND, template);
    expect(problem).toMatchObject({ code: 'unknown-tag', place: { part: 'header', paragraph: 1 } });
  });
});

describe('a tag in the wrong place', () => {
  it('needs its loop', async () => {
    const [problem] = await problemsWith('{diem_tu_cham}');
    expect(problem).toMatchObject({ code: 'misplaced-tag', tag: 'diem_tu_cham' });
    expect(problem?.words).toContain(
      'chỉ dùng được bên trong vòng lặp {#linh_vuc}. Đặt thẻ giữa {#linh_vuc} và {/linh_vuc}.',
    );
  });

  it.each([
    ['{linh_vuc}', 'list'],
    ['{co_kinh_gui}', 'condition'],
    ['{#don_vi}x{/don_vi}', 'text'],
    ['{#linh_vuc}{#linh_vuc}{ma}{/linh_vuc}{/linh_vuc}', 'list'],
    ['{#linh_vuc}{#kho_khan}{noi_dung}{/kho_khan}{/linh_vuc}', 'list'],
  ])('%s is used the wrong way', async (text, expected) => {
    const [problem] = await problemsWith(text);
    expect(problem).toMatchObject({ code: 'tag-kind', detail: { expected } });
  });

  it.each([
    ['{#linh_vuc}{ma}', 'tag-unclosed', '#linh_vuc'],
    ['{/linh_vuc}', 'tag-unopened', '/linh_vuc'],
    ['{#linh_vuc}{#dong}{ma}{/linh_vuc}{/dong}', 'tag-crossed', '/linh_vuc'],
    ['{#linh_vuc}{ma}{/kho_khan}{/linh_vuc}', 'tag-unopened', '/kho_khan'],
  ])('%s does not pair up', async (text, code, tag) => {
    expect(await problemsWith(text)).toContainEqual(expect.objectContaining({ code, tag }));
  });

  it.each(['{don_vi', 'don_vi}', '{don_vi {ky_danh_gia}', '}{', '{ {don_vi} }'])(
    'with unpaired braces (%s) is told with its place',
    async (text) => {
      const [problem] = await problemsWith('Kính chào', text);
      expect(problem).toMatchObject({ code: 'tag-broken', place: { part: 'body', paragraph: 2, text } });
    },
  );

  it('with options nobody can read is told', async () => {
    const [problem] = await problemsWith('{#kho_khan [loopOver: ]}{noi_dung}{/kho_khan}');
    expect(problem).toMatchObject({ code: 'tag-broken', detail: { text: '{#kho_khan [loopOver: ]}' } });
  });

  it('that opens in a table and closes outside is told', async () => {
    const cell = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{#kho_khan}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    const template = await templateWith({
      'word/document.xml': (source) =>
        source.replace('<w:body>', `<w:body>${cell}<w:p><w:r><w:t>{noi_dung}{/kho_khan}</w:t></w:r></w:p>`),
    });
    const problems = [{ code: 'tag-placement', tag: '#kho_khan' }];
    expect(await templateProblems(KIND, template)).toMatchObject(problems);
    await expect(renderDocx(template, sampleReport(1))).rejects.toMatchObject({ problems });
  });

  it('in the description of a picture is not supported', async () => {
    const picture =
      '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="9" name="x" descr="{don_vi}"/></wp:inline></w:drawing></w:r></w:p>';
    const template = await templateWith({
      'word/document.xml': (source) => source.replace('<w:body>', `<w:body>${picture}`),
    });
    expect(await templateProblems(KIND, template)).toMatchObject([{ code: 'tag-in-picture', tag: 'don_vi' }]);
  });
});

describe('a required tag', () => {
  it('that is missing is named with its meaning', async () => {
    const template = await templateWith({
      'word/document.xml': (source) => source.replaceAll('{so_ky_hieu}', '').replaceAll('{diem_tu_cham}', ''),
    });
    const problems = await templateProblems(KIND, template);
    expect(problems.map((problem) => problem.tag)).toEqual(['so_ky_hieu', 'diem_tu_cham', 'diem_tu_cham']);
    expect(describeDocxProblem(problems[0]!, 'vi')).toBe(
      'Mẫu thiếu thẻ bắt buộc {so_ky_hieu} (Số và ký hiệu, ví dụ 15/BC-SNV; để trống phần số khi chưa cấp số). Thêm thẻ này vào mẫu.',
    );
    expect(describeDocxProblem(problems[2]!, 'en')).toContain('inside {#linh_vuc} {#dong}');
  });
});

it('tags cut into runs by Word, with spaces or curly quotes, work', async () => {
  const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const template = await templateWith({
    'word/document.xml': (source) =>
      source.replace(
        '<w:body>',
        `<w:body><w:p>${run('{do')}${run('n_')}<w:proofErr w:type="spellStart"/>${run('vi')}${run('}')}</w:p>` +
          `<w:p>${run('{ ky_danh_gia }')}</w:p><w:p>${run('{#kho_khan [loopOver: “paragraph”]}{noi_dung}{/kho_khan}')}</w:p>`,
      ),
  });
  expect(await templateProblems(KIND, template)).toEqual([]);
});

it('every problem has words in both languages that leave no blank unfilled', () => {
  for (const code of DOCX_PROBLEM_CODES) {
    for (const locale of ['vi', 'en'] as const) {
      const words = describeDocxProblem(docxProblem(code), locale);
      expect(words.length).toBeGreaterThan(20);
      expect(words).toMatch(/\.$/);
    }
  }
});
