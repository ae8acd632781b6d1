import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Tinos: the widths of Times New Roman, all Vietnamese letters, SIL Open Font License. Paths of the four faces. */
export const TINOS_FONTS: readonly string[] = [
  '400Regular',
  '400Regular_Italic',
  '700Bold',
  '700Bold_Italic',
].map((face) => require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`));
