import type { CounterDossier } from '@parix/api-contract';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Table, Tag } from '../../ui/index.ts';

const HEADS = ['what', 'when', 'who', 'detail'] as const;

/** Everything that was done, in the order in which it was recorded; what no longer counts says so. */
export function HistoryTable({ dossier }: { readonly dossier: CounterDossier }) {
  const say = useWords('one-stop-counter');
  const names = Object.fromEntries(
    HEADS.map((head) => [head, say(`one-stop-counter:historyColumn.${head}`)]),
  );
  return (
    <Table caption={say('one-stop-counter:history')} hideCaption cards>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {names[head]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dossier.history.map((event) => (
          <tr key={`${event.id} ${event.revision}`}>
            <th scope="row" data-name={names.what}>
              <span>
                {say(`one-stop-counter:event.${event.kind}`)}{' '}
                {event.voided ? <Tag tone="warning">{say('one-stop-counter:mark.voided')}</Tag> : null}
                {event.voided || event.revision === 0 ? null : (
                  <Tag>{say('one-stop-counter:mark.corrected')}</Tag>
                )}
                {event.counts || event.voided ? null : <Tag>{say('one-stop-counter:mark.replaced')}</Tag>}
              </span>
            </th>
            <td data-name={names.when}>{showInstant(event.recordedAt)}</td>
            <td data-name={names.who}>{event.by ?? '–'}</td>
            <td data-name={names.detail}>
              <span>{detailOf(say, event)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Event = CounterDossier['history'][number];

function detailOf(say: ReturnType<typeof useWords>, { dueAt, online, rating, reason }: Event): string {
  const parts = [
    dueAt === null ? null : say('one-stop-counter:detail.due', { at: showInstant(dueAt) }),
    online === null ? null : say(`one-stop-counter:online.${online ? 'yes' : 'no'}`),
    rating === null ? null : say(`one-stop-counter:rating.${rating}`),
    reason === null ? null : say('one-stop-counter:detail.reason', { reason }),
  ];
  return parts.filter((part) => part !== null).join(' ') || '–';
}
