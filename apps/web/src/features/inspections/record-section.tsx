import type { InspectionPackage, InspectionRecord } from '@parix/api-contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Notice, Section, TextArea, TextField } from '../../ui/index.ts';
import { RecordScans } from './record-scans.tsx';
import { paramsOf, useRecordAct } from './use-record-act.ts';

/** The record: what is signed, and what the person may do about it now. */
export function RecordSection({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const base = `/api/v1/units/${visit.unitId}/inspection-visits/${visit.id}/record`;
  const { may } = visit;
  return (
    <Section title={say('inspections:record')}>
      <p>
        <a href={`${base}/pdf`}>{say('inspections:recordPdf')}</a> ·{' '}
        <a href={`${base}/docx`}>{say('inspections:recordDocx')}</a>
        {visit.state === 'signed' ? null : <span className="pw-soft"> ({say('inspections:draft')})</span>}
      </p>
      {visit.records.map((record) => (
        <OneRecord key={record.version} visit={visit} record={record} />
      ))}
      {may.close ? <CloseForm visit={visit} /> : null}
      {may.reopen ? <ReopenForm visit={visit} /> : null}
      {may.signForUnit.map((version) => (
        <SignForm key={version} visit={visit} version={version} />
      ))}
      {may.addAddendum ? <AddendumForm visit={visit} /> : null}
    </Section>
  );
}

function OneRecord({
  visit,
  record,
}: {
  readonly visit: InspectionPackage;
  readonly record: InspectionRecord;
}) {
  const say = useWords('inspections');
  return (
    <div className="pw-stack-tight">
      <h3>{say(`inspections:recordKind.${record.kind}`, { number: record.version })}</h3>
      {record.kind === 'addendum' ? <p className="pw-prewrap">{record.content.text}</p> : null}
      <p className="pw-small pw-soft pw-break">SHA-256 {record.sha256}</p>
      <ul>
        {record.signatures.map(({ side, by, capacity, opinion, at }) => (
          <li key={side}>
            {say(`inspections:side.${side}`)}: {by}, {capacity} · {showInstant(at)}
            {opinion === '' ? '' : ` · ${opinion}`}
          </li>
        ))}
      </ul>
      <RecordScans visit={visit} record={record} />
    </div>
  );
}

function CloseForm({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const [capacity, setCapacity] = useState('');
  const close = useRecordAct(visit, () =>
    call('closeInspection', {
      params: paramsOf(visit),
      body: { draftSha256: visit.draftSha256 ?? '', capacity },
    }),
  );
  return (
    <div className="pw-form">
      <Notice title={say('inspections:closeTitle')} quiet>
        <p>{say('inspections:closeText')}</p>
      </Notice>
      {close.isError ? <Failure error={close.error} /> : null}
      <TextField
        label={say('inspections:ownCapacity')}
        maxLength={300}
        value={capacity}
        onChange={(event) => setCapacity(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          disabled={capacity.trim() === ''}
          busy={close.isPending && say('inspections:saving')}
          onClick={() => capacity.trim() !== '' && close.mutate()}
        >
          {say('inspections:close')}
        </Button>
      </div>
    </div>
  );
}

function ReopenForm({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const [reason, setReason] = useState('');
  const reopen = useRecordAct(visit, () =>
    call('reopenInspection', { params: paramsOf(visit), body: { reason } }),
  );
  return (
    <div className="pw-form">
      {reopen.isError ? <Failure error={reopen.error} /> : null}
      <TextField
        label={say('inspections:reopenReason')}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          look="second"
          disabled={reason.trim() === ''}
          busy={reopen.isPending && say('inspections:saving')}
          onClick={() => reason.trim() !== '' && reopen.mutate()}
        >
          {say('inspections:reopen')}
        </Button>
      </div>
    </div>
  );
}

function SignForm({ visit, version }: { readonly visit: InspectionPackage; readonly version: number }) {
  const say = useWords('inspections');
  const [capacity, setCapacity] = useState('');
  const [opinion, setOpinion] = useState('');
  const sign = useRecordAct(visit, () =>
    call('signInspectionRecord', { params: paramsOf(visit), body: { version, capacity, opinion } }),
  );
  return (
    <div className="pw-form">
      <Notice title={say('inspections:signTitle', { number: version })} quiet>
        <p>{say('inspections:signText')}</p>
      </Notice>
      {sign.isError ? <Failure error={sign.error} /> : null}
      <TextField
        label={say('inspections:ownCapacity')}
        maxLength={300}
        value={capacity}
        onChange={(event) => setCapacity(event.target.value)}
      />
      <TextArea
        label={say('inspections:opinion')}
        maxLength={5000}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          disabled={capacity.trim() === ''}
          busy={sign.isPending && say('inspections:saving')}
          onClick={() => capacity.trim() !== '' && sign.mutate()}
        >
          {say('inspections:signForUnit')}
        </Button>
      </div>
    </div>
  );
}

function AddendumForm({ visit }: { readonly visit: InspectionPackage }) {
  const say = useWords('inspections');
  const [text, setText] = useState('');
  const [capacity, setCapacity] = useState('');
  const [withdrawn, setWithdrawn] = useState<readonly string[]>([]);
  const add = useRecordAct(visit, () =>
    call('addInspectionAddendum', {
      params: paramsOf(visit),
      body: { text, capacity, withdrawnFindingIds: [...withdrawn] },
    }),
  );
  const ready = text.trim() !== '' && capacity.trim() !== '';
  return (
    <details className="pw-details">
      <summary>{say('inspections:addAddendum')}</summary>
      <div className="pw-form">
        {add.isError ? <Failure error={add.error} /> : null}
        <TextArea
          label={say('inspections:addendumText')}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <fieldset className="pw-stack-tight">
          <legend className="pw-legend">{say('inspections:takeBack')}</legend>
          {visit.findingList
            .filter((finding) => !finding.withdrawn)
            .map(({ id, statement }) => (
              <CheckField
                key={id}
                label={statement}
                checked={withdrawn.includes(id)}
                onChange={(event) =>
                  setWithdrawn(
                    event.target.checked ? [...withdrawn, id] : withdrawn.filter((one) => one !== id),
                  )
                }
              />
            ))}
        </fieldset>
        <TextField
          label={say('inspections:ownCapacity')}
          maxLength={300}
          value={capacity}
          onChange={(event) => setCapacity(event.target.value)}
        />
        <div className="pw-actions">
          <Button
            disabled={!ready}
            busy={add.isPending && say('inspections:saving')}
            onClick={() => ready && add.mutate()}
          >
            {say('inspections:signAddendum')}
          </Button>
        </div>
      </div>
    </details>
  );
}
