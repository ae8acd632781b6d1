import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Failure, Loaded } from '../states/loaded.tsx';
import { Button, Dialog, Notice, Waiting } from '../ui/index.ts';
import { FileMarks } from './document-marks.tsx';
import {
  documentQuery,
  fileAddress,
  textQuery,
  type EvidenceFile,
  type VersionKey,
} from './evidence-query.ts';
import { previewOf } from './file-words.ts';
import './evidence.css';

const PdfPreview = lazy(async () => ({ default: (await import('./pdf-preview.tsx')).PdfPreview }));

/** A file as far as it can be shown here, its text in words, and the way to download it. */
export function FilePreview(props: {
  readonly at: VersionKey;
  readonly file: EvidenceFile;
  readonly page: number;
  readonly onPage: (page: number) => void;
}) {
  const say = useWords('evidence');
  const { at, file } = props;
  const address = fileAddress(at);
  const kind = previewOf(file.mediaType);
  return (
    <div className="pw-preview">
      <p className="pw-break">
        <strong>{file.fileName}</strong>
      </p>
      <FileMarks file={file} />
      {file.remarks.length > 0 ? (
        <Notice tone="warning" quiet title={say('evidence:remarks')}>
          <ul>
            {file.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <p>
        <a className="pw-button" data-look="second" href={address} download={file.fileName}>
          {say('evidence:download')}
        </a>
      </p>
      {kind === 'pdf' ? (
        <Suspense fallback={<Waiting what={say('evidence:preview.opening')} />}>
          <PdfPreview address={address} name={file.fileName} page={props.page} onPage={props.onPage} />
        </Suspense>
      ) : null}
      {kind === 'image' ? <ImagePreview address={address} name={file.fileName} /> : null}
      {kind === 'none' ? <p className="pw-soft">{say('evidence:preview.none')}</p> : null}
      {file.text === 'indexed' ? (
        <FileText at={at} page={kind === 'pdf' ? props.page : null} />
      ) : (
        <p className="pw-hint">{say(`evidence:textNote.${file.text}`)}</p>
      )}
    </div>
  );
}

function ImagePreview({ address, name }: { readonly address: string; readonly name: string }) {
  const say = useWords('evidence');
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <Notice tone="bad" title={say('evidence:preview.broken')}>
        {say('evidence:preview.brokenNext')}
      </Notice>
    );
  return (
    <div
      className="pw-preview-frame"
      tabIndex={0}
      role="region"
      aria-label={say('evidence:preview.frame', { name })}
    >
      <img src={address} alt={say('evidence:preview.image', { name })} onError={() => setBroken(true)} />
    </div>
  );
}

/** The text that was read out of the file; of one page, or of all (`page` null). Fetched when it is opened. */
function FileText({ at, page }: { readonly at: VersionKey; readonly page: number | null }) {
  const say = useWords('evidence');
  const [open, setOpen] = useState(false);
  const text = useQuery({ ...textQuery(at), enabled: open });
  const title = page === null ? say('evidence:fullText') : say('evidence:pageText', { page });
  return (
    <details className="pw-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open ? (
        <Loaded query={text}>
          {(pages) => {
            const shown = pages.filter((one) => page === null || one.page === page);
            if (shown.every((one) => one.text.trim() === ''))
              return <p className="pw-soft">{say('evidence:pageTextNone')}</p>;
            return shown.map((one) => (
              <p key={one.page} className="pw-prewrap pw-break">
                {one.text}
              </p>
            ));
          }}
        </Loaded>
      ) : null}
    </details>
  );
}

/** A document that a card names, at the page meant, without leaving the card. */
export function PreviewDialog(props: {
  readonly at: VersionKey;
  readonly page: number;
  /** The passage to look for; empty: none was named. */
  readonly quote: string;
  readonly onClose: () => void;
}) {
  const say = useWords('evidence');
  const { unitId, documentId, version } = props.at;
  const [page, setPage] = useState(props.page);
  const document = useQuery(documentQuery(unitId, documentId));
  const shown = document.data?.versions.find((one) => one.version === version);
  return (
    <Dialog title={shown?.abstract ?? say('evidence:document')} onClose={props.onClose}>
      <div className="pw-preview">
        {props.quote ? <blockquote className="pw-prewrap pw-quote">{props.quote}</blockquote> : null}
        {document.isPending ? <Waiting /> : null}
        {document.isError ? <Failure error={document.error} again={() => void document.refetch()} /> : null}
        {shown?.file ? (
          <FilePreview at={props.at} file={shown.file} page={page} onPage={setPage} />
        ) : shown ? (
          <p>{say('evidence:noFile')}</p>
        ) : null}
        <div className="pw-actions">
          <Button look="second" onClick={props.onClose}>
            {say('evidence:close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
