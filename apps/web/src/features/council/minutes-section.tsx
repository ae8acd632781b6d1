import type { Council, CouncilMinutes } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Section, Table, Tag } from '../../ui/index.ts';
import { MinutesForm } from './minutes-form.tsx';

/** The minutes as they stand, who has signed them, and the form that writes the next version. */
export function MinutesSection({
  roundId,
  council,
}: {
  readonly roundId: string;
  readonly council: Council;
}) {
  const say = useWords('council');
  const [writing, setWriting] = useState(false);
  const { minutes } = council;
  return (
    <Section title={say('council:minutes')}>
      {minutes ? (
        <WrittenMinutes roundId={roundId} minutes={minutes} signing={!writing} />
      ) : (
        <p className="pw-soft">{say('council:noMinutes')}</p>
      )}
      {writing ? (
        <MinutesForm roundId={roundId} council={council} onDone={() => setWriting(false)} />
      ) : council.editable ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => setWriting(true)}>
            {say(minutes ? 'council:rewrite' : 'council:write')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

function WrittenMinutes({
  roundId,
  minutes,
  signing,
}: {
  readonly roundId: string;
  readonly minutes: CouncilMinutes;
  /** False while the person writes the version that takes the place of this one. */
  readonly signing: boolean;
}) {
  const say = useWords('council');
  return (
    <>
      <p>
        {minutes.signed ? (
          <Tag tone="good">{say('council:signed')}</Tag>
        ) : (
          <Tag tone="warning">{say('council:unsigned')}</Tag>
        )}{' '}
        {say('council:versionLine', { version: minutes.version, table: minutes.freezeSequence })}
      </p>
      <dl className="pw-facts">
        <div>
          <dt>{say('council:heldAt')}</dt>
          <dd>
            {showInstant(minutes.heldAt)}
            {minutes.endedAt ? ` – ${showInstant(minutes.endedAt)}` : ''}
          </dd>
        </div>
        <div>
          <dt>{say('council:place')}</dt>
          <dd>{minutes.place}</dd>
        </div>
        <div>
          <dt>{say('council:chair')}</dt>
          <dd>{minutes.chairName}</dd>
        </div>
        <div>
          <dt>{say('council:secretary')}</dt>
          <dd>{minutes.secretaryName}</dd>
        </div>
      </dl>
      <Table caption={say('council:attendance')}>
        <thead>
          <tr>
            <th scope="col">{say('council:member')}</th>
            <th scope="col">{say('council:capacity')}</th>
            <th scope="col">{say('council:presence')}</th>
          </tr>
        </thead>
        <tbody>
          {minutes.attendance.map(({ name, capacity, present }, at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              <td>{capacity}</td>
              <td>{say(present ? 'council:present' : 'council:absent')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <h3>{say('council:conclusions')}</h3>
      <p className="pw-prewrap pw-break">{minutes.conclusions}</p>
      <h3>{say('council:signatures')}</h3>
      <ul>
        {minutes.signatures.map(({ part, by, at }) => (
          <li key={part}>{say(`council:signedBy.${part}`, { by, at: showInstant(at) })}</li>
        ))}
      </ul>
      {signing
        ? minutes.maySign.map((part) => (
            <Sign key={part} roundId={roundId} version={minutes.version} part={part} />
          ))
        : null}
    </>
  );
}

function Sign(props: {
  readonly roundId: string;
  readonly version: number;
  readonly part: 'chair' | 'secretary';
}) {
  const say = useWords('council');
  const queries = useQueryClient();
  const { roundId, version, part } = props;
  const sign = useMutation({
    mutationFn: () => call('signMinutes', { params: { roundId }, body: { version, part } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['council', roundId] }),
  });
  return (
    <>
      {sign.isError ? <Failure error={sign.error} /> : null}
      <Notice quiet>{say('council:signText')}</Notice>
      <div className="pw-actions">
        <Button busy={sign.isPending && say('council:saving')} onClick={() => sign.mutate()}>
          {say(`council:sign.${part}`)}
        </Button>
      </div>
    </>
  );
}
