import type { ReportTemplate } from '@parix/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FileButtons } from '../../document-parts/file-buttons.tsx';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Dialog, FileField, Notice, Section } from '../../ui/index.ts';
import { TagTable } from './tag-table.tsx';

type Kind = ReportTemplate['kind'];
const keyOf = (kind: Kind) => ['report-template', kind] as const;

/** The template of a kind: which one is in use, to be fetched, replaced, looked at, or given up. */
export function TemplateSection({ kind }: { readonly kind: Kind }) {
  const say = useWords('reports');
  const query = useQuery({
    queryKey: keyOf(kind),
    queryFn: ({ signal }) => call('getReportTemplate', { params: { kind }, signal }),
  });
  return (
    <Section title={say('reports:template.title')}>
      <Loaded query={query}>
        {(template) => (
          <>
            <InUse template={template} />
            <FileButtons
              choices={[
                { label: say('reports:template.fetch'), route: 'reportTemplateFile', params: { kind } },
                ...(['docx', 'pdf'] as const).map((format) => ({
                  label: say(`reports:template.sample-${format}`),
                  route: 'documentSample' as const,
                  params: { kind, format },
                })),
              ]}
            />
            <p className="pw-hint">{say('reports:template.pdfHint')}</p>
            <PutIn kind={kind} />
            {template.custom ? <GiveUp kind={kind} /> : null}
            <TagTable tags={template.tags} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function InUse({ template }: { readonly template: ReportTemplate }) {
  const say = useWords('reports');
  if (!template.custom) return <p>{say('reports:template.shipped')}</p>;
  return (
    <p>
      {say('reports:template.own', {
        name: template.fileName,
        by: template.uploadedBy ?? '–',
        at: template.uploadedAt === null ? '–' : showInstant(template.uploadedAt),
      })}
    </p>
  );
}

/** An edited template counts once every fault is gone; each fault names its field and where it stands. */
function PutIn({ kind }: { readonly kind: Kind }) {
  const say = useWords('reports');
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: (file: File) => call('uploadReportTemplate', { params: { kind }, file }),
    onSuccess: (stored) => queries.setQueryData(keyOf(kind), stored),
  });
  return (
    <>
      <FileField
        label={say('reports:template.put')}
        hint={say('reports:template.putHint')}
        accept=".docx"
        onFile={(file) => put.mutate(file)}
      />
      {put.isPending ? (
        <p role="status">{say('reports:template.checking', { name: put.variables.name })}</p>
      ) : null}
      {put.isError ? <Failure error={put.error} /> : null}
      {put.isSuccess ? (
        <Notice tone="good" title={say('reports:template.stored', { name: put.data.fileName })}>
          {say('reports:template.storedNext')}
        </Notice>
      ) : null}
    </>
  );
}

function GiveUp({ kind }: { readonly kind: Kind }) {
  const say = useWords('reports');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => call('removeReportTemplate', { params: { kind } }),
    onSuccess: (stored) => {
      setAsking(false);
      queries.setQueryData(keyOf(kind), stored);
    },
  });
  return (
    <div className="pw-actions">
      <Button look="second" onClick={() => setAsking(true)}>
        {say('reports:template.back')}
      </Button>
      {asking ? (
        <Dialog title={say('reports:template.backAsk')} onClose={() => setAsking(false)}>
          <p>{say('reports:template.backText')}</p>
          {remove.isError ? <Failure error={remove.error} /> : null}
          <div className="pw-actions">
            <Button
              busy={remove.isPending && say('reports:letterhead.saving')}
              onClick={() => remove.mutate()}
            >
              {say('reports:template.back')}
            </Button>
            <Button look="second" onClick={() => setAsking(false)}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
