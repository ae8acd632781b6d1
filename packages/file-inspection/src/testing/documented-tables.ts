import { describeFinding } from '../describe-finding.ts';
import { EVIDENCE_KINDS } from '../evidence-kinds.ts';
import { FINDING_CODES, FINDING_SEVERITIES } from '../findings.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { HOSTILE_CHAPTERS } from './hostile-files.ts';

const PREVIEWS = { pdf: 'page by page', image: 'image', text: 'text', none: 'download only' };

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A foreign text in a cell: what cannot be seen or would break the table is written as an escape. */
function cell(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 40)}…` : text;
  const visible = shown.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{M}|]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\`${visible === '' ? ' ' : visible}\``;
}

/** The tables of docs/evidence-files.md, from the code that they describe. */
export function documentedTables(): Readonly<Record<'kinds' | 'limits' | 'findings' | 'corpus', string>> {
  const kinds = EVIDENCE_KINDS.map(({ extension, aliases, mediaType, preview, searchable }) => [
    [extension, ...aliases].map((ending) => `.${ending}`).join(' '),
    `\`${mediaType}\``,
    PREVIEWS[preview],
    searchable ? 'yes' : 'no',
  ]);
  const limits = Object.entries(DEFAULT_LIMITS).map(([name, value]) => [
    `\`${name}\``,
    value.toLocaleString('en'),
  ]);
  const findings = FINDING_CODES.map((code) => [
    `\`${code}\``,
    FINDING_SEVERITIES[code] === 'refuse' ? 'refused' : 'accepted, with a notice',
    describeFinding(code, {}, 'en').why,
  ]);
  const corpus = HOSTILE_CHAPTERS.map(([chapter, files]) => {
    const rows = files.map(({ name, title, expect }) => [
      cell(name),
      title,
      expect.length === 0 ? 'accepted' : expect.map((code) => `\`${code}\``).join(', '),
    ]);
    return `### ${chapter}\n\n${table(['File', 'What it is', 'Answer'], rows)}`;
  });
  return {
    kinds: table(['Ending', 'Media type', 'Preview', 'Text for search'], kinds),
    limits: table(['Limit', 'Value'], limits),
    findings: table(['Code', 'Verdict', 'Why'], findings),
    corpus: corpus.join('\n\n'),
  };
}
