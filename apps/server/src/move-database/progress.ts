import type pg from 'pg';
import type { Locale } from '../platform/locale.ts';
import { readSource, type SourceState } from './source-side.ts';
import { readTarget, type TargetState } from './target-side.ts';

/** How far a move is, from both servers. */
export interface Progress {
  readonly source: SourceState;
  readonly target: TargetState;
}

export async function readProgress(source: pg.Client, target: pg.Client): Promise<Progress> {
  return { source: await readSource(source), target: await readTarget(target) };
}

export const isCopied = ({ target }: Progress): boolean =>
  target.subscribed && target.tables > 0 && target.ready === target.tables;

const megabytes = (bytes: number, locale: Locale): string =>
  (bytes / 1_048_576).toLocaleString(locale, { maximumFractionDigits: 1 });

/** In words, with what to do next. */
export function sayProgress(progress: Progress, locale: Locale): string {
  const { source, target } = progress;
  const { slot } = source;
  if (slot === undefined || !target.subscribed)
    return locale === 'en'
      ? 'No move is under way. Begin one with: parix move-database start'
      : 'Chưa có lần chuyển nào đang chạy. Bắt đầu bằng: parix move-database start';
  const lines = locale === 'en' ? english(progress, slot) : vietnamese(progress, slot);
  return [...lines, next(progress, locale)].join('\n');
}

function vietnamese({ target }: Progress, { behind, active }: { behind: number; active: boolean }) {
  return [
    `Bảng đã chép xong: ${target.ready}/${target.tables}; máy chủ mới đang giữ ${megabytes(target.bytes, 'vi')} MB.`,
    `Thay đổi chưa sang tới: ${megabytes(behind, 'vi')} MB; máy chủ mới ${active ? 'đang kết nối' : 'KHÔNG kết nối'}.`,
    ...(target.failures > 0 ? [`Lần chép hỏng phải làm lại: ${target.failures}.`] : []),
  ];
}

function english({ target }: Progress, { behind, active }: { behind: number; active: boolean }) {
  return [
    `Tables copied: ${target.ready}/${target.tables}; the new server holds ${megabytes(target.bytes, 'en')} MB.`,
    `Changes not there yet: ${megabytes(behind, 'en')} MB; the new server is ${active ? 'connected' : 'NOT connected'}.`,
    ...(target.failures > 0 ? [`Attempts that failed and are repeated: ${target.failures}.`] : []),
  ];
}

function next(progress: Progress, locale: Locale): string {
  const { source, target } = progress;
  const say = (vi: string, en: string): string => (locale === 'en' ? en : vi);
  if (source.slot?.lost === true)
    return say(
      'Máy chủ mới vắng quá lâu nên thay đổi giữ lại cho nó đã bị bỏ. Dữ liệu nhúng còn nguyên. Chạy: parix move-database cancel, rồi start lại.',
      'The new server was away for too long and the changes kept for it were dropped. The embedded data is whole. Run: parix move-database cancel, then start again.',
    );
  if (isCopied(progress))
    return say(
      'Có thể kết thúc: dừng Parix, rồi chạy: parix move-database finish',
      'Ready to finish: stop Parix, then run: parix move-database finish',
    );
  if (target.failures > 0 || source.slot?.active === false)
    return say(
      'Xem nhật ký của máy chủ mới để biết lý do; sửa xong nó tự làm tiếp. Nếu đường tới Parix đã đổi, chạy lại: parix move-database start',
      'See the log of the new server for the reason; it goes on by itself once mended. If the way to Parix has changed, run again: parix move-database start',
    );
  return say('Đang chép. Parix vẫn làm việc bình thường.', 'Copying. Parix goes on working as usual.');
}
