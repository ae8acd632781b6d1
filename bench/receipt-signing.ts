/**
 * What a receipt costs the save that it acknowledges: canonical record, hash and Ed25519 signature, with the machine's
 * own Ed25519 and with the portable one. `node --import tsx bench/receipt-signing.ts`
 */
import { newSigner, signReceipt, type SaveRecord } from '@parix/publication';
import { nativeSigner } from '../apps/server/src/features/publication/native-signer.ts';
import { measure } from './clock.ts';

const seed = new Uint8Array(32).fill(7);
const receivedAt = new Date(Date.UTC(2026, 11, 31, 16, 59));
const save: SaveRecord = {
  kind: 'save',
  unit: 'so-noi-vu',
  round: 'nam-2026',
  item: '3.2.1',
  version: 4,
  figures: { tong: '100', dung_han: '95.5', niem_yet: true },
  notApplicableReason: null,
  explanation: 'Số liệu do Văn phòng cung cấp. '.repeat(20),
  evidence: Array.from({ length: 5 }, (_, i) => ({
    title: `Báo cáo ${i}`,
    reference: '12/BC',
    url: '',
    page: '3',
  })),
};
const COUNT = 500;

for (const [name, make] of [
  ['machine', nativeSigner],
  ['portable', newSigner],
] as const) {
  const signer = make(seed, 'parix.example/log');
  const work = (): void => {
    for (let version = 1; version <= COUNT; version++) signReceipt({ ...save, version }, receivedAt, signer);
  };
  console.log(`${name}: ${((measure(work, { warm: 2, runs: 7 }) / COUNT) * 1000).toFixed(0)} µs per receipt`);
}
