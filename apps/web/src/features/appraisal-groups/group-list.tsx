import { GROUP_ROLES, type AppraisalGroup, type GroupMember } from '@parix/api-contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Empty, SelectField, Table, Tag, TextField } from '../../ui/index.ts';
import { GroupDialog } from './group-dialog.tsx';
import { groupsQuery, useAppraisers, useRenewGroups } from '../../appraisal-parts/groups-queries.ts';

interface ListProps {
  readonly roundId: string;
  readonly manages: boolean;
}

export function GroupList({ roundId, manages }: ListProps) {
  const say = useWords('appraisal-groups');
  const groups = useQuery(groupsQuery(roundId));
  return (
    <Loaded query={groups}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={say('appraisal-groups:noGroup')}>{say('appraisal-groups:noGroupNext')}</Empty>
        ) : (
          <div className="pw-stack">
            {items.map((group) => (
              <Group key={group.id} roundId={roundId} group={group} manages={manages} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function Group({ roundId, group, manages }: ListProps & { readonly group: AppraisalGroup }) {
  const say = useWords('appraisal-groups');
  const renew = useRenewGroups(roundId);
  const params = { roundId, groupId: group.id };
  const dissolve = useMutation({
    mutationFn: () => call('dissolveAppraisalGroup', { params }),
    onSuccess: () => renew(),
  });
  const stands = group.dissolvedAt === null;
  return (
    <article className="pw-stack" aria-labelledby={`group-${group.id}`}>
      <div className="pw-title">
        <div>
          <h3 id={`group-${group.id}`}>
            {group.name} <Tag>{say(`appraisal-groups:kind.${group.kind}`)}</Tag>{' '}
            {stands ? null : <Tag tone="warning">{say('appraisal-groups:dissolved')}</Tag>}
          </h3>
          <p className="pw-soft pw-small">
            {say('appraisal-groups:decision', {
              number: group.decisionNumber,
              date: showDate(group.decisionDate),
              issuer: group.decisionIssuer,
            })}{' '}
            {group.fileName ? (
              <a href={`/api/v1/rounds/${roundId}/appraisal-groups/${group.id}/file`}>{group.fileName}</a>
            ) : null}{' '}
            {group.decisionUrl ? (
              <a href={group.decisionUrl} rel="noreferrer">
                {say('appraisal-groups:openDecision')}
              </a>
            ) : null}
          </p>
        </div>
        {manages && stands ? (
          <div className="pw-actions">
            <GroupDialog roundId={roundId} group={group} />
            <Button
              look="quiet"
              size="small"
              aria-label={say('appraisal-groups:dissolveOf', { name: group.name })}
              busy={dissolve.isPending && say('appraisal-groups:working')}
              onClick={() => dissolve.mutate()}
            >
              {say('appraisal-groups:dissolve')}
            </Button>
          </div>
        ) : null}
      </div>
      {dissolve.isError ? <Failure error={dissolve.error} /> : null}
      <Members roundId={roundId} group={group} manages={manages && stands} />
      {manages && stands ? <AddMember roundId={roundId} group={group} /> : null}
    </article>
  );
}

function Members({ roundId, group, manages }: ListProps & { readonly group: AppraisalGroup }) {
  const say = useWords('appraisal-groups');
  if (group.members.length === 0) return <p className="pw-soft">{say('appraisal-groups:noMember')}</p>;
  const heads = ['person', 'part', 'agency', ...(manages ? (['act'] as const) : [])] as const;
  return (
    <Table caption={say('appraisal-groups:membersOf', { name: group.name })} hideCaption cards>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {say(`appraisal-groups:column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {group.members.map((member) => (
          <MemberRow key={member.id} roundId={roundId} group={group} member={member} manages={manages} />
        ))}
      </tbody>
    </Table>
  );
}

function MemberRow(props: ListProps & { readonly group: AppraisalGroup; readonly member: GroupMember }) {
  const say = useWords('appraisal-groups');
  const { roundId, group, member, manages } = props;
  const renew = useRenewGroups(roundId);
  const remove = useMutation({
    mutationFn: () =>
      call('removeGroupMember', { params: { roundId, groupId: group.id, memberId: member.id } }),
    onSuccess: () => renew(),
  });
  return (
    <tr>
      <th scope="row" data-name={say('appraisal-groups:column.person')}>
        <span>
          {member.displayName}{' '}
          {member.leftAt ? <Tag>{say('appraisal-groups:left', { at: showDate(member.leftAt) })}</Tag> : null}
        </span>
      </th>
      <td data-name={say('appraisal-groups:column.part')}>{say(`appraisal-groups:part.${member.role}`)}</td>
      <td data-name={say('appraisal-groups:column.agency')}>{member.agency}</td>
      {manages ? (
        <td data-name={say('appraisal-groups:column.act')}>
          {member.leftAt ? null : (
            <Button
              look="quiet"
              size="small"
              aria-label={say('appraisal-groups:removeOf', { name: member.displayName })}
              busy={remove.isPending && say('appraisal-groups:working')}
              onClick={() => remove.mutate()}
            >
              {say('appraisal-groups:remove')}
            </Button>
          )}
          {remove.isError ? <Failure error={remove.error} /> : null}
        </td>
      ) : null}
    </tr>
  );
}

function AddMember({ roundId, group }: { readonly roundId: string; readonly group: AppraisalGroup }) {
  const say = useWords('appraisal-groups');
  const renew = useRenewGroups(roundId);
  const people = useAppraisers(roundId);
  const [accountId, setAccountId] = useState('');
  const [role, setRole] = useState<(typeof GROUP_ROLES)[number]>('member');
  const [agency, setAgency] = useState('');
  const add = useMutation({
    mutationFn: () =>
      call('addGroupMembers', {
        params: { roundId, groupId: group.id },
        body: { members: [{ accountId, role, agency: agency.normalize('NFC').trim() }] },
      }),
    onSuccess: async () => {
      setAccountId('');
      setAgency('');
      await renew();
    },
  });
  const choose = (id: string) => {
    setAccountId(id);
    const unit = people.data?.find((person) => person.id === id)?.unitName;
    if (unit) setAgency(unit);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (accountId && agency.trim() && !add.isPending) add.mutate();
  };
  return (
    <form
      className="pw-form-row"
      onSubmit={submit}
      aria-label={say('appraisal-groups:addOf', { name: group.name })}
    >
      <SelectField
        label={say('appraisal-groups:column.person')}
        value={accountId}
        choices={[
          { value: '', label: say('appraisal-groups:choosePerson') },
          ...(people.data ?? []).map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      <SelectField
        label={say('appraisal-groups:column.part')}
        value={role}
        choices={GROUP_ROLES.map((value) => ({ value, label: say(`appraisal-groups:part.${value}`) }))}
        onChange={(event) => setRole(GROUP_ROLES.find((each) => each === event.target.value) ?? role)}
      />
      <TextField
        label={say('appraisal-groups:column.agency')}
        maxLength={300}
        value={agency}
        onChange={(event) => setAgency(event.target.value)}
      />
      <Button
        type="submit"
        look="second"
        disabled={!accountId || !agency.trim()}
        busy={add.isPending && say('appraisal-groups:working')}
      >
        {say('appraisal-groups:add')}
      </Button>
      {people.isError ? <Failure error={people.error} /> : null}
      {add.isError ? <Failure error={add.error} /> : null}
    </form>
  );
}
