import type { CardImport, SetDetail } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { Table } from '../../ui/index.ts';

const codesOf = (set: SetDetail) => new Map(set.items.map((item) => [item.id, item.code]));

/** Cells that were changed both in the file and on the server since it went out. */
export function WorkbookConflicts(props: {
  readonly set: SetDetail;
  readonly conflicts: CardImport['conflicts'];
}) {
  const say = useWords('self-scoring');
  const codes = codesOf(props.set);
  return (
    <Table caption={say('self-scoring:workbook.conflicts')} cards>
      <thead>
        <tr>
          <th scope="col">{say('self-scoring:workbook.cell')}</th>
          <th scope="col">{say('self-scoring:workbook.atExport')}</th>
          <th scope="col">{say('self-scoring:workbook.inFile')}</th>
          <th scope="col">{say('self-scoring:workbook.onServer')}</th>
        </tr>
      </thead>
      <tbody>
        {props.conflicts.map((conflict) => (
          <tr key={`${conflict.itemId} ${conflict.cell}`}>
            <th scope="row" data-name={say('self-scoring:workbook.cell')}>
              {codes.get(conflict.itemId) ?? conflict.itemId} <code>{conflict.cell}</code>
            </th>
            <td data-name={say('self-scoring:workbook.atExport')}>{conflict.before || '–'}</td>
            <td data-name={say('self-scoring:workbook.inFile')}>{conflict.mine || '–'}</td>
            <td data-name={say('self-scoring:workbook.onServer')}>{conflict.theirs || '–'}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Every cell that the file changes, before and after. */
export function WorkbookChanges(props: { readonly set: SetDetail; readonly changes: CardImport['changes'] }) {
  const say = useWords('self-scoring');
  const codes = codesOf(props.set);
  return (
    <Table caption={say('self-scoring:workbook.changes')} cards>
      <thead>
        <tr>
          <th scope="col">{say('self-scoring:workbook.cell')}</th>
          <th scope="col">{say('self-scoring:workbook.before')}</th>
          <th scope="col">{say('self-scoring:workbook.after')}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.flatMap(({ itemId, cells }) =>
          cells.map((change) => (
            <tr key={`${itemId} ${change.cell}`}>
              <th scope="row" data-name={say('self-scoring:workbook.cell')}>
                {codes.get(itemId) ?? itemId} <code>{change.cell}</code>
              </th>
              <td data-name={say('self-scoring:workbook.before')}>{change.before || '–'}</td>
              <td data-name={say('self-scoring:workbook.after')}>{change.after || '–'}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}
