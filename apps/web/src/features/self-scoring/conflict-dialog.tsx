import type { CardItem, SetItem } from '@parix/api-contract';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import { Button, Dialog, Table } from '../../ui/index.ts';
import { draftOf, type CardDraft } from './card-draft.ts';

/** Both values side by side, with who and when; nothing is chosen for the person. */
export function ConflictDialog(props: {
  readonly item: SetItem;
  readonly mine: CardDraft;
  readonly current: CardItem;
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
  readonly onLater: () => void;
}) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const theirs = draftOf(props.current, props.item.figures, language);
  const rows = differences(props.item, props.mine, theirs, say);
  return (
    <Dialog title={say('self-scoring:conflict.title', { code: props.item.code })} onClose={props.onLater}>
      <p>
        {say('self-scoring:conflict.text', {
          who: props.current.recordedBy ?? say('self-scoring:conflict.somebody'),
          at: props.current.recordedAt ? showInstant(props.current.recordedAt) : '–',
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
          {rows.map((row) => (
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

function differences(item: SetItem, mine: CardDraft, theirs: CardDraft, say: Say) {
  const shown = (draft: CardDraft) => [
    ...item.figures.map(
      (figure) => [figure.label, figureWords(figure, draft.figures[figure.key] ?? '', say)] as const,
    ),
    [
      say('self-scoring:notApplicable'),
      draft.notApplicable ? draft.notApplicableReason || say('common:yes') : '',
    ] as const,
    [say('self-scoring:explanation'), draft.explanation] as const,
    [say('self-scoring:evidence.title0'), draft.evidence.map(evidenceWords).join('\n')] as const,
  ];
  const other = shown(theirs);
  return shown(mine)
    .map(([name, text], at) => ({ name, mine: text, theirs: other[at]?.[1] ?? '' }))
    .filter((row) => row.mine !== row.theirs);
}

const evidenceWords = ({ title, reference, url, page, quote }: CardDraft['evidence'][number]) =>
  [title, reference, url, page, quote].filter(Boolean).join(', ');

function figureWords(figure: SetItem['figures'][number], text: string, say: Say): string {
  if (figure.type === 'boolean' && text !== '') return say(text === 'true' ? 'common:yes' : 'common:no');
  return figure.options.find((option) => option.id === text)?.label ?? text;
}
