import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call, type Answer } from '../../api/call.ts';
import { foldForSearch } from '../../format/search-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Notice, Section, Table, TextField } from '../../ui/index.ts';

export function BlockList(props: {
  readonly query: UseQueryResult<Answer<'listBlocks'>>;
  readonly manages: boolean;
}) {
  const say = useWords('units');
  return (
    <Section title={say('units:blocks')}>
      <Loaded query={props.query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('units:noBlock')}>{say('units:noBlockNext')}</Empty>
          ) : (
            <Table caption={say('units:blocksCaption')} hideCaption>
              <thead>
                <tr>
                  <th scope="col">{say('units:column.block')}</th>
                  <th scope="col">{say('units:column.code')}</th>
                  <th scope="col" className="pw-number">
                    {say('units:column.count')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((block) => (
                  <tr key={block.id}>
                    <th scope="row">{block.name}</th>
                    <td className="pw-code">{block.id}</td>
                    <td className="pw-number">{block.unitCount}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      {props.manages ? <NewBlock /> : null}
    </Section>
  );
}

/** The id is proposed from the name and may be changed. */
function NewBlock() {
  const say = useWords('units');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [id, setId] = useState('');
  const [missing, setMissing] = useState(false);
  const proposed = foldForSearch(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
  const create = useMutation({
    mutationFn: () => call('createBlock', { body: { id: id.trim() || proposed, name } }),
    onSuccess: async () => {
      setName('');
      setId('');
      await queries.invalidateQueries({ queryKey: ['blocks'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '' && !create.isPending) create.mutate();
  };
  return (
    <details className="pw-details">
      <summary>{say('units:newBlock')}</summary>
      <form className="pw-form" onSubmit={submit} noValidate>
        {create.isError ? <Failure error={create.error} /> : null}
        {create.isSuccess ? (
          <Notice tone="good">{say('units:blockCreated', { name: create.data.name })}</Notice>
        ) : null}
        <TextField
          label={say('units:blockName')}
          fault={missing && name.trim() === '' ? say('units:blockNameMissing') : null}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={say('units:blockId')}
          hint={say('units:blockIdHint', { id: proposed || '…' })}
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        <div className="pw-actions">
          <Button type="submit" look="second" busy={create.isPending && say('units:creating')}>
            {say('units:create')}
          </Button>
        </div>
      </form>
    </details>
  );
}
