import type { EvidenceLink } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { EvidenceList } from '../../evidence-parts/evidence-list.tsx';
import { readEvidence } from '../../evidence-parts/read-evidence.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { FigureFault } from '../../item-parts/read-figure.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextArea } from '../../ui/index.ts';
import { itemOf, type TaskProps } from './task-panel.tsx';

/** What was done, and where it can be seen. */
export function ClaimForm({ remediation, task, onDone }: TaskProps & { readonly onDone: () => void }) {
  const say = useWords('remediation');
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [links, setLinks] = useState<readonly EvidenceLink[]>([]);
  const [asked, setAsked] = useState(false);
  const faults = new Map<string, FigureFault>();
  const evidence = readEvidence(links, faults);
  const shown = evidence.some(({ documentId, url }) => documentId !== null || url !== '');
  const claim = useMutation({
    mutationFn: () =>
      call('claimRemediationTask', {
        params: { unitId: remediation.unitId, taskId: task.id },
        body: { sequence: task.sequence, note: note.trim(), evidence },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['remediation'] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (shown && faults.size === 0 && !claim.isPending) claim.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {claim.isError ? <Failure error={claim.error} /> : null}
      <p>{say('remediation:claimText')}</p>
      <TextArea
        label={say('remediation:claimNote')}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <fieldset className="pw-stack">
        <legend className="pw-legend">{say('remediation:proof')}</legend>
        <EvidenceList
          item={itemOf(remediation, task)}
          links={links}
          disabled={false}
          faultOf={() => null}
          onChange={setLinks}
          onLeave={() => undefined}
        />
        {asked && (!shown || faults.size > 0) ? (
          <p className="pw-fault" role="alert">
            {say(shown ? 'remediation:proofTitleMissing' : 'remediation:proofMissing')}
          </p>
        ) : null}
      </fieldset>
      <div className="pw-actions">
        <Button type="submit" busy={claim.isPending && say('remediation:busy')}>
          {say('remediation:claim')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
