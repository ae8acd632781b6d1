import type { EvidenceSummary } from '@parix/api-contract';
import { showDate } from '../format/dates.ts';
import { useLanguage, useWords, type Say } from '../i18n/use-words.ts';
import { Tag, type TagTone } from '../ui/index.ts';
import type { EvidenceFile } from './evidence-query.ts';
import { sizeWords } from './file-words.ts';

type Fields = Pick<EvidenceSummary, 'number' | 'issuedOn' | 'issuer' | 'validFrom' | 'validTo'>;

/** "Số 12/KH-UBND, ngày 05/03/2025, UBND tỉnh": what an official recognises a document by. */
export function identityWords({ number, issuedOn, issuer }: Fields, say: Say): string {
  return [
    number && say('evidence:numbered', { number }),
    issuedOn && say('evidence:dated', { day: showDate(issuedOn) }),
    issuer,
  ]
    .filter(Boolean)
    .join(', ');
}

export function validityWords({ validFrom, validTo }: Fields, say: Say): string {
  const from = validFrom === null ? '' : say('evidence:validFrom', { day: showDate(validFrom) });
  const to = validTo === null ? '' : say('evidence:validTo', { day: showDate(validTo) });
  return [from, to].filter(Boolean).join(' ') || say('evidence:validUnsaid');
}

const SCAN_TONES = {
  clean: 'good',
  infected: 'bad',
  'not-scanned': 'plain',
  'scanner-unavailable': 'warning',
} as const satisfies Record<EvidenceFile['scan'], TagTone>;

/** What is known of a file: its size, what the scanner said, whether its text can be found. */
export function FileMarks({ file }: { readonly file: EvidenceFile }) {
  const say = useWords('evidence');
  const language = useLanguage();
  const pages = file.pages === null ? '' : `, ${say('evidence:file.pages', { pages: file.pages })}`;
  return (
    <span className="pw-marks">
      <span>{`${sizeWords(file.size, language)}${pages}`}</span>
      <Tag tone={SCAN_TONES[file.scan]}>{say(`evidence:scan.${file.scan}`)}</Tag>
      <Tag>{say(`evidence:text.${file.text}`)}</Tag>
    </span>
  );
}

export function DocumentMarks({ item }: { readonly item: Pick<EvidenceSummary, 'expired' | 'hidden'> }) {
  const say = useWords('evidence');
  return (
    <>
      {item.expired ? <Tag tone="warning">{say('evidence:expired')}</Tag> : null}
      {item.hidden ? <Tag>{say('evidence:hidden')}</Tag> : null}
    </>
  );
}
