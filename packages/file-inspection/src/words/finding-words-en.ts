import type { WordsOfFindings } from './finding-words.ts';

const AS_PDF = 'Open the file, choose Print → "Save as PDF", and attach the new PDF.';
const SAVE_AGAIN = 'Open the file in the program that made it, save it as a new file and attach that.';
const SEND_AGAIN = 'Copy the file again from where it is kept, open it to check, and upload it once more.';
const ONE_BY_ONE = 'Attach the files one by one, neither packed nor inside one another.';
const SAVE_OFFICE = 'Save it as .docx, .xlsx or .pdf (File → Save As) and attach the new file.';
const SMALLER = 'Scan again at a lower resolution (200–300 dpi), or split it into several files.';
const DANGER = "Such a file can run commands on the appraiser's computer.";
const NOT_WHOLE = 'The appraiser could not read the whole document.';
const BOMB = 'A file packed like this fills the memory of whoever opens it.';
const CHECK = 'Check the name; it can be changed in the evidence library.';
const ACCEPTED = 'PDF, Word, Excel, PowerPoint, OpenDocument, JPEG/PNG/WebP/TIFF images, .txt/.csv text';

export const FINDING_WORDS_EN: WordsOfFindings = {
  'not-readable': {
    what: 'The file cannot be read ({reason}).',
    why: 'The server cannot open the copy it received.',
    next: 'Upload it again; if it fails again, tell the administrator.',
  },
  'empty-file': { what: 'The file is empty (0 bytes).', why: 'There is nothing in it.', next: SEND_AGAIN },
  'too-large': {
    what: 'The file is too large: {found} bytes, the limit is {limit} bytes.',
    why: 'A file this large cannot be previewed and slows everybody down.',
    next: SMALLER,
  },
  'too-slow': {
    what: 'The inspection was not finished within {limit} milliseconds.',
    why: 'The file is built in an unusual way; the computer that opens it may hang as well.',
    next: AS_PDF,
  },
  'too-much-memory': {
    what: 'The inspection needs too much memory.',
    why: 'The file is built in an unusual way; the computer that opens it may hang as well.',
    next: AS_PDF,
  },
  'inspection-failed': {
    what: 'The file could not be inspected ({reason}).',
    why: 'A file that was not inspected is not accepted.',
    next: 'Upload it again; if it fails again, save it as PDF, attach that, and tell the administrator.',
  },
  'dangerous-extension': {
    what: 'The name of the file ends in .{found}.',
    why: 'Computers run such a file as a program or open it as an active page.',
    next: `Attach documents only: ${ACCEPTED}.`,
  },
  executable: {
    what: 'The content is a computer program.',
    why: DANGER,
    next: `Attach documents only: ${ACCEPTED}.`,
  },
  'active-content': {
    what: 'The content is a web page (HTML, SVG or a mail with a page).',
    why: "A web page can run code in the reader's browser.",
    next: 'Open the page in a browser, choose Print → "Save as PDF", and attach the PDF.',
  },
  archive: {
    what: 'The file is an archive (ZIP, RAR, 7z…).',
    why: 'What lies in an archive cannot be previewed, searched or cited by page.',
    next: 'Unpack it and attach the files one by one.',
  },
  'kind-not-accepted': {
    what: 'This kind of file ({found}) is not accepted.',
    why: `Only kinds that open on every computer are accepted: ${ACCEPTED}.`,
    next: 'Save it as PDF, .docx or .xlsx, an image (HEIC, GIF, BMP) as JPEG, and attach the new file.',
  },
  'kind-unknown': {
    what: 'The kind of the file is not known.',
    why: 'The content is no document, image or text that is accepted; the file may be damaged.',
    next: SEND_AGAIN,
  },
  'content-not-as-named': {
    what: 'The name says .{named}, but the content is mere text (.{found}).',
    why: 'Most often a failed download: the error message was saved instead of the document.',
    next: 'Open the file and look, fetch the right document, and attach that.',
  },
  polyglot: {
    what: 'The file carries content of another kind as well ({found}).',
    why: 'Files with two faces are used to hide malicious code.',
    next: AS_PDF,
  },
  encrypted: {
    what: 'The file is protected by a password.',
    why: 'The appraiser cannot open it and its content cannot be inspected.',
    next: 'Open it with the password, remove the password (File → Info → Protect Document), save and attach.',
  },
  macros: { what: 'The file contains macros ({part}).', why: DANGER, next: SAVE_OFFICE },
  'active-x': { what: 'The file contains ActiveX controls ({part}).', why: DANGER, next: AS_PDF },
  dde: {
    what: 'The file contains a DDE link that calls another program ({part}).',
    why: DANGER,
    next: 'Delete that field or formula, keep the value only, save and attach.',
  },
  'launches-program': {
    what: 'The file contains an action that starts a program or sends data away ({part}).',
    why: DANGER,
    next: AS_PDF,
  },
  'remote-content': {
    what: 'When opened, the file fetches content from another computer: {target}.',
    why: "The appraiser's computer would connect there by itself and may give away its password.",
    next: AS_PDF,
  },
  'embedded-file': {
    what: 'Another file is embedded in the document ({part}).',
    why: 'An embedded file can be neither previewed nor inspected.',
    next: ONE_BY_ONE,
  },
  'zip-damaged': { what: 'The file is damaged ({part} {reason}).', why: NOT_WHOLE, next: SAVE_AGAIN },
  'zip-too-many-entries': {
    what: 'The file holds {found} parts, the limit is {limit}.',
    why: BOMB,
    next: AS_PDF,
  },
  'zip-bomb': {
    what: 'Part {part} unpacks to {found} bytes, beyond the safe limit.',
    why: BOMB,
    next: AS_PDF,
  },
  'zip-overlap': { what: 'Parts of the file overlap ({part}).', why: BOMB, next: SAVE_AGAIN },
  'zip-unsafe-name': {
    what: 'A part of the file has an unsafe name ({part}).',
    why: 'Such names are used to overwrite other files on unpacking.',
    next: SAVE_AGAIN,
  },
  'zip-nested': { what: 'There is an archive inside the document ({part}).', why: BOMB, next: ONE_BY_ONE },
  'xml-doctype': {
    what: 'Part {part} of the document declares external entities.',
    why: 'Such declarations are used to read files of the computer that opens the document.',
    next: SAVE_AGAIN,
  },
  'xml-damaged': {
    what: 'Part {part} of the document is damaged ({reason}).',
    why: NOT_WHOLE,
    next: SAVE_AGAIN,
  },
  'office-damaged': { what: 'The Office document is damaged ({reason}).', why: NOT_WHOLE, next: SAVE_AGAIN },
  'pdf-damaged': { what: 'The PDF is damaged ({reason}).', why: NOT_WHOLE, next: SEND_AGAIN },
  'pdf-truncated': { what: 'The PDF is cut off: its end is missing.', why: NOT_WHOLE, next: SEND_AGAIN },
  'pdf-password': {
    what: 'The PDF needs a password to be opened.',
    why: 'The appraiser cannot open it and its content cannot be inspected.',
    next: 'Open it with the password, print it to a PDF without one, and attach that.',
  },
  'pdf-restricted': {
    what: 'Printing or copying of the PDF is restricted (it is encrypted).',
    why: 'Encrypted content cannot be inspected.',
    next: 'Ask the issuer for an unrestricted copy, or print it to a new PDF and attach that.',
  },
  'pdf-javascript': { what: 'The PDF contains JavaScript.', why: DANGER, next: AS_PDF },
  'pdf-embedded-files': {
    what: 'Other files are attached inside the PDF ({part}).',
    why: 'Files inside can be neither previewed nor inspected.',
    next: ONE_BY_ONE,
  },
  'pdf-dynamic-form': {
    what: 'The PDF is a dynamic form (XFA).',
    why: 'Browsers do not show dynamic forms; the appraiser would see a blank page.',
    next: AS_PDF,
  },
  'pdf-hidden-content': {
    what: 'Part of the PDF is stored in a way that cannot be inspected ({reason}).',
    why: 'What cannot be inspected may be malicious.',
    next: AS_PDF,
  },
  'pdf-bomb': {
    what: 'Part of the PDF unpacks to {found} bytes, beyond the safe limit.',
    why: BOMB,
    next: AS_PDF,
  },
  'too-many-pages': {
    what: 'The file has {found} pages, the limit is {limit}.',
    why: 'A document this long cannot be previewed.',
    next: 'Split it, or attach only the part that supports the score.',
  },
  'page-too-large': {
    what: 'A page is {found} points long, the limit is {limit} points (1 point = 1/72 inch).',
    why: "An oversized page makes the reader's computer hang.",
    next: 'Print it again on A4 to A0 and attach that.',
  },
  'image-damaged': { what: 'The image is damaged ({reason}).', why: NOT_WHOLE, next: SEND_AGAIN },
  'image-too-large': {
    what: 'The image has {width} × {height} pixels, the limit is {limit} pixels.',
    why: "An oversized image makes the reader's computer hang.",
    next: SMALLER,
  },
  'extension-corrected': {
    what: 'The ending .{named} does not match the content and was changed to .{found}.',
    why: 'With a wrong ending the computer opens the wrong program.',
    next: 'Nothing to do if this is the document you meant.',
  },
  'name-converted': {
    what: 'The name was written in an old encoding (TCVN3, VNI) and was converted to "{name}".',
    why: 'Names in old encodings can be neither read nor found.',
    next: CHECK,
  },
  'name-hidden-signs': {
    what: 'The name had hidden characters; they were removed.',
    why: 'Hidden or direction-changing characters make a name look like another.',
    next: CHECK,
  },
  'name-shortened': {
    what: 'The name was too long and was cut.',
    why: 'Computers take names of at most 255 bytes.',
    next: CHECK,
  },
  'double-extension': {
    what: 'The name had two endings and was changed to "{name}".',
    why: 'A computer that hides endings would show it as a program.',
    next: CHECK,
  },
  'trailing-data': {
    what: 'Behind the end of the document are {bytes} bytes of an unknown kind.',
    why: 'They are not shown; photographs of phones often have them.',
    next: 'Nothing to do if the document shows rightly and completely.',
  },
  'external-link': {
    what: 'The document is linked to another file: {target}.',
    why: 'The appraiser does not have that file and sees only the values saved last.',
    next: 'Check that all figures show; attach the linked file too if it is needed.',
  },
  'external-content': {
    what: 'The document takes pictures or content from the network: {target}.',
    why: 'Content on the network can change or vanish and is then no evidence.',
    next: AS_PDF,
  },
  'embedded-object': {
    what: 'There is an embedded object in the document ({part}).',
    why: 'Readers see a picture of the object, not all of its content.',
    next: 'If what is inside is the evidence, attach it as a file of its own.',
  },
  'old-office-format': {
    what: 'The file has the old format .{found} (Office 97–2003).',
    why: 'The old format can be downloaded only, neither previewed nor searched.',
    next: 'Better attach a PDF as well, or instead.',
  },
  'text-encoding': {
    what: 'The text is not in Unicode UTF-8 (encoding: {encoding}).',
    why: 'Letters may show wrongly on other computers.',
    next: 'Look at the preview; if letters are wrong, save the text as UTF-8.',
  },
  'formula-cells': {
    what: 'Cells of the CSV begin with a formula.',
    why: 'Excel computes it when the file is opened.',
    next: 'Keep only values in those cells and attach the file again.',
  },
  'pdf-repaired': {
    what: 'The table of contents of the PDF is wrong; viewers have to rebuild it.',
    why: 'Some programs cannot open such a file.',
    next: 'Check that the preview shows all pages; if not, export the PDF again.',
  },
  'state-secret-mark': {
    what: 'The first page carries a mark of secrecy (Mật, Tối mật or Tuyệt mật).',
    why: 'Documents that are state secrets must not be put into this system.',
    next: 'If it is a secret document, remove it at once and tell the officer in charge of state secrets. If not, keep it and state the reason.',
  },
};
