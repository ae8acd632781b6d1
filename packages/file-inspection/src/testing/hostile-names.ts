import type { HostileFile } from './hostile-file.ts';
import { png } from './image-bytes.ts';
import { office } from './office-bytes.ts';
import { pdf } from './pdf-bytes.ts';

/** A harmless PDF under a name that is the point. */
function named(
  title: string,
  name: string,
  fileName: string,
  nameWas: HostileFile['nameWas'],
  expect: HostileFile['expect'] = [],
): HostileFile {
  return { title, name, fileName, bytes: () => pdf(), expect, ...(nameWas === undefined ? {} : { nameWas }) };
}

const LONG = 'Báo cáo kết quả thực hiện kế hoạch cải cách hành chính '.repeat(8).trim();

/** Names that deceive, break, climb, or were written in an old encoding. */
export const HOSTILE_NAMES: readonly HostileFile[] = [
  named('an ordinary name', 'Quyết định 12-QĐ-UBND.pdf', 'Quyết định 12-QĐ-UBND.pdf', 'kept'),
  named('two endings, the last a program', 'hoa-don.pdf.exe', 'hoa-don.pdf.exe', 'kept', [
    'dangerous-extension',
  ]),
  named('two endings, the first a program', 'hoa-don.exe.pdf', 'hoa-don_exe.pdf', 'normalised', [
    'double-extension',
  ]),
  named('letters turned round', 'bao-cao\u202efdp.exe', 'bao-caofdp.exe', 'normalised', [
    'dangerous-extension',
    'name-hidden-signs',
  ]),
  named('invisible letters', 'báo\u200b cáo\ufeff.pdf', 'báo cáo.pdf', 'normalised', ['name-hidden-signs']),
  named('a zero byte', 'a.exe\0.pdf', 'a_exe.pdf', 'normalised', ['name-hidden-signs', 'double-extension']),
  named('line ends for a header', 'a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf', 'normalised', [
    'name-hidden-signs',
  ]),
  named('a device of Windows', 'CON.pdf', '_CON.pdf', 'normalised'),
  named('a device of Windows with two endings', 'aux.2025.pdf', '_aux.2025.pdf', 'normalised'),
  named('a dot and a space at the end', 'bao cao.pdf. ', 'bao cao.pdf', 'normalised'),
  named('a program with a dot at the end', 'cai-dat.exe.', 'cai-dat.exe', 'normalised', [
    'dangerous-extension',
  ]),
  named('folders upwards', '../../etc/passwd.pdf', 'passwd.pdf', 'normalised'),
  named('a path of Windows', 'C:\\Users\\an\\Tờ trình.pdf', 'Tờ trình.pdf', 'normalised'),
  named('number and sign of a document', '12/QĐ-UBND.pdf', '12-QĐ-UBND.pdf', 'normalised'),
  named('a second stream of Windows', 'a.pdf::$DATA', 'a.pdf__$DATA.pdf', 'normalised'),
  named('a tag', '<img src=x onerror=alert(1)>.pdf', '_img src=x onerror=alert(1)_.pdf', 'normalised'),
  named(
    'letters and marks apart, as macOS stores them',
    'Kế hoạch.pdf'.normalize('NFD'),
    'Kế hoạch.pdf',
    'normalised',
  ),
  named('TCVN3', 'QuyÕt ®Þnh sè 12-Q§-UBND.pdf', 'Quyết định số 12-QĐ-UBND.pdf', 'converted-tcvn3', [
    'name-converted',
  ]),
  named('VNI', 'Baùo caùo töï chaám ñieåm.pdf', 'Báo cáo tự chấm điểm.pdf', 'converted-vni', [
    'name-converted',
  ]),
  named(
    'UTF-8 read as Latin-1',
    Buffer.from('Báo cáo số 5.pdf').toString('latin1'),
    'Báo cáo số 5.pdf',
    'normalised',
  ),
  named('no ending', 'Báo cáo số 12.2025', 'Báo cáo số 12.2025.pdf', 'normalised'),
  named('dots only', '...', 'tai-lieu.pdf', 'normalised'),
  named('no name', '', 'tai-lieu.pdf', 'normalised'),
  named('capitals in the ending', 'BAO CAO.PDF', 'BAO CAO.pdf', 'normalised'),
  {
    ...named('a name of 600 bytes', `${LONG}.pdf`, '', 'normalised', ['name-shortened']),
    fileName: shortened(),
  },
  named('half a letter', 'a\ud800b.pdf', 'ab.pdf', 'normalised'),
  named('a Word ending', 'Tờ trình.docx', 'Tờ trình.pdf', 'normalised', ['extension-corrected']),
  {
    title: 'a new Word file with the old ending',
    name: 'Tờ trình.doc',
    bytes: () => office('docx'),
    fileName: 'Tờ trình.docx',
    expect: ['extension-corrected'],
  },
  {
    title: 'a PNG named .jpg',
    name: 'anh.jpg',
    bytes: () => png(),
    fileName: 'anh.png',
    expect: ['extension-corrected'],
  },
  {
    title: 'a program named .pdf',
    name: 'hoa-don.pdf',
    bytes: () => Buffer.from('MZ\x90\0\x03\0\0\0\x04\0', 'latin1'),
    expect: ['executable'],
  },
];

/** 251 bytes of the long name, no letter broken, and the ending. */
function shortened(): string {
  let cut = '';
  for (const letter of LONG) {
    if (Buffer.byteLength(cut + letter) > 251) break;
    cut += letter;
  }
  return `${cut.trimEnd()}.pdf`;
}
