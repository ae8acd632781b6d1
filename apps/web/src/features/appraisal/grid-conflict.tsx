import type { AppraisalRow } from '@parix/api-contract';
import { useState } from 'react';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Button, Dialog, Table } from '../../ui/index.ts';
import { draftOf, type DecisionDraft } from './decision-draft.ts';

/** Somebody else decided the same row meanwhile: both decisions, with who and when. */
export function GridConflict(props: {
  readonly unitName: string;
  readonly mine: DecisionDraft;
  readonly current: AppraisalRow;
  readonly onChoose: (choice: 'mine' | 'theirs') => void;
}) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const [open, setOpen] = useState(true);
  const theirs = draftOf(props.current, language);
  if (!open)
    return (
      <Button look="second" size="small" onClick={() => setOpen(true)}>
        {say('appraisal:conflict.open')}
      </Button>
    );
  const words = (draft: DecisionDraft | null) => [
    draft ? say(`appraisal:decision.${draft.decision}`) : say('common:status.not-appraised'),
    draft?.points || '–',
    draft?.reason || '–',
  ];
  const rows = [say('appraisal:column.decision'), say('appraisal:points'), say('appraisal:reason')];
  const [mineWords, theirWords] = [words(props.mine), words(theirs)];
  return (
    <Dialog title={say('appraisal:conflict.title', { unit: props.unitName })} onClose={() => setOpen(false)}>
      <p>
        {say('appraisal:conflict.text', {
          who: props.current.recordedBy ?? '–',
          at: props.current.recordedAt ? showInstant(props.current.recordedAt) : '–',
        })}
      </p>
      <Table caption={say('appraisal:conflict.caption')}>
        <thead>
          <tr>
            <th scope="col">{say('appraisal:conflict.field')}</th>
            <th scope="col">{say('appraisal:conflict.mine')}</th>
            <th scope="col">{say('appraisal:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name, at) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{mineWords[at]}</td>
              <td>{theirWords[at]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="pw-actions">
        <Button onClick={() => props.onChoose('mine')}>{say('appraisal:conflict.keepMine')}</Button>
        <Button look="second" onClick={() => props.onChoose('theirs')}>
          {say('appraisal:conflict.takeTheirs')}
        </Button>
      </div>
    </Dialog>
  );
}
