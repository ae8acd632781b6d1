import type { PublicContext } from '../../platform/context.ts';
import { listPublications } from './publication.service.ts';

/** Every standing publication as a data set of a DCAT 3 catalogue (JSON-LD); each folder describes its own files. */
export async function catalogueText(context: PublicContext): Promise<string> {
  const { items } = await listPublications(context);
  const home = `${context.config.publicUrl}/cong-bo/`;
  const catalogue = {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${home}catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': { '@value': 'Kết quả Chỉ số cải cách hành chính đã công bố', '@language': 'vi' },
    'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    'dcat:dataset': items
      .filter(({ replacedBy }) => replacedBy === null)
      .map((item) => ({
        '@id': `${item.url}data/dcat.jsonld#dataset`,
        '@type': 'dcat:Dataset',
        'dct:title': { '@value': item.roundTitle, '@language': 'vi' },
        'dct:issued': { '@value': item.publishedAt, '@type': 'xsd:dateTime' },
        'dcat:landingPage': { '@id': item.url },
        'dcat:version': String(item.sequence),
      })),
  };
  return `${JSON.stringify(catalogue, null, 1)}\n`;
}
