/** What a column of a file of dossiers may say. */
export const DOSSIER_FIELDS = [
  'dossier',
  'unit',
  'procedure',
  'state',
  'received',
  'due',
  'firstDue',
  'finished',
  'returned',
  'channel',
  'returnChannel',
  'level',
  'paused',
  'supplementRequests',
  'digitised',
  'fee',
  'paidOnline',
  'rating',
] as const;
export type DossierField = (typeof DOSSIER_FIELDS)[number];

/** How days are written: day first, month first, year first, or as the day numbers of a spreadsheet program. */
export const DATE_FORMATS = ['dmy', 'mdy', 'ymd', 'serial'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What a bare number in the column of waits counts; a working day has eight hours. */
export const TIME_UNITS = ['minutes', 'hours', 'days'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Fields whose words have to be told. */
export const WORD_FIELDS = ['state', 'channel', 'level'] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** How the files of one source are read. Saved with the source, so that the next file needs no answer again. */
export interface DossierMapping {
  /** Header of the column by field, as written; a field without a column is not said. */
  readonly columns: Readonly<Partial<Record<DossierField, string>>>;
  /** Code of the unit of every row, where no column names it. */
  readonly unit: string | null;
  readonly dates: DateFormat;
  readonly pausedIn: TimeUnit;
  /** Value by word of the source (lower case); null: the word says nothing. */
  readonly words: Readonly<Record<WordField, Readonly<Record<string, string | null>>>>;
}

/** Headers as exports of one-stop systems write them, lower case. */
export const FIELD_HEADERS: Readonly<Record<DossierField, readonly string[]>> = {
  dossier: [
    'mã hồ sơ',
    'số hồ sơ',
    'mã số hồ sơ',
    'số biên nhận',
    'mã biên nhận',
    'số, mã hồ sơ',
    'dossier',
    'dossier code',
  ],
  unit: [
    'mã đơn vị',
    'đơn vị',
    'cơ quan',
    'đơn vị xử lý',
    'cơ quan xử lý',
    'cơ quan giải quyết',
    'đơn vị giải quyết',
    'cơ quan thực hiện',
    'đơn vị tiếp nhận',
    'cơ quan tiếp nhận',
    'unit',
  ],
  procedure: ['mã thủ tục', 'mã tthc', 'mã thủ tục hành chính', 'mã số thủ tục', 'procedure'],
  state: ['trạng thái', 'tình trạng', 'trạng thái hồ sơ', 'tình trạng hồ sơ', 'trạng thái xử lý', 'state'],
  received: [
    'ngày tiếp nhận',
    'ngày nhận',
    'thời gian tiếp nhận',
    'thời điểm tiếp nhận',
    'ngày nhận hồ sơ',
    'received',
  ],
  due: [
    'ngày hẹn trả',
    'hạn xử lý',
    'ngày hẹn trả kết quả',
    'thời gian hẹn trả',
    'hạn trả',
    'ngày hẹn',
    'due',
  ],
  firstDue: ['ngày hẹn trả ban đầu', 'ngày hẹn trả lần đầu', 'hạn ban đầu', 'first due'],
  finished: [
    'ngày kết thúc xử lý',
    'ngày kết thúc',
    'ngày hoàn thành',
    'ngày có kết quả',
    'ngày xử lý xong',
    'thời gian kết thúc',
    'finished',
  ],
  returned: ['ngày trả kết quả', 'ngày trả', 'thời gian trả kết quả', 'ngày trả hồ sơ', 'returned'],
  channel: [
    'hình thức nộp',
    'hình thức tiếp nhận',
    'kênh tiếp nhận',
    'hình thức nhận',
    'kênh nộp',
    'nguồn tiếp nhận',
    'channel',
  ],
  returnChannel: ['hình thức trả kết quả', 'hình thức trả', 'kênh trả kết quả', 'return channel'],
  level: ['mức độ', 'mức độ dvc', 'mức độ dịch vụ công', 'mức dvc', 'loại dịch vụ công', 'level'],
  paused: [
    'thời gian tạm dừng',
    'thời gian chờ bổ sung',
    'tạm dừng',
    'thời gian công dân bổ sung',
    'số giờ tạm dừng',
    'số ngày tạm dừng',
    'paused',
  ],
  supplementRequests: ['số lần bổ sung', 'số lần yêu cầu bổ sung', 'lần bổ sung', 'supplement requests'],
  digitised: ['số hóa', 'đã số hóa', 'số hoá', 'đã số hoá', 'digitised'],
  fee: ['có phí', 'có phí, lệ phí', 'phí, lệ phí', 'nghĩa vụ tài chính', 'fee'],
  paidOnline: ['thanh toán trực tuyến', 'nộp phí trực tuyến', 'trả phí trực tuyến', 'paid online'],
  rating: [
    'đánh giá',
    'đánh giá của người nộp',
    'đánh giá hài lòng',
    'mức độ hài lòng',
    'hài lòng',
    'rating',
  ],
};

/** Words of the ten states, of channels and levels as the systems print them, lower case. */
export const KNOWN_WORDS: Readonly<Record<WordField, Readonly<Record<string, string>>>> = {
  state: {
    'mới đăng ký': 'registered',
    'chờ tiếp nhận': 'registered',
    'chưa tiếp nhận': 'registered',
    'được tiếp nhận': 'accepted',
    'đã tiếp nhận': 'accepted',
    'mới tiếp nhận': 'accepted',
    'không được tiếp nhận': 'refused',
    'từ chối tiếp nhận': 'refused',
    'từ chối': 'refused',
    'trả lại': 'refused',
    'đang xử lý': 'processing',
    'đang giải quyết': 'processing',
    'yêu cầu bổ sung giấy tờ': 'awaiting-supplement',
    'yêu cầu bổ sung': 'awaiting-supplement',
    'chờ bổ sung': 'awaiting-supplement',
    'yêu cầu thực hiện nghĩa vụ tài chính': 'awaiting-payment',
    'chờ thực hiện nghĩa vụ tài chính': 'awaiting-payment',
    'chờ thanh toán': 'awaiting-payment',
    'công dân yêu cầu rút hồ sơ': 'withdrawn',
    'rút hồ sơ': 'withdrawn',
    'đã rút': 'withdrawn',
    'dừng xử lý': 'stopped',
    'dừng giải quyết': 'stopped',
    'đã xử lý xong': 'finished',
    'đã xử lý': 'finished',
    'đã giải quyết': 'finished',
    'chờ trả kết quả': 'finished',
    'đã có kết quả': 'finished',
    'đã trả kết quả': 'returned',
    'đã trả': 'returned',
  },
  channel: {
    'trực tuyến': 'online',
    'nộp trực tuyến': 'online',
    'qua mạng': 'online',
    'trực tiếp': 'counter',
    'nộp trực tiếp': 'counter',
    'tại một cửa': 'counter',
    bcci: 'post',
    'bưu chính': 'post',
    'bưu chính công ích': 'post',
    'bưu điện': 'post',
    'qua bưu chính công ích': 'post',
  },
  level: {
    'mức độ 1': 'level-1',
    'mức độ 2': 'level-2',
    'mức độ 3': 'level-3',
    'mức độ 4': 'level-4',
    '1': 'level-1',
    '2': 'level-2',
    '3': 'level-3',
    '4': 'level-4',
    'cung cấp thông tin': 'information',
    'một phần': 'partial',
    'trực tuyến một phần': 'partial',
    'toàn trình': 'full',
    'trực tuyến toàn trình': 'full',
  },
};

/** How applicants judge, as the forms of five steps and the tablets at counters print it, lower case. */
export const RATING_WORDS: Readonly<Record<string, string>> = {
  'rất hài lòng': 'satisfied',
  'hài lòng': 'satisfied',
  'bình thường': 'neutral',
  'không hài lòng': 'dissatisfied',
  'chưa hài lòng': 'dissatisfied',
  'rất không hài lòng': 'dissatisfied',
};
