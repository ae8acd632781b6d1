import { type DossierFile, ROUTES } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, Table, Tag, type TagTone } from '../../ui/index.ts';
import type { SentFile } from './send-file.ts';

/** How often the progress of a file is asked for, milliseconds. */
const ASK_EVERY = 1500;
const TONES: Readonly<Record<DossierFile['state'], TagTone>> = {
  uploading: 'plain',
  waiting: 'strong',
  running: 'strong',
  done: 'good',
  cancelled: 'warning',
  failed: 'bad',
  abandoned: 'plain',
};
const isUnderWay = ({ state }: DossierFile): boolean => state === 'waiting' || state === 'running';

/** Files of a source, the newest first, with how far each has come and what came of it. */
export function FileList(props: { readonly sourceId: string; readonly onChoose: (file: SentFile) => void }) {
  const say = useWords('dossier-files');
  const { sourceId } = props;
  const files = useInfiniteQuery({
    queryKey: ['dossier-files', sourceId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listDossierFiles', {
        params: { sourceId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? ASK_EVERY : false,
  });
  return (
    <Paged
      query={files}
      empty={<Empty title={say('dossier-files:files.none')}>{say('dossier-files:files.noneNext')}</Empty>}
    >
      {(items) => (
        <Table caption={say('dossier-files:files.list')} hideCaption cards>
          <thead>
            <tr>
              {(['name', 'state', 'rows', 'acts'] as const).map((head) => (
                <th scope="col" key={head}>
                  {say(`dossier-files:files.column.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((file) => (
              <FileLine key={file.id} file={file} onChoose={props.onChoose} />
            ))}
          </tbody>
        </Table>
      )}
    </Paged>
  );
}

function FileLine({
  file,
  onChoose,
}: {
  readonly file: DossierFile;
  readonly onChoose: (file: SentFile) => void;
}) {
  const say = useWords('dossier-files');
  const params = { sourceId: file.sourceId, fileId: file.id };
  const { name } = file;
  return (
    <tr>
      <th scope="row" data-name={say('dossier-files:files.column.name')}>
        <span>
          {name}
          {file.asOf ? (
            <span className="pw-small pw-soft">
              {' '}
              {say('dossier-files:files.asOf', { at: showInstant(file.asOf) })}
            </span>
          ) : null}
        </span>
      </th>
      <td data-name={say('dossier-files:files.column.state')}>
        <Tag tone={TONES[file.state]}>{say(`dossier-files:files.state.${file.state}`)}</Tag>
      </td>
      <td data-name={say('dossier-files:files.column.rows')}>
        <Outcome file={file} />
      </td>
      <td data-name={say('dossier-files:files.column.acts')}>
        <span className="pw-actions">
          {file.state === 'uploading' ? (
            <Button
              look="second"
              size="small"
              aria-label={say('dossier-files:files.goOnNamed', { name })}
              onClick={() => onChoose({ id: file.id, name, savedAt: null })}
            >
              {say('dossier-files:files.goOn')}
            </Button>
          ) : null}
          {file.state === 'uploading' || isUnderWay(file) ? <Cancel file={file} /> : null}
          {file.problemCount > 0 ? (
            <a href={addressOf(ROUTES.dossierFileProblems, { params })} download>
              {say('dossier-files:files.problems', { number: file.problemCount })}
            </a>
          ) : null}
        </span>
      </td>
    </tr>
  );
}

const KNOWN_FAILURES = ['missing-columns', 'content-lost', 'too-slow', 'too-much-memory'] as const;
const isKnown = (failure: string | null): failure is (typeof KNOWN_FAILURES)[number] =>
  KNOWN_FAILURES.some((known) => known === failure);

function Outcome({ file }: { readonly file: DossierFile }) {
  const say = useWords('dossier-files');
  const language = useLanguage();
  const label = useId();
  const number = (value: number) => showNumber(String(value), language);
  if (file.state === 'uploading') return <span>–</span>;
  const { failure } = file;
  if (isKnown(failure)) return <span>{say(`dossier-files:failure.${failure}`)}</span>;
  if (failure !== null) return <span>{say('dossier-files:failure.other', { code: failure })}</span>;
  const counts = {
    taken: number(file.taken),
    repeated: number(file.repeated),
    rejected: number(file.rejected),
  };
  const share = file.bytesDone / file.size;
  return (
    <span>
      {isUnderWay(file) ? (
        <>
          <span id={label}>
            {say('dossier-files:files.progress', {
              percent: Math.floor(share * 100),
              row: number(file.lastRow),
            })}
          </span>
          <progress className="pw-progress" aria-labelledby={label} value={share} max={1} />
        </>
      ) : null}
      {say('dossier-files:files.counts', counts)}
    </span>
  );
}

function Cancel({ file }: { readonly file: DossierFile }) {
  const say = useWords('dossier-files');
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call('cancelDossierFile', { params: { sourceId: file.sourceId, fileId: file.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dossier-files', file.sourceId] }),
  });
  return (
    <>
      {cancel.isError ? <Failure error={cancel.error} /> : null}
      <Button
        look="quiet"
        size="small"
        aria-label={say('dossier-files:files.cancelNamed', { name: file.name })}
        busy={cancel.isPending && say('dossier-files:files.cancelling')}
        onClick={() => cancel.mutate()}
      >
        {say('dossier-files:files.cancel')}
      </Button>
    </>
  );
}
