import { useId, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';

/**
 * Chooses one file, with words of our own (the browser's are in its language). The caller learns of it at once;
 * choosing the same file again counts too.
 */
export function FileField({
  label,
  hint,
  accept,
  onFile,
}: {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}) {
  const say = useWords();
  const id = useId();
  const [name, setName] = useState('');
  return (
    <div className="pw-field">
      <span className="pw-legend" id={`${id}-label`}>
        {label}
      </span>
      <span className="pw-hint" id={`${id}-hint`}>
        {hint}
      </span>
      <span className="pw-file">
        <input
          id={id}
          className="pw-hidden"
          type="file"
          accept={accept}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint ${id}-name`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (!file) return;
            setName(file.name);
            onFile(file);
          }}
          onClick={(event) => {
            event.currentTarget.value = '';
          }}
        />
        <label htmlFor={id} className="pw-button" data-look="second">
          {say('common:chooseFile')}
        </label>
        <span id={`${id}-name`}>{name || say('common:noFile')}</span>
      </span>
    </div>
  );
}
