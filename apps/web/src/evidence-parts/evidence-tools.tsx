import type { EvidenceLink } from '@parix/api-contract';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/index.ts';
import { DocumentDialog } from './document-dialog.tsx';
import { EarlierPickDialog, LibraryPickDialog } from './pick-dialogs.tsx';

type Named = Pick<EvidenceLink, 'page' | 'quote'> & {
  readonly id: string;
  readonly version: number;
  readonly abstract: string;
  readonly number: string;
};

/** A link to the version of a document that stands now. */
const linkTo = ({ id, version, abstract, number, page, quote }: Named): EvidenceLink => ({
  title: abstract,
  reference: number,
  url: '',
  page,
  documentId: id,
  version,
  quote,
});

/** Three ways to a document of the library: choose one, add a new one, use again what an earlier round showed. */
export function EvidenceTools(props: {
  readonly item: { readonly roundId: string; readonly unitId: string; readonly itemId: string };
  readonly onLink: (link: EvidenceLink) => void;
}) {
  const say = useWords('evidence');
  const { unitId } = props.item;
  const [open, setOpen] = useState<'library' | 'new' | 'earlier' | null>(null);
  const [told, setTold] = useState('');
  const close = () => setOpen(null);
  const link = (named: Named) => {
    props.onLink(linkTo(named));
    setTold(say('evidence:linked', { name: named.abstract }));
  };
  const pick = (named: Named) => {
    link(named);
    close();
  };
  return (
    <>
      <Button look="second" onClick={() => setOpen('library')}>
        {say('evidence:tool.library')}
      </Button>
      <Button look="second" onClick={() => setOpen('new')}>
        {say('evidence:tool.new')}
      </Button>
      <Button look="second" onClick={() => setOpen('earlier')}>
        {say('evidence:tool.earlier')}
      </Button>
      <span role="status" className="pw-hidden">
        {told}
      </span>
      {open === 'library' ? (
        <LibraryPickDialog
          unitId={unitId}
          onClose={close}
          onPick={(item) => pick({ ...item, page: item.hit ? String(item.hit.page) : '', quote: '' })}
        />
      ) : null}
      {open === 'new' ? (
        <DocumentDialog
          unitId={unitId}
          standing={null}
          onClose={close}
          onUse={(twin) => pick({ ...twin, page: '', quote: '' })}
          onSaved={({ id, current }) => link({ ...current, id, page: '', quote: '' })}
        />
      ) : null}
      {open === 'earlier' ? <EarlierPickDialog item={props.item} onClose={close} onPick={pick} /> : null}
    </>
  );
}
