import type { Commendation } from '@parix/api-contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showDate, showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ActDialog } from '../../states/act-dialog.tsx';
import { Button, Table, Tag } from '../../ui/index.ts';

const HEADS = ['decision', 'recipients', 'result', 'state'] as const;

/** Decisions with whom they commend and the publication they rest on. */
export function CommendationTable(props: {
  readonly items: readonly Commendation[];
  readonly manages: boolean;
}) {
  const say = useWords('commendations');
  return (
    <Table caption={say('commendations:caption', { number: props.items.length })} cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {say(`commendations:column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.items.map((item) => (
          <tr key={item.id}>
            <th scope="row" data-name={say('commendations:column.decision')}>
              <span>
                {item.title}
                <span className="pw-small pw-soft">
                  {' '}
                  {say('commendations:decision', {
                    number: item.decisionNumber,
                    date: showDate(item.decisionDate),
                    signer: item.signer,
                  })}
                </span>
              </span>
            </th>
            <td data-name={say('commendations:column.recipients')}>
              <ul>
                {item.recipients.map((recipient, at) => (
                  <li key={at}>{recipientWords(recipient)}</li>
                ))}
              </ul>
            </td>
            <td data-name={say('commendations:column.result')}>
              <Result item={item} />
            </td>
            <td data-name={say('commendations:column.state')}>
              <Standing item={item} manages={props.manages} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const recipientWords = ({ unitName, personName, personTitle }: Commendation['recipients'][number]): string =>
  [personName, personTitle, unitName].filter((part) => part !== null).join(', ');

function Result({ item: { roundTitle, publication } }: { readonly item: Commendation }) {
  const say = useWords('commendations');
  return (
    <span>
      {say('commendations:result', {
        round: roundTitle,
        sequence: publication.sequence,
        index: publication.logIndex,
      })}{' '}
      <code className="pw-small">{publication.manifestHash.slice(0, 12)}…</code>{' '}
      {publication.stands ? null : <Tag tone="warning">{say('commendations:corrected')}</Tag>}
    </span>
  );
}

function Standing({ item, manages }: { readonly item: Commendation; readonly manages: boolean }) {
  const say = useWords('commendations');
  const [open, setOpen] = useState(false);
  const { withdrawn } = item;
  if (withdrawn)
    return (
      <span>
        <Tag tone="bad">{say('commendations:withdrawn')}</Tag>{' '}
        {say('commendations:withdrawnBecause', {
          by: withdrawn.by ?? '–',
          at: showInstant(withdrawn.at),
          reason: withdrawn.reason,
        })}
      </span>
    );
  return (
    <span>
      <Tag tone="good">{say('commendations:stands')}</Tag>{' '}
      {manages ? (
        <Button look="quiet" size="small" onClick={() => setOpen(true)}>
          {say('commendations:withdraw')}
        </Button>
      ) : null}
      {open ? <WithdrawDialog id={item.id} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}

function WithdrawDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useWords('commendations');
  return (
    <ActDialog
      title={say('commendations:withdraw')}
      act={say('commendations:withdraw')}
      busy={say('commendations:busy')}
      look="danger"
      reason={{ label: say('commendations:reason'), maxLength: 2000 }}
      run={(reason) => call('withdrawCommendation', { params: { commendationId: id }, body: { reason } })}
      renews={['commendations']}
      onClose={onClose}
    >
      <p>{say('commendations:withdrawText')}</p>
    </ActDialog>
  );
}
