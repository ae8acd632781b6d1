import type { DossierFilePreview, SentMapping } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { instantForField, instantOfField } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Notice, Section, TextField } from '../../ui/index.ts';
import { FilePreview } from './file-preview.tsx';
import { isComplete } from './mapping-draft.ts';
import { MappingForm } from './mapping-form.tsx';
import type { SentFile } from './send-file.ts';

interface StepProps {
  readonly sourceId: string;
  readonly file: SentFile;
  readonly onDone: () => void;
}

/** How a file is read, what its first rows come to by that, and the order to take it. */
export function MappingStep(props: StepProps) {
  const say = useWords('dossier-files');
  const { sourceId, file } = props;
  const [asked, setAsked] = useState<SentMapping | null>(null);
  const preview = useQuery({
    queryKey: ['dossier-file-preview', file.id, asked],
    queryFn: ({ signal }) =>
      call('previewDossierFile', { params: { sourceId, fileId: file.id }, body: { mapping: asked }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  return (
    <Section title={say('dossier-files:map.title', { name: file.name })}>
      <Loaded query={preview}>
        {(seen) => (
          <Matched
            {...props}
            key={seen.header.join('\n')}
            seen={seen}
            busy={preview.isFetching}
            onLook={setAsked}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Matched(
  props: StepProps & {
    readonly seen: DossierFilePreview;
    readonly busy: boolean;
    readonly onLook: (mapping: SentMapping) => void;
  },
) {
  const say = useWords('dossier-files');
  const { sourceId, file, seen } = props;
  const queries = useQueryClient();
  const [mapping, setMapping] = useState(seen.mapping);
  const [typed, setTyped] = useState(() => instantForField((file.savedAt ?? new Date()).toISOString()));
  const asOf = instantOfField(typed);
  const start = useMutation({
    mutationFn: (instant: string) =>
      call('startDossierFile', { params: { sourceId, fileId: file.id }, body: { mapping, asOf: instant } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['dossier-files', sourceId] });
      props.onDone();
    },
  });
  return (
    <>
      <Notice quiet>{say(seen.guessed ? 'dossier-files:map.guessed' : 'dossier-files:map.saved')}</Notice>
      <MappingForm seen={seen} mapping={mapping} onChange={setMapping} />
      <div className="pw-actions">
        <Button
          look="second"
          busy={props.busy && say('dossier-files:map.previewing')}
          onClick={() => props.onLook(mapping)}
        >
          {say('dossier-files:map.preview')}
        </Button>
      </div>
      <FilePreview seen={seen} />
      <TextField
        label={say('dossier-files:map.asOf')}
        hint={say('dossier-files:map.asOfHint')}
        fault={asOf ? null : say('dossier-files:map.asOfFault')}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {start.isError ? <Failure error={start.error} /> : null}
      <div className="pw-actions">
        <Button
          disabled={!isComplete(mapping) || !asOf}
          busy={start.isPending && say('dossier-files:map.starting')}
          onClick={() => {
            if (asOf) start.mutate(asOf);
          }}
        >
          {say('dossier-files:map.start')}
        </Button>
        <Button look="second" onClick={props.onDone}>
          {say('dossier-files:map.close')}
        </Button>
      </div>
    </>
  );
}
