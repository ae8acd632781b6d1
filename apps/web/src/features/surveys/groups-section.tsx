import type { SurveyDetail } from '@parix/api-contract';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Section, SelectField, Table, TextField } from '../../ui/index.ts';
import type { SurveyPart } from './survey-page.tsx';
import { readTarget } from './read-target.ts';
import { useSurveyChange } from './use-survey-change.ts';

type Group = SurveyDetail['groups'][number];

/** Who is asked, with what, and how many answers are wanted. */
export function GroupsSection(part: SurveyPart) {
  const say = useWords('surveys');
  const { survey, manages } = part;
  const mayEdit = manages && survey.phase === 'draft';
  return (
    <Section title={say('surveys:groups')}>
      {survey.groups.length === 0 ? <p>{say('surveys:groupsNone')}</p> : <GroupTable survey={survey} />}
      {mayEdit ? survey.groups.map((group) => <EveryUnit key={group.id} part={part} group={group} />) : null}
      {mayEdit && survey.questionnaires.length > 0 ? <AddGroup {...part} /> : null}
    </Section>
  );
}

function GroupTable({ survey }: { readonly survey: SurveyDetail }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const number = (value: number) => showNumber(String(value), language);
  const titles = new Map(survey.questionnaires.map(({ key, title }) => [key, title]));
  return (
    <Table caption={say('surveys:group.caption')} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{say('surveys:group.name')}</th>
          <th scope="col">{say('surveys:group.form')}</th>
          {(['units', 'quota', 'answers'] as const).map((column) => (
            <th scope="col" key={column} className="pw-number">
              {say(`surveys:group.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {survey.groups.map((group) => (
          <tr key={group.id}>
            <th scope="row">{group.name}</th>
            <td data-name={say('surveys:group.form')}>{titles.get(group.questionnaireKey)}</td>
            {(['units', 'quota', 'answers'] as const).map((column) => (
              <td key={column} className="pw-number" data-name={say(`surveys:group.${column}`)}>
                {number(group[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The same quota for every unit of the round; single ones are changed below. */
function EveryUnit({ part, group }: { readonly part: SurveyPart; readonly group: Group }) {
  const say = useWords('surveys');
  const { roundId, survey } = part;
  const [typed, setTyped] = useState({ quota: '', population: '' });
  const [tried, setTried] = useState(false);
  const everyUnit = readTarget(typed);
  const save = useSurveyChange(survey.id, (target: NonNullable<typeof everyUnit>) =>
    call('setSurveyTargets', {
      params: { roundId, surveyId: survey.id, groupId: group.id },
      ifMatch: survey.version,
      body: { everyUnit: target },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (everyUnit && !save.isPending) save.mutate(everyUnit);
  };
  return (
    <details className="pw-details" open={group.units === 0}>
      <summary>{say('surveys:target.open', { group: group.name })}</summary>
      <form className="pw-form" onSubmit={submit} noValidate>
        {save.isError ? <Failure error={save.error} /> : null}
        <TextField
          label={say('surveys:target.quota')}
          inputMode="numeric"
          fault={tried && !everyUnit ? say('surveys:target.fault') : null}
          value={typed.quota}
          onChange={(event) => setTyped({ ...typed, quota: event.target.value })}
        />
        <TextField
          label={say('surveys:target.population')}
          hint={say('surveys:target.populationHint')}
          inputMode="numeric"
          value={typed.population}
          onChange={(event) => setTyped({ ...typed, population: event.target.value })}
        />
        <div className="pw-actions">
          <Button type="submit" look="second" busy={save.isPending && say('surveys:saving')}>
            {say('surveys:target.save')}
          </Button>
        </div>
      </form>
    </details>
  );
}

function AddGroup({ roundId, survey }: SurveyPart) {
  const say = useWords('surveys');
  const [name, setName] = useState('');
  const [key, setKey] = useState(survey.questionnaires[0]?.key ?? '');
  const add = useSurveyChange(
    survey.id,
    () =>
      call('addSurveyGroup', {
        params: { roundId, surveyId: survey.id },
        ifMatch: survey.version,
        body: { name: name.trim(), questionnaireKey: key },
      }),
    () => setName(''),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !add.isPending) add.mutate(undefined);
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {add.isError ? <Failure error={add.error} /> : null}
      <TextField
        label={say('surveys:group.name')}
        hint={say('surveys:group.nameHint')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={say('surveys:group.form')}
        choices={survey.questionnaires.map(({ key: value, title }) => ({ value, label: title }))}
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <div className="pw-actions">
        <Button
          type="submit"
          look="second"
          disabled={name.trim() === ''}
          busy={add.isPending && say('surveys:saving')}
        >
          {say('surveys:group.add')}
        </Button>
      </div>
    </form>
  );
}
