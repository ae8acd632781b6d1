import type { SetDetail, SubmissionChange, SubmissionSummary } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Section, SelectField, Table } from '../../ui/index.ts';
import type { CardKey } from '../../card-parts/sign-off-query.ts';

/** What one submission changed against an earlier one, value by value. */
export function SubmissionDifference(props: {
  readonly card: CardKey;
  readonly set: SetDetail;
  readonly list: readonly SubmissionSummary[];
  readonly sequence: number;
}) {
  const say = useWords('sign-off');
  const language = useLanguage();
  const { roundId, unitId } = props.card;
  const { sequence, list } = props;
  const earlier = list.filter((one) => one.sequence < sequence);
  const [since, setSince] = useState(String(earlier[0]?.sequence ?? ''));
  const changes = useQuery({
    queryKey: ['submission-changes', roundId, unitId, sequence, since, currentLanguage()],
    queryFn: ({ signal }) =>
      call('submissionChanges', {
        params: { roundId, unitId, sequence },
        query: since === '' ? {} : { since },
        signal,
      }),
  });
  const number = list.find((one) => one.sequence === sequence)?.number ?? sequence;
  return (
    <Section title={say('sign-off:difference.of', { number })}>
      {earlier.length > 1 ? (
        <SelectField
          label={say('sign-off:difference.against')}
          value={since}
          choices={earlier.map((one) => ({
            value: String(one.sequence),
            label: say('sign-off:difference.number', { number: one.number }),
          }))}
          onChange={(event) => setSince(event.target.value)}
        />
      ) : null}
      <Loaded query={changes}>
        {(found) => (
          <>
            <p>
              {say('sign-off:difference.points', {
                before: showNumber(found.pointsBefore, language),
                after: showNumber(found.pointsAfter, language),
              })}
            </p>
            {found.changes.length === 0 ? (
              <p>{say('sign-off:difference.none')}</p>
            ) : (
              <ChangeTable set={props.set} changes={found.changes} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function ChangeTable(props: { readonly set: SetDetail; readonly changes: readonly SubmissionChange[] }) {
  const say = useWords('sign-off');
  const items = new Map(props.set.items.map((item) => [item.id, item]));
  const partOf = (change: SubmissionChange) =>
    change.part === 'figures'
      ? (items.get(change.itemId)?.figures.find((figure) => figure.key === change.key)?.label ?? change.key)
      : say(`sign-off:part.${change.part}`);
  return (
    <Table caption={say('sign-off:difference.caption')} cards>
      <thead>
        <tr>
          <th scope="col">{say('sign-off:answers.item')}</th>
          <th scope="col">{say('sign-off:difference.part')}</th>
          <th scope="col">{say('sign-off:difference.before')}</th>
          <th scope="col">{say('sign-off:difference.after')}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map((change) => (
          <tr key={`${change.itemId} ${change.part} ${change.key ?? ''}`}>
            <th scope="row" data-name={say('sign-off:answers.item')}>
              {items.get(change.itemId)?.code ?? change.itemId}
            </th>
            <td data-name={say('sign-off:difference.part')}>{partOf(change)}</td>
            <td data-name={say('sign-off:difference.before')} className="pw-prewrap">
              {change.before ?? '–'}
            </td>
            <td data-name={say('sign-off:difference.after')} className="pw-prewrap">
              {change.after ?? '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
