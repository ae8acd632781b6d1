import './verify-page.css';
import type { News, Order } from './messages.ts';
import { offerPublished } from './offer-published.ts';

/* The page of verification: no account, no framework, nothing sent anywhere. */

const part = <T extends HTMLElement>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
};
const form = part('form', HTMLFormElement);
const zip = part('zip', HTMLInputElement);
const choice = part('choice', HTMLSelectElement);
const key = part('key', HTMLInputElement);
const outcome = part('outcome', HTMLParagraphElement);
const steps = part('steps', HTMLOListElement);

let worker: Worker | undefined;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [file] = zip.files ?? [];
  const chosen = file ?? (choice.value === '' ? undefined : choice.value);
  if (chosen === undefined) return tell('bad', 'Chọn một tệp ZIP trước.');
  start({ zip: chosen, trustedKey: key.value.trim() === '' ? undefined : key.value.trim() });
});

/** A publication of this server may be named in the address: `?zip=/cong-bo/…`. */
void offerPublished(
  part('published', HTMLParagraphElement),
  choice,
  new URLSearchParams(location.search).get('zip'),
);

function start(order: Order): void {
  worker?.terminate();
  steps.replaceChildren();
  tell('running', 'Đang kiểm chứng…');
  worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data));
  worker.addEventListener('error', () =>
    tell('bad', 'Trình duyệt không đủ bộ nhớ hoặc quá cũ để kiểm chứng. Dùng lệnh npx parix verify.'),
  );
  worker.postMessage(order);
}

function hear(news: News): void {
  if (news.type === 'step') return addStep(news.step.ok, news.step.detail);
  if (news.type === 'unreadable') return tell('bad', news.words);
  if (news.fault !== null) return tell('bad', `KHÔNG KHỚP. ${news.fault}`);
  tell(
    'good',
    news.keyFromFolder
      ? 'Mọi thứ khớp. Khóa lấy từ chính tệp ZIP: hãy so khóa với nguồn khác để biết ai đã ký.'
      : 'Mọi thứ khớp, và được ký bằng khóa bạn đã nhập.',
  );
}

function addStep(ok: boolean, detail: string): void {
  const item = document.createElement('li');
  item.dataset['ok'] = String(ok);
  item.textContent = `${ok ? 'Đạt' : 'Không khớp'}: ${detail}`;
  steps.append(item);
}

function tell(tone: 'running' | 'good' | 'bad', words: string): void {
  outcome.dataset['tone'] = tone;
  outcome.textContent = words;
}
