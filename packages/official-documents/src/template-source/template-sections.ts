import {
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type FileChild,
  type ISectionOptions,
  type Table,
} from 'docx';
import { afterTable, line, paragraphFor, sideBySide } from './template-parts.ts';
import { MARGINS, PAPER } from './template-styles.ts';

export type Orientation = 'portrait' | 'landscape';
/** Width of the text, mm. */
export const TEXT_WIDTH: Readonly<Record<Orientation, number>> = { portrait: 165, landscape: 252 };
/** What stands at the foot of each page. */
type Foot = 'receipt' | 'draft';

/** A section with pages counted from 1, no number on its first page, and the same foot on every page. */
export function section(children: FileChild[], orientation: Orientation, foot: Foot): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: { ...paper(orientation), pageNumbers: { start: 1 } },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({ style: 'SoTrang', children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
        ],
      }),
      first: new Header({ children: [line('SoTrang', '')] }),
    },
    footers: { default: pageFoot(foot, orientation), first: pageFoot(foot, orientation) },
    children,
  };
}

/**
 * An annex that is left out with a condition, or repeated with a list, that its first paragraph opens. The break that
 * makes it a section of its own stands in its last paragraph, before the closing tag, and outside whatever the annex
 * itself repeats. What follows the break takes no page of its own.
 */
export function taggedAnnex(
  children: FileChild[],
  orientation: Orientation,
  closingTag: string,
): ISectionOptions[] {
  return [
    section([...children, afterTable()], orientation, 'draft'),
    {
      properties: { type: SectionType.CONTINUOUS, page: paper(orientation) },
      children: [afterTable(closingTag)],
    },
  ];
}

const paper = (orientation: Orientation) => ({
  size: {
    width: PAPER.short,
    height: PAPER.long,
    orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
  },
  margin: MARGINS,
});

function pageFoot(foot: Foot, orientation: Orientation): Footer {
  const end = new Paragraph({
    style: 'ChanTrang',
    spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
    children: [],
  });
  return new Footer({
    children: foot === 'receipt' ? [receiptFoot(TEXT_WIDTH[orientation]), end] : draftFoot(),
  });
}

function receiptFoot(width: number): Table {
  return sideBySide(
    [17, width - 17],
    [
      [
        [line('ChanTrang', '{ma_qr}')],
        [
          line(
            'ChanTrang',
            paragraphFor(
              'co_bien_nhan',
              'Biên nhận chốt phiếu lúc {thoi_diem_chot} (giờ Việt Nam). Mã băm SHA-256:',
            ),
          ),
          line('ChanTrang', paragraphFor('co_bien_nhan', '{ma_bam}')),
          line(
            'ChanTrang',
            paragraphFor('chua_chot', 'DỰ THẢO: phiếu chấm điểm chưa chốt, chưa có biên nhận.'),
          ),
          line('ChanTrang', paragraphFor('co_chan_trang', '{chan_trang}')),
        ],
      ],
    ],
  );
}

const draftFoot = (): Paragraph[] => [
  line('ChanTrang', paragraphFor('du_thao', 'DỰ THẢO: văn bản chưa ban hành, nội dung còn có thể thay đổi.')),
  line('ChanTrang', '{#co_chan_trang}{chan_trang}{/co_chan_trang}'),
];
