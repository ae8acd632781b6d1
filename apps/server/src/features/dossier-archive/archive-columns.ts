import { formatDate } from '@parix/working-days';
import { COUNTER_PLACES, type DossierRow, type EventRow } from '../dossiers/archiving.read-model.ts';

/** How a value is stored: UTF-8, 32 bits, a bit, milliseconds since 1970 UTC, JSON in UTF-8. */
export type ColumnType = 'text' | 'whole' | 'yes-no' | 'instant' | 'json';

export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether rows may be without it. */
  readonly optional: boolean;
  /** Vietnamese, as the manifest has it. */
  readonly meaning: string;
  readonly of: (row: Row) => unknown;
}

/** Codes beside ids, so that the files can be read without the database. */
export interface Named {
  readonly unitCode: string;
  readonly sourceCode: string;
}

const column = <Row>(
  name: string,
  type: ColumnType,
  meaning: string,
  of: (row: Row) => unknown,
): Column<Row> => ({ name, type, meaning, of, optional: false });
const optional = <Row>(...args: Parameters<typeof column<Row>>): Column<Row> => ({
  ...column(...args),
  optional: true,
});

type NamedEvent = EventRow & Named;
export const EVENT_COLUMNS: readonly Column<NamedEvent>[] = [
  column('unit_code', 'text', 'Mã đơn vị giải quyết, lúc lưu kho', (row) => row.unitCode),
  column('source_code', 'text', 'Mã nguồn gửi hồ sơ', (row) => row.sourceCode),
  column('unit_id', 'text', 'Định danh đơn vị trong Parix (UUID)', (row) => row.unitId),
  column('source_id', 'text', 'Định danh nguồn trong Parix (UUID)', (row) => row.sourceId),
  column('dossier_code', 'text', 'Mã hồ sơ ở nguồn', (row) => row.dossierCode),
  column('event_id', 'text', 'Mã sự kiện, duy nhất trong hồ sơ', (row) => row.eventId),
  column('revision', 'whole', 'Lần sửa; lần cao nhất được tính', (row) => row.revision),
  column('voided', 'yes-no', 'Nguồn đã rút lại sự kiện', (row) => row.voided),
  column('kind', 'text', 'Việc đã xảy ra (kind của POST /dossier-events)', (row) => row.kind),
  column('at', 'instant', 'Lúc xảy ra, theo nguồn', (row) => row.at),
  optional('procedure_code', 'text', 'Mã thủ tục, nếu sự kiện nêu', (row) => row.procedureCode),
  column('data', 'json', 'Nội dung khác; thời điểm tính bằng mili giây từ 1970 UTC', (row) => row.data),
  column('recorded_at', 'instant', 'Lúc Parix nhận', (row) => row.recordedAt),
  optional('request_id', 'text', 'Mã yêu cầu, để tìm trong nhật ký máy chủ', (row) => row.requestId),
];

type NamedDossier = DossierRow & Named;
export const DOSSIER_COLUMNS: readonly Column<NamedDossier>[] = [
  column('unit_code', 'text', 'Mã đơn vị giải quyết, lúc lưu kho', (row) => row.unitCode),
  column('source_code', 'text', 'Mã nguồn gửi hồ sơ', (row) => row.sourceCode),
  column('unit_id', 'text', 'Định danh đơn vị trong Parix (UUID)', (row) => row.unitId),
  column('source_id', 'text', 'Định danh nguồn trong Parix (UUID)', (row) => row.sourceId),
  column('dossier_code', 'text', 'Mã hồ sơ ở nguồn', (row) => row.code),
  optional('procedure_code', 'text', 'Mã thủ tục', (row) => row.procedureCode),
  optional('state', 'text', 'Trạng thái', (row) => row.state),
  optional('received_at', 'instant', 'Lúc tiếp nhận', (row) => row.receivedAt),
  optional('due_at', 'instant', 'Hẹn trả đang có hiệu lực', (row) => row.dueAt),
  optional('ended_at', 'instant', 'Lúc kết thúc xử lý', (row) => row.endedAt),
  optional('ending', 'text', 'Kết thúc thế nào', (row) => row.ending),
  optional('channel', 'text', 'Hình thức nộp', (row) => row.channel),
  optional('hours', 'whole', 'Số giờ làm việc trọn đã dùng', (row) => row.hours),
  column(
    'counts',
    'json',
    'Đóng góp vào số liệu: danh sách [ngày, bộ đếm, số]; số âm là rời khỏi lượng tồn',
    (row) => countsInWords(row.counts),
  ),
  column('warnings', 'json', 'Điều chưa khớp trong dữ liệu của nguồn', (row) => row.warnings),
  column('changed_at', 'instant', 'Lúc tính lần cuối', (row) => row.changedAt),
];

function countsInWords(packed: readonly number[]): readonly (readonly [string, string, number])[] {
  const counts: [string, string, number][] = [];
  for (let at = 0; at < packed.length; at += 3) {
    const [day = 0, place = 0, by = 0] = packed.slice(at, at + 3);
    counts.push([formatDate(day), COUNTER_PLACES[place] ?? String(place), by]);
  }
  return counts;
}
