import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ProblemTable } from '../../imports/import-findings.tsx';
import { Failure } from '../../states/loaded.tsx';
import { Button, FileField, Notice, Section } from '../../ui/index.ts';
import { DiffView } from './diff-view.tsx';
import { Movements } from './movements.tsx';

type Upload = Answer<'uploadSet'>;

/** A YAML document is checked first (faults by line, the diff, every unit that moves), then stored or adopted. */
export function UploadPanel(props: {
  readonly label: string;
  readonly hint: string;
  readonly storeWords: string;
  readonly send: (file: File, dryRun: boolean) => Promise<Upload>;
  readonly onStored: (versionId: string) => void;
}) {
  const say = useWords('criteria-sets', 'imports');
  const [file, setFile] = useState<File | null>(null);
  const check = useMutation({ mutationFn: (chosen: File) => props.send(chosen, true) });
  const store = useMutation({
    mutationFn: (chosen: File) => props.send(chosen, false),
    onSuccess: (answer) => answer.stored && props.onStored(answer.stored.id),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    store.reset();
    check.mutate(chosen);
  };
  const answer = store.data ?? check.data;
  const clean = answer !== undefined && answer.problems.length === 0;
  const stored = store.data?.problems.length === 0;
  return (
    <div className="pw-stack">
      <FileField label={props.label} hint={props.hint} accept=".yaml,.yml" onFile={choose} />
      {check.isPending ? <p role="status">{say('imports:reading', { name: file?.name ?? '' })}</p> : null}
      {check.isError ? <Failure error={check.error} /> : null}
      {store.isError ? <Failure error={store.error} /> : null}
      {answer && !check.isPending ? <UploadHead answer={answer} stored={stored} /> : null}
      {answer && !clean ? (
        <ProblemTable caption={say('criteria-sets:problems')} problems={answer.problems} />
      ) : null}
      {answer && answer.warnings.length > 0 ? (
        <ProblemTable caption={say('criteria-sets:warnings')} problems={answer.warnings} />
      ) : null}
      {answer && clean ? <Consequences answer={answer} /> : null}
      {clean && file && !stored ? (
        <div className="pw-actions">
          <Button busy={store.isPending && say('imports:applying')} onClick={() => store.mutate(file)}>
            {props.storeWords}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function UploadHead({ answer, stored }: { readonly answer: Upload; readonly stored: boolean }) {
  const say = useWords('criteria-sets');
  if (answer.problems.length > 0)
    return (
      <Notice tone="bad" title={say('criteria-sets:faulty', { number: answer.problems.length })}>
        {say('criteria-sets:faultyNext')}
      </Notice>
    );
  return (
    <Notice
      tone={stored ? 'good' : 'info'}
      title={say(stored ? 'criteria-sets:stored' : 'criteria-sets:valid')}
    >
      {answer.stored ? <p>{`${answer.stored.title} · ${answer.stored.version}`}</p> : null}
    </Notice>
  );
}

function Consequences({ answer }: { readonly answer: Upload }) {
  const say = useWords('criteria-sets');
  return (
    <>
      {answer.diff ? (
        <Section title={say('criteria-sets:diff')}>
          <DiffView diff={answer.diff} />
        </Section>
      ) : null}
      {answer.movements.map((round) => (
        <Section key={round.roundId} title={say('criteria-sets:movesIn', { round: round.roundTitle })}>
          <Movements units={round.units} roundTitle={round.roundTitle} />
        </Section>
      ))}
      {answer.diff && answer.movements.length === 0 ? <p>{say('criteria-sets:noMovement')}</p> : null}
    </>
  );
}
