import type { EvidenceDocument, Receipt } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, Dialog, Notice } from '../ui/index.ts';
import { draftOf, emptyDraft, readDraft, type DocumentFields } from './document-draft.ts';
import { DocumentFieldset } from './document-fieldset.tsx';
import { useRenewLibrary, type Twin } from './evidence-query.ts';
import { ReceivedFile } from './received-file.tsx';
import { ReceiptLine } from './receipt-line.tsx';
import { UploadField } from './upload-field.tsx';
import { useUpload } from './use-upload.ts';
import './evidence.css';

/** Adds a document (`standing` null) or appends a version of one, with its file being sent meanwhile. */
export function DocumentDialog(props: {
  readonly unitId: string;
  readonly standing: EvidenceDocument | null;
  readonly onSaved?: (document: EvidenceDocument) => void;
  /** Takes a document that has the same file already, in the place of a new one. */
  readonly onUse?: (twin: Twin) => void;
  readonly onClose: () => void;
}) {
  const say = useWords('evidence');
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const title = say(props.standing ? 'evidence:changeTitle' : 'evidence:addTitle');
  return (
    <Dialog title={title} onClose={props.onClose}>
      {receipt ? (
        <Saved receipt={receipt} onClose={props.onClose} />
      ) : (
        <DocumentForm
          {...props}
          onSaved={(document, made) => {
            props.onSaved?.(document);
            if (made) setReceipt(made);
            else props.onClose();
          }}
        />
      )}
    </Dialog>
  );
}

function Saved({ receipt, onClose }: { readonly receipt: Receipt; readonly onClose: () => void }) {
  const say = useWords('evidence');
  return (
    <>
      <Notice tone="good" title={say('evidence:saved')}>
        {say('evidence:receipt.why')}
      </Notice>
      <ReceiptLine receipt={receipt} />
      <div className="pw-actions">
        <Button onClick={onClose}>{say('evidence:close')}</Button>
      </div>
    </>
  );
}

function DocumentForm(props: {
  readonly unitId: string;
  readonly standing: EvidenceDocument | null;
  readonly onSaved: (document: EvidenceDocument, receipt: Receipt | null) => void;
  readonly onUse?: (twin: Twin) => void;
  readonly onClose: () => void;
}) {
  const say = useWords('evidence');
  const { unitId, standing } = props;
  const [draft, setDraft] = useState(standing ? draftOf(standing.current) : emptyDraft);
  const [asked, setAsked] = useState(false);
  const upload = useUpload('evidence');
  const renew = useRenewLibrary(unitId);
  const { fields, faults } = readDraft(draft);
  const unsent = upload.state !== null && upload.state.kind !== 'done';
  const save = useMutation({
    mutationFn: () => saveDocument(unitId, standing, fields, uploadIdOf(upload.state)),
    onSuccess: ({ document, receipt }) => {
      void renew();
      props.onSaved(document, receipt);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'edit-conflict') void renew();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (save.isPending || unsent) return;
    if (Object.keys(faults).length === 0) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <UploadField
        upload={upload}
        label={say(standing?.current.file ? 'evidence:file.other' : 'evidence:file.label')}
      />
      {upload.state?.kind === 'done' ? (
        <ReceivedFile unitId={unitId} uploadId={upload.state.uploadId} onUse={props.onUse} />
      ) : null}
      {standing?.current.file ? (
        <p className="pw-hint">{say('evidence:file.kept', { name: standing.current.file.fileName })}</p>
      ) : null}
      <DocumentFieldset draft={draft} faults={asked ? faults : {}} onChange={setDraft} />
      {asked && unsent ? (
        <Notice tone="warning" title={say('evidence:upload.unfinished')}>
          {say('evidence:upload.unfinishedNext')}
        </Notice>
      ) : null}
      {asked && Object.keys(faults).length > 0 ? (
        <Notice tone="bad">{say('evidence:fault.some')}</Notice>
      ) : null}
      {save.isError ? <Failure error={save.error} /> : null}
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('evidence:saving')}>
          {say(standing ? 'evidence:changeDo' : 'evidence:addDo')}
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

const uploadIdOf = (state: ReturnType<typeof useUpload>['state']): string | null =>
  state?.kind === 'done' ? state.uploadId : null;

function saveDocument(
  unitId: string,
  standing: EvidenceDocument | null,
  fields: DocumentFields,
  uploadId: string | null,
) {
  const body = { ...fields, uploadId };
  if (!standing) return call('addEvidence', { params: { unitId }, body });
  const params = { unitId, documentId: standing.id };
  return call('changeEvidence', { params, ifMatch: standing.current.version, body });
}
