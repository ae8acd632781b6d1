import { compoundBytes, wordStream, workbookStream } from './compound-bytes.ts';
import type { HostileFile } from './hostile-file.ts';

const word = (
  options?: Parameters<typeof wordStream>[0],
  ...more: Parameters<typeof compoundBytes>[0]
): Buffer => compoundBytes([{ name: 'WordDocument', data: wordStream(options) }, ...more]);
const workbook = (...records: readonly (readonly [type: number, body: string])[]): Buffer =>
  compoundBytes([{ name: 'Workbook', data: workbookStream(...records) }]);
const sheetRecord = (kind: string): string => `0000000000${kind}010041`;

/** Word and Excel 97–2003, and what else comes in the same container. */
export const HOSTILE_OLD_OFFICE: readonly HostileFile[] = [
  { title: 'Word 97–2003', name: 'cu.doc', bytes: () => word(), expect: ['old-office-format'] },
  {
    title: 'Excel 97–2003',
    name: 'cu.xls',
    bytes: () => workbook([0x0085, sheetRecord('00')]),
    expect: ['old-office-format'],
  },
  {
    title: 'Word 97–2003 with macros',
    name: 'macro.doc',
    bytes: () => word({}, { name: 'Macros' }, { name: 'VBA' }),
    expect: ['macros', 'old-office-format'],
  },
  {
    title: 'Excel 97–2003 with a macro sheet',
    name: 'macro.xls',
    bytes: () => workbook([0x0085, sheetRecord('01')]),
    expect: ['macros', 'old-office-format'],
  },
  {
    title: 'Excel 97–2003 with a password',
    name: 'mat-khau.xls',
    bytes: () => workbook([0x002f, '010001000100']),
    expect: ['encrypted'],
  },
  {
    title: 'Excel 97–2003 linked to another workbook',
    name: 'lien-ket.xls',
    bytes: () => workbook([0x01ae, '010005000001433a5c61']),
    expect: ['external-link', 'old-office-format'],
  },
  {
    title: 'Excel 97–2003 linked by DDE',
    name: 'dde.xls',
    bytes: () => workbook([0x01ae, '00000500006d640361']),
    expect: ['dde', 'old-office-format'],
  },
  {
    title: 'Word 97–2003 with a password',
    name: 'mat-khau.doc',
    bytes: () => word({ flags: 0x0100 }),
    expect: ['encrypted'],
  },
  {
    title: 'Word 97–2003 with a field that starts a program',
    name: 'dde.doc',
    bytes: () => word({ text: '\x13 DDEAUTO c:\\\\cmd.exe "/c calc" \x14x\x15' }),
    expect: ['dde', 'old-office-format'],
  },
  {
    title: 'Word 97–2003 with a program wrapped as an object',
    name: 'goi.doc',
    bytes: () => word({}, { name: 'ObjectPool' }, { name: '\x01Ole10Native', data: Buffer.from('evil.exe') }),
    expect: ['embedded-file', 'embedded-object', 'old-office-format'],
  },
  {
    title: 'an installer named .doc',
    name: 'cai-dat.doc',
    bytes: () =>
      compoundBytes([{ name: 'Binary', data: Buffer.alloc(10) }], '84100c0000000000c000000000000046'),
    expect: ['executable'],
  },
  {
    title: 'a mail of Outlook',
    name: 'thu.msg',
    bytes: () => compoundBytes([{ name: '__properties_version1.0', data: Buffer.alloc(100) }]),
    expect: ['kind-not-accepted'],
  },
  {
    title: 'a chain of sectors that bites its tail',
    name: 'vong.doc',
    bytes: () => {
      const bytes = word();
      // The sectors of the main stream begin with number 1; each now leads to itself.
      for (let sector = 1; sector < 9; sector++) bytes.writeUInt32LE(sector, 512 + sector * 4);
      return bytes;
    },
    expect: ['office-damaged'],
  },
  {
    title: 'an old document cut in the middle',
    name: 'cut.doc',
    bytes: () => word().subarray(0, 1500),
    expect: ['office-damaged'],
  },
];
