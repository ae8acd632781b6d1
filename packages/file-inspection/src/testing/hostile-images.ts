import type { HostileFile } from './hostile-file.ts';
import { gif, heic, jpeg, png, scriptJpeg, tiff, webp } from './image-bytes.ts';
import { zipBytes } from './zip-bytes.ts';

const join = (...pieces: readonly (Uint8Array | string)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)));
const program = (): Buffer => zipBytes([{ name: 'A.class', data: 'x' }]);

/** Images that flood the memory, carry something else or are broken. */
export const HOSTILE_IMAGES: readonly HostileFile[] = [
  { title: 'a JPEG', name: 'anh.jpg', bytes: () => jpeg(), expect: [] },
  { title: 'a PNG', name: 'anh.png', bytes: () => png(), expect: [] },
  { title: 'a WebP', name: 'anh.webp', bytes: () => webp(), expect: [] },
  { title: 'a TIFF of three pages', name: 'ban-quet.tif', bytes: () => tiff({ pages: 3 }), expect: [] },
  {
    title: 'a PNG that claims 65 535 × 65 535',
    name: 'lut.png',
    bytes: () => png({ width: 65_535, height: 65_535 }),
    expect: ['image-too-large'],
  },
  {
    title: 'a JPEG that claims 65 500 × 65 500',
    name: 'lut.jpg',
    bytes: () => jpeg({ width: 65_500, height: 65_500 }),
    expect: ['image-too-large'],
  },
  {
    title: 'a WebP that claims 16 383 × 16 383',
    name: 'lut.webp',
    bytes: () => webp({ width: 16_383, height: 16_383 }),
    expect: ['image-too-large'],
  },
  {
    title: 'a TIFF that claims 100 000 × 100 000',
    name: 'lut.tif',
    bytes: () => tiff({ width: 100_000, height: 100_000 }),
    expect: ['image-too-large'],
  },
  {
    title: 'a TIFF that bites its tail',
    name: 'vong.tif',
    bytes: () => tiff({ loop: true }),
    expect: ['image-damaged'],
  },
  {
    title: 'a TIFF of 4 000 pages',
    name: 'nhieu.tif',
    bytes: () => tiff({ pages: 4_000 }),
    expect: ['too-many-pages'],
  },
  { title: 'a PNG of no size', name: 'khong.png', bytes: () => png({ width: 0 }), expect: ['image-damaged'] },
  {
    title: 'a PNG with a wrong sum',
    name: 'sai.png',
    bytes: () => png({ sum: 1 }),
    expect: ['image-damaged'],
  },
  { title: 'a PNG cut off', name: 'cut.png', bytes: () => png().subarray(0, -10), expect: ['image-damaged'] },
  {
    title: 'a JPEG cut off',
    name: 'cut.jpg',
    bytes: () => jpeg().subarray(0, -2),
    expect: ['image-damaged'],
  },
  {
    title: 'a JPEG with a Java program behind it',
    name: 'gifar.jpg',
    bytes: () => join(jpeg(), program()),
    expect: ['polyglot'],
  },
  {
    title: 'a GIF with a Java program behind it',
    name: 'gifar.gif',
    bytes: () => join(gif(), program()),
    expect: ['polyglot'],
  },
  { title: 'a JPEG that is a script too', name: 'js.jpg', bytes: scriptJpeg, expect: ['polyglot'] },
  {
    title: 'a JPEG with a page in its comment',
    name: 'html.jpg',
    bytes: () => jpeg({ comment: '<script>alert(1)</script>' }),
    expect: ['polyglot'],
  },
  {
    title: 'a PNG with a program of a web server in its comment',
    name: 'php.png',
    bytes: () => png({ comment: '<?php system($_GET[0]); ?>' }),
    expect: ['polyglot'],
  },
  {
    title: 'a PNG with a Windows program behind it',
    name: 'exe.png',
    bytes: () => join(png(), 'MZ\x90\0\x03\0'),
    expect: ['polyglot'],
  },
  {
    title: 'a photograph with the film of a phone behind it',
    name: 'dien-thoai.jpg',
    bytes: () => join(jpeg(), 'ftypmp42film'),
    expect: ['trailing-data'],
  },
  { title: 'a GIF', name: 'dong.gif', bytes: gif, expect: ['kind-not-accepted'] },
  {
    title: 'a photograph of an iPhone (HEIC)',
    name: 'iphone.heic',
    bytes: heic,
    expect: ['kind-not-accepted'],
  },
  {
    title: 'an SVG with a script, named .png',
    name: 'svg.png',
    bytes: () =>
      join('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    expect: ['active-content'],
  },
];
