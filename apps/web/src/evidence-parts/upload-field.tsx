import { useState, type DragEvent } from 'react';
import { ApiError } from '../api/api-error.ts';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Button, FileField, Notice } from '../ui/index.ts';
import { sizeWords } from './file-words.ts';
import type { UploadState } from './start-upload.ts';
import type { UploadHandle } from './use-upload.ts';

const ACCEPT = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.doc,.xls,.jpg,.jpeg,.png,.webp,.tif,.tiff,.txt,.csv';

/** Chooses a file or takes one that is dropped, and shows how far it is sent. */
export function UploadField(props: {
  readonly upload: UploadHandle;
  readonly label: string;
  /** Which files are wanted, where not every kind of the library is. */
  readonly hint?: string;
  readonly accept?: string;
  /** What is said of a file that has arrived. */
  readonly arrived?: (name: string) => string;
}) {
  const say = useWords('evidence');
  const { upload, label } = props;
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) upload.send(file);
  };
  return (
    <div
      className="pw-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileField
        label={label}
        hint={props.hint ?? say('evidence:file.hint')}
        accept={props.accept ?? ACCEPT}
        onFile={upload.send}
      />
      {upload.file && upload.state ? (
        <Standing upload={upload} file={upload.file} state={upload.state} arrived={props.arrived} />
      ) : null}
    </div>
  );
}

function Standing(props: {
  readonly upload: UploadHandle;
  readonly file: File;
  readonly state: UploadState;
  readonly arrived: ((name: string) => string) | undefined;
}) {
  const say = useWords('evidence');
  const { upload, file, state } = props;
  const name = file.name;
  if (state.kind === 'done')
    return (
      <Notice tone="good" title={props.arrived?.(name) ?? say('evidence:upload.done', { name })}>
        <Cancel upload={upload} label={say('evidence:upload.drop')} />
      </Notice>
    );
  if (state.kind === 'too-large')
    return (
      <Notice tone="bad" title={say('evidence:upload.tooLarge', { name })}>
        {say('evidence:upload.tooLargeNext')}
      </Notice>
    );
  if (state.kind === 'failed')
    return (
      <div className="pw-stack">
        <p>{say('evidence:upload.refused', { name })}</p>
        <Failure error={state.error} {...(isFinal(state.error) ? {} : { again: () => upload.send(file) })} />
      </div>
    );
  return <Progress upload={upload} name={name} state={state} />;
}

/** The same bytes would be refused again: another file is chosen instead. */
const isFinal = (error: unknown): boolean => error instanceof ApiError && error.code === 'file-refused';

function Progress(props: {
  readonly upload: UploadHandle;
  readonly name: string;
  readonly state: Extract<UploadState, { readonly sent: number }>;
}) {
  const say = useWords('evidence');
  const language = useLanguage();
  const { upload, name, state } = props;
  const whole = state.kind === 'sending' && state.sent === state.total;
  const share = state.total === 0 ? 0 : Math.floor((state.sent / state.total) * 100);
  return (
    <div className="pw-stack">
      <p role="status">
        {say(whole ? 'evidence:upload.checking' : `evidence:upload.${state.kind}`, { name })}
      </p>
      <progress
        className="pw-progress"
        max={100}
        value={share}
        aria-label={say('evidence:upload.progress', { name })}
      />
      <p className="pw-small">
        {say('evidence:upload.sent', {
          sent: sizeWords(state.sent, language),
          total: sizeWords(state.total, language),
          share: showNumber(String(share), language),
        })}
      </p>
      <div className="pw-actions">
        {state.kind === 'sending' ? (
          <Button look="second" size="small" onClick={upload.pause}>
            {say('evidence:upload.pause')}
          </Button>
        ) : (
          <Button look="second" size="small" onClick={upload.goOn}>
            {say('evidence:upload.goOn')}
          </Button>
        )}
        <Cancel upload={upload} label={say('evidence:upload.cancel')} />
      </div>
    </div>
  );
}

function Cancel({ upload, label }: { readonly upload: UploadHandle; readonly label: string }) {
  return (
    <Button look="quiet" size="small" onClick={upload.cancel}>
      {label}
    </Button>
  );
}
