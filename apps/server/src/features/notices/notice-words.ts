import type { NoticeKind } from '@parix/workflow';
import type { Locale } from '../../platform/locale.ts';
import type { NewNotice, NoticeFacts } from './notice-facts.ts';
import { timeLeft, writtenInstant } from './written-time.ts';

/** One line and some paragraphs, as the person reads them. */
export interface NoticeWords {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

type Writer<K extends NoticeKind> = (facts: NoticeFacts[K], now: Date) => NoticeWords;
type Writers = { readonly [K in NoticeKind]: Writer<K> };

const until = (closesAt: Date): string => writtenInstant(closesAt, 'vi');
const untilEn = (closesAt: Date): string => writtenInstant(closesAt, 'en');

const VI: Writers = {
  deadline: ({ roundTitle, unitName, closesAt, step }, now) =>
    step === 'expired'
      ? {
          subject: `Đã hết hạn tự chấm điểm: ${unitName}`,
          paragraphs: [
            `Hạn tự chấm điểm của ${unitName} trong đợt "${roundTitle}" đã hết lúc ${until(closesAt)} và phiếu chưa được chốt.`,
            'Số liệu đã nhập vẫn được giữ. Muốn nộp tiếp, đơn vị đề nghị cơ quan thường trực gia hạn.',
          ],
        }
      : {
          subject: `Còn ${timeLeft(now, closesAt, 'vi')} đến hạn tự chấm điểm: ${unitName}`,
          paragraphs: [
            `Phiếu của ${unitName} trong đợt "${roundTitle}" phải được lãnh đạo đơn vị chốt trước ${until(closesAt)}.`,
            'Đến đúng thời điểm đó phiếu tự khóa theo giờ máy chủ.',
          ],
        },
  sent: ({ roundTitle, unitName, by }) => ({
    subject: `Phiếu chờ lãnh đạo duyệt: ${unitName}`,
    paragraphs: [`${by} đã trình phiếu tự chấm điểm của ${unitName} trong đợt "${roundTitle}".`],
  }),
  returned: ({ roundTitle, unitName, by, reason }) => ({
    subject: `Phiếu bị trả lại: ${unitName}`,
    paragraphs: [
      `${by} đã trả lại phiếu tự chấm điểm của ${unitName} trong đợt "${roundTitle}".`,
      `Lý do: ${reason}`,
      'Sửa phiếu rồi trình lại trước hạn.',
    ],
  }),
  submitted: ({ roundTitle, unitName, by, late }) => ({
    subject: `Phiếu đã chốt: ${unitName}${late ? ' (nộp muộn)' : ''}`,
    paragraphs: [
      `${by} đã duyệt và chốt phiếu tự chấm điểm của ${unitName} trong đợt "${roundTitle}".`,
      ...(late ? ['Phiếu được nhận sau hạn chung của đợt và được ghi là nộp muộn.'] : []),
    ],
  }),
  extended: ({ roundTitle, unitName, by, reason, closesAt }) => ({
    subject: `Được gia hạn đến ${until(closesAt)}: ${unitName}`,
    paragraphs: [
      `${by} đã gia hạn tự chấm điểm cho ${unitName} trong đợt "${roundTitle}". Hạn mới: trước ${until(closesAt)}.`,
      `Lý do: ${reason}`,
    ],
  }),
  reopened: ({ roundTitle, unitName, by, reason, closesAt }) => ({
    subject: `Phiếu được mở lại đến ${until(closesAt)}: ${unitName}`,
    paragraphs: [
      `${by} đã mở lại phiếu đã chốt của ${unitName} trong đợt "${roundTitle}". Phiếu phải được chốt lại trước ${until(closesAt)}; bản đã chốt trước đó vẫn được giữ.`,
      `Lý do: ${reason}`,
    ],
  }),
  flagged: ({ roundTitle, unitName, by, itemId, itemName, note }) => ({
    subject: `Mục ${itemId} cần xem lại: ${unitName}`,
    paragraphs: [
      `${by} đề nghị xem lại mục ${itemId} "${itemName}" trong phiếu của ${unitName}, đợt "${roundTitle}".`,
      ...(note === '' ? [] : [`Ghi chú: ${note}`]),
    ],
  }),
  chased: ({ roundTitle, unitName, by, closesAt, missing, items, message }, now) => ({
    subject: `Đôn đốc tự chấm điểm: ${unitName}`,
    paragraphs: [
      `${by} đôn đốc ${unitName} hoàn thành phiếu trong đợt "${roundTitle}": ${missing === 0 ? 'phiếu đã đủ số liệu nhưng chưa được chốt' : `còn ${missing} trên ${items} mục chưa đủ số liệu`}.`,
      ...(closesAt === null ? [] : [`Hạn: trước ${until(closesAt)} (${leftOrPast(now, closesAt, 'vi')}).`]),
      ...(message === '' ? [] : [message]),
    ],
  }),
  'missing-digest': ({ roundTitle, units, submitted, atRisk, rows, more }) => ({
    subject: `Tình hình nộp phiếu: ${submitted}/${units} đơn vị đã chốt, ${atRisk} có nguy cơ trễ`,
    paragraphs: [
      `Đợt "${roundTitle}": ${submitted} trên ${units} đơn vị đã chốt phiếu, ${atRisk} đơn vị có nguy cơ trễ hạn.`,
      ...(rows.length === 0 ? ['Không đơn vị nào còn thiếu số liệu.'] : ['Còn thiếu số liệu:']),
      ...listed(rows.map(({ unitName, missing, items }) => `${unitName}: thiếu ${missing}/${items} mục`)),
      ...(more === 0 ? [] : [`và ${more} đơn vị khác.`]),
    ],
  }),
  published: ({ roundTitle }) => ({
    subject: `Đã công bố kết quả: ${roundTitle}`,
    paragraphs: [`Kết quả của đợt "${roundTitle}" đã được công bố.`],
  }),
  'preliminary-result': ({ roundTitle, unitName, closesAt }) => ({
    subject: `Có kết quả thẩm định sơ bộ: ${unitName}`,
    paragraphs: [
      `Kết quả thẩm định sơ bộ của ${unitName} trong đợt "${roundTitle}" đã mở để xem.`,
      closesAt === null
        ? 'Mục nào bị điều chỉnh hoặc được yêu cầu giải trình thì trả lời trên trang này; lãnh đạo đơn vị duyệt thì ý kiến mới có hiệu lực.'
        : `Mục nào bị điều chỉnh hoặc được yêu cầu giải trình thì trả lời trước ${until(closesAt)}; lãnh đạo đơn vị duyệt thì ý kiến mới có hiệu lực. Không trả lời là đồng ý.`,
    ],
  }),
  'reply-deadline': ({ roundTitle, unitName, closesAt, items }, now) => ({
    subject: `Còn ${timeLeft(now, closesAt, 'vi')} để giải trình: ${unitName}`,
    paragraphs: [
      `${unitName} còn ${items} mục có thể giải trình trong đợt "${roundTitle}" và chưa có ý kiến được lãnh đạo duyệt. Hạn: trước ${until(closesAt)}.`,
      'Đến đúng thời điểm đó phần trả lời tự khóa theo giờ máy chủ; không trả lời là đồng ý với kết quả sơ bộ.',
    ],
  }),
  answered: ({ roundTitle, unitName, items }) => ({
    subject: `Đơn vị đã giải trình: ${unitName}`,
    paragraphs: [`Lãnh đạo ${unitName} đã duyệt ý kiến về ${items} mục trong đợt "${roundTitle}".`],
  }),
  'dossiers-due': ({ unitName, by, overdue, nearDue }) => ({
    subject: `${overdue} hồ sơ trễ hạn, ${nearDue} hồ sơ sắp đến hạn: ${unitName}`,
    paragraphs: [
      `${by} nhắc ${unitName}: ${overdue} hồ sơ một cửa đã quá ngày hẹn trả, ${nearDue} hồ sơ sắp đến ngày hẹn.`,
      'Giải quyết các hồ sơ này; không kịp thì xin lỗi và hẹn lại trước ngày hẹn trả.',
    ],
  }),
  'remediation-due': ({ roundTitle, unitName, overdue, soon, rows, more }) => ({
    subject:
      overdue > 0
        ? `${overdue} nhiệm vụ khắc phục quá hạn: ${unitName}`
        : `${soon} nhiệm vụ khắc phục sắp đến hạn: ${unitName}`,
    paragraphs: [
      `Kế hoạch khắc phục của ${unitName} sau đợt "${roundTitle}": ${overdue} nhiệm vụ quá hạn, ${soon} nhiệm vụ sắp đến hạn.`,
      ...listed(rows.map(({ shortcoming, dueOn }) => `${clip(shortcoming)} (hạn ${dayOf(dueOn)})`)),
      ...(more === 0 ? [] : [`và ${more} nhiệm vụ khác.`]),
      'Làm xong thì báo cáo đã khắc phục, kèm minh chứng, trên trang khắc phục của đơn vị.',
    ],
  }),
  'second-appraisal': ({ roundTitle, items }) => ({
    subject: `Cần thẩm định lại ${items} mục: ${roundTitle}`,
    paragraphs: [
      `Đợt "${roundTitle}" đã sang bước thẩm định lại: ${items} mục của các đơn vị chờ bạn kết luận lần hai.`,
      'Chỉ các mục đã yêu cầu giải trình hoặc đơn vị không đồng ý mới mở lại.',
    ],
  }),
};

const EN: Writers = {
  deadline: ({ roundTitle, unitName, closesAt, step }, now) =>
    step === 'expired'
      ? {
          subject: `The self-scoring deadline has passed: ${unitName}`,
          paragraphs: [
            `The deadline of ${unitName} in the round "${roundTitle}" passed at ${untilEn(closesAt)}, and the card is not submitted.`,
            'What was entered is kept. To go on, ask the standing body for an extension.',
          ],
        }
      : {
          subject: `${timeLeft(now, closesAt, 'en')} left to the self-scoring deadline: ${unitName}`,
          paragraphs: [
            `The card of ${unitName} in the round "${roundTitle}" must be approved by the unit's leader before ${untilEn(closesAt)}.`,
            'At that very instant it locks by itself, by the clock of the server.',
          ],
        },
  sent: ({ roundTitle, unitName, by }) => ({
    subject: `A card waits for approval: ${unitName}`,
    paragraphs: [`${by} sent the self-score of ${unitName} in the round "${roundTitle}" for approval.`],
  }),
  returned: ({ roundTitle, unitName, by, reason }) => ({
    subject: `The card was returned: ${unitName}`,
    paragraphs: [
      `${by} returned the self-score of ${unitName} in the round "${roundTitle}".`,
      `Reason: ${reason}`,
      'Correct the card and send it again before the deadline.',
    ],
  }),
  submitted: ({ roundTitle, unitName, by, late }) => ({
    subject: `The card is submitted: ${unitName}${late ? ' (late)' : ''}`,
    paragraphs: [
      `${by} approved and submitted the self-score of ${unitName} in the round "${roundTitle}".`,
      ...(late ? ['It was received after the deadline of the round and is marked as late.'] : []),
    ],
  }),
  extended: ({ roundTitle, unitName, by, reason, closesAt }) => ({
    subject: `Extended until ${untilEn(closesAt)}: ${unitName}`,
    paragraphs: [
      `${by} extended the self-scoring of ${unitName} in the round "${roundTitle}". New deadline: before ${untilEn(closesAt)}.`,
      `Reason: ${reason}`,
    ],
  }),
  reopened: ({ roundTitle, unitName, by, reason, closesAt }) => ({
    subject: `The card is open again until ${untilEn(closesAt)}: ${unitName}`,
    paragraphs: [
      `${by} opened the submitted card of ${unitName} in the round "${roundTitle}" again. It must be submitted anew before ${untilEn(closesAt)}; what was submitted before is kept.`,
      `Reason: ${reason}`,
    ],
  }),
  flagged: ({ roundTitle, unitName, by, itemId, itemName, note }) => ({
    subject: `Item ${itemId} needs another look: ${unitName}`,
    paragraphs: [
      `${by} asks for another look at item ${itemId} "${itemName}" of ${unitName}, round "${roundTitle}".`,
      ...(note === '' ? [] : [`Note: ${note}`]),
    ],
  }),
  chased: ({ roundTitle, unitName, by, closesAt, missing, items, message }, now) => ({
    subject: `Please complete the self-score: ${unitName}`,
    paragraphs: [
      `${by} asks ${unitName} to complete its card in the round "${roundTitle}": ${missing === 0 ? 'all figures are there, but the card is not submitted' : `${missing} of ${items} items lack figures`}.`,
      ...(closesAt === null
        ? []
        : [`Deadline: before ${untilEn(closesAt)} (${leftOrPast(now, closesAt, 'en')}).`]),
      ...(message === '' ? [] : [message]),
    ],
  }),
  'missing-digest': ({ roundTitle, units, submitted, atRisk, rows, more }) => ({
    subject: `Cards: ${submitted}/${units} units submitted, ${atRisk} at risk`,
    paragraphs: [
      `Round "${roundTitle}": ${submitted} of ${units} units have submitted, ${atRisk} are at risk of being late.`,
      ...(rows.length === 0 ? ['No unit lacks figures.'] : ['Figures are missing:']),
      ...listed(rows.map(({ unitName, missing, items }) => `${unitName}: ${missing}/${items} items`)),
      ...(more === 0 ? [] : [`and ${more} other units.`]),
    ],
  }),
  published: ({ roundTitle }) => ({
    subject: `Results are published: ${roundTitle}`,
    paragraphs: [`The results of the round "${roundTitle}" are published.`],
  }),
  'preliminary-result': ({ roundTitle, unitName, closesAt }) => ({
    subject: `The preliminary result can be read: ${unitName}`,
    paragraphs: [
      `The preliminary result of ${unitName} in the round "${roundTitle}" is open to read.`,
      closesAt === null
        ? 'Answer items that were changed or need an explanation on this page; answers count once the unit’s leader has approved them.'
        : `Answer items that were changed or need an explanation before ${untilEn(closesAt)}; answers count once the unit’s leader has approved them. No answer means agreement.`,
    ],
  }),
  'reply-deadline': ({ roundTitle, unitName, closesAt, items }, now) => ({
    subject: `${timeLeft(now, closesAt, 'en')} left to answer: ${unitName}`,
    paragraphs: [
      `${unitName} may still answer ${items} items in the round "${roundTitle}" and has no approved answers yet. Deadline: before ${untilEn(closesAt)}.`,
      'At that very instant the answers lock by the clock of the server; no answer means agreement with the preliminary result.',
    ],
  }),
  answered: ({ roundTitle, unitName, items }) => ({
    subject: `A unit has answered: ${unitName}`,
    paragraphs: [
      `The leader of ${unitName} approved answers on ${items} items in the round "${roundTitle}".`,
    ],
  }),
  'dossiers-due': ({ unitName, by, overdue, nearDue }) => ({
    subject: `${overdue} dossiers overdue, ${nearDue} near due: ${unitName}`,
    paragraphs: [
      `${by} reminds ${unitName}: ${overdue} one-stop dossiers are past their appointment, ${nearDue} soon will be.`,
      'Settle them; what cannot be settled in time needs an apology and a new date before the appointment.',
    ],
  }),
  'remediation-due': ({ roundTitle, unitName, overdue, soon, rows, more }) => ({
    subject:
      overdue > 0
        ? `${overdue} remediation tasks overdue: ${unitName}`
        : `${soon} remediation tasks due soon: ${unitName}`,
    paragraphs: [
      `Remediation plan of ${unitName} after the round "${roundTitle}": ${overdue} tasks overdue, ${soon} due soon.`,
      ...listed(rows.map(({ shortcoming, dueOn }) => `${clip(shortcoming)} (due ${dayOf(dueOn)})`)),
      ...(more === 0 ? [] : [`and ${more} more.`]),
      'Once it is done, say so with its proof on the unit’s remediation page.',
    ],
  }),
  'second-appraisal': ({ roundTitle, items }) => ({
    subject: `${items} items to appraise again: ${roundTitle}`,
    paragraphs: [
      `The round "${roundTitle}" has come to the second appraisal: ${items} items of units wait for your second decision.`,
      'Only items that needed an explanation, or that a unit disagrees with, are open again.',
    ],
  }),
};

/** A notice names a task; its whole text stands on the page. */
const clip = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 159)}…`);
const dayOf = (day: string): string => day.split('-').toReversed().join('/');

/** Lines of one paragraph. */
const listed = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];

function leftOrPast(now: Date, closesAt: Date, locale: Locale): string {
  if (now >= closesAt) return locale === 'en' ? 'passed' : 'đã hết hạn';
  const left = timeLeft(now, closesAt, locale);
  return locale === 'en' ? `${left} left` : `còn ${left}`;
}

export function wordsOf<K extends NoticeKind>(notice: NewNotice<K>, locale: Locale, now: Date): NoticeWords {
  return (locale === 'en' ? EN : VI)[notice.kind](notice.facts, now);
}

const isOfReplies = (kind: NoticeKind): boolean =>
  kind === 'preliminary-result' || kind === 'reply-deadline' || kind === 'answered';

/** Page of the workspace where the person can do something about it. */
export function pathOf({ kind, roundId, unitId, facts }: NewNotice): string | null {
  if (kind === 'dossiers-due' && unitId !== null) return `/dossiers/queue?unit=${unitId}`;
  if (roundId === null) return null;
  if (kind === 'second-appraisal') return `/rounds/${roundId}/appraisal`;
  if (kind === 'remediation-due' && unitId !== null) return `/rounds/${roundId}/remediation/${unitId}`;
  if (isOfReplies(kind) && unitId !== null) return `/rounds/${roundId}/replies/${unitId}`;
  if (kind === 'missing-digest') return `/rounds/${roundId}/progress`;
  if (kind === 'published' || unitId === null) return `/rounds/${roundId}/results`;
  const item = 'itemId' in facts ? `?item=${encodeURIComponent(facts.itemId)}` : '';
  return `/rounds/${roundId}/cards/${unitId}${item}`;
}
