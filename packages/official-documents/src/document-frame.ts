/**
 * What every administrative document carries whatever it says (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I),
 * as data. Nothing here is made up by the renderer: a part that is null is left blank the way the decree leaves it
 * blank in its forms. Texts are plain text; capitals are applied by the layout.
 */
export interface DocumentFrame extends Letterhead, Distribution {
  /** Kính gửi; empty when the document addresses nobody. */
  readonly addressees: readonly string[];
  readonly signer: DocumentSigner;
  /** Set once the content is frozen; null prints as a draft. */
  readonly receipt: SubmissionReceipt | null;
}

/** The same of a document that rests on no frozen card: what it is made from decides whether it is a draft. */
export interface IssuedFrame extends Letterhead, Distribution {
  /** Kính gửi; empty when the document addresses nobody. */
  readonly addressees: readonly string[];
  readonly signer: DocumentSigner;
  /** True prints "DỰ THẢO" at the foot of each page. */
  readonly draft: boolean;
}

/** Minutes address nobody; their place and date stand in the text, and two people sign. */
export interface MinutesFrame extends Omit<Letterhead, 'place' | 'date'>, Distribution {
  /** True prints "DỰ THẢO" at the foot of each page. */
  readonly draft: boolean;
}

export interface Letterhead {
  /** Cơ quan, tổ chức chủ quản trực tiếp; null where there is none. */
  readonly superiorBody: string | null;
  readonly issuingBody: string;
  /** "15", without the symbol; null while the records office has not given one. */
  readonly number: string | null;
  /** Ký hiệu without the number: "BC-SNV". */
  readonly symbol: string;
  /** Địa danh: "Hà Nội". */
  readonly place: string;
  /** YYYY-MM-DD, a legal date; null while not issued. */
  readonly date: string | null;
}

export interface Distribution {
  /** Nơi nhận, one body a line, without dash and semicolon. */
  readonly recipients: readonly string[];
  /** What follows "Lưu:" in Nơi nhận: "VT, CCHC". */
  readonly archive: string;
  /** One line at the foot of each page, e.g. the system's name; null for none. */
  readonly pageFooter: string | null;
}

export interface DocumentSigner {
  /** "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC"; null when the head signs for themselves. */
  readonly authority: string | null;
  /** "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC". */
  readonly title: string;
  readonly name: string | null;
}

/** What proves which frozen content the document was made from. */
export interface SubmissionReceipt {
  /** Lower-case hexadecimal SHA-256 of the frozen content. */
  readonly hash: string;
  /** ISO 8601 instant with offset; printed in Vietnam's time. */
  readonly time: string;
  /** What the QR code holds, usually the address that checks the receipt. At most 1 000 bytes. */
  readonly qrText: string;
}
