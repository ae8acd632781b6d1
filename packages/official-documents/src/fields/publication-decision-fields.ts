import { cleanLine, cleanText } from '../clean-text.ts';
import type { PublicationDecision } from '../publication-decision.ts';
import { list, required, text, type FieldRecord, type FieldTree } from './field-tree.ts';
import { ISSUED_TREE, issuedFields } from './frame-fields.ts';
import { RESULT_BLOCK_TREE, resultBlockFields } from './result-block-fields.ts';
import { groundFields, GROUNDS, textList } from './text-lists.ts';

export const PUBLICATION_DECISION_TREE: FieldTree = {
  ...ISSUED_TREE,
  trich_yeu: required(text('Trích yếu, sau chữ "Về việc"')),
  tham_quyen_ban_hanh: required(text('Thẩm quyền ban hành, ví dụ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"')),
  ky_danh_gia: text('Kỳ đánh giá, ví dụ "năm 2026"'),
  can_cu: required(GROUNDS),
  dieu: required(
    list('Các điều', {
      so: required(text('Số của điều')),
      noi_dung: required(text('Đoạn đầu của điều')),
      doan_tiep: required(textList('Các đoạn tiếp theo của điều', 'Một đoạn')),
    }),
  ),
  khoi: required(list('Kết quả theo khối, mỗi khối một phụ lục', RESULT_BLOCK_TREE)),
};

export const publicationDecisionFields = (decision: PublicationDecision): FieldRecord => ({
  ...issuedFields(decision.frame),
  trich_yeu: cleanLine(decision.subject),
  tham_quyen_ban_hanh: cleanLine(decision.authority),
  ky_danh_gia: cleanLine(decision.period),
  can_cu: groundFields(decision.grounds),
  dieu: decision.articles.map(articleFields),
  khoi: resultBlockFields(decision.blocks),
});

/** Each line a paragraph of its own, indented like the first. */
function articleFields(article: string, index: number): FieldRecord {
  const [first = '', ...others] = cleanText(article).split(/\n+/);
  return {
    so: String(index + 1),
    noi_dung: first,
    doan_tiep: others.map((paragraph) => ({ noi_dung: paragraph })),
  };
}
