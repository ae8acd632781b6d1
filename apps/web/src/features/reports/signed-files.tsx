import type { SignedFile } from '@parix/api-contract';
import { couldBeAllowed } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { useAccount } from '../../api/use-me.ts';
import type { CardKey } from '../../card-parts/sign-off-query.ts';
import { sizeWords } from '../../evidence-parts/file-words.ts';
import { ReceiptLine } from '../../evidence-parts/receipt-line.tsx';
import { UploadField } from '../../evidence-parts/upload-field.tsx';
import { useUpload } from '../../evidence-parts/use-upload.ts';
import { showInstant } from '../../format/dates.ts';
import { currentLanguage } from '../../i18n/current-language.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Tag, type TagTone } from '../../ui/index.ts';

interface SubmissionKey {
  readonly card: CardKey;
  readonly sequence: number;
}
type Signature = SignedFile['signatures'][number];

const listKey = ({ card, sequence }: SubmissionKey) =>
  ['signed-files', card.roundId, card.unitId, sequence] as const;

/** The PDFs that were signed with a key and added to a submission, each with what can honestly be said of it. */
export function SignedFiles(key: SubmissionKey) {
  const say = useWords('reports');
  const account = useAccount();
  const { roundId, unitId } = key.card;
  const mayAdd = couldBeAllowed(account.roles, 'submission.attach', { ownUnit: account.unitId === unitId });
  const files = useQuery({
    queryKey: [...listKey(key), currentLanguage()],
    queryFn: ({ signal }) =>
      call('listSignedFiles', { params: { roundId, unitId, sequence: key.sequence }, signal }),
  });
  return (
    <section className="pw-stack" aria-labelledby="signed-files">
      <h3 id="signed-files">{say('reports:files.title')}</h3>
      <Loaded query={files}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pw-soft">{say('reports:files.none')}</p>
          ) : (
            <ul className="pw-stack">
              {items.map((file) => (
                <FileLine key={file.number} of={key} file={file} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayAdd ? <AddFile {...key} /> : null}
    </section>
  );
}

function FileLine({
  of: { card, sequence },
  file,
}: {
  readonly of: SubmissionKey;
  readonly file: SignedFile;
}) {
  const say = useWords('reports');
  const language = useLanguage();
  const submission = `/rounds/${card.roundId}/units/${card.unitId}/submissions/${sequence}` as const;
  return (
    <li className="pw-stack">
      <p className="pw-break">
        <a href={addressOf({ path: `${submission}/signed-files/${file.number}/content` }, {})} download>
          {file.fileName}
        </a>{' '}
        ({sizeWords(file.size, language)}) –{' '}
        {say('reports:files.added', { who: file.by ?? '–', at: showInstant(file.at) })}
      </p>
      <p className="pw-small pw-break">
        SHA-256 <code>{file.sha256}</code>
      </p>
      {file.signatures.map((signature, at) => (
        <SignatureView key={at} signature={signature} number={at + 1} />
      ))}
    </li>
  );
}

const TONES: Readonly<Record<Signature['status'], TagTone>> = {
  valid: 'good',
  'intact-untrusted': 'warning',
  broken: 'bad',
  unreadable: 'bad',
};

/** The verdict in one word, then the server's sentences: what holds, what could not be checked, and the certificate. */
function SignatureView({ signature, number }: { readonly signature: Signature; readonly number: number }) {
  const say = useWords('reports');
  return (
    <div className="pw-stack-tight">
      <p className="pw-actions">
        <strong>{say(`reports:signature.${signature.kind}`, { number })}</strong>
        <Tag tone={TONES[signature.status]}>{say(`reports:status.${signature.status}`)}</Tag>
        {signature.signer ? <span>{signature.signer}</span> : null}
      </p>
      <ul className="pw-reasons">
        {signature.words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function AddFile({ card, sequence }: SubmissionKey) {
  const say = useWords('reports');
  const queries = useQueryClient();
  const upload = useUpload('signed-report');
  const add = useMutation({
    mutationFn: (uploadId: string) =>
      call('addSignedFile', {
        params: { roundId: card.roundId, unitId: card.unitId, sequence },
        body: { uploadId },
      }),
    onSuccess: () => {
      upload.forget();
      return queries.invalidateQueries({ queryKey: listKey({ card, sequence }) });
    },
  });
  const uploadId = upload.state?.kind === 'done' ? upload.state.uploadId : null;
  return (
    <div className="pw-stack">
      <UploadField
        upload={upload}
        label={say('reports:files.add')}
        hint={say('reports:files.hint')}
        accept=".pdf"
        arrived={(name) => say('reports:files.arrived', { name })}
      />
      {uploadId ? (
        <div className="pw-actions">
          <Button busy={add.isPending && say('reports:files.adding')} onClick={() => add.mutate(uploadId)}>
            {say('reports:files.do')}
          </Button>
        </div>
      ) : null}
      {add.isError ? <Failure error={add.error} /> : null}
      {add.data ? (
        <Notice tone="good" title={say('reports:files.done', { name: add.data.file.fileName })}>
          <ReceiptLine receipt={add.data.receipt} />
        </Notice>
      ) : null}
    </div>
  );
}
