import type { InspectionPackage, InspectionRecord } from '@parix/api-contract';
import { call } from '../../api/call.ts';
import { sizeWords } from '../../evidence-parts/file-words.ts';
import { UploadField } from '../../evidence-parts/upload-field.tsx';
import { useUpload } from '../../evidence-parts/use-upload.ts';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { paramsOf, useRecordAct } from './use-record-act.ts';

interface ScansProps {
  readonly visit: InspectionPackage;
  readonly record: InspectionRecord;
}

/** Copies of the record as it was signed on paper, and adding one. */
export function RecordScans({ visit, record }: ScansProps) {
  const say = useWords('inspections');
  const language = useLanguage();
  const base = `/api/v1/units/${visit.unitId}/inspection-visits/${visit.id}/records/${record.version}/scans`;
  if (record.scans.length === 0 && !visit.may.addScan) return null;
  return (
    <>
      {record.scans.length === 0 ? null : (
        <>
          <h4>{say('inspections:scans')}</h4>
          <ul>
            {record.scans.map(({ number, fileName, size, sha256, by, at }) => (
              <li key={number}>
                <a className="pw-break" href={`${base}/${number}`}>
                  {fileName}
                </a>{' '}
                ({sizeWords(size, language)}) ·{' '}
                {say('inspections:scanAdded', { who: by ?? '–', at: showInstant(at) })}
                <span className="pw-small pw-soft pw-break"> SHA-256 {sha256}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {visit.may.addScan ? <AddScan visit={visit} record={record} /> : null}
    </>
  );
}

function AddScan({ visit, record: { version } }: ScansProps) {
  const say = useWords('inspections');
  const upload = useUpload('inspection-photo');
  const add = useRecordAct(visit, async (uploadId: string) => {
    const answer = await call('addInspectionScan', {
      params: { ...paramsOf(visit), version },
      body: { uploadId },
    });
    upload.forget();
    return answer;
  });
  const uploadId = upload.state?.kind === 'done' ? upload.state.uploadId : null;
  return (
    <details className="pw-details">
      <summary>{say('inspections:addScan')}</summary>
      <div className="pw-stack">
        <UploadField
          upload={upload}
          label={say('inspections:scanFile')}
          hint={say('inspections:scanHint')}
          accept=".pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff"
          arrived={(name) => say('inspections:scanArrived', { name })}
        />
        {uploadId === null ? null : (
          <div className="pw-actions">
            <Button busy={add.isPending && say('inspections:saving')} onClick={() => add.mutate(uploadId)}>
              {say('inspections:keepScan')}
            </Button>
          </div>
        )}
        {add.isError ? <Failure error={add.error} /> : null}
        {add.isSuccess && uploadId === null ? (
          <Notice tone="good" title={say('inspections:scanKept')} />
        ) : null}
      </div>
    </details>
  );
}
