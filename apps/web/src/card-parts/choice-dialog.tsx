import { showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button, Dialog, Table } from '../ui/index.ts';

/** Two versions of one thing, side by side where they differ, with who and when; nothing is chosen for the person. */
export function ChoiceDialog(props: {
  readonly title: string;
  readonly who: string | null;
  readonly at: string | null;
  readonly rows: readonly { readonly name: string; readonly mine: string; readonly theirs: string }[];
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
  readonly onLater: () => void;
}) {
  const say = useWords('self-scoring');
  return (
    <Dialog title={props.title} onClose={props.onLater}>
      <p>
        {say('self-scoring:conflict.text', {
          who: props.who ?? say('self-scoring:conflict.somebody'),
          at: props.at ? showInstant(props.at) : '–',
        })}
      </p>
      <Table caption={say('self-scoring:conflict.caption')}>
        <thead>
          <tr>
            <th scope="col">{say('self-scoring:conflict.field')}</th>
            <th scope="col">{say('self-scoring:conflict.mine')}</th>
            <th scope="col">{say('self-scoring:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="pw-prewrap">{row.mine || '–'}</td>
              <td className="pw-prewrap">{row.theirs || '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="pw-actions">
        <Button onClick={() => props.onChoose('mine')}>{say('self-scoring:conflict.keepMine')}</Button>
        <Button look="second" onClick={() => props.onChoose('theirs')}>
          {say('self-scoring:conflict.takeTheirs')}
        </Button>
        <Button look="quiet" onClick={props.onLater}>
          {say('self-scoring:conflict.later')}
        </Button>
      </div>
    </Dialog>
  );
}
