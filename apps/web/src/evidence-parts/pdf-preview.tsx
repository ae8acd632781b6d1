import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button, isComposing, Notice, TextField, Waiting } from '../ui/index.ts';
import { openPdf } from './open-pdf.ts';

type Opened =
  | { readonly kind: 'opening' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy };

/** One page of a PDF on a canvas; pages are turned by buttons, by number, and by Page Up, Page Down, Home and End. */
export function PdfPreview(props: {
  readonly address: string;
  readonly name: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
}) {
  const say = useWords('evidence');
  const { address } = props;
  const [tried, setTried] = useState(0);
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' });
  useEffect(() => {
    let gone = false;
    const { document, close } = openPdf(address);
    document.then(
      (pdf) => !gone && setOpened({ kind: 'open', pdf }),
      () => !gone && setOpened({ kind: 'broken' }),
    );
    return () => {
      gone = true;
      close();
      setOpened({ kind: 'opening' });
    };
  }, [address, tried]);
  if (opened.kind === 'opening') return <Waiting what={say('evidence:preview.opening')} />;
  if (opened.kind === 'broken')
    return (
      <Notice tone="bad" title={say('evidence:preview.broken')}>
        <p>{say('evidence:preview.brokenNext')}</p>
        <div className="pw-actions">
          <Button look="second" onClick={() => setTried(tried + 1)}>
            {say('common:tryAgain')}
          </Button>
        </div>
      </Notice>
    );
  return <Pages {...props} pdf={opened.pdf} />;
}

const ZOOMS = [1, 1.5, 2, 3] as const;

function Pages(props: {
  readonly pdf: PDFDocumentProxy;
  readonly name: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
}) {
  const say = useWords('evidence');
  const { pdf } = props;
  const last = pdf.numPages;
  const page = Math.min(last, Math.max(1, props.page));
  const [zoom, setZoom] = useState(0);
  const go = (to: number) => props.onPage(Math.min(last, Math.max(1, to)));
  const press = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = { PageUp: page - 1, PageDown: page + 1, Home: 1, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div className="pw-stack">
      <div className="pw-actions">
        <Button look="second" size="small" disabled={page <= 1} onClick={() => go(page - 1)}>
          {say('evidence:preview.before')}
        </Button>
        <Button look="second" size="small" disabled={page >= last} onClick={() => go(page + 1)}>
          {say('evidence:preview.after')}
        </Button>
        <PageField key={page} page={page} last={last} onGo={go} />
        <Button look="quiet" size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {say('evidence:preview.smaller')}
        </Button>
        <Button
          look="quiet"
          size="small"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          {say('evidence:preview.larger')}
        </Button>
      </div>
      <p role="status">{say('evidence:preview.at', { page, last })}</p>
      <div
        className="pw-preview-frame"
        tabIndex={0}
        role="region"
        aria-label={say('evidence:preview.frame', { name: props.name })}
        onKeyDown={press}
      >
        <PageCanvas
          pdf={pdf}
          page={page}
          zoom={ZOOMS[zoom] ?? 1}
          label={say('evidence:preview.page', { page, name: props.name })}
        />
      </div>
    </div>
  );
}

/** A page is gone to when the number is finished: by Enter or by leaving the field. */
function PageField(props: {
  readonly page: number;
  readonly last: number;
  readonly onGo: (page: number) => void;
}) {
  const say = useWords('evidence');
  const [typed, setTyped] = useState(String(props.page));
  const go = () => {
    const page = /^\d+$/.test(typed.trim()) ? Number(typed) : props.page;
    if (page === props.page) setTyped(String(props.page));
    else props.onGo(page);
  };
  return (
    <form
      className="pw-preview-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <TextField
        label={say('evidence:preview.goTo')}
        hideLabel
        inputMode="numeric"
        maxLength={5}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
      />
    </form>
  );
}

/** Pixels across a page at its plain size: sharp on a wide screen, bounded on a small machine. */
const ACROSS = 1400;
const MOST_PIXELS = 12_000_000;

function PageCanvas(props: {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly zoom: number;
  readonly label: string;
}) {
  const say = useWords('evidence');
  const { pdf, page, zoom } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    let stop = () => {};
    const draw = async () => {
      const loaded = await pdf.getPage(page);
      const canvas = ref.current;
      if (gone || !canvas) return;
      const plain = loaded.getViewport({ scale: 1 });
      const wanted = (ACROSS * zoom) / plain.width;
      const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (plain.width * plain.height)));
      const viewport = loaded.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = loaded.render({ canvas, viewport });
      stop = () => task.cancel();
      await task.promise;
      if (!gone) setBroken(null);
    };
    draw().catch(() => {
      if (!gone) setBroken(page);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [pdf, page, zoom]);
  return (
    <>
      {broken === page ? (
        <Notice tone="bad" title={say('evidence:preview.pageBroken', { page })}>
          {say('evidence:preview.brokenNext')}
        </Notice>
      ) : null}
      <canvas ref={ref} role="img" aria-label={props.label} style={{ width: `${zoom * 100}%` }} />
    </>
  );
}
