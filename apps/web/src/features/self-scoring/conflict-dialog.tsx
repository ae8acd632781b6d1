import type { CardItem, SetItem } from '@parix/api-contract';
import { ChoiceDialog } from '../../card-parts/choice-dialog.tsx';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
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
  return (
    <ChoiceDialog
      title={say('self-scoring:conflict.title', { code: props.item.code })}
      who={props.current.recordedBy}
      at={props.current.recordedAt}
      rows={differences(props.item, props.mine, theirs, say)}
      onChoose={props.onChoose}
      onLater={props.onLater}
    />
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
