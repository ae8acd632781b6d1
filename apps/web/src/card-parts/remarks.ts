export interface RemarkDraft {
  readonly itemId: string;
  readonly remark: string;
}

/** The remarks that say something; an item chosen and left without words is no remark. */
export function remarksOf(drafts: readonly RemarkDraft[]): RemarkDraft[] {
  return drafts
    .map(({ itemId, remark }) => ({ itemId, remark: remark.normalize('NFC').trim() }))
    .filter(({ remark }) => remark !== '');
}
