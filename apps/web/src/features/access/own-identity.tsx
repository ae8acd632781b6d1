import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { ME_KEY } from '../../api/use-me.ts';
import { isLanguage, LANGUAGES } from '../../i18n/current-language.ts';
import { changeLanguage } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, Section, SelectField, TextField } from '../../ui/index.ts';
import { type OwnAccount, ownAccountQuery } from './own-account-query.ts';

/** Name, language and mail address; unit, division and roles are told, not changed. */
export function OwnIdentity({ own }: { readonly own: OwnAccount }) {
  const say = useWords('access');
  return (
    <Section title={say('access:own.identity')}>
      <dl className="pw-facts">
        <div>
          <dt>{say('access:accounts.username')}</dt>
          <dd>{own.username}</dd>
        </div>
        <div>
          <dt>{say('access:accounts.unit')}</dt>
          <dd>{own.unitName ?? '–'}</dd>
        </div>
        <div>
          <dt>{say('access:accounts.division')}</dt>
          <dd>{own.divisionName ?? '–'}</dd>
        </div>
        <div>
          <dt>{say('access:accounts.email')}</dt>
          <dd>{own.email ?? '–'}</dd>
        </div>
      </dl>
      <div className="pw-columns">
        <NameForm key={own.version} own={own} />
        <EmailForm />
      </div>
    </Section>
  );
}

function NameForm({ own }: { readonly own: OwnAccount }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const [name, setName] = useState(own.displayName);
  const [locale, setLocale] = useState(own.locale);
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: () => call('updateOwnAccount', { body: { displayName: name, locale }, ifMatch: own.version }),
    onSuccess: async (next) => {
      queries.setQueryData(ownAccountQuery.queryKey, next);
      await queries.invalidateQueries({ queryKey: ME_KEY });
      if (next.locale !== own.locale) await changeLanguage(next.locale);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {save.isError ? <Failure error={save.error} /> : null}
      {save.isSuccess ? <Notice tone="good">{say('access:own.saved')}</Notice> : null}
      <TextField
        label={say('access:accounts.name')}
        fault={checked && name.trim() === '' ? say('access:create.nameFault') : null}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={say('access:own.language')}
        value={locale}
        choices={LANGUAGES.map((language) => ({
          value: language,
          label: say(`access:language.${language}`),
        }))}
        onChange={(event) => isLanguage(event.target.value) && setLocale(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={save.isPending && say('access:own.saving')}>
          {say('common:save')}
        </Button>
      </div>
    </form>
  );
}

/** The new address holds once the link that is mailed there was opened. */
function EmailForm() {
  const say = useWords('access');
  const [email, setEmail] = useState('');
  const [checked, setChecked] = useState(false);
  const faulty = !/^\S+@\S+\.\S+$/.test(email.trim());
  const ask = useMutation({ mutationFn: () => call('askEmailChange', { body: { email } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!faulty && !ask.isPending) ask.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      {ask.isError ? <Failure error={ask.error} /> : null}
      {ask.isSuccess ? (
        <Notice tone="good">{say('access:own.emailSent', { email: email.trim() })}</Notice>
      ) : null}
      <TextField
        label={say('access:own.newEmail')}
        hint={say('access:own.newEmailHint')}
        fault={checked && faulty ? say('access:create.emailFault') : null}
        type="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" look="second" busy={ask.isPending && say('access:own.sending')}>
          {say('access:own.changeEmail')}
        </Button>
      </div>
    </form>
  );
}
