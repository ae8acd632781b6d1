import type { Answer } from '../../api/call.ts';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField, TextField } from '../../ui/index.ts';

const PAUSE = 350;

/** Searches a little after the last key, so that an input method's rewriting bursts count as one. */
export function UnitSearch(props: {
  readonly text: string;
  readonly block: string;
  readonly blocks: Answer<'listBlocks'>['items'];
  readonly onChange: (next: { readonly text: string; readonly block: string }) => void;
}) {
  const say = useWords('units');
  const { onChange, block } = props;
  const [text, setText] = useState(props.text);
  useEffect(() => {
    if (text.trim() === props.text) return undefined;
    const timer = setTimeout(() => onChange({ text: text.trim(), block }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, props.text, block, onChange]);
  return (
    <div className="pw-form-row" role="search">
      <TextField
        label={say('units:search')}
        hint={say('units:searchHint')}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SelectField
        label={say('units:block')}
        value={block}
        choices={[
          { value: '', label: say('units:allBlocks') },
          ...props.blocks.map((item) => ({ value: item.id, label: `${item.name} (${item.unitCount})` })),
        ]}
        onChange={(event) => onChange({ text: text.trim(), block: event.target.value })}
      />
    </div>
  );
}
