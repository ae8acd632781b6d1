import { LARGEST_DOSSIER_FILE } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { FileField, Notice, Section } from '../../ui/index.ts';
import { FileList } from './file-list.tsx';
import { MappingStep } from './mapping-step.tsx';
import { sendFile, type SentFile } from './send-file.ts';
import { SourcePage, useSourceId } from './source-page.tsx';

/** A file of dossiers is sent, its columns are matched, its first rows are looked at, and it is taken in the background. */
export function DossierFilesPage() {
  const say = useWords('dossier-files');
  const sourceId = useSourceId();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<SentFile | null>(null);
  const [share, setShare] = useState(0);
  const [tooLarge, setTooLarge] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => sendFile(sourceId, file, setShare),
    onSuccess: setChosen,
    onSettled: () => queries.invalidateQueries({ queryKey: ['dossier-files', sourceId] }),
  });
  const choose = (file: File) => {
    setChosen(null);
    setShare(0);
    setTooLarge(file.size > LARGEST_DOSSIER_FILE);
    if (file.size <= LARGEST_DOSSIER_FILE) send.mutate(file);
  };
  return (
    <SourcePage
      sourceId={sourceId}
      title={say('dossier-files:files.title')}
      lead={say('dossier-files:files.lead')}
    >
      <FileField
        label={say('dossier-files:files.choose')}
        hint={say('dossier-files:files.chooseHint')}
        accept=".csv,.txt,.xlsx"
        onFile={choose}
      />
      {tooLarge ? <Notice tone="bad" title={say('dossier-files:files.tooLarge')} /> : null}
      {send.isPending ? <Sending name={send.variables.name} share={share} /> : null}
      {send.isError ? <Failure error={send.error} again={() => send.mutate(send.variables)} /> : null}
      {chosen ? (
        <MappingStep key={chosen.id} sourceId={sourceId} file={chosen} onDone={() => setChosen(null)} />
      ) : null}
      <Section title={say('dossier-files:files.list')}>
        <FileList sourceId={sourceId} onChoose={setChosen} />
      </Section>
    </SourcePage>
  );
}

function Sending({ name, share }: { readonly name: string; readonly share: number }) {
  const say = useWords('dossier-files');
  const words = say('dossier-files:files.sending', { name, percent: Math.floor(share * 100) });
  return (
    <>
      <p>{words}</p>
      <progress className="pw-progress" aria-label={words} value={share} max={1} />
    </>
  );
}
