import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Tinos: the widths of Times New Roman, all Vietnamese letters, SIL Open Font License. Paths of the four faces. */
export const TINOS_FONTS: readonly string[] = [
  require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  require.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
];
