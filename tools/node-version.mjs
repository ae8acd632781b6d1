/* Written for old versions of Node too, which must be able to read it. */

/** Whether this Node can run Parix; says what to do and sets the exit code when it cannot. */
export function isNodeRecent() {
  var parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return true;
  console.error(
    'Parix cần Node 20.19 trở lên, máy này có ' +
      process.versions.node +
      '. Hãy cài Node 24 từ https://nodejs.org rồi chạy lại.\n' +
      'Parix needs Node 20.19 or newer; this is ' +
      process.versions.node +
      '. Install Node 24 from https://nodejs.org and run again.',
  );
  process.exitCode = 1;
  return false;
}
