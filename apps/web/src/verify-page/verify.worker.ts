import { describeDifference, verifyPublication, zipReader } from '@parix/publication';
import type { News, Order } from './messages.ts';

/* Verifies in a thread of its own, so that the page stays alive while a large publication is computed again. */

const say = (news: News): void => self.postMessage(news);

self.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  verify(data).catch((error: unknown) =>
    say({
      type: 'unreadable',
      words: `Không đọc được tệp: ${error instanceof Error ? error.message : String(error)}`,
    }),
  );
});

async function verify({ zip, trustedKey }: Order): Promise<void> {
  const bytes = await bytesOf(zip);
  const reader = bytes && zipReader(bytes);
  if (bytes === undefined)
    return say({
      type: 'unreadable',
      words: 'Không tải được bản công bố từ máy chủ. Tải tệp ZIP về máy rồi chọn tệp đó.',
    });
  if (reader === undefined)
    return say({
      type: 'unreadable',
      words: 'Tệp này không phải tệp ZIP, hoặc tải về chưa đủ. Tải lại rồi chọn lại.',
    });
  const { first, keyFromFolder } = verifyPublication(reader, {
    trustedKey,
    locale: 'vi',
    onStep: (step) => say({ type: 'step', step }),
  });
  say({ type: 'done', fault: first && describeDifference(first, 'vi'), keyFromFolder });
}

async function bytesOf(zip: File | string): Promise<Uint8Array | undefined> {
  if (typeof zip !== 'string') return new Uint8Array(await zip.arrayBuffer());
  const answer = await fetch(zip);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}
