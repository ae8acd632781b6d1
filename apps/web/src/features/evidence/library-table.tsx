import type { EvidenceSummary } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';
import { TextHit } from '../../evidence-parts/text-hit.tsx';
import {
  DocumentMarks,
  FileMarks,
  identityWords,
  validityWords,
} from '../../evidence-parts/document-marks.tsx';

export function LibraryTable(props: { readonly unitId: string; readonly items: readonly EvidenceSummary[] }) {
  const say = useWords('evidence');
  const columns = ['document', 'kind', 'validity', 'file', 'uses'] as const;
  return (
    <Table caption={say('evidence:shown', { number: props.items.length })} cards>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`evidence:column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.items.map((item) => (
          <Row key={item.id} unitId={props.unitId} item={item} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ unitId, item }: { readonly unitId: string; readonly item: EvidenceSummary }) {
  const say = useWords('evidence');
  return (
    <tr>
      <th scope="row" data-name={say('evidence:column.document')}>
        <div className="pw-entry">
          <Link
            to="/units/$unitId/evidence/$documentId"
            params={{ unitId, documentId: item.id }}
            search={item.hit ? { page: item.hit.page } : {}}
          >
            {item.abstract}
          </Link>
          <span className="pw-soft">{identityWords(item, say)}</span>
          <TextHit hit={item.hit} />
        </div>
      </th>
      <td className="pw-nowrap" data-name={say('evidence:column.kind')}>
        {say(`evidence:kind.${item.kind}`)}
      </td>
      <td data-name={say('evidence:column.validity')}>
        <span className="pw-marks">
          {validityWords(item, say)} <DocumentMarks item={item} />
        </span>
      </td>
      <td data-name={say('evidence:column.file')}>
        {item.file ? <FileMarks file={item.file} /> : say('evidence:noFile')}
      </td>
      <td className="pw-nowrap" data-name={say('evidence:column.uses')}>
        {say('evidence:useCount', { number: item.uses })}
      </td>
    </tr>
  );
}
