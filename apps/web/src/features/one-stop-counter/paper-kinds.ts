/** Papers of the counter: Giấy tiếp nhận và hẹn trả, Phiếu yêu cầu bổ sung, Phiếu xin lỗi và hẹn lại. */
export const PAPER_KINDS = ['receipt', 'supplement', 'apology'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
