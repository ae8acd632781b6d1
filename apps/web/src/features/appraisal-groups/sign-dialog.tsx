import type { AppraisalArea } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, TextArea } from '../../ui/index.ts';
import { useRenewGroups } from '../../appraisal-parts/groups-queries.ts';

/** Confirms the result of an area as it stands, or takes that back with a reason. */
export function SignDialog(props: {
  readonly roundId: string;
  readonly area: AppraisalArea;
  readonly act: 'sign' | 'withdraw';
}) {
  const say = useWords('appraisal-groups');
  const { roundId, area, act } = props;
  const renew = useRenewGroups(roundId);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const params = { roundId, areaId: area.areaId };
  const send = useMutation({
    mutationFn: () =>
      act === 'sign'
        ? call('signArea', {
            params,
            body: { note: words.trim() || null, rowsSha256: area.now?.rowsSha256 ?? '' },
          })
        : call('withdrawSignOff', { params, body: { reason: words.trim() } }),
    onSuccess: async () => {
      await renew();
      setOpen(false);
    },
    // What stands has changed meanwhile: the page shows it, and the person decides anew.
    onError: () => renew(),
  });
  const left = area.now?.open ?? 0;
  const ready = act === 'sign' ? left === 0 : words.trim() !== '';
  const counts = Object.entries(area.now?.counts ?? {});
  return (
    <div className="pw-actions">
      <Button
        size="small"
        look={act === 'sign' ? 'main' : 'second'}
        aria-label={say(`appraisal-groups:${act}Of`, { area: area.name })}
        onClick={() => setOpen(true)}
      >
        {say(`appraisal-groups:${act}`)}
      </Button>
      {open ? (
        <Dialog title={say(`appraisal-groups:${act}Of`, { area: area.name })} onClose={() => setOpen(false)}>
          <p>{say(`appraisal-groups:${act}Text`)}</p>
          {act === 'sign' ? (
            <ul>
              {counts.map(([decision, number]) => (
                <li key={decision}>
                  {say('appraisal-groups:count', { what: decisionWords(say, decision), number })}
                </li>
              ))}
            </ul>
          ) : null}
          {act === 'sign' && left > 0 ? <p>{say('appraisal-groups:stillOpen', { open: left })}</p> : null}
          <TextArea
            label={say(act === 'sign' ? 'appraisal-groups:note' : 'appraisal-groups:reason')}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {send.isError ? <Failure error={send.error} /> : null}
          <div className="pw-actions">
            <Button
              disabled={!ready}
              busy={send.isPending && say('appraisal-groups:working')}
              onClick={() => ready && send.mutate()}
            >
              {say(`appraisal-groups:${act}`)}
            </Button>
            <Button look="second" onClick={() => setOpen(false)}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

const COUNTED = [
  'accept',
  'reduce',
  'raise',
  'not-applicable',
  'needs-explanation',
  'keep',
  'set',
  'none',
] as const;

function decisionWords(say: ReturnType<typeof useWords>, decision: string): string {
  const known = COUNTED.find((each) => each === decision);
  return known ? say(`appraisal-groups:decided.${known}`) : decision;
}
