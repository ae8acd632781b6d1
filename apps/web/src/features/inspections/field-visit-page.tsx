import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Section, TextField, Waiting } from '../../ui/index.ts';
import { type Change, nowText } from './field-change.ts';
import { FieldCheck } from './field-check.tsx';
import { FieldFinding } from './field-finding.tsx';
import { FieldFrame } from './field-frame.tsx';
import { SignInNotice } from './field-list-page.tsx';
import { FieldProceedings } from './field-proceedings.tsx';
import { FieldSync } from './field-sync.tsx';
import { addedLines, findingsOf, type LocalVisit, writeLocal } from './local-visit.ts';
import { newUuid } from './new-uuid.ts';
import { useDeviceOwner } from './use-device-owner.ts';
import { useLocalVisit } from './use-local-visit.ts';
import './inspections.css';

/** One visit as it is written on this device, with or without a network. */
export function FieldVisitPage() {
  const say = useWords('inspections');
  const { unitId, visitId } = useParams({ from: '/field-visits/$unitId/$visitId' });
  const { account, signedOut, asking } = useDeviceOwner();
  const { state, unkept, read, change } = useLocalVisit(account, visitId);
  if (state.kind === 'open') {
    const { visit } = state.local;
    return (
      <FieldFrame title={visit.unitName}>
        <p className="pw-soft">
          {showInstant(visit.startsAt)} – {showInstant(visit.endsAt)} · {visit.place}
        </p>
        {signedOut ? <SignInNotice next={`/field-visits/${unitId}/${visitId}`} /> : null}
        {unkept ? <Notice tone="bad" title={say('inspections:notKept')} /> : null}
        <FieldSync local={state.local} read={read} change={change} />
        <FieldSheet local={state.local} change={(make) => void change(make).catch(() => undefined)} />
      </FieldFrame>
    );
  }
  return (
    <FieldFrame title={say('inspections:onDevice')}>
      {signedOut ? <SignInNotice next={`/field-visits/${unitId}/${visitId}`} /> : null}
      {state.kind === 'failed' ? <Failure error={state.error} /> : null}
      {state.kind === 'missing' ? <Notice tone="warning" title={say('inspections:notOnDevice')} /> : null}
      {state.kind === 'loading' && (asking || account !== null) ? <Waiting /> : null}
    </FieldFrame>
  );
}

function FieldSheet({ local, change }: { readonly local: LocalVisit; readonly change: Change }) {
  const say = useWords('inspections');
  const { visit } = local;
  const findings = findingsOf(local);
  const add = (more: object = {}) =>
    change((now) => writeLocal(now, 'finding', newUuid(), { ...NEW_FINDING, ...more }, nowText()));
  const closed = visit.state !== 'planned';
  return (
    <>
      {closed ? <Notice tone="warning" title={say('inspections:closedHere')} /> : null}
      <Section title={say('inspections:checklist', { number: visit.checkList.length })}>
        <ol className="pw-inspect-list">
          {visit.checkList.map((check) => (
            <li key={check.id}>
              <FieldCheck
                local={local}
                check={check}
                change={change}
                onFinding={() =>
                  add({
                    itemId: check.itemId,
                    checkId: check.id,
                    repeatsFindingId: check.earlier?.id ?? null,
                  })
                }
              />
            </li>
          ))}
          {addedLines(local).map(({ id, value }) => (
            <li key={id}>
              <p>{value.question}</p>
            </li>
          ))}
        </ol>
        <AddLine change={change} />
      </Section>
      <Section title={say('inspections:findings', { number: findings.length })}>
        {findings.length === 0 ? <p className="pw-soft">{say('inspections:noFindings')}</p> : null}
        {findings.map((finding, at) => (
          <FieldFinding key={finding.id} local={local} finding={finding} number={at + 1} change={change} />
        ))}
        <div className="pw-actions">
          <Button onClick={() => add()}>{say('inspections:addFinding')}</Button>
        </div>
      </Section>
      <FieldProceedings local={local} change={change} />
    </>
  );
}

const NEW_FINDING = {
  kind: 'shortcoming',
  statement: '',
  recommendation: '',
  itemId: null,
  checkId: null,
  repeatsFindingId: null,
  withdrawn: false,
} as const;

function AddLine({ change }: { readonly change: Change }) {
  const say = useWords('inspections');
  const [question, setQuestion] = useState('');
  const add = () => {
    const asked = question.trim();
    if (asked === '') return;
    const value = { answer: 'met', note: '', question: asked, itemId: null } as const;
    change((now) => writeLocal(now, 'answer', newUuid(), value, nowText()));
    setQuestion('');
  };
  return (
    <div className="pw-form-row">
      <TextField
        label={say('inspections:newLine')}
        hint={say('inspections:newLineHint')}
        maxLength={1000}
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
      />
      <Button look="second" onClick={add}>
        {say('inspections:addLine')}
      </Button>
    </div>
  );
}
