import { GROUP_KINDS, type AppraisalGroup } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { readDate, showDate } from '../../format/dates.ts';
import { UploadField } from '../../evidence-parts/upload-field.tsx';
import { useUpload } from '../../evidence-parts/use-upload.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Dialog, SelectField, TextField } from '../../ui/index.ts';
import { useRenewGroups } from '../../appraisal-parts/groups-queries.ts';

/** A button that opens the form of a group: a new one, or what is entered of one that stands. */
export function GroupDialog({
  roundId,
  group,
}: {
  readonly roundId: string;
  readonly group: AppraisalGroup | null;
}) {
  const say = useWords('appraisal-groups');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="second" size={group ? 'small' : 'normal'} onClick={() => setOpen(true)}>
        {say(group ? 'appraisal-groups:edit' : 'appraisal-groups:new')}
      </Button>
      {open ? (
        <Dialog
          title={say(group ? 'appraisal-groups:editTitle' : 'appraisal-groups:new')}
          onClose={() => setOpen(false)}
        >
          <GroupForm roundId={roundId} group={group} onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

const FIELDS = ['name', 'decisionNumber', 'decisionIssuer', 'decisionUrl'] as const;

function GroupForm(props: {
  readonly roundId: string;
  readonly group: AppraisalGroup | null;
  readonly onDone: () => void;
}) {
  const say = useWords('appraisal-groups');
  const { roundId, group, onDone } = props;
  const renew = useRenewGroups(roundId);
  const upload = useUpload('signed-report');
  const [kind, setKind] = useState<(typeof GROUP_KINDS)[number]>(group?.kind ?? 'appraisal-group');
  const [date, setDate] = useState(group ? showDate(group.decisionDate) : '');
  const [texts, setTexts] = useState({
    name: group?.name ?? '',
    decisionNumber: group?.decisionNumber ?? '',
    decisionIssuer: group?.decisionIssuer ?? '',
    decisionUrl: group?.decisionUrl ?? '',
  });
  const uploadId = upload.state?.kind === 'done' ? upload.state.uploadId : null;
  const sending = upload.state !== null && upload.state.kind !== 'done';
  const day = readDate(date);
  const save = useMutation({
    mutationFn: () => {
      const body = { ...texts, decisionDate: day ?? '', uploadId };
      return group
        ? call('updateAppraisalGroup', {
            params: { roundId, groupId: group.id },
            ifMatch: group.version,
            body,
          })
        : call('createAppraisalGroup', { params: { roundId }, body: { ...body, kind } });
    },
    onSuccess: async () => {
      await renew();
      onDone();
    },
  });
  const complete = texts.name && texts.decisionNumber && texts.decisionIssuer && day && !sending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-stack" onSubmit={submit}>
      {group ? null : (
        <SelectField
          label={say('appraisal-groups:kind')}
          value={kind}
          choices={GROUP_KINDS.map((value) => ({ value, label: say(`appraisal-groups:kind.${value}`) }))}
          onChange={(event) => setKind(GROUP_KINDS.find((each) => each === event.target.value) ?? kind)}
        />
      )}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={say(`appraisal-groups:field.${field}`)}
          maxLength={field === 'decisionUrl' ? 2000 : 300}
          required={field !== 'decisionUrl'}
          type={field === 'decisionUrl' ? 'url' : 'text'}
          value={texts[field]}
          onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
        />
      ))}
      <TextField
        label={say('appraisal-groups:field.decisionDate')}
        required
        inputMode="numeric"
        placeholder="31/12/2025"
        fault={date.trim() !== '' && !day ? say('appraisal-groups:badDate') : undefined}
        value={date}
        onChange={(event) => setDate(event.target.value)}
      />
      <UploadField upload={upload} label={say('appraisal-groups:field.file')} />
      {save.isError ? <Failure error={save.error} /> : null}
      <div className="pw-actions">
        <Button type="submit" disabled={!complete} busy={save.isPending && say('appraisal-groups:working')}>
          {say('appraisal-groups:save')}
        </Button>
        <Button look="second" onClick={onDone}>
          {say('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
