import { recogniseLegacyText } from '../../names/recognise-legacy-text.ts';

const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Text as it is searched and shown: the codes of TCVN3 and VNI fonts converted (before the soft hyphen, which is one
 * of them, is taken out), NFC, no control characters or ligatures, no blank lines.
 */
export function readableText(text: string): string {
  return withoutLegacy(text)
    .replace(LONE_SURROGATE, '')
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .normalize('NFC')
    .trim();
}

/** Documents of old offices keep such codes, at times in some of their lines only. */
function withoutLegacy(text: string): string {
  const whole = recogniseLegacyText(text);
  if (whole.encoding !== null) return whole.converted;
  return text
    .split('\n')
    .map((line) => recogniseLegacyText(line).converted)
    .join('\n');
}
