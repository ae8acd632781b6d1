import type { Document, FileChild } from 'docx';
import { resultTables } from './result-tables.ts';
import {
  annexTitle,
  body,
  closing,
  documentTitle,
  grounds,
  letterhead,
  line,
  paragraphFor,
} from './template-parts.ts';
import { section, taggedAnnex, TEXT_WIDTH } from './template-sections.ts';
import { documentWith } from './template-styles.ts';

/** The shipped template of the decision that publishes; `layouts/publication-decision.typ` says the same in Typst. */
export const publicationDecisionTemplate = (): Document =>
  documentWith('Quyết định công bố Chỉ số cải cách hành chính', [
    section(mainText(), 'portrait', 'draft'),
    ...taggedAnnex(annex(), 'landscape', '{/khoi}'),
  ]);

function mainText(): FileChild[] {
  return [
    ...letterhead(),
    ...documentTitle('Quyết định', 'Về việc {trich_yeu}'),
    line('ThamQuyenBanHanh', '{tham_quyen_ban_hanh}'),
    grounds(),
    line('ChuQuyetDinh', 'Quyết định:'),
    body('{#dieu [loopOver: "paragraph"]}**Điều {so}.** {noi_dung}'),
    body(`${paragraphFor('doan_tiep', '{noi_dung}')}{/dieu}`),
    ...closing(),
  ];
}

/** One section for each block: annexes are numbered, and their pages counted, each on its own. */
function annex(): FileChild[] {
  return [
    ...annexTitle({
      word: '{#khoi [loopOver: "paragraph"]}{so_phu_luc}',
      name: 'Chỉ số cải cách hành chính {ky_danh_gia} - {ten}',
      belongsTo: '(Kèm theo Quyết định số {so_ky_hieu} {ngay_thang} của {tham_quyen_ban_hanh})',
      width: TEXT_WIDTH.landscape,
    }),
    ...resultTables('landscape'),
  ];
}
