import { canonicalJson } from '@parix/criteria-sets';
import { utf8 } from './log/bytes.ts';
import type { PublishedRound } from './snapshot.ts';

export interface Distribution {
  /** Relative to the folder of the metadata. */
  readonly path: string;
  readonly titleVi: string;
  readonly mediaType: string;
  /** CSVW metadata of a table. */
  readonly describedBy?: string;
}

/** The publication as a data set of DCAT 3 in JSON-LD; addresses are relative, so that any web server may carry it. */
export function dcatMetadata(round: PublishedRound, files: readonly Distribution[]): Uint8Array {
  const publisher = round.decision?.issuer;
  const metadata = {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': '#dataset',
    '@type': 'dcat:Dataset',
    'dct:title': { '@value': round.title, '@language': 'vi' },
    'dct:description': {
      '@value': `${round.sample ? 'Dữ liệu mẫu. ' : ''}Kết quả Chỉ số cải cách hành chính năm ${round.indexYear}, ${round.blockName}: điểm, chỉ số, xếp loại, thứ hạng và số liệu đầu vào.`,
      '@language': 'vi',
    },
    'dct:identifier': `${round.id}-${round.sequence}`,
    'dcat:version': String(round.sequence),
    'dct:issued': { '@value': round.publishedAt, '@type': 'xsd:dateTime' },
    'dct:language': { '@id': 'http://publications.europa.eu/resource/authority/language/VIE' },
    'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': `${round.indexYear}-01-01`, '@type': 'xsd:date' },
      'dcat:endDate': { '@value': `${round.indexYear}-12-31`, '@type': 'xsd:date' },
    },
    ...(publisher !== undefined && { 'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': publisher } }),
    'dcat:landingPage': { '@id': '../index.html' },
    'dcat:distribution': files.map(distribution),
  };
  return utf8(`${canonicalJson(metadata)}\n`);
}

const distribution = ({ path, titleVi, mediaType, describedBy }: Distribution) => ({
  '@id': `#${path}`,
  '@type': 'dcat:Distribution',
  'dct:title': { '@value': titleVi, '@language': 'vi' },
  'dcat:downloadURL': { '@id': path },
  'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}` },
  ...(describedBy !== undefined && {
    'dct:conformsTo': { '@id': 'http://www.w3.org/ns/csvw' },
    'foaf:page': { '@id': describedBy },
  }),
});
