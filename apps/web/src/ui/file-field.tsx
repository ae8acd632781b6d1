import { Field } from './field.tsx';

/** Chooses one file. The caller learns of it at once; choosing the same file again counts too. */
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
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          className="pw-input"
          type="file"
          accept={accept}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
          }}
          onClick={(event) => {
            event.currentTarget.value = '';
          }}
        />
      )}
    </Field>
  );
}
